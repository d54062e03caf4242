"""Thefts in a real browser: headlines against the file taken away, marks against their documents, outcomes apart."""

import io
import random
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from words.numbers import money

OUTCOMES = ("recovered", "seized", "frozen")
FILTERS = {
    "attribution": ["any", "default"],
    "least": ["0", "1", "10"],
    "most": ["any", "100"],
    "years": ["2018-2023", "2021-2026", None],
    "victim_kind": ["centralised_exchange,bridge", "defi_protocol", None],
    "strength": ["formal,assessed", "assessed", None],
    "recovered": ["with", "any", "any"],
}


def taken_away(page: Page, name: str) -> pd.DataFrame:
    """The rows of a download, as a reader gets them."""
    with page.expect_download() as file:
        page.locator(f"[class*=st-key-{name}_csv-]").get_by_role("button").click()
    return pd.read_csv(io.BytesIO(Path(file.value.path()).read_bytes()))


def cards(page: Page) -> list[tuple[str, str, str]]:
    """The large figures: value, what it counts, what is left out."""
    return [tuple(card.locator("p").all_inner_texts()) for card in page.locator(".hc-figure").all()]  # type: ignore[misc]


@pytest.mark.parametrize("seed", range(4))
def test_headlines_equal_the_file_and_say_what_they_leave_out(reader: Any, seed: int) -> None:
    pick = random.Random(seed)
    asked = {name: pick.choice(values) for name, values in FILTERS.items()}
    page = reader.go(
        "/crypto_theft?view=incidents&" + "&".join(f"{name}={value}" for name, value in asked.items() if value)
    )
    rows = taken_away(page, "incidents")
    (value, what, without), *others = cards(page)
    low, high = rows["low"].fillna(0).sum(), rows["high"].fillna(rows["low"]).sum()
    assert value.startswith(money(low))
    assert money(high) in value
    assert f"stolen in the {len(rows)} theft" in what
    silent = int((rows["low"].isna() & rows["high"].isna()).sum())
    assert without.startswith(f"{silent} of {len(rows)} theft" if silent else "Every theft shown has an amount")
    for outcome, (value, what, without) in zip(OUTCOMES, others, strict=True):
        known = rows[outcome].dropna()
        assert what.startswith(outcome)
        assert value == (money(float(known.sum())) if len(known) else "Unknown")
        assert f"unknown, not zero, for {len(rows) - len(known)} theft" in without
    marks = {data[0] for trace in reader.figure("incidents")["data"] for data in trace.get("customdata") or []}
    assert marks == set(rows["incident_id"])


def test_stolen_recovered_and_net_are_switched_and_unknown_stays_unknown(reader: Any) -> None:
    page = reader.go("/crypto_theft?view=money&attribution=any")
    thefts = taken_away(page, "outcomes").set_index("incident_id")
    for name, column in (("Stolen", "high"), ("Recovered", "recovered"), ("Frozen", "frozen"), ("Net", "net_high")):
        control = page.locator("[class*=st-key-outcome-]").get_by_role("radio", name=re.compile(f"^{name}"))
        if control.get_attribute("aria-checked") != "true":
            with reader.rerun():
                control.click()
        notes = [note["text"] for note in reader.figure("outcomes")["layout"]["annotations"]]
        assert sum(note.startswith("not known") for note in notes) == thefts[column].isna().sum()
        assert sum(note.startswith("&#36;0 of") for note in notes) == thefts[column].eq(0).sum()
        assert not [note for note in notes if note.startswith(("nan", "<NA>"))]


@pytest.mark.parametrize(
    ("link", "chart", "name"),
    [
        ("year=2022", "by_year", "claim"),
        ("sums=running", "running", "claim"),
        ("view=attribution", "matrix", "said"),
        ("view=money&outcome=seized", "outcomes", "event"),
    ],
)
def test_a_click_on_a_mark_opens_its_document_and_citation(reader: Any, link: str, chart: str, name: str) -> None:
    page = reader.go(f"/crypto_theft?{link}")
    with reader.rerun():
        reader.chart(chart).locator(".scatterlayer .points path").last.click(force=True)
    row = re.search(rf"[?&]{name}=([^&]+)", page.url)
    assert row is not None
    expect(page.get_by_test_id("stCode").first).to_contain_text(f"row {row[1]}.")
    expect(page.get_by_test_id("stCode").first).to_contain_text("Grade ")
    for fact in ("Publisher", "Title", "Published", "Grade"):
        expect(page.locator(".hc-facts dt", has_text=fact).first).to_be_visible()


def test_a_theft_is_opened_by_its_mark(reader: Any) -> None:
    page = reader.go("/crypto_theft?view=incidents&least=100")
    with reader.rerun():
        reader.chart("incidents").locator(".scatterlayer .points path").last.click(force=True)
    assert "incident=" in page.url
    expect(page.get_by_role("region", name=re.compile("Who attributes it"))).to_be_visible()
    expect(page.get_by_test_id("stCode")).to_contain_text("data version")


def test_editions_of_a_figure_are_listed_with_their_dates(reader: Any) -> None:
    page = reader.go("/crypto_theft?year=2022")
    listed = page.get_by_role("region", name=re.compile(r": \d+ figures"))
    assert listed.count() > 0
    for table in listed.all():
        caption = page.locator(f"#{table.get_attribute('aria-labelledby')}").inner_text()
        said = int(re.findall(r"(\d+) figures", caption)[0])
        dates = table.locator("tbody tr td:first-child").all_inner_texts()
        assert len(dates) == said > 1
        assert [date for date in dates if not re.search(r"20\d\d|undated", date)] == []


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/crypto_theft", "by_year"),
        ("/crypto_theft?view=incidents", "incidents"),
        ("/crypto_theft?view=incidents&drawn=kind", "incidents"),
        ("/crypto_theft?view=money", "money"),
        ("/it_workers?view=cases", "it_cases"),
        ("/timeline", "timeline"),
    ],
)
def test_the_years_of_a_chart_are_on_the_first_screen_of_a_laptop(reader: Any, path: str, key: str) -> None:
    """Without them marks in time say nothing; lanes go on beneath."""
    reader.go(path)
    boxes = [tick.bounding_box() for tick in reader.chart(key).locator(".xtick text").all()]
    assert boxes
    assert all(box and box["y"] + box["height"] <= 768 for box in boxes)
