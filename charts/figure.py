"""Figures as plain dictionaries, in the words of `plotly.graph_objects`, and a finished one as its JSON.

Plotly's own objects check every attribute as it is set, which takes most of the time of making a figure. Charts import
this module as `go` instead; that every figure is one Plotly accepts is checked where it does not cost a reader
anything: `Figure.data` and `Figure.layout`, which the tests look at, are Plotly's own objects.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import orjson
import pandas as pd
from plotly.basedatatypes import BaseFigure

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as CheckedFigure

Parts = dict[str, Any]

WHOLE: Final = ("error_x", "error_y", "paper_bgcolor", "plot_bgcolor")
"""Attributes with an underscore in their name; any other underscore leads into a dictionary: `marker_size`."""


def nested(attributes: Mapping[str, Any]) -> Parts:
    """Attributes with `line_width=1` as `line={"width": 1}`, and without those that are None."""
    found: Parts = {}
    for name, value in attributes.items():
        if value is None:
            continue
        outer, _, inner = name.partition("_")
        if inner and name not in WHOLE:
            merge(found, {outer: nested({inner: value})})
        else:
            merge(found, {name: value})
    return found


def merge(into: Parts, new: Mapping[str, Any]) -> Parts:
    """Put `new` into a dictionary, inner dictionaries into inner dictionaries, none of them shared."""
    for name, value in new.items():
        inner = into.get(name)
        into[name] = merge(inner if isinstance(inner, dict) else {}, value) if isinstance(value, Mapping) else value
    return into


def _trace(kind: str) -> Callable[..., Parts]:
    def trace(**attributes: Any) -> Parts:
        return {**nested(attributes), "type": kind}

    return trace


Bar, Choropleth, Scatter, Scattergeo = map(_trace, ("bar", "choropleth", "scatter", "scattergeo"))


class Figure:
    """A figure being drawn: `parts["data"]`, its traces, and `parts["layout"]`, all plain dictionaries.

    Streamlit gives each figure to Plotly twice, the second time read anew from the same JSON. Plotly then draws it
    twice unless a revision says that no list has changed, and no attribute is a dictionary that it compares by
    identity. So there is no template, and what we tell of a figure stands in a list.
    """

    def __init__(self) -> None:
        self.parts: Parts = {
            "data": [],
            "layout": {"datarevision": 1, "meta": [{}], "annotations": [], "shapes": []},
        }

    @property
    def told(self) -> Parts:
        """What our own code reads of a figure, and Plotly does not: its title, subtitle, footer and so on."""
        told: Parts = self.parts["layout"]["meta"][0]
        return told

    @property
    def traces(self) -> list[Parts]:
        """The traces drawn so far."""
        traces: list[Parts] = self.parts["data"]
        return traces

    def add_trace(self, trace: Parts) -> None:
        """Draw a trace above those there are."""
        self.traces.append(trace)

    def add_scatter(self, **attributes: Any) -> None:
        """Draw a scatter trace."""
        self.add_trace(Scatter(**attributes))

    def update_traces(self, *, selector: Mapping[str, Any], **attributes: Any) -> None:
        """Change the traces that have the attributes of `selector`."""
        for trace in self.traces:
            if all(trace.get(name) == value for name, value in selector.items()):
                merge(trace, nested(attributes))

    def add_annotations(self, notes: Sequence[Mapping[str, Any]]) -> None:
        """Write annotations."""
        self.parts["layout"]["annotations"] += [nested(note) for note in notes]

    def add_annotation(self, **attributes: Any) -> None:
        """Write one annotation."""
        self.add_annotations([attributes])

    def add_shape(self, **attributes: Any) -> None:
        """Draw one shape."""
        self.parts["layout"]["shapes"].append(nested(attributes))

    def add_vline(self, x: Any, **attributes: Any) -> None:
        """Draw a line through the whole height of the plot."""
        self.add_shape(type="line", x0=x, x1=x, xref="x", y0=0, y1=1, yref="y domain", **attributes)

    def add_hline(self, y: Any, **attributes: Any) -> None:
        """Draw a line through the whole width of the plot."""
        self.add_shape(type="line", x0=0, x1=1, xref="x domain", y0=y, y1=y, yref="y", **attributes)

    def update_layout(self, **attributes: Any) -> None:
        """Change what stands around the traces; shapes and annotations given here replace those there are."""
        merge(self.parts["layout"], nested(attributes))

    def update_xaxes(self, **attributes: Any) -> None:
        """Change every horizontal axis."""
        self._update("xaxis", attributes)

    def update_yaxes(self, **attributes: Any) -> None:
        """Change every vertical axis."""
        self._update("yaxis", attributes)

    def update_geos(self, **attributes: Any) -> None:
        """Change every map."""
        self._update("geo", attributes)

    def _update(self, kind: str, attributes: Mapping[str, Any]) -> None:
        layout = self.parts["layout"]
        for name in {kind} | {name for name in layout if re.fullmatch(rf"{kind}\d+", name)}:
            merge(layout.setdefault(name, {}), nested(attributes))

    def leave_hovers(self, hovers: Mapping[str, str], name: str) -> None:
        """Leave out what marks say where `hovers` has it, by the first item of their customdata: that goes to the
        browser apart from the figure, under a `name`. Each mark carries its place there instead, which look/hovers.js
        gives back for the words."""
        places = {key: place for place, key in enumerate(hovers)}
        for trace in self.traces:
            marks = trace.get("customdata") or []
            if marks and all(hovers.get(mark[0]) == mark[1] for mark in marks):
                trace["customdata"] = [[places[mark[0]], *mark[2:]] for mark in marks]
                trace["hoverinfo"] = "none"  # until the words are there
                del trace["hovertemplate"]
        self.told["hovers"] = name

    def to_json(self) -> str:
        """The figure as the browser gets it."""
        return orjson.dumps(self.parts, default=_simple, option=orjson.OPT_SERIALIZE_NUMPY).decode()

    def plain(self) -> Parts:
        """The figure as the browser reads it: numbers, texts, lists and dictionaries."""
        return dict(orjson.loads(self.to_json()))

    def to_plotly_json(self) -> Parts:
        """The figure as Plotly writes it, each attribute checked."""
        return dict(self.checked().to_plotly_json())

    def checked(self) -> "CheckedFigure":
        """The figure as Plotly's own object, each attribute checked; `ValueError` names one that is wrong."""
        from plotly.graph_objects import Figure as CheckedFigure  # slow to import, and no reader needs it

        return CheckedFigure({**self.parts, "layout": {**self.parts["layout"], "template": "none"}})

    @property
    def data(self) -> tuple[Any, ...]:
        """The traces as Plotly's own objects, for a look at them."""
        return tuple(self.checked().data)

    @property
    def layout(self) -> Any:
        """What stands around the traces as Plotly's own object, for a look at it."""
        return self.checked().layout


def _simple(value: Any) -> Any:
    """What JSON has no word for: days and times as text, arrays as lists, a missing value as null."""
    if value is pd.NA or value is pd.NaT:
        return None
    return value.isoformat() if isinstance(value, date) else value.tolist()


class Finished(BaseFigure):  # type: ignore[misc]
    """A figure whose JSON is there already, for `st.plotly_chart`, which would otherwise make it anew at every rerun.

    Plotly asks a figure for its dictionary, and that for what to write; here the latter is the JSON as it stands.
    """

    def __init__(self, json: str, height: int) -> None:
        self.__dict__.update(json=json, height=height)

    def to_dict(self) -> dict[str, Any]:
        """The height, by which Streamlit makes room, and behind it the JSON."""
        return _Written(self.__dict__["json"], {"layout": {"height": self.__dict__["height"]}})


class _Written(dict[str, Any]):
    def __init__(self, json: str, parts: Parts) -> None:
        super().__init__(parts)
        self.json = json

    def to_plotly_json(self) -> orjson.Fragment:
        return orjson.Fragment(self.json)
