"""A table answers: order, search and columns asked for by its reader, against the record counted again."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from links.tables import Arranged
from pages._parts.asking import Asked
from pages._parts.tables import CLAIM_COLUMNS, ORDERED_BY, SHOWN_ROWS, claims_in_words
from subjects.sources import sources
from subjects.workers import worker_claims
from tests.live import RECORD
from tests.pages.quick import Opened, open_page
from words.dates import date_words

DOCUMENTS = sources(RECORD)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def table(ran: Any, key: str) -> tuple[list[str], list[list[str]]]:
    """The headings and the cells of a table, as text."""
    body = next(part.proto.body for part in ran.app.get("html") if f'data-table="{key}"><table' in part.proto.body)
    rows = body.split("<tbody>")[1].split("</tr>")[:-1]
    return re.findall(r'data-column="(\w+)"', body), [[TAG.sub("", cell) for cell in CELL.findall(row)] for row in rows]


def ask(ran: Any, **asked: str) -> Any:
    """Run the page again as its reader asks: `order_documents="-rows"`, `words_documents="panel"`."""
    for what, text in asked.items():
        ran.app.text_input(key=ran.key(f"table_{what}")).set_value(text)
    return ran.again()


def column(ran: Any, key: str, name: str) -> list[str]:
    headings, rows = table(ran, key)
    return [row[headings.index(name)] for row in rows]


def test_numbers_stand_in_order_over_all_rows_and_not_only_those_on_the_screen(run_page: Callable[..., Any]) -> None:
    ran = ask(run_page("sources"), order_documents="-rows")
    most = DOCUMENTS["rows"].sort_values(ascending=False).head(SHOWN_ROWS)
    assert [int(cell) for cell in column(ran, "documents", "rows")] == most.tolist()
    assert most.iloc[0] == DOCUMENTS["rows"].max() > DOCUMENTS["rows"].head(SHOWN_ROWS).min()


def test_dates_stand_in_order(run_page: Callable[..., Any]) -> None:
    ran = ask(run_page("sources"), order_documents="when")
    dates = sorted(DOCUMENTS["published"].dropna())[:SHOWN_ROWS]
    shown = column(ran, "documents", "when")
    assert shown[0].endswith(dates[0][:4])
    assert [cell[-4:] for cell in shown] == [date[:4] for date in dates]


def test_a_search_counts_and_shows_what_the_record_holds(run_page: Callable[..., Any]) -> None:
    ran = ask(run_page("host_countries", iso3="RUS"), words_host_claims="Ministry primorye")
    claims = worker_claims(RECORD)
    rows = claims_in_words(claims[claims["place"] == "RUS"])
    said = rows[list(CLAIM_COLUMNS)].astype("string").fillna("").agg(" ".join, axis=1).str.lower()
    held = int((said.str.contains("ministry") & said.str.contains("primorye")).sum())
    shown = [" ".join(cells).lower() for cells in table(ran, "host_claims")[1]]
    assert len(shown) == held > 0
    assert all("ministry" in text and "primorye" in text for text in shown)
    assert f": {held} with “Ministry primorye”" in ran.html


def test_what_no_row_holds_is_said_so_and_is_harmless(run_page: Callable[..., Any]) -> None:
    ran = ask(run_page("host_countries"), words_host_claims="<img src=x onerror=alert(1)>")
    assert "No row holds these words" in ran.html
    assert "<img" not in ran.html
    assert "&lt;img src=x onerror=alert(1)&gt;" in ran.html


def test_a_page_with_a_search_of_its_own_has_no_second_one(run_page: Callable[..., Any]) -> None:
    keys = [field.key.partition("@")[0] for field in run_page("sources").app.text_input]
    assert "q" in keys
    assert "table_words_documents" not in keys


def test_an_order_by_what_is_no_column_is_the_order_of_the_table(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources")
    before = table(ran, "documents")
    assert table(ask(ran, order_documents="url'><script>"), "documents") == before
    assert table(ask(ran, order_documents="-"), "documents") == before


def test_columns_can_be_left_out_and_all_of_them_cannot(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources")
    chooser = next(group for group in ran.app.get("button_group") if group.key == ran.key("table_columns_documents"))
    chooser.set_value(["publisher", "rows"])
    assert table(ran.again(), "documents")[0] == ["publisher", "rows"]
    chooser = next(group for group in ran.app.get("button_group") if group.key == ran.key("table_columns_documents"))
    chooser.set_value([])
    assert len(table(ran.again(), "documents")[0]) == 7


def test_asking_begins_again_at_the_first_page_and_the_file_holds_every_row(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources", table="documents.2")
    second = DOCUMENTS["title"].iloc[SHOWN_ROWS : 2 * SHOWN_ROWS]
    assert column(ran, "documents", "title") == [html.escape(title) for title in second]
    ran = ask(ran, order_documents="title")
    assert ran.app.session_state[ran.key("documents")] == 1
    assert ran.address == {"table": "documents.title"}
    assert f"Download these {len(DOCUMENTS)} rows (CSV)" in ran.offered


def test_claims_stand_by_their_figures(run_page: Callable[..., Any]) -> None:
    ran = ask(run_page("host_countries", iso3="RUS"), order_host_claims="-figure")
    figures = column(ran, "host_claims", "figure")
    lows = [
        int(text.split(" to ")[0].replace(",", "")) for text in figures if re.fullmatch(r"[\d,]+( to [\d,]+)?", text)
    ]
    assert len(lows) > 20
    assert lows == sorted(lows, reverse=True)


def test_a_table_of_few_rows_has_headings_that_order_it_and_no_search(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources", source="taipei-times-2023-urged")
    keys = [field.key.partition("@")[0] for field in ran.app.text_input]
    assert "table_order_trail" in keys
    assert "table_words_trail" not in keys


@pytest.mark.parametrize(("descends_first", "orders"), [(False, ["rows", "-rows", ""]), (True, ["-rows", "rows", ""])])
def test_a_heading_pressed_asks_for_one_way_the_other_and_the_tables_own(
    descends_first: bool, orders: list[str]
) -> None:
    order = ""
    for expected in [*orders, *orders]:
        order = Asked(("rows",), order).next_order("rows", descends_first=descends_first)
        assert order == expected
    assert Asked(("rows",), "kind").next_order("rows", descends_first=descends_first) == orders[0]


def test_what_a_reader_asks_of_tables_stands_in_the_link_and_comes_back_from_it(run_page: Callable[..., Any]) -> None:
    ran = ask(run_page("host_countries", iso3="RUS"), words_host_claims="Ministry primorye", order_host_claims="figure")
    chooser = next(group for group in ran.app.get("button_group") if group.key == ran.key("table_columns_host_claims"))
    chooser.set_value([column for column in CLAIM_COLUMNS if column not in ("grade", "note")])
    ran = ran.again()
    link = "host_claims.figure.no-grade-note.find-Ministry primorye"
    assert ran.address == {"iso3": "RUS", "table": link}
    again = run_page("host_countries", **ran.address)
    assert again.notices == []
    assert table(again, "host_claims") == table(ran, "host_claims")
    assert "grade" not in table(again, "host_claims")[0]
    assert again.app.text_input(key=again.key("table_words_host_claims")).value == "Ministry primorye"
    ran = ask(again, words_host_claims="", order_host_claims="")
    assert ran.address == {"iso3": "RUS", "table": "host_claims.no-grade-note"}


@pytest.mark.parametrize("chosen", [{}, {"iso3": "RUS"}])
def test_claims_stand_newest_first(run_page: Callable[..., Any], chosen: dict[str, str]) -> None:
    ran = run_page("host_countries", **chosen)
    assert table(ran, "host_claims")[1] == table(ask(ran, order_host_claims="-period"), "host_claims")[1]


def test_a_page_turned_stands_in_the_link(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources")
    ran.app.session_state[ran.key("documents")] = 2
    with_page = Arranged("documents", page=2)
    ran.app.session_state[ran.key("table")] = (with_page,)
    assert ran.again().address == {"table": "documents.2"}
    assert ask(ran, order_documents="-rows").address == {"table": "documents.-rows"}


@pytest.mark.parametrize(
    ("page", "asked", "told", "left"),
    [
        ("sources", "documents.-colour", "colour is not a column of that table, which has publisher, title", ""),
        (
            "sources",
            "documents.-rows.no-colour-shape",
            "colour, shape are not columns of that table",
            "documents.-rows",
        ),
        ("sources", "documents.99", "that table has 9 pages. Showing page 9", "documents.9"),
        ("sources", "documents.find-panel", "this page searches that table by q", ""),
        ("sources", "host_claims.figure", "this view has no such table: it has documents", ""),
        ("search", "documents.rows", "this view has no such table: it has none that can be arranged", ""),
        ("sources", "documents.-rows~a <b>.c", "a <b>.c does not arrange a table", "documents.-rows"),
        ("sources", "documents.--rows", "does not arrange a table", ""),
        ("sources", "documents.find-" + "x" * 81, "does not arrange a table", ""),
        ("overview", "left_out.publisher", "publisher is not a column", ""),
    ],
)
def test_what_a_link_asks_of_a_table_and_cannot_have_is_told_near_the_title(
    run_page: Callable[..., Any], page: str, asked: str, told: str, left: str
) -> None:
    last = -(-len(DOCUMENTS) // SHOWN_ROWS)
    ran = run_page(page, table=asked)
    assert len(ran.notices) == 1
    assert told.replace("9", str(last)) in ran.notices[0].replace("`", "")
    assert ran.address == ({"table": left.replace("9", str(last))} if left else {})
    assert ran.again().notices == ran.notices, "it stays until the reader does something"


@pytest.mark.parametrize(
    "words", ["<img src=x onerror=alert(1)>", "a~b ~~ c.find-~", "=cmd|' /C calc'!A0", "러시아", "&iso3"]
)
def test_any_words_are_harmless_in_a_link_and_come_back(run_page: Callable[..., Any], words: str) -> None:
    ran = ask(run_page("host_countries", iso3="RUS"), words_host_claims=words)
    again = run_page("host_countries", **ran.address)
    assert again.app.text_input(key=again.key("table_words_host_claims")).value == words
    assert again.notices == []
    assert "<img" not in again.html


def test_words_are_taken_without_what_no_link_may_hold(run_page: Callable[..., Any]) -> None:
    ran = ask(run_page("host_countries", iso3="RUS"), words_host_claims="pan\u200bel  \u202eof")
    assert ran.address["table"] == "host_claims.find-panel of"


def test_words_asked_of_a_table_of_few_rows_can_be_taken_back(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources", source="taipei-times-2023-urged", table="trail.find-zzz")
    assert "No row holds these words" in ran.html
    assert ask(ran, words_trail="").address == {"source": "taipei-times-2023-urged"}


def test_a_table_folded_away_is_open_where_the_link_arranges_it(run_page: Callable[..., Any]) -> None:
    def is_open(ran: Any) -> bool:
        return bool(next(e.proto.expanded for e in ran.app.expander if "leave out" in e.label))

    assert not is_open(run_page("overview"))
    ran = run_page("overview", table="left_out.-figure")
    assert is_open(ran)
    assert is_open(ask(ran, order_left_out="")), "it does not fold under the reader's hand"


def test_files_are_of_all_rows_and_are_not_named_after_the_order_of_a_table(run_page: Callable[..., Any]) -> None:
    plain, arranged = (run_page("sources", **link) for link in ({}, {"table": "documents.-rows"}))
    names = [ran.offered for ran in (plain, arranged)]
    assert names[0] == names[1] != []


LINKS = [
    *(("host_countries", {"iso3": "RUS"}), ("repatriation", {}), ("compare", {}), ("timeline", {}), ("revenue", {})),
    *(("crypto_theft", {"view": view}) for view in ("incidents", "attribution", "money", "yardsticks")),
    *(("crypto_theft", link) for link in ({}, {"sums": "running", "attribution": "any"})),
    *(("it_workers", {}), ("sources", {"source": "taipei-times-2023-urged"}), ("changes", {"since": "2024-01-01"})),
]


@pytest.mark.parametrize(("page", "link"), LINKS)
def test_what_a_table_puts_into_words_can_be_ordered(
    run_page: Callable[..., Any], page: str, link: dict[str, str]
) -> None:
    """The rows have the numbers and dates by which figures, times and days are put in order."""
    ran = run_page(page, **link)
    tried = 0
    for name in ORDERED_BY:
        bodies = [part.proto.body for part in ran.app.get("html") if f'data-column="{name}"' in part.proto.body]
        keys = [body.split('data-table="')[1].split('"')[0] for body in bodies]
        if keys:
            ran = ask(ran, **{f"order_{key}": name for key in keys})
            tried += sum('aria-sort="ascending"' in part.proto.body for part in ran.app.get("html"))
    assert tried >= 1


@pytest.mark.parametrize(("page", "link"), LINKS)
def test_every_order_of_every_table_is_opened_by_a_link(page: str, link: dict[str, str]) -> None:
    headings = tables_of(open_page(page, link, whole=True))
    assert headings
    n_columns = max(map(len, headings.values()))
    for at in range(2 * n_columns):
        asked = {key: ("", "-")[at % 2] + columns[at // 2 % len(columns)] for key, columns in headings.items()}
        value = "~".join(f"{key}.{order}" for key, order in sorted(asked.items()))
        opened = open_page(page, {**link, "table": value}, whole=True)
        assert opened.address["table"] == value
        assert [notice for notice, _ in opened.state["links_notices"]] == []
        for key, order in asked.items():
            way = "descending" if order.startswith("-") else "ascending"
            heading = (
                rf'aria-sort="{way}"[^>]*><button type="button" data-order="[^"]*" data-column="{order.strip("-")}"'
            )
            assert re.search(heading, body_of(opened, key)), (key, order)


def tables_of(opened: Opened) -> dict[str, list[str]]:
    """The tables of a page, each with its columns."""
    keys = dict.fromkeys(re.findall(r'data-table="(\w+)"', opened.text))
    return {key: re.findall(r'data-column="(\w+)"', body_of(opened, key)) for key in keys}


def body_of(opened: Opened, key: str) -> str:
    return opened.text.split(f'data-table="{key}"')[1].split("</thead>")[0]


def test_missing_dates_stand_last_whichever_way(run_page: Callable[..., Any]) -> None:
    undated = int(DOCUMENTS["published"].isna().sum())
    shown = len(DOCUMENTS) % SHOWN_ROWS
    assert 0 < undated < shown
    last = -(-len(DOCUMENTS) // SHOWN_ROWS)
    for order in ("when", "-when"):
        ran = run_page("sources", table=f"documents.{order}.{last}")
        assert [day == date_words(None) for day in column(ran, "documents", "when")] == [
            at >= shown - undated for at in range(shown)
        ]
