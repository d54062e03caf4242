"""The parts of a figure with axes: grid, bars, lines, marks, shapes and notes, as Plotly lays them out."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

from exports.drawing import Area, Disc, Line, Part, Point, Text, colour_and_opacity, each, symbol, words

Parts = Mapping[str, Any]
EPOCH: Final = datetime(1970, 1, 1)
HATCHES: Final = {"/": "rising", "\\": "falling", "x": "crossed"}


def number(value: Any) -> float | None:
    """A value on an axis: a number as it is, a day or time as milliseconds; None for none."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return (datetime.fromisoformat(value.replace("Z", "")) - EPOCH) / timedelta(milliseconds=1)
    return None if math.isnan(value) else float(value)


@dataclass(frozen=True)
class Axis:
    """One axis: its options, the px at which it begins and ends, and its values there."""

    options: Parts
    start: float
    end: float
    low: float
    high: float

    def at(self, value: Any) -> float | None:
        """Where a value stands, in px."""
        found = number(value)
        if found is not None and self.options.get("type") == "log":
            found = math.log10(found) if found > 0 else None
        if found is None or self.high == self.low:
            return None
        return self.start + (found - self.low) / (self.high - self.low) * (self.end - self.start)


class Plane:
    """The area of a figure between its margins, and the axes in it."""

    def __init__(self, figure: Parts, width: float) -> None:
        self.layout: Parts = figure["layout"]
        self.traces: list[Parts] = [trace for trace in figure["data"] if trace.get("visible", True) is True]
        margin = self.layout["margin"]
        self.left, self.right = float(margin["l"]), width - float(margin["r"])
        self.top, self.bottom = float(margin["t"]), float(self.layout["height"]) - float(margin["b"])
        self.axes = {name: self._axis(name) for name in self._names()}
        self.path_before: list[Point | None] = []

    def _names(self) -> set[str]:
        used = {str(trace.get(f"{end}axis", end)) for trace in self.traces for end in "xy"} | {"x", "y"}
        return used | {name.replace("axis", "") for name in self.layout if name[1:5] == "axis"}

    def _axis(self, name: str) -> Axis:
        options = self.layout.get(f"{name[0]}axis{name[1:]}", {})
        first, last = options.get("domain", [0, 1])
        ends = (self.left, self.right) if name[0] == "x" else (self.bottom, self.top)
        start, end = (ends[0] + share * (ends[1] - ends[0]) for share in (first, last))
        low, high = (number(value) for value in options.get("range") or self._reach(name))
        return Axis(options, start, end, float(low or 0), float(high if high is not None else 1))

    def _reach(self, name: str) -> tuple[float, float]:
        """The ends of an axis that names none: those of what is drawn on it."""
        drawn = [trace for trace in self.traces if trace.get(f"{name[0]}axis", name[0]) == name]
        found = [number(value) for trace in drawn for value in each(trace.get(name[0]), 0)]
        values = [value for value in found if value is not None] or [0.0, 1.0]
        air = (max(values) - min(values)) * 0.05 or 0.5
        return min(values) - air, max(values) + air

    def across(self, name: str, value: Any, *, span: tuple[float, float], is_note: bool = False) -> float | None:
        """Where a value stands by a reference of a shape or a note: `paper`, `x`, `y2 domain`. `span`: of the paper.

        A note gives the logarithm itself where the axis is one of logarithms.
        """
        if name == "paper":
            return span[0] + float(value) * (span[1] - span[0])
        axis = self.axes[name.removesuffix(" domain")]
        value = 10 ** float(value) if is_note and axis.options.get("type") == "log" else value
        return axis.start + float(value) * (axis.end - axis.start) if name.endswith("domain") else axis.at(value)

    def parts(self) -> Iterator[Part]:
        """All of it, what lies at the bottom first, but for the ground under what is chosen by a control."""
        shapes = [shape for shape in self.layout.get("shapes", []) if shape.get("name") != "chosen"]
        for shape in shapes:
            if shape.get("layer") == "below":
                yield from self.shape(shape)
        for name in sorted(self.axes):
            yield from self._grid(name)
        for kind, draw in (("bar", self._bars), ("scatter", self._scatter)):
            for trace in self.traces:
                if trace["type"] == kind:
                    yield from draw(trace)
        for name in sorted(self.axes):
            yield from self._ticks(name)
        for shape in shapes:
            if shape.get("layer") != "below":
                yield from self.shape(shape)
        yield from self._legend()

    # ---- Axes ------------------------------------------------------------------------------------------------------
    def _partners(self, name: str) -> list[Axis]:
        """The axes that stand across this one."""
        this, other = name[0], "y" if name[0] == "x" else "x"
        pairs = {(str(t.get(f"{this}axis", this)), str(t.get(f"{other}axis", other))) for t in self.traces}
        found = [self.axes[across] for one, across in sorted(pairs) if one == name]
        return found or [self.axes[other]]

    def _is_used(self, name: str) -> bool:
        return any(str(trace.get(f"{name[0]}axis", name[0])) == name for trace in self.traces)

    def _grid(self, name: str) -> Iterator[Part]:
        axis = self.axes[name]
        if axis.options.get("visible") is False or not self._is_used(name):
            return
        colour, _ = colour_and_opacity(axis.options.get("gridcolor"))
        zero, _ = colour_and_opacity(axis.options.get("zerolinecolor"))
        for value in axis.options.get("tickvals") or []:
            at = axis.at(value)
            is_zero = bool(zero) and axis.options.get("zeroline") is True and number(value) == 0
            line = zero if is_zero else colour if axis.options.get("showgrid") is not False else None
            if at is None or line is None or not min(axis.start, axis.end) - 1 <= at <= max(axis.start, axis.end) + 1:
                continue
            for across in self._partners(name):
                ends = (
                    ((at, across.start), (at, across.end)) if name[0] == "x" else ((across.start, at), (across.end, at))
                )
                yield Line(ends, line, 1.0)

    def _ticks(self, name: str) -> Iterator[Part]:
        axis = self.axes[name]
        options = axis.options
        if options.get("visible") is False or not self._is_used(name):
            return
        font = {**self.layout["font"], **options.get("tickfont", {})}
        partners = self._partners(name)
        gap = (
            float(options.get("ticklabelstandoff", 0))
            + 3
            + (float(options.get("ticklen", 5)) if options.get("ticks") == "outside" else 0)
        )
        is_top, is_turned = options.get("side") == "top", options.get("tickangle") in (-90, 90)
        ends = [end for partner in partners for end in (partner.start, partner.end)]
        texts = options.get("ticktext") or [str(value) for value in options.get("tickvals") or []]
        if options.get("showticklabels") is not False:
            reached = -math.inf
            for value, text in zip(options.get("tickvals") or [], texts, strict=False):
                at = axis.at(value)
                if at is None or not text or not min(axis.start, axis.end) - 1 <= at <= max(axis.start, axis.end) + 1:
                    continue
                lines, size = words(text), float(font["size"])
                tall = (
                    max(len("".join(t for t, _ in line)) for line in lines) * 0.5 if is_turned else len(lines) * 1.3
                ) * size
                if name[0] == "x":
                    y = min(ends) - gap - tall / 2 if is_top else max(ends) + gap + tall / 2
                    label = Text((at, y), lines, size, str(font["color"]), "middle", is_turned)
                    if (
                        label.box[0] > reached + size / 2 or is_turned
                    ):  # on a narrow plane years would stand in one another
                        yield label
                        reached = label.box[2]
                else:
                    yield Text((min(ends) - gap, at), lines, size, str(font["color"]), "end")
        if title := options.get("title", {}).get("text"):
            font, size = {**font, **options["title"].get("font", {})}, float(font["size"]) * 1.3
            room = gap + size * (1 if options.get("showticklabels") is not False else 0)
            stand = float(options["title"].get("standoff", 4)) + size / 2
            if name[0] == "x":
                y = min(ends) - room - stand if is_top else max(ends) + room + stand
                yield Text(
                    ((axis.start + axis.end) / 2, y), words(title), float(font["size"]), str(font["color"]), "middle"
                )
            else:
                x = min(ends) - room - stand
                yield Text(
                    (x, (axis.start + axis.end) / 2),
                    words(title),
                    float(font["size"]),
                    str(font["color"]),
                    "middle",
                    True,
                )

    # ---- Traces ----------------------------------------------------------------------------------------------------
    def _points(self, trace: Parts) -> list[Point | None]:
        across, up = (self.axes[str(trace.get(f"{end}axis", end))] for end in "xy")
        found = [(across.at(x), up.at(y)) for x, y in zip(trace.get("x") or [], trace.get("y") or [], strict=False)]
        return [(x, y) if x is not None and y is not None else None for x, y in found]

    def _bars(self, trace: Parts) -> Iterator[Part]:
        is_flat = trace.get("orientation") == "h"
        along, across = ("x", "y") if is_flat else ("y", "x")
        ahead, beside = (self.axes[str(trace.get(f"{end}axis", end))] for end in (along, across))
        places, lengths = trace.get(across) or [], trace.get(along) or []
        count, marker = len(places), trace.get("marker", {})
        bases, widths = each(trace.get("base"), count, 0), each(trace.get("width"), count, 0.8)
        offsets, look = each(trace.get("offset"), count), _look(marker, count)
        pattern = marker.get("pattern", {})
        shapes = each(pattern.get("shape"), count, "")
        inks, backs = each(pattern.get("fgcolor"), count, ""), each(pattern.get("bgcolor"), count)
        for i in range(count):
            place, length, base = number(places[i]), number(lengths[i]), number(bases[i]) or 0.0
            if place is None or length is None:
                continue
            wide = float(widths[i])
            first = place + (float(offsets[i]) if offsets[i] is not None else -wide / 2)
            a, b = ahead.at(base), ahead.at(base + length)
            c, d = beside.at(first), beside.at(first + wide)
            if a is None or b is None or c is None or d is None:
                continue
            ring = ((a, c), (b, c), (b, d), (a, d)) if is_flat else ((c, a), (c, b), (d, b), (d, a))
            hatch, ink = HATCHES.get(str(shapes[i]), ""), str(colour_and_opacity(inks[i])[0] or "")
            fill, line, width, opacity = look[i]
            back = colour_and_opacity(backs[i])[0] if hatch else None
            yield Area((ring,), back or fill, line, width, opacity, hatch, ink)

    def _scatter(self, trace: Parts) -> Iterator[Part]:
        points, mode = self._points(trace), trace.get("mode", "lines")
        if "lines" in mode:
            path = stepped(points, trace.get("line", {}).get("shape"))
            fill, opacity = colour_and_opacity(trace.get("fillcolor"))
            if trace.get("fill") == "tonexty" and fill and self.path_before:
                yield Area(
                    ((*(point for point in (*self.path_before, *reversed(path)) if point),),), fill, opacity=opacity
                )
            yield from _lines(trace, path)
            self.path_before = path
        if "markers" in mode:
            yield from marks(trace.get("marker", {}), points)
        if "text" in mode:
            yield from labels(trace, points, self.layout["font"])

    # ---- What stands beside the traces -----------------------------------------------------------------------------
    def shape(self, shape: Parts) -> Iterator[Part]:
        """A line, a rectangle or a circle."""
        ends: dict[str, list[float]] = {}
        for end, span, way in (("x", (self.left, self.right), 1), ("y", (self.bottom, self.top), -1)):
            reference, values = str(shape.get(f"{end}ref", end)), (shape[f"{end}0"], shape[f"{end}1"])
            if shape.get(f"{end}sizemode") == "pixel":
                anchor = self.across(reference, shape.get(f"{end}anchor", 0), span=span)
                found = [None if anchor is None else anchor + way * float(value) for value in values]
            else:
                found = [self.across(reference, value, span=span) for value in values]
            ends[end] = [value for value in found if value is not None]
        if len(ends["x"]) < 2 or len(ends["y"]) < 2:
            return
        (x0, x1), (y0, y1) = ends["x"], ends["y"]
        line = shape.get("line", {})
        stroke, thin = colour_and_opacity(line.get("color"))
        width, opacity = float(line.get("width", 2)), float(shape.get("opacity", 1))
        fill, thick = colour_and_opacity(shape.get("fillcolor"))
        if shape["type"] == "line":
            if stroke:
                yield Line(((x0, y0), (x1, y1)), stroke, width, str(line.get("dash", "solid")), opacity * thin)
        elif shape["type"] == "circle":
            yield Disc(((x0 + x1) / 2, (y0 + y1) / 2), abs(x1 - x0) / 2, fill, stroke, width, opacity)
        else:
            yield Area((((x0, y0), (x1, y0), (x1, y1), (x0, y1)),), fill, stroke, width, opacity * (thick or 1.0))

    def spot(self, note: Parts) -> Point | None:
        """What an annotation points at, or stands beside."""
        x = self.across(str(note.get("xref", "x")), note["x"], span=(self.left, self.right), is_note=True)
        y = self.across(str(note.get("yref", "y")), note["y"], span=(self.bottom, self.top), is_note=True)
        return None if x is None or y is None else (x, y)

    def note(self, note: Parts) -> Iterator[Part]:
        """An annotation: its text, or its arrow."""
        if (spot := self.spot(note)) is None:
            return
        x, y = spot
        x, y = x + float(note.get("xshift", 0)), y - float(note.get("yshift", 0))
        font = {**self.layout["font"], **note.get("font", {})}
        if note.get("showarrow", True):
            tail = (x + float(note.get("ax", 0)), y + float(note.get("ay", 0)))
            colour = colour_and_opacity(note.get("arrowcolor"))[0] or str(font["color"])
            yield Line((tail, (x, y)), colour, float(note.get("arrowwidth", 1)), arrow=True)
            x, y = tail
        lines = words(note.get("text", ""))
        if int(font.get("weight", 400)) >= 600:
            lines = tuple(tuple((text, True) for text, _ in line) for line in lines)
        half = len(lines) * float(font["size"]) * 1.3 / 2
        y += {"top": half, "bottom": -half}.get(str(note.get("yanchor", "middle")), 0.0)
        anchor = {"left": "start", "right": "end"}.get(str(note.get("xanchor", "center")), "middle")
        is_turned = note.get("textangle") in (-90, 90)
        back = colour_and_opacity(note.get("bgcolor"))[0]
        text = Text((x, y), lines, float(font["size"]), str(font["color"]), anchor, is_turned, back)
        if text.plain:
            yield text

    def _legend(self) -> Iterator[Part]:
        """The names of traces that ask for one, in rows beneath the plot."""
        if not self.layout.get("showlegend"):
            return
        font = {**self.layout["font"], **self.layout.get("legend", {}).get("font", {})}
        size, x, row = float(font["size"]), self.left, 0
        rows: list[tuple[float, int, Parts]] = []
        for trace in self.traces:
            if trace.get("showlegend") is True and trace.get("name"):
                wide = Text((0, 0), words(trace["name"]), size, "").box[2] + 38
                x, row = (self.left, row + 1) if x > self.left and x + wide > self.right else (x, row)
                rows.append((x, row, trace))
                x += wide
        for x, line, trace in rows:
            at = (x + 8, self.bottom + 48 + line * size * 1.6)
            yield from marks({**trace.get("marker", {}), "opacity": 1}, [at], most=12)
            yield Text((x + 20, at[1]), words(trace["name"]), size, str(font["color"]))


