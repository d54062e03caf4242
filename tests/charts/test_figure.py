"""Figures as plain dictionaries say what Plotly's own objects would, and a finished one is sent as it stands."""

import json
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects
import plotly.io
import pytest
from plotly.tools import return_figure_from_figure_or_data

from charts import figure as go


def draw(figure: Any, scatter: Any, bar: Any) -> None:
    """The same calls on either kind of figure."""
    figure.add_trace(bar(x=[1, 2], y=["a", "b"], base=[0, 1], marker_color="red", width=None))
    figure.add_trace(scatter(x=[1.5], y=["a"], mode="markers", marker={"size": 4}, marker_line_width=2, error_x=None))
    figure.add_scatter(x=[3], y=["b"], customdata=[["id", "hover"]], name="dots")
    figure.update_traces(cliponaxis=False, selector={"type": "scatter"})
    figure.update_layout(
        height=300,
        margin={"l": 10, "t": 5},
        paper_bgcolor="white",
        datarevision=1,
        meta=[{"a_b": 1}],
        barmode="overlay",
    )
    figure.update_layout(margin={"l": 20}, yaxis2={"anchor": "x"}, barmode="overlay")
    figure.update_xaxes(title_text="US dollars", range=[0, 1], tickfont={"size": 12})
    figure.update_xaxes(range=[0, 2], tickfont={"color": "blue"})
    figure.update_yaxes(visible=False)
    figure.update_geos(projection_type="mercator", center={"lon": 1}, lonaxis_range=None)
    figure.add_shape(type="rect", x0=0, x1=1, y0=0, y1=1, line={"width": 1})
    figure.add_vline(x="2019-12-22", line={"dash": "dot"}, layer="below")
    figure.add_hline(y=0, line={"width": 1})
    figure.add_annotation(text="one", x=0, y=1, font={"size": 3})


def test_it_says_what_plotly_would() -> None:
    ours, theirs = go.Figure(), plotly.graph_objects.Figure(layout={"template": "none"})
    draw(ours, go.Scatter, go.Bar)
    draw(theirs, plotly.graph_objects.Scatter, plotly.graph_objects.Bar)
    expected = json.loads(theirs.to_json())
    assert json.loads(ours.checked().to_json()) == expected
    del expected["layout"]["template"]
    assert json.loads(ours.to_json()) == expected


@pytest.mark.parametrize("wrong", [{"mode": "blinking"}, {"colour": "red"}, {"marker": {"size": "large"}}])
def test_what_plotly_would_refuse_is_found_when_checked(wrong: dict[str, Any]) -> None:
    figure = go.Figure()
    figure.add_scatter(x=[1], y=[1], **wrong)
    with pytest.raises(ValueError, match="Invalid"):
        figure.checked()


def test_values_of_pandas_and_numpy_become_json() -> None:
    figure = go.Figure()
    figure.add_scatter(
        x=[pd.Timestamp(2020, 1, 2), pd.NaT, pd.NA, float("nan")],
        y=pd.Series([1, pd.NA], dtype="Int64"),
        text=np.array(["a"], dtype=object),
        ids=[np.int64(3), np.float64(0.5)],
    )
    (trace,) = json.loads(figure.to_json())["data"]
    assert trace["x"] == ["2020-01-02T00:00:00", None, None, None]
    assert (trace["y"], trace["text"], trace["ids"]) == ([1, None], ["a"], [3, 0.5])


def test_drawing_changes_no_dictionary_of_the_caller_and_shares_none() -> None:
    style, figure = {"tickfont": {"size": 12}}, go.Figure()
    figure.update_xaxes(**style)
    figure.update_yaxes(**style)
    figure.update_xaxes(tickfont={"size": 20})
    assert style == {"tickfont": {"size": 12}}
    assert figure.parts["layout"]["yaxis"]["tickfont"] == {"size": 12}
    assert go.Figure().parts["layout"]["annotations"] is not go.Figure().parts["layout"]["annotations"]


def test_a_finished_figure_is_written_as_it_stands() -> None:
    """What st.plotly_chart does with a figure, step by step."""
    text = '{"data":[{"type":"bar","x":["<b>"]}],"layout":{"height":321}}'
    figure = return_figure_from_figure_or_data(go.Finished(text, 321), validate_figure=True)
    assert figure["layout"]["height"] == 321
    assert json.loads(plotly.io.to_json(figure, validate=False)) == json.loads(text)


def test_what_marks_say_is_left_out_where_the_browser_has_it() -> None:
    figure = go.Figure()
    template = "%{customdata[1]}<extra></extra>"
    figure.add_scatter(customdata=[["b", "B", 3.0], ["a", "A", 4.0]], hovertemplate=template)
    figure.add_scatter(customdata=[["a", "another thing of a"]], hovertemplate=template)
    figure.add_scatter(x=[1], hoverinfo="skip")
    figure.leave_hovers({"a": "A", "b": "B"}, "a-name")
    known, other, line = figure.plain()["data"]
    assert known == {"type": "scatter", "customdata": [[1, 3.0], [0, 4.0]], "hoverinfo": "none"}
    assert other == {"type": "scatter", "customdata": [["a", "another thing of a"]], "hovertemplate": template}
    assert line == {"type": "scatter", "x": [1], "hoverinfo": "skip"}
    assert figure.told["hovers"] == "a-name"
