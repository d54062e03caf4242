"""A drawing as SVG, for a page made by typst and for a screen: its text stays text."""

import json
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from exports.drawing import Area, Disc, Drawing, Line, Part, Text
from exports.drawing_map import coarse_outlines
from exports.drawn import drawn
from exports.harmless import legible

FONT: Final = "Libertinus Serif"
SCREEN_WIDTH: Final = 1286.0
"""px, the room for a chart in a window of 1366."""
DASHES: Final = {"dash": "6 4", "dot": "1.5 3"}
HATCHES: Final = {"rising": ["M0 6 L6 0"], "falling": ["M0 0 L6 6"], "crossed": ["M0 6 L6 0", "M0 0 L6 6"]}


def sketch(figure: str) -> str:
    """A figure of the screen, as JSON in Plotly's words, as one SVG document without its title, subtitle and footer."""
    return svg(drawn(json.loads(figure), coarse_outlines, SCREEN_WIDTH, as_laid_out=True))


def svg(drawing: Drawing) -> str:
    """The drawing as one SVG document."""
    hatched = {(part.hatch, part.hatch_colour) for part in drawing.parts if isinstance(part, Area) and part.hatch}
    patterns = {pair: f"hatch{number}" for number, pair in enumerate(sorted(hatched))}
    inside = "".join(piece for part in drawing.parts for piece in _part(part, patterns))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width:.1f}" height="{drawing.height:.1f}" '
        f'viewBox="0 0 {drawing.width:.1f} {drawing.height:.1f}" font-family="{FONT}"><defs>'
        f"{''.join(_pattern(*pair, name) for pair, name in patterns.items())}</defs>{inside}</svg>"
    )


def _pattern(hatch: str, colour: str, name: str) -> str:
    lines = "".join(f'<path d="{path}" stroke={quoteattr(colour)} stroke-width="1.2"/>' for path in HATCHES[hatch])
    return f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">{lines}</pattern>'


def _part(part: Part, patterns: dict[tuple[str, str], str]) -> Iterator[str]:
    match part:
        case Line():
            yield from _line(part)
        case Area():
            path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in part.rings)
            look = _look(part.fill, part.stroke, part.width, part.opacity)
            if part.fill or part.stroke:
                yield f'<path d="{path}" fill-rule="evenodd" {look}/>'
            if part.hatch:
                yield f'<path d="{path}" fill-rule="evenodd" fill="url(#{patterns[part.hatch, part.hatch_colour]})"/>'
        case Disc():
            (x, y), look = part.centre, _look(part.fill, part.stroke, part.width, part.opacity)
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{part.radius:.1f}" {look}/>'
        case Text():
            yield from _text(part)


def _look(fill: str | None, stroke: str | None, width: float, opacity: float) -> str:
    line = f' stroke={quoteattr(stroke)} stroke-width="{width:.2f}"' if stroke and width else ""
    return f'fill={quoteattr(fill or "none")} fill-opacity="{opacity:.2f}"{line}'


def _line(line: Line) -> Iterator[str]:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in line.points)
    dash = f' stroke-dasharray="{DASHES[line.dash]}"' if line.dash in DASHES else ""
    colour = quoteattr(line.colour)
    yield (
        f'<polyline points="{points}" fill="none" stroke={colour} stroke-width="{line.width:.2f}" '
        f'stroke-opacity="{line.opacity:.2f}"{dash}/>'
    )
    if line.arrow:
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in arrow_head(line))
        yield f'<polygon points="{corners}" fill={colour}/>'


def arrow_head(line: Line) -> list[tuple[float, float]]:
    """The three corners of the head of an arrow, the point first."""
    (x0, y0), (x1, y1) = line.points[-2:]
    length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 0.1)
    along, half = 3.2 * line.width, 1.7 * line.width
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    back = x1 - along * dx, y1 - along * dy
    return [(x1, y1), (back[0] - half * dy, back[1] + half * dx), (back[0] + half * dy, back[1] - half * dx)]


def _text(text: Text) -> Iterator[str]:
    (x, y), step = text.at, text.size * 1.3
    if text.back and not text.turned:
        left, top, right, bottom = text.box
        yield (
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" '
            f"fill={quoteattr(text.back)}/>"
        )
    turn = f' transform="rotate(-90 {x:.1f} {y:.1f})"' if text.turned else ""
    first = y - step * (len(text.lines) - 1) / 2 + text.size * 0.34
    for number, line in enumerate(text.lines):
        runs = "".join(
            f'<tspan font-weight="{700 if is_bold else 400}">{escape(legible(words))}</tspan>'
            for words, is_bold in line
        )
        yield (
            f'<text x="{x:.1f}" y="{first + number * step:.1f}" font-size="{text.size:.1f}" xml:space="preserve" '
            f'fill={quoteattr(text.colour)} text-anchor="{text.anchor}"{turn}>{runs}</text>'
        )