def _look(marker: Parts, count: int) -> list[tuple[str | None, str | None, float, float]]:
    """Fill, line, width of the line and opacity of each mark."""
    line = marker.get("line", {})
    widths, opacities = each(line.get("width"), count, 0), each(marker.get("opacity"), count, 1)
    found = []
    for i, (fill, stroke) in enumerate(
        zip(each(marker.get("color"), count), each(line.get("color"), count), strict=True)
    ):
        colour, thick = colour_and_opacity(fill)
        found.append((colour, colour_and_opacity(stroke)[0], float(widths[i]), float(opacities[i]) * (thick or 1.0)))
    return found


def marks(
    marker: Parts, points: list[Point | None], most: float = math.inf, called: list[str] | None = None
) -> Iterator[Part]:
    """The marks of a trace; `most`: px, above which none is drawn larger; `called`: a name for each."""
    count = len(points)
    size_of = _size_of(marker)
    looks = _look(marker, count)
    names, sizes = each(marker.get("symbol"), count, "circle"), each(marker.get("size"), count, 6)
    for point, name, size, look, own in zip(points, names, sizes, looks, each(called, count, ""), strict=False):
        fill, line, width, opacity = look
        if point is not None and size is not None:
            across = min(size_of(float(size)), most)
            for part in symbol(str(name), point, across, fill=fill, line=line, width=width, opacity=opacity):
                yield replace(part, name=own) if own and isinstance(part, (Area, Disc)) else part


