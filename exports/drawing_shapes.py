"""A drawing as PowerPoint's own shapes, each of which can be moved, recoloured and reworded."""

from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Pt

from exports.drawing import Area, Disc, Drawing, Line, Part, Text, ems
from exports.harmless import legible
from exports.slides import FONT, office_colour

DASHES: Final = {"dash": MSO_LINE.DASH, "dot": MSO_LINE.ROUND_DOT}
PATTERNS: Final = {
    "rising": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "falling": MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
    "crossed": MSO_PATTERN.DIAGONAL_CROSS,
}
ALIGN: Final = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}
LEAST_POINTS: Final = 10.0
"""Smaller letters than this are never written."""
TIGHT: Final = 0.88
"""Of the room of a text, the part that its letters take in the mean; what has a ground of its own covers no more."""


def add_drawing(slide: Any, drawing: Drawing, frame: tuple[int, int, int, int], *, name: str, alt: str) -> None:
    """The drawing as one group of shapes, as large as fits into `frame` (left, top, width, height in EMU) and in its
    middle."""
    left, top, width, height = frame
    scale = min(width / drawing.width, height / drawing.height)
    slide.shapes.turbo_add_enabled = True  # else each new shape looks through all there are
    pen = _Pen(slide.shapes, scale, left + (width - drawing.width * scale) / 2, top)
    for part in drawing.parts:
        pen.draw(part)
    group = slide.shapes.add_group_shape(pen.drawn)  # at the end: a group measures itself anew at each shape
    told = group._element.find(f"{qn('p:nvGrpSpPr')}/{qn('p:cNvPr')}")
    told.set("name", legible(name))
    told.set("descr", legible(alt))


