"""A drawing of a figure: without its title, subtitle and footer, which a page or a slide says in its own letters."""

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

from exports.drawing import EDGE, Disc, Drawing, Part, Point, Text, box_of, cropped, words
from exports.drawing_axes import Plane
from exports.drawing_bands import bands
from exports.drawing_beside import beside
from exports.drawing_labels import settled
from exports.drawing_map import Outlines, map_parts

WIDTH: Final = 1000.0
"""px, as wide as a figure with axes is on a screen of middling size."""
ON_SCREEN: Final = 1160.0
"""px, the width for which a figure places its labels."""
TOUCH: Final = 2.0
"""px of a disc that words may cover."""
MAP_WIDTH: Final = 913.0
"""px, for which the names of a map are laid out."""
LABEL: Final = "claim"
"""What charts call a label of a mark, which they leave out where it has no room."""
CLOSEST: Final = 0.6
"""Of the height of a plot on a screen, the least that it keeps on a slide."""
LEAST_PLOT: Final = 0.4
"""Of the width of a figure on a slide, the least that its plot has where there is room."""


def drawn(
    figure: Mapping[str, Any], outlines: Callable[[], Outlines], width: float = WIDTH, *, as_laid_out: bool = False
) -> Drawing:
    """The figure, `data` and `layout` in Plotly's words, as a drawing `width` px wide or wider.

    `outlines` is asked for the shapes of places where the figure is a map; that has a width of its own. Labels keep
    their places where it is drawn `as_laid_out`, in our letters at the width of a screen.
    """
    is_map = "geo" in figure["layout"]
    plane = Plane(figure, MAP_WIDTH if is_map else width)
    return cropped(_all_parts(plane, outlines, as_laid_out=as_laid_out), _width(plane))


def drawn_for_slides(
    figure: Mapping[str, Any], outlines: Callable[[], Outlines], width: float, height: float
) -> list[Drawing]:
    """The figure as drawings for slides with room for `width` by `height` points, where a px is about a point, so that
    letters are as large as they are on a screen.

    A figure with axes is laid out anew in that room, its lanes closer than on a screen, and on several slides where
    they would lie too close. A map has its legend at its side.
    """
    if "geo" in figure["layout"]:
        plane = Plane(figure, MAP_WIDTH)
        parts = _all_parts(plane, outlines)
        legend = [part for part in parts if (box := box_of(part)) and box[1] >= plane.bottom]
        kept = {id(part) for part in legend}
        return [beside([part for part in parts if id(part) not in kept], legend)]
    width, own = _wide_enough(figure, outlines, width)
    height *= width / own
    margin, tall = figure["layout"]["margin"], float(figure["layout"]["height"])
    plot = tall - float(margin["t"]) - float(margin["b"])
    around = drawn(figure, outlines, width).height - plot  # the axes
    room = max(height - around, height / 2)
    fewest = 1 if _is_one_scale(figure) else math.ceil(CLOSEST * plot / room)
    most = fewest if _is_one_scale(figure) else math.ceil(plot / room)

    def laid_out(pieces: int) -> tuple[Plane, list[Part], Drawing]:
        high = tall - plot + min(plot, pieces * room)
        plane = Plane({**figure, "layout": {**figure["layout"], "height": high}}, width)
        parts = _all_parts(plane, outlines)
        return plane, parts, cropped(parts, _width(plane))

    pieces = min(range(fewest, most + 1), key=lambda each: _cost(laid_out(each)[2]))
    plane, parts, drawing = laid_out(pieces)
    if pieces == 1:
        return [drawing]
    head = plane.top - min((box[1] for part in parts if (box := box_of(part))), default=plane.top) + EDGE
    foot = drawing.height - head - (plane.bottom - plane.top)
    return bands(drawing, height * 1.02, max(head, 0.0), foot if 0 < foot <= height / 2 else 0.0)


def _wide_enough(figure: Mapping[str, Any], outlines: Callable[[], Outlines], width: float) -> tuple[float, float]:
    """The width at which a figure is laid out, and the one that is asked for, which is it wherever its plot is not
    squeezed between its margins and no fewer words stand in one another and in discs where it is wider."""
    margin = figure["layout"]["margin"]
    is_squeezed = width - float(margin["l"]) - float(margin["r"]) < LEAST_PLOT * width
    wider = [each for each in (WIDTH, ON_SCREEN) if each > width]
    widths = wider if is_squeezed and wider else [width, *wider]
    return min(widths, key=lambda each: _cost(drawn(figure, outlines, each))), width


def _cost(drawing: Drawing) -> tuple[int, int]:
    """How many pairs of texts stand in one another, and how many of a text and a disc; how few texts there are."""
    boxes = sorted(part.box for part in drawing.parts if isinstance(part, Text) and part.plain)
    discs = [(part.centre, part.radius - TOUCH) for part in drawing.parts if isinstance(part, Disc)]
    found = sum(
        math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom)) < reach
        for left, top, right, bottom in boxes
        for (x, y), reach in discs
    )
    for place, (_, top, right, bottom) in enumerate(boxes):
        for left, high, _, low in boxes[place + 1 :]:
            if left >= right:
                break
            found += high < bottom and low > top
    return found, -len(boxes)


def _is_one_scale(figure: Mapping[str, Any]) -> bool:
    """Whether its height is one scale of numbers, which no cut may part, and not lanes."""
    for name in {str(trace.get("yaxis", "y")) for trace in figure["data"]}:
        axis = figure["layout"].get(f"yaxis{name[1:]}", {})
        first, last = axis.get("domain") or (0.0, 1.0)
        texts = [Text((0, 0), words(text), 1, "").plain for text in axis.get("ticktext") or []]
        if last - first > 0.5 and sum(text[:1] == "$" or text[:1].isdigit() for text in texts) > len(texts) / 2:
            return True
    return False


def _all_parts(plane: Plane, outlines: Callable[[], Outlines], *, as_laid_out: bool = False) -> list[Part]:
    parts, labels = _parts(plane, outlines)
    return [*parts, *([text for text, _ in labels] if as_laid_out else settled(labels, parts, _width(plane)))]


def _width(plane: Plane) -> float:
    return plane.right + float(plane.layout["margin"]["r"])


def _parts(plane: Plane, outlines: Callable[[], Outlines]) -> tuple[list[Part], list[tuple[Text, Point]]]:
    """What is drawn, and the labels of marks, each with the place of its mark."""
    is_map = "geo" in plane.layout
    parts: list[Part] = [*map_parts(plane, outlines)] if is_map else []
    parts += _shapes(plane) if is_map else plane.parts()
    labels: list[tuple[Text, Point]] = []
    for note in plane.layout.get("annotations", []):
        if note.get("name") == LABEL:
            spot = plane.spot(note)
            labels += [(part, spot) for part in plane.note(note) if isinstance(part, Text) and spot is not None]
        elif not _is_around(note, plane.layout.get("meta", [{}])[0]):
            parts += plane.note(note)
    return parts, labels


def _shapes(plane: Plane) -> list[Part]:
    return [part for shape in plane.layout.get("shapes", []) for part in plane.shape(shape)]


def _is_around(note: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether a note is the figure's own title, subtitle or footer."""
    if note.get("name") == "footer":
        return True
    said = Text((0, 0), words(note.get("text", "")), 1, "").plain
    return (
        note.get("yref") == "paper"
        and note.get("xref") == "paper"
        and said in (told.get("title"), told.get("subtitle"))
    )