def _size_of(marker: Parts) -> Callable[[float], float]:
    """How wide a mark of some size is: as it says, or its area follows the size where each has one of its own."""
    reference, least = float(marker.get("sizeref", 1)), float(marker.get("sizemin", 0))
    if not isinstance(marker.get("size"), list):
        return lambda size: size
    if marker.get("sizemode") == "area":
        return lambda size: 2 * max(math.sqrt(size / 2 / reference), least) if size > 0 else 0.0
    return lambda size: 2 * max(size / 2 / reference, least) if size > 0 else 0.0


def stepped(points: list[Point | None], shape: object) -> list[Point | None]:
    """The points of a line; one of steps (`hv`) goes across first, then up or down."""
    found: list[Point | None] = []
    for point in points:
        last = found[-1] if found else None
        if shape == "hv" and point is not None and last is not None:
            found.append((point[0], last[1]))
        found.append(point)
    return found


def _lines(trace: Parts, points: list[Point | None]) -> Iterator[Part]:
    """A line for each run of points without a gap."""
    line = trace.get("line", {})
    colour, opacity = colour_and_opacity(line.get("color"))
    dash, width = str(line.get("dash", "solid")), float(line.get("width", 2))
    for there, run in groupby([*points, None], key=lambda point: point is not None):
        piece = tuple(point for point in run if point is not None)
        if there and colour and len(piece) > 1:
            yield Line(piece, colour, width, dash, opacity * float(trace.get("opacity", 1)))


def labels(trace: Parts, points: list[Point | None], font: Parts) -> Iterator[Part]:
    """The texts of a trace beside its points."""
    count, font = len(points), {**font, **trace.get("textfont", {})}
    for point, text, place in zip(
        points,
        each(trace.get("text"), count, ""),
        each(trace.get("textposition"), count, "middle center"),
        strict=False,
    ):
        if point is None or not text:
            continue
        up, side = str(place).split()
        size = float(font["size"])
        y = point[1] + {"top": -size * 0.9, "bottom": size * 0.9}.get(up, 0.0)
        anchor = {"left": "end", "right": "start"}.get(side, "middle")
        is_bold = int(font.get("weight", 400)) >= 600
        lines = tuple(tuple((run, bold or is_bold) for run, bold in line) for line in words(text))
        yield Text((point[0], y), lines, size, str(font["color"]), anchor)
