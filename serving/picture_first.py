"""The order in which a view drawn again goes out: its picture first.

Streamlit sends a page from top to bottom, and a browser draws all of it anew with each ten milliseconds of messages;
so the picture, for which the reader moved the slider, came after two or three drawings of what stands above it. Here
the messages of a run wait until the first picture is ready, and the picture goes before them. A browser takes it
there only if the place where it stood, and all that holds it, are the same as in the run before.

Where a reader asked for something else, such as what is said of a place, that goes before the picture: a browser is
busy with a picture for a tenth of a second. It shows by a heading that was not there in the run before.

What goes first is drawn first only if the rest comes a moment later. Of a view that is kept all would come at once.
"""

from asyncio import sleep
from collections.abc import Awaitable, Callable

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

Path = tuple[int, ...]
FRAME = 0.03
"""Seconds in which a browser begins to draw what it has: it draws all that came within ten milliseconds in one go."""


class PictureFirst:
    """What goes out by one socket, `send` being what sends it, and `has_time` whether nobody waits for a run to end."""

    def __init__(self, send: Callable[[bytes], Awaitable[None]], has_time: Callable[[], bool]) -> None:
        self._send = send
        self._has_time = has_time
        self._page = ""
        self._blocks: dict[Path, tuple[str, str]] = {}  # of the run that is under way: kind and id by place
        self._headings: set[str] = set()  # of the run that is under way, down to its picture
        self._read: set[str] = set()  # those of the run before
        self._picture: Path | None = None  # where its first picture stands
        self._before: tuple[Path, dict[Path, tuple[str, str]]] | None = None  # the same of the run before
        self._held: list[bytes] | None = None
        self._is_ahead = False  # whether something else went before the picture

    async def put(self, told: ForwardMsg, content: bytes) -> None:
        """Send a message, at once or in its turn; `content` is `told` as it goes out."""
        kind = told.WhichOneof("type")
        if kind == "new_session":
            await self._release()
            self._begin(told.new_session.page_script_hash)
            await self._send(content)
            return
        is_picture = self._picture is None and self._note(told)
        if self._held is None:
            if is_picture and self._is_ahead:
                await self._let_draw()
            await self._send(content)
        elif is_picture and self._before == (self._picture, self._around()):
            await self._send(content)
            await self._let_draw()
            await self._release()
        else:
            self._held.append(content)
            self._is_ahead = not self._headings <= self._read
            if is_picture or kind == "script_finished" or self._is_ahead:
                await self._release()

    def _begin(self, page: str) -> None:
        """A run of a page; it is held if the browser has a picture of this page."""
        if self._picture is not None and page == self._page:
            self._before, self._held = (self._picture, self._around()), []
        else:
            self._before = None
        self._read, self._headings, self._is_ahead = self._headings, set(), False
        self._page, self._blocks, self._picture = page, {}, None

    def _note(self, told: ForwardMsg) -> bool:
        """Remember where a block stands, or the picture; whether it is the picture.

        What a browser has seen before is sent as a mere reference: it is a picture if one stood there.
        """
        path = tuple(told.metadata.delta_path)
        if told.HasField("ref_hash"):
            is_picture = self._before is not None and path == self._before[0]
        else:
            if told.delta.HasField("add_block"):
                block = told.delta.add_block
                self._blocks[path] = (block.WhichOneof("type") or "", block.id)
            if told.delta.new_element.HasField("heading"):
                self._headings.add(told.delta.new_element.heading.body)
            is_picture = told.delta.new_element.HasField("plotly_chart")
        if is_picture:
            self._picture = path
        return is_picture

    def _around(self) -> dict[Path, tuple[str, str]]:
        """The blocks that hold the picture."""
        end = self._picture or ()
        return {path: block for path, block in self._blocks.items() if end[: len(path)] == path}

    async def _let_draw(self) -> None:
        """Leave a browser the time to draw what came first, before it has more to do."""
        if self._has_time():
            await sleep(FRAME)

    async def _release(self) -> None:
        """Send what was held, as it came."""
        held, self._held = self._held, None
        for content in held or ():
            await self._send(content)
