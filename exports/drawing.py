"""A figure of the screen as plain parts, so that paper and slides are drawn from the very figure that a reader sees.

Parts know nothing of Plotly, nor of the program they are drawn in: lengths are px, x to the right and y downwards.
"""

import html
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

Point = tuple[float, float]
Colour = str | None
"""#RRGGBB; None is not drawn at all."""

LINE_HEIGHT: Final = 1.3
LETTER_WIDTH: Final = 0.5
"""Of the size of a letter; a mean over the words of a chart, rather wide."""


@dataclass(frozen=True)
class Line:
    """A line through points. `dash`: solid, dash or dot."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dash: str = "solid"
    opacity: float = 1.0
    arrow: bool = False


@dataclass(frozen=True)
class Area:
    """Closed rings, filled: the even-odd rule makes holes. `hatch`: rising, falling, crossed, or empty for none."""

    rings: tuple[tuple[Point, ...], ...]
    fill: Colour
    stroke: Colour = None
    width: float = 0.0
    opacity: float = 1.0
    hatch: str = ""
    hatch_colour: str = ""
    name: str = ""


@dataclass(frozen=True)
class Disc:
    """A disc, or with no fill a ring."""

    centre: Point
    radius: float
    fill: Colour
    stroke: Colour = None
    width: float = 0.0
    opacity: float = 1.0
    name: str = ""


@dataclass(frozen=True)
class Text:
    """Lines of text, each of runs that are bold or not.

    `at`: the middle of the block's height, at its `anchor` (start, middle, end). `turned`: it reads upwards.
    """

    at: Point
    lines: tuple[tuple[tuple[str, bool], ...], ...]
    size: float
    colour: str
    anchor: str = "start"
    turned: bool = False
    back: Colour = None

    @property
    def plain(self) -> str:
        """The words alone, a space between lines."""
        return " ".join("".join(text for text, _ in line) for line in self.lines).strip()

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom; the width is an estimate."""
        wide = (
            max((len("".join(text for text, _ in line)) for line in self.lines), default=0) * self.size * LETTER_WIDTH
        )
        tall = len(self.lines) * self.size * LINE_HEIGHT
        if self.turned:
            wide, tall = tall, wide
        left = (
            self.at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor if not self.turned else "middle"]
        )
        return left, self.at[1] - tall / 2, left + wide, self.at[1] + tall / 2


Part = Line | Area | Disc | Text

NARROW, WIDE = frozenset("iIjlftr.,:;'|!()[]-\u2019\u00b7 "), frozenset("mwMW@%\u2026")
"""Letters of Arial that are much narrower or wider than the others."""


def ems(text: str) -> float:
    """How wide a line of text is in Arial, at most about, in its size."""
    return sum(
        1.0 if ord(sign) > 0x2E80 or sign in WIDE else 0.36 if sign in NARROW else 0.75 if sign.isupper() else 0.57
        for sign in text
    )


@dataclass(frozen=True)
class Drawing:
    """Parts, those drawn first at the bottom, within a frame of `width` by `height` px that begins at 0, 0."""

    width: float
    height: float
    parts: tuple[Part, ...]

    @property
    def texts(self) -> list[str]:
        """The words of every text."""
        return [part.plain for part in self.parts if isinstance(part, Text)]


EDGE: Final = 4.0
"""px around a drawing."""


def cropped(parts: Sequence[Part], width: float) -> Drawing:
    """The parts in a frame as wide as `width` or as they need, and no higher than they need."""
    boxes = [box for part in parts if (box := box_of(part))]
    if not boxes:
        return Drawing(width, 1.0, ())
    left = min(0.0, min(box[0] for box in boxes))
    top = min(box[1] for box in boxes) - EDGE
    right, bottom = max(width, *(box[2] for box in boxes)), max(box[3] for box in boxes) + EDGE
    return Drawing(right - left, bottom - top, tuple(moved(part, -left, -top) for part in parts))


