import re

import pytest

from serving import ahead
from serving.security import INDEX_PAGE

SCRIPTS = INDEX_PAGE.parent / "static" / "js"


@pytest.fixture(autouse=True)
def nothing_noted(monkeypatch):
    monkeypatch.setattr(ahead, "ELEMENTS", {})


def named(page):
    return [address.removeprefix("/static/js/") for address in ahead.scripts_of(page)]


def test_a_page_that_has_not_run_and_one_without_elements_of_their_own_ask_for_nothing():
    ahead.note("changes", "markdown")
    assert ahead.scripts_of("changes") == ahead.scripts_of("method") == []
    assert ahead.chart_script("changes") == ""


def test_what_draws_an_element_comes_with_all_that_it_imports_and_nothing_twice():
    for element in ("slider", "plotly_chart", "selectbox", "slider"):
        ahead.note("", element)
    files = named("")
    own = [file.split(".")[0] for file in files]
    assert own.index("Slider") < own.index("PlotlyChart") < own.index("Selectbox")
    assert len(files) == len(set(files))
    known = {*files, *re.findall(r"static/js/([\w.-]+\.js)", INDEX_PAGE.read_text(encoding="utf-8"))}
    for file in files:
        beginning = (SCRIPTS / file).read_text(encoding="utf-8")[:20000]  # a script imports before all else
        assert set(re.findall(r'(?:from|import)"\./([\w.-]+\.js)"', beginning)) <= known, file


def test_nothing_is_asked_for_that_the_index_page_asks_for_already():
    for element in ahead.scripts_by_element():
        ahead.note("", element)
    assert not set(named("")) & set(re.findall(r"static/js/([\w.-]+\.js)", INDEX_PAGE.read_text(encoding="utf-8")))


def test_the_script_that_draws_charts_is_told_by_itself():
    ahead.note("timeline", "plotly_chart")
    assert re.fullmatch(r"/static/js/PlotlyChart\.[\w-]+\.js", ahead.chart_script("timeline"))
    assert ahead.chart_script("timeline") in ahead.scripts_of("timeline")


def test_a_changed_front_end_is_noticed(monkeypatch, tmp_path):
    page = tmp_path / "index.html"
    page.write_text('<script type="module" crossorigin src="./static/js/index.js"></script>')
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "index.js").write_text("import(`./PlotlyChart.js`)")
    monkeypatch.setattr(ahead, "INDEX_PAGE", page)
    with pytest.raises(ValueError, match="no longer lists its scripts"):
        ahead.scripts_by_element.__wrapped__()
