"""Between a browser and a server: a door that passes everything on and counts the bytes, compressed as they are."""

import asyncio
import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

CHUNK = 65536


class Door:
    """A port that leads to another port; `down` counts the bytes towards the browser, `up` those towards the server."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.port = self.down = self.up = 0
        self.loop = asyncio.new_event_loop()

    async def open(self) -> None:
        """Listen at a free port."""
        server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            behind, before = await asyncio.open_connection("127.0.0.1", self.target)
            await asyncio.gather(self._copy(reader, before, "up"), self._copy(behind, writer, "down"))

    async def _copy(self, source: asyncio.StreamReader, to: asyncio.StreamWriter, way: str) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(CHUNK):
                setattr(self, way, getattr(self, way) + len(data))
                to.write(data)
                await to.drain()
        to.close()


@contextmanager
def door(target: int) -> Iterator[Door]:
    """A `Door` that stays open until the block ends."""
    passing = Door(target)
    thread = Thread(target=passing.loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(passing.open(), passing.loop).result(10)
    yield passing
    passing.loop.call_soon_threadsafe(passing.loop.stop)
    thread.join(10)