class _Pen:
    """Draws parts on a slide; `scale` is EMU a px."""

    def __init__(self, shapes: Any, scale: float, left: float, top: float) -> None:
        self.shapes, self.scale, self.left, self.top = shapes, scale, left, top
        self.drawn: list[Any] = []

    def kept(self, shape: Any) -> Any:
        """A shape just made, without the shadow that the theme of a slide gives it."""
        if (style := shape._element.find(qn("p:style"))) is not None:
            shape._element.remove(style)
        self.drawn.append(shape)
        return shape

    def draw(self, part: Part) -> None:
        match part:
            case Line():
                self.line(part)
            case Area():
                self.area(part)
            case Disc():
                self.disc(part)
            case Text():
                self.text(part)

    def at(self, point: tuple[float, float]) -> tuple[Emu, Emu]:
        return Emu(int(self.left + point[0] * self.scale)), Emu(int(self.top + point[1] * self.scale))

    def points(self, px: float) -> float:
        """A length as points of a slide."""
        return px * self.scale / 12700

    def line(self, line: Line) -> None:
        if len(line.points) == 2:
            shape = self.kept(
                self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *self.at(line.points[0]), *self.at(line.points[1]))
            )
        else:
            shape = self.freeform((line.points,), is_closed=False)
            shape.fill.background()
        self.outline(shape, line.colour, line.width, line.opacity)
        if line.dash in DASHES:
            shape.line.dash_style = DASHES[line.dash]
        if line.arrow:
            _put(shape.line._get_or_add_ln(), "a:tailEnd", type="triangle")

    def freeform(self, rings: tuple[tuple[tuple[float, float], ...], ...], *, is_closed: bool) -> Any:
        """A shape of any outline. The builder of python-pptx measures all points anew at each of them, so it is given
        the corners only, and the outline then takes the place of their path."""
        placed = [[self.at(point) for point in ring] for ring in rings]
        across, down = ([point[way] for ring in placed for point in ring] for way in (0, 1))
        left, top, right, bottom = min(across), min(down), max(across), max(down)
        builder = self.shapes.build_freeform(left, top, scale=1.0)
        builder.add_line_segments([(right, top), (right, bottom), (left, bottom)])
        shape = self.kept(builder.convert_to_shape())
        steps = ""
        for ring in placed:
            points = [f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in ring]
            steps += f"<a:moveTo>{points[0]}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
            steps += "<a:close/>" if is_closed else ""
        path = shape._element.find(f".//{qn('a:path')}")
        path[:] = parse_xml(f"<a:path {nsdecls('a')}>{steps}</a:path>")
        return shape

    def area(self, area: Area) -> None:
        if not (area.fill or area.stroke or area.hatch):
            return
        shape = self.freeform(area.rings, is_closed=True)
        self.fill(shape, area.fill, area.opacity)
        if area.hatch:
            shape.fill.patterned()
            shape.fill.pattern = PATTERNS[area.hatch]
            shape.fill.fore_color.rgb = office_colour(area.hatch_colour)
            shape.fill.back_color.rgb = office_colour(area.fill) if area.fill else RGBColor(255, 255, 255)
        self.outline(shape, area.stroke, area.width, 1.0)
        if area.name:
            shape.name = legible(area.name)

    def disc(self, disc: Disc) -> None:
        if not (disc.fill or disc.stroke):
            return
        (x, y), r = disc.centre, disc.radius
        size = Emu(int(2 * r * self.scale))
        shape = self.kept(self.shapes.add_shape(MSO_SHAPE.OVAL, *self.at((x - r, y - r)), size, size))
        self.fill(shape, disc.fill, disc.opacity)
        self.outline(shape, disc.stroke, disc.width, 1.0)
        if disc.name:
            shape.name = legible(disc.name)

    def text(self, text: Text) -> None:
        if not text.plain:
            return
        size = max(LEAST_POINTS, self.points(text.size))
        wide, tall = self._room(text, size)
        is_tight = bool(text.back) and not text.turned
        wide *= TIGHT if is_tight else 1.0
        x, y = self.at(text.at)
        middle = x + {"start": wide / 2, "middle": 0.0, "end": -wide / 2}["middle" if text.turned else text.anchor]
        corner = (middle - wide / 2, y - tall / 2)
        box = self.kept(self.shapes.add_textbox(*(Emu(int(length)) for length in (*corner, wide, tall))))
        box.rotation = -90.0 if text.turned else 0.0
        frame = box.text_frame
        # LibreOffice sets a line that may not break in the middle, which is right where its box is as wide as itself.
        frame.word_wrap, frame.vertical_anchor = not is_tight, MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for number, line in enumerate(text.lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = ALIGN[text.anchor]
            for words, is_bold in line:
                run = paragraph.add_run()
                run.text, run.font.size, run.font.bold = legible(words), Pt(round(size, 1)), is_bold
                run.font.name = FONT
                run.font.color.rgb = office_colour(text.colour)
        if is_tight:
            box.fill.solid()
            box.fill.fore_color.rgb = office_colour(str(text.back))

    def _room(self, text: Text, size: float) -> tuple[float, float]:
        """Width and height (EMU) of a text at a size in points, wide enough that no line is broken."""
        widest = max(
            ems("".join(words for words, _ in line)) * (1.1 if any(is_bold for _, is_bold in line) else 1.0)
            for line in text.lines
        )
        return (widest + 0.3) * size * 12700, len(text.lines) * size * 1.25 * 12700

    def fill(self, shape: Any, colour: str | None, opacity: float) -> None:
        if colour is None:
            shape.fill.background()
            return
        shape.fill.solid()
        shape.fill.fore_color.rgb = office_colour(colour)
        _thin(shape.fill._xPr, opacity)

    def outline(self, shape: Any, colour: str | None, width: float, opacity: float) -> None:
        if not colour or not width:
            shape.line.fill.background()
            return
        shape.line.color.rgb = office_colour(colour)
        shape.line.width = Pt(max(0.25, round(self.points(width), 2)))
        _thin(shape.line._get_or_add_ln(), opacity)


def _thin(holder: Any, opacity: float) -> None:
    """Let what lies beneath shine through a colour."""
    if opacity < 1 and (colour := holder.find(f".//{qn('a:srgbClr')}")) is not None:
        _put(colour, "a:alpha", val=str(int(opacity * 100_000)))


def _put(holder: Any, name: str, **attributes: str) -> None:
    part = OxmlElement(name)
    for attribute, value in attributes.items():
        part.set(attribute, value)
    holder.append(part)
