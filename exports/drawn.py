"""A drawing of a figure: without its title, subtitle and footer, which a page or a slide says in its own letters."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from exports.drawing import Drawing, Part, Text, cropped, words
from exports.drawing_axes import Plane
from exports.drawing_map import Outlines, map_parts

WIDTH: Final = 1000.0
"""px, as wide as a figure with axes is on a screen of middling size."""
MAP_WIDTH: Final = 913.0
"""px, for which the names of a map are laid out."""


def drawn(figure: Mapping[str, Any], outlines: Callable[[], Outlines], width: float = WIDTH) -> Drawing:
    """The figure, `data` and `layout` in Plotly's words, as a drawing `width` px wide or wider.

    `outlines` is asked for the shapes of places where the figure is a map; that has a width of its own.
    """
    is_map = "geo" in figure["layout"]
    plane = Plane(figure, MAP_WIDTH if is_map else width)
    parts: list[Part] = [*map_parts(plane, outlines)] if is_map else []
    parts += _shapes(plane) if is_map else plane.parts()
    for note in plane.layout.get("annotations", []):
        if not _is_around(note, plane.layout.get("meta", {})):
            parts += plane.note(note)
    return cropped(parts, plane.right + float(plane.layout["margin"]["r"]))


def _shapes(plane: Plane) -> list[Part]:
    return [part for shape in plane.layout.get("shapes", []) for part in plane.shape(shape)]


def _is_around(note: Mapping[str, Any], meta: Mapping[str, Any]) -> bool:
    """Whether a note is the figure's own title, subtitle or footer."""
    if note.get("name") == "footer":
        return True
    said = Text((0, 0), words(note.get("text", "")), 1, "").plain
    return (
        note.get("yref") == "paper"
        and note.get("xref") == "paper"
        and said in (meta.get("title"), meta.get("subtitle"))
    )
