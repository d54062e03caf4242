"""A table answers: order, search and columns asked for by its reader, against the record counted again."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from pages._parts.asking import Asked
from pages._parts.tables import CLAIM_COLUMNS, ORDERED_BY, SHOWN_ROWS, claims_in_words
from subjects.sources import sources
from subjects.workers import worker_claims
from tests.live import RECORD
from words.dates import date_words

DOCUMENTS = sources(RECORD)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def table(ran: Any, key: str) -> tuple[list[str], list[list[str]]]:
    """The headings and the cells of a table, as text."""
    body = next(part.proto.body for part in ran.app.get("html") if f'data-table="{key}"' in part.proto.body)
    rows = body.split("<tbody>")[1].split("</tr>")[:-1]
    return re.findall(r'data-column="(\w+)"', body), [[TAG.sub("", cell) for cell in CELL.findall(row)] for row in rows]


def ask(ran: Any, **asked: str) -> Any:
    """Run the page again as its reader asks: `order_documents="-rows"`, `words_documents="panel"`."""
    for what, text in asked.items():
        ran.app.text_input(key=f"table_{what}").set_value(text)
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
    keys = [field.key for field in run_page("sources").app.text_input]
    assert "q" in keys
    assert "table_words_documents" not in keys


def test_an_order_by_what_is_no_column_is_the_order_of_the_table(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources")
    before = table(ran, "documents")
    assert table(ask(ran, order_documents="url'><script>"), "documents") == before
    assert table(ask(ran, order_documents="-"), "documents") == before


def test_columns_can_be_left_out_and_all_of_them_cannot(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources")
    chooser = next(group for group in ran.app.get("button_group") if group.key == "table_columns_documents")
    chooser.set_value(["publisher", "rows"])
    assert table(ran.again(), "documents")[0] == ["publisher", "rows"]
    chooser = next(group for group in ran.app.get("button_group") if group.key == "table_columns_documents")
    chooser.set_value([])
    assert len(table(ran.again(), "documents")[0]) == 7


def test_asking_begins_again_at_the_first_page_and_the_file_holds_every_row(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources")
    ran.app.session_state["documents"] = 2
    second = DOCUMENTS["title"].iloc[SHOWN_ROWS : 2 * SHOWN_ROWS]
    assert column(ran.again(), "documents", "title") == [html.escape(title) for title in second]
    ran = ask(ran, order_documents="title")
    assert ran.app.session_state["documents"] == 1
    assert f"Download these {len(DOCUMENTS)} rows (CSV)" in [b.proto.label for b in ran.app.get("download_button")]


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
    keys = [field.key for field in ran.app.text_input]
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


LINKS = [
    *(("host_countries", {"iso3": "RUS"}), ("repatriation", {}), ("compare", {}), ("timeline", {}), ("revenue", {})),
    *(("crypto_theft", {"view": view}) for view in ("incidents", "named", "attribution", "money", "totals")),
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


def test_missing_dates_stand_last_whichever_way(run_page: Callable[..., Any]) -> None:
    undated = int(DOCUMENTS["published"].isna().sum())
    shown = len(DOCUMENTS) % SHOWN_ROWS
    assert 0 < undated < shown
    ran = run_page("sources")
    for order in ("when", "-when"):
        ran = ask(ran, order_documents=order)
        ran.app.session_state["documents"] = -(-len(DOCUMENTS) // SHOWN_ROWS)
        assert [day == date_words(None) for day in column(ran.again(), "documents", "when")] == [
            at >= shown - undated for at in range(shown)
        ]