def box_of(part: Part) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of a part."""
    if isinstance(part, Text):
        return part.box if part.plain else None
    if isinstance(part, Disc):
        (x, y), r = part.centre, part.radius
        return x - r, y - r, x + r, y + r
    points = part.points if isinstance(part, Line) else [point for ring in part.rings for point in ring]
    if not points:
        return None
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def moved(part: Part, right: float, down: float) -> Part:
    """A part at another place."""

    def shift(points: Iterable[Point]) -> tuple[Point, ...]:
        return tuple((x + right, y + down) for x, y in points)

    match part:
        case Line():
            return replace(part, points=shift(part.points))
        case Area():
            return replace(part, rings=tuple(shift(ring) for ring in part.rings))
        case Disc():
            return replace(part, centre=shift([part.centre])[0])
        case Text():
            return replace(part, at=shift([part.at])[0])


_TAG: Final = re.compile(r"<(/?)(b|br|i|span|sub|sup|em|strong)\b[^<>]*>", re.IGNORECASE)
_COLOUR: Final = re.compile(r"rgba?\s*\(([\d.,\s]+)\)")


def words(text: object) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """Text in the few tags that a figure uses as lines of runs, bold or not; all else is text."""
    lines: list[list[tuple[str, bool]]] = [[]]
    is_bold, at, source = False, 0, "" if text is None else str(text)
    for tag in _TAG.finditer(source):
        lines[-1].append((html.unescape(source[at : tag.start()]), is_bold))
        at, name = tag.end(), tag[2].lower()
        if name == "br":
            lines.append([])
        elif name in ("b", "strong"):
            is_bold = not tag[1]
    lines[-1].append((html.unescape(source[at:]), is_bold))
    return tuple(tuple(run for run in line if run[0]) for line in lines)


def colour_and_opacity(colour: object) -> tuple[Colour, float]:
    """A colour of a figure as #RRGGBB and how opaque it is; what is wholly clear has no colour."""
    text = str(colour or "")
    if found := _COLOUR.fullmatch(text):
        red, green, blue, *rest = (float(part) for part in found[1].split(","))
        opacity = rest[0] if rest else 1.0
        return (f"#{int(red):02X}{int(green):02X}{int(blue):02X}", opacity) if opacity else (None, 0.0)
    return (text.upper(), 1.0) if re.fullmatch(r"#[0-9A-Fa-f]{6}", text) else (None, 0.0)


def _ring(*reaches: float, first: float) -> tuple[Point, ...]:
    """Corners about a middle, in turn; `first`: the angle of the first in degrees, from the right, downwards."""
    angles = [math.radians(first + 360 / len(reaches) * corner) for corner in range(len(reaches))]
    return tuple(
        (reach * math.cos(angle), reach * math.sin(angle)) for reach, angle in zip(reaches, angles, strict=True)
    )


_ARM, _TIP = 0.4, 1.2
_SHAPES: Final[Mapping[str, tuple[Point, ...]]] = {
    "square": _ring(*[math.sqrt(2)] * 4, first=45),
    "diamond": _ring(*[1.3] * 4, first=0),
    "triangle-up": _ring(*[1.15] * 3, first=-90),
    "triangle-down": _ring(*[1.15] * 3, first=90),
    "triangle-right": _ring(*[1.15] * 3, first=0),
    "pentagon": _ring(*[1.15] * 5, first=-90),
    "hexagon": _ring(*[1.15] * 6, first=30),
    "hexagon2": _ring(*[1.15] * 6, first=0),
    "octagon": _ring(*[1.15] * 8, first=22.5),
    "star": _ring(*[1.4, 0.535] * 5, first=-90),
    "star-square": _ring(*[1.55, 0.6] * 4, first=45),
    "cross": (
        *((_TIP, _ARM), (_ARM, _ARM), (_ARM, _TIP), (-_ARM, _TIP), (-_ARM, _ARM), (-_TIP, _ARM)),
        *((-_TIP, -_ARM), (-_ARM, -_ARM), (-_ARM, -_TIP), (_ARM, -_TIP), (_ARM, -_ARM), (_TIP, -_ARM)),
    ),
}
"""The corners of a mark two across, by its Plotly name."""


def symbol(
    name: str, at: Point, size: float, *, fill: Colour, line: Colour, width: float, opacity: float
) -> Iterator[Part]:
    """A mark of a figure by its Plotly name, `size` px across."""
    x, y = at
    bare, r = name.removesuffix("-dot").removesuffix("-open"), size / 2
    is_open = "-open" in name
    stroke = (fill or line) if is_open else line
    width = max(width, 1.0) if is_open else width
    filled = None if is_open else fill
    if bare in ("line-ns", "line-ew", "x-thin", "cross-thin"):
        ends = {
            "line-ns": [((x, y - r), (x, y + r))],
            "line-ew": [((x - r, y), (x + r, y))],
            "x-thin": [((x - r, y - r), (x + r, y + r)), ((x - r, y + r), (x + r, y - r))],
            "cross-thin": [((x, y - r), (x, y + r)), ((x - r, y), (x + r, y))],
        }[bare]
        for end in ends:
            yield Line(end, line or fill or "", width or 1.0, opacity=opacity)
    elif bare == "x":
        for end in (((x - r, y - r), (x + r, y + r)), ((x - r, y + r), (x + r, y - r))):
            yield Line(tuple((x + (a - x) * 0.8, y + (b - y) * 0.8) for a, b in end), fill or line or "", r * 0.6)
    elif bare in _SHAPES:
        ring = tuple((x + r * right, y + r * down) for right, down in _SHAPES[bare])
        yield Area((ring,), filled, stroke if width else None, width, opacity)
    elif bare == "circle":
        yield Disc(at, r, filled, stroke if width else None, width, opacity)
    else:
        raise ValueError(f"a file cannot draw the mark {name}")
    if name.endswith("-dot"):
        yield Disc(at, max(1.0, r / 4), stroke, opacity=opacity)


def each(value: Any, count: int, default: Any = None) -> list[Any]:
    """An attribute that a trace has once for all its marks, or once for each."""
    if isinstance(value, (list, tuple)):
        return [*value, *[default] * (count - len(value))]
    return [default if value is None else value] * count
