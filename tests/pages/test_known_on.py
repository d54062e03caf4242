"""As known on a day: nothing that was published later can be found on any page, in its figures or in its downloads."""

import ast
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import pytest
import streamlit as st
from pypdf import PdfReader
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from loaders.tables import Record
from serving import page_list
from tests.live import RECORD
from words.dates import date_words

ROOT = Path(__file__).parents[2]
PAGES = [entry.name for entry in page_list.PAGES]
DAYS = ["2012-06-30", "2017-12-31", "2019-12-31", "2023-01-01", "2025-06-30"]
OPENED = {
    "host_countries": {"iso3": "RUS"},
    "compare": {"a": "RUS", "b": "CHN"},
    "timeline": {"q": "workers"},
    "search": {"q": "workers"},
    "changes": {"since": "2010-01-01"},
}
"""Further selections that show more of a page."""

PLAIN = (".csv", ".json", ".ris", ".bib")
"""The files that hold text; they are quick to make."""
OFFICE = (".xlsx", ".pptx", ".pdf")


def views() -> Iterator[tuple[str, dict[str, str]]]:
    """Every page of dashboard.py, in each of its views, and with more of it opened."""
    for page in PAGES:
        yield page, {}
        for node in ast.parse((ROOT / "pages" / f"{page}.py").read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "VIEWS":
                keys = next(part for part in ast.walk(node.value) if isinstance(part, ast.Dict)).keys
                yield from ((page, {"view": view}) for view in [ast.literal_eval(k) for k in keys][1:])
        if page in OPENED:
            yield page, OPENED[page]


class Later:
    """What gives away that a page knows more than was published by a day."""

    def __init__(self, record: Record, day: str) -> None:
        sources = record.tables["sources"]
        is_known = (sources["published_last"] <= pd.Timestamp(day)).fillna(False).astype(bool)
        known, later = sources[is_known], sources[~is_known]
        said = bare(" ".join(known[["title", "publisher", "url"]].fillna("").to_numpy().ravel()))
        texts = {bare(text) for column in ("title", "url") for text in later[column].dropna() if len(text) > 15}
        self.texts = {text for text in texts if text not in said}
        self.ids = set(later["source_id"])
        keys = {resource["name"]: resource["schema"]["primaryKey"] for resource in record.descriptor["resources"]}
        for name, table in record.tables.items():
            if "source_id" in table and name != "jurisdictions":
                key = keys[name] if isinstance(keys[name], str) else keys[name][0]
                rows = table[table["source_id"].isin(later["source_id"])]
                if key.endswith("_id"):
                    self.ids |= set(rows[key]) - set(table.loc[~table.index.isin(rows.index), key])

    def found_in(self, text: str) -> list[str]:
        """Every title, address and id of something published later that stands in a text."""
        plain = bare(text)
        ids = self.ids & set(re.findall(r"[a-z0-9]+(?:[-._][a-z0-9]+)*", text))
        return sorted(ids | {later for later in self.texts if later in plain})


def bare(text: str) -> str:
    """Text without the marks that HTML, Markdown and line breaks in figures put into it."""
    text = html.unescape(re.sub(r"<br>|\\+n", " ", text)).replace("\\", "")
    return " ".join(text.split()).casefold()


def texts_of(app: Any) -> Iterator[str]:
    """All that the elements of a page send to the browser, figures as JSON with letters as they are."""

    def walk(node: Any) -> Iterator[Any]:
        for child in node.children.values():
            yield child
            if hasattr(child, "children"):
                yield from walk(child)

    for element in walk(app._tree):
        proto = getattr(element, "proto", None)
        if proto is None:
            continue
        if spec := getattr(proto, "spec", ""):
            yield json.dumps(json.loads(spec), ensure_ascii=False)
        yield proto.SerializeToString().decode("utf-8", errors="replace")


def words_in(file: bytes) -> str:
    """All words of a file that a reader takes away, whatever its format."""
    if file.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            return "\n".join(parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith(".xml"))
    if file.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)
    return file.decode("utf-8")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What the download buttons of a page hand over, by the name of the file."""
    files: dict[str, Callable[[], bytes]] = {}
    button = st.download_button

    def recording(label: str, data: Any, name: str, *args: Any, **options: Any) -> Any:
        files[name] = data if callable(data) else lambda: data
        return button(label, data, name, *args, **options)

    monkeypatch.setattr(st, "download_button", recording)
    monkeypatch.setattr(PopoverContainer, "open", property(lambda popover: True, lambda popover, is_open: None))
    return files


def words_of(files: dict[str, Callable[[], bytes]], kinds: tuple[str, ...]) -> str:
    """The words of all files whose names end so."""
    return "\n".join(words_in(make()) for name, make in files.items() if name.endswith(kinds))


@pytest.mark.parametrize("day", DAYS)
def test_nothing_later_stands_on_any_page_or_in_any_download(
    run_page: Callable[..., Any], taken: dict[str, Callable[[], bytes]], day: str
) -> None:
    later = Later(RECORD, day)
    assert len(later.texts) > 20
    leaks, n_files = {}, 0
    for page, query in views():
        taken.clear()
        ran = run_page(page, **query, known_on=day)
        if found := later.found_in("\n".join([*texts_of(ran.app), words_of(taken, PLAIN), str(ran.address)])):
            leaks[page, *query.values()] = found[:6]
        assert f"As known on {date_words(date.fromisoformat(day))}." in ran.text, page
        assert "back_to_today" in str(ran.app.get("button")), page
        assert ran.address["known_on"] == day
        n_files += len(taken)
    assert leaks == {}
    assert n_files > 0


def test_nothing_later_stands_in_a_workbook_a_slide_or_a_page(
    run_page: Callable[..., Any], taken: dict[str, Callable[[], bytes]]
) -> None:
    later, made = Later(RECORD, DAYS[2]), set()
    for page in PAGES:
        taken.clear()
        run_page(page, known_on=DAYS[2])
        assert later.found_in(words_of(taken, OFFICE)) == [], page
        made |= {Path(name).suffix for name in taken}
    assert made >= set(OFFICE)


@pytest.mark.parametrize(("day", "last"), [("2012-06-30", 2012), ("2018-06-30", 2019), ("2025-06-30", 2025)])
def test_no_sentence_of_ours_reaches_beyond_the_day(run_page: Callable[..., Any], day: str, last: int) -> None:
    """A duty of 2019 was known from the resolution of 2017 on."""
    lanes = run_page("timeline", known_on=day, over="theft,russia").figures["timeline"]["alt"]
    assert f", 2006 to {last}." in lanes
    world = run_page("host_countries", known_on=day).figures["map"]
    assert f"at any time, 2005 to {min(last, int(day[:4]))}" in json.dumps(world)
    method = run_page("method", known_on=day)
    shown = method.html + "".join(each.value for each in method.app.markdown)
    assert "2026" not in shown
    assert "September 2026" in "".join(each.value for each in run_page("method").app.markdown)


def test_years_beyond_the_day_stay_as_they_were_chosen(run_page: Callable[..., Any]) -> None:
    world = run_page("host_countries", known_on="2012-06-30", years="2020-2022").figures["map"]
    assert "2020 to 2022: unknown, not zero" in json.dumps(world)


def test_the_crawler_would_notice_a_leak(run_page: Callable[..., Any], taken: dict[str, Callable[[], bytes]]) -> None:
    later = Later(RECORD, DAYS[2])
    for page in ("sources", "timeline", "crypto_theft", "host_countries"):
        taken.clear()
        ran = run_page(page, **OPENED.get(page, {}))
        assert later.found_in("\n".join(texts_of(ran.app))), page
        assert later.found_in(words_of(taken, PLAIN)), page
    assert later.found_in(words_of(taken, (".xlsx",)))


def test_every_later_document_would_be_noticed_by_its_title_or_its_id() -> None:
    later, sources = Later(RECORD, DAYS[1]), RECORD.tables["sources"]
    undated = sources[sources["published"].isna()]
    after = sources[sources["published_last"] > pd.Timestamp(DAYS[1])]
    for rows in (undated, after):
        assert len(rows)
        assert all(source in later.found_in(f"<p>{source}</p>") for source in rows["source_id"])
    title = next(title for title in after["title"] if bare(title) in later.texts)
    assert later.found_in(f"<td>{html.escape(title)}</td>") == [bare(title)]


def test_the_banner_leads_to_what_changed_since(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", known_on=DAYS[3])
    link = next(link.proto for link in ran.app.get("page_link") if link.proto.page == "changes")
    opened = run_page("changes", **dict(parse_qsl(link.query_string)))
    assert opened.address == {"since": DAYS[3]}
    assert "As known on" not in opened.text
    assert "claims published after 1 January 2023" in opened.html


def test_one_click_returns_to_today(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", known_on=DAYS[2])
    ran.app.button(key=ran.key("back_to_today")).click()
    ran.again()
    assert ran.address == {}
    assert "As known on" not in ran.text


def test_what_is_taken_away_names_the_day(run_page: Callable[..., Any], taken: dict[str, Callable[[], bytes]]) -> None:
    ran = run_page("timeline", known_on=DAYS[3], event="ev-2017-12-22-res2397")
    said = f"data version {RECORD.version}, as known on {DAYS[3]}"
    assert said in ran.figures["timeline"]["layout"]["meta"][0]["footer"]
    assert said in ran.app.code[0].value
    told = json.loads(words_of(taken, ("-columns.json",)))
    assert f"{RECORD.version}, as known on {DAYS[3]}" in json.dumps(told)
    assert "as known on" not in run_page("timeline").figures["timeline"]["layout"]["meta"][0]["footer"]


@pytest.mark.parametrize("value", [date(1990, 1, 1), date(2999, 1, 1), date.today(), ()])
def test_a_day_that_will_not_do_is_today(run_page: Callable[..., Any], value: object) -> None:
    ran = run_page("timeline", known_on=DAYS[3])
    ran.app.session_state[ran.key("known_on")] = value
    ran.again()
    assert ran.address == {}
    assert "As known on" not in ran.text


def test_the_day_goes_along_to_another_page_and_stays_there(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", known_on=DAYS[2], q="workers")
    ran.app.switch_page("pages/sources.py")
    ran.app.query_params.clear()
    ran.again()
    assert ran.address == {"known_on": DAYS[2]}
    assert "As known on 31 December 2019" in ran.text


def test_t_is_the_key_that_returns_to_today(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources", known_on=DAYS[2])
    assert ran.app.button(key=ran.key("back_to_today")).proto.shortcut.casefold() == "t"


@pytest.mark.parametrize(("page", "name", "bad"), [
    ("timeline", "event", "ev-2025-12"), ("crypto_theft", "incident", "bybit-2026"), ("sources", "source", "fbi-25"),
    ("host_countries", "claim", "wc-2025"), ("it_workers", "claim", "it-2025"), ("revenue", "claim", "rv-2025"),
])  # fmt: skip
def test_a_bad_key_in_a_link_is_not_answered_with_a_later_one(
    run_page: Callable[..., Any], page: str, name: str, bad: str
) -> None:
    ran = run_page(page, known_on=DAYS[0], **{name: bad})
    (notice,) = [notice for notice in ran.notices if notice.startswith("The link asked for")]
    assert notice.startswith(f"The link asked for {name}={bad}; no row of the record has that key")
    assert Later(RECORD, DAYS[0]).found_in(notice.replace(bad, "")) == []
    assert name not in ran.address


def test_a_row_not_yet_known_is_left_out_and_the_reader_told_without_its_name(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", event="ev-2019-12-22-deadline", known_on=DAYS[0])
    assert ran.notices[0] == (
        "The link asked for a value of event that was not known on that day. Showing the page without it."
    )
    assert ran.address == {"known_on": DAYS[0]}
    ran.app.text_input(key=ran.key("q")).set_value("nuclear")
    ran.again().again()
    assert not [notice for notice in ran.notices if "The link" in notice]
