"""What is likely one thing told twice is asked, and the answer is kept in the descriptor."""

import pytest

from loaders import likeness
from loaders.descriptor import Table
from loaders.reading import Row, Sheet
from tests.tiny import Folder


def test_one_income_under_two_ids(folder: Folder) -> None:
    """A channel tells what a claim of income is about, as a measure does elsewhere."""
    income = ("rev-3", "overseas_workers", "200000000", "500000000", "", "", "", "range", "2015", "year")
    folder.add("revenue_claims", *income, "court-2020-case", "A")
    assert "same-claim: row 2 (rev-1) says the same about the same" in folder.fault()
    folder.set("revenue_claims", 4, period_start="2016")
    folder.load()


def test_two_places_with_one_name(folder: Folder) -> None:
    folder.set("jurisdictions", 6, name="taiwan")
    assert ": same-name: row 5 (TWN) has this name too" in folder.fault()


def test_the_same_figure_twice_is_asked_and_answered(folder: Folder) -> None:
    row = folder.rows["worker_claims"][3]
    folder.rows["worker_claims"].append(["pol-again", *row[1:10], "court-2020-case", *row[11:]])
    assert "same-claim: row 4 (pol-2016) says the same about the same: 400, empty" in folder.fault()
    answer = {"rule": "same-claim", "keys": ["pol-2016", "pol-again"], "why": "Two counts."}
    folder.resource("worker_claims")["confirmed"] = [answer]
    folder.load()
    answer["keys"] = ["pol-2016", "pol-again", "gone"]
    assert "'gone': confirmed: same-claim is confirmed for a row that is not there" in folder.fault()


def test_two_figures_of_one_source(folder: Folder) -> None:
    row = folder.rows["worker_claims"][3]
    folder.rows["worker_claims"].append(["pol-again", *row[1:3], "4000", *row[4:]])
    assert "other-value: row 4 (pol-2016)" in folder.fault()
    assert "400, empty; here 4000, empty" in folder.fault()


def test_one_theft_twice(folder: Folder) -> None:
    folder.add("incidents", "third", "2018-02-01", "an Exchange", "", "", "", "theft")
    folder.add("attributions", "a-4", "third", "A firm", "", "disputed", "news-2019-report", "B")
    assert (
        "same-theft: row 2 (first-hack) is a theft from this victim at this time: 2018-01, 2018-02-01" in folder.fault()
    )
    folder.set("incidents", 4, date="2018-02-02")
    folder.load()


AGAIN = ("again", "2019-03-31", "", "repatriated", "Flights home", "Workers flew home.", "POL", "court-2020-case", "A")


def test_one_event_twice_in_other_words(folder: Folder) -> None:
    folder.add("events", *AGAIN, "")
    assert folder.fault() == (
        "events.csv:4:event_id: 'again': same-event: row 3 (return) is an event of this lane, at this time and place: "
        "2019-03, 2019-03-31; delete one, tell them apart, or confirm both in the descriptor"
    )
    answer = {"rule": "same-event", "keys": ["return", "again"], "why": "A plan, and the flights."}
    folder.resource("events")["confirmed"] = [answer]
    folder.load()


def test_events_of_other_lanes_places_or_times_are_two(folder: Folder) -> None:
    folder.add("events", *AGAIN, "")
    for cells in ({"lane": "workers_found"}, {"iso3_list": "CHN;POL"}, {"date": "2019-04-02"}):
        kept = [list(row) for row in folder.rows["events"]]
        folder.set("events", 4, **cells)
        folder.load()
        folder.rows["events"] = kept
    folder.set("events", 4, iso3_list="CHN;POL", date="2019-03")
    assert "same-event: row 3 (return)" in folder.fault(), "of one date and lane, and sharing a place"


def test_one_step_of_the_proceeds_twice(folder: Folder) -> None:
    step = ("again", "2018-06", "bridge", "Another service", "250000", "Told again.", "court-2020-case", "A")
    folder.add("laundering", *step, "first-hack")
    assert "same-event: row 2 (mixer-1) is a step of this theft with the same sum" in folder.fault()
    folder.set("laundering", 4, amount="", kind="mixer", date="2018-02-28")
    assert "same-event: row 2 (mixer-1) is a step of this kind and theft at this time: 2018-02" in folder.fault()
    folder.set("laundering", 4, date="2018-03-02")
    folder.load()


def test_a_step_of_no_theft_is_known_by_its_service(folder: Folder) -> None:
    for name, service in (("one", "Some broker"), ("two", "Another trader")):
        folder.add("laundering", name, "2019", "otc", service, "", f"{name} sold.", "court-2020-case", "A", "")
    folder.load()
    folder.set("laundering", 5, service="Some broker")
    assert "same-event: row 4 (one)" in folder.fault()


def test_an_attribution_and_an_amount_under_two_ids(folder: Folder) -> None:
    folder.add("attributions", "a-4", "first-hack", "A panel", "2018", "disputed", "panel-2018-report", "A")
    assert "same-claim: row 2 (a-1) attributes the same" in folder.fault()
    folder.set("attributions", 5, attributed_by="A court")
    folder.load()
    folder.add("incident_amounts", "c", "first-hack", "1000000", "1000000", "exact", "news-2019-report", "B")
    assert "same-claim: row 2 (first-hack--a) says the same about the same" in folder.fault()
    folder.set("incident_amounts", 4, low="1100000", high="1100000")
    assert "other-value: row 2 (first-hack--a)" in folder.fault()
    folder.set("incident_amounts", 4, source_id="court-2020-case")
    folder.load()


def test_one_document_under_two_ids(folder: Folder) -> None:
    folder.set("sources", 2, publisher="A paper", title="a Report")
    assert "sources.csv:3:source_id: 'news-2019-report': same-document: row 2 (court-2020-case)" in folder.fault()


def test_an_answer_about_rows_that_were_lost_is_no_fault_of_its_own(folder: Folder) -> None:
    resource = folder.resource("events")
    resource["confirmed"] = [{"rule": "same-event", "keys": ["inspection", "return"], "why": "Two."}]
    folder.load()
    resource["minimumRows"] = 2
    folder.rows["events"].pop()
    folder.rows["sightings"].pop(5)  # the page that serves the row
    rules = [fault.rule for fault in folder.faults()]
    assert "minimum-rows" in rules
    assert "confirmed" not in rules


@pytest.mark.parametrize(
    ("url", "title", "told"),
    [
        ("http://www.paper.example/a/?b=1&ref=mail#top", "Another text", "time and address"),
        ("https://web.archive.org/web/2020/https://paper.example/a?b=1", "Another text", "time and address"),
        ("https://paper.example/c", "A reports", "with nearly this title"),
    ],
)
def test_one_document_at_two_addresses(folder: Folder, url: str, title: str, told: str) -> None:
    folder.set("sources", 3, title="A report on workers abroad" if title == "A reports" else "A report")
    title = "A report on worker abroad" if title == "A reports" else title
    folder.add("sources", "again", "A paper", title, "2019-05", url, "news")
    folder.add("host_sectors", "POL", "catering", "again", "C")
    folder.add("sightings", "again--1", "again", "", "A paper", "", "https://x.example/", "quoted", "")
    assert "same-document: row 3 (news-2019-report) is a document of this publisher" in folder.fault()
    assert told in folder.fault()
    folder.set("sources", 6, url="https://paper.example/a?b=2", title="Something else")
    folder.load()


def test_one_page_under_two_spellings_of_its_address(folder: Folder) -> None:
    folder.add(
        "sightings",
        "court-2020-case--3",
        "court-2020-case",
        "",
        "A court",
        "",
        "http://www.court.example/1/",
        "whole",
        "",
    )
    assert (
        "url: 'http://www.court.example/1/': duplicate-row: row 2 (court-2020-case--1) is this page" in folder.fault()
    )


def test_one_page_under_two_publishers(folder: Folder) -> None:
    """Two publishers confirm one another, so that a grade would rest on it."""
    page = ("panel-2018-report", "", "A panel", "", "https://panel.example/1", "whole", "")
    folder.add("sightings", "panel-2018-report--2", *page)
    folder.load()
    folder.add("sightings", "panel-2018-report--3", *page[:2], "A paper", *page[3:])
    assert "duplicate-row: row 10 (panel-2018-report--2) is this page of this document" in folder.fault()


def test_a_claim_of_no_time_twice_is_asked_about(folder: Folder) -> None:
    """An end that is left out is open."""
    folder.add("worker_claims", "chn-2019-b", *folder.rows["worker_claims"][2][1:])
    folder.set("worker_claims", 3, as_of_start="", as_of_end="")
    assert "'chn-2019-b': same-claim" in folder.fault()


@pytest.mark.parametrize(("name", "is_told"), [("law-daily.example", True), ("Law Reports", False)])
def test_one_site_under_its_name_and_its_address(folder: Folder, name: str, is_told: bool) -> None:
    """Else the site would confirm itself; another publisher at one address is another."""
    for number, publisher in ((3, "Law Daily"), (4, name)):
        cells = (
            f"court-2020-case--{number}",
            "court-2020-case",
            "",
            publisher,
            "",
            f"https://law-daily.example/{number}",
        )
        folder.add("sightings", *cells, "whole", "")
    if is_told:
        assert "'law-daily.example': spelling: other rows call this site 'Law Daily'; write it so" in folder.fault()
    else:
        folder.load()


def test_a_theft_of_one_sum_under_two_names(folder: Folder) -> None:
    folder.set("incidents", 3, date="2018-01", low="1000000", high="1500000.5")
    folder.add("incident_amounts", "second--a", "second-hack", "1000000", "1500000.5", "range", "news-2019-report", "B")
    assert any("is a theft of this sum at this time" in fault.message for fault in folder.faults())


@pytest.mark.parametrize(
    ("date", "low", "is_asked"),
    [("2018-01-26", "1400000", True), ("2018-01-26", "1600000", False), ("2018-01", "1400000", False)],
)
def test_thefts_of_one_day_with_sums_that_may_be_one(folder: Folder, date: str, low: str, is_asked: bool) -> None:
    folder.set("incidents", 2, date=date)
    folder.set("incidents", 3, date=date, low=low, high=low)
    folder.add("incident_amounts", "second--a", "second-hack", low, low, "exact", "news-2019-report", "B")
    if is_asked:
        assert "row 2 (first-hack) is a theft of this day, and the sums may be one" in folder.fault()
    else:
        folder.load()


def test_a_short_name_with_what_it_is(folder: Folder) -> None:
    folder.set("incidents", 2, victim="Adot")
    folder.set("incidents", 3, victim="Adot Exchange", date="2018-01")
    assert "same-theft: row 2 (first-hack) is a theft from this victim at this time" in folder.fault()
    folder.set("incidents", 3, victim="Adotra")
    folder.load()


def test_a_claim_with_its_scope_reworded_or_its_time_less_close(folder: Folder) -> None:
    row = [*folder.rows["worker_claims"][5]]
    row[0], row[6], row[7], row[9] = "twn-again", "2016-08", "2016-08", "boat"
    folder.rows["worker_claims"].append(row)
    assert "same-claim: row 6 (twn-2016) says this of the same place and time, from the same source" in folder.fault()
    row[9] = "factories on the coast"
    folder.load()


def test_an_event_of_the_same_title_at_another_time(folder: Folder) -> None:
    folder.add(
        "events",
        "again",
        "2020-03-02",
        "",
        "workers_found",
        "Inspectors find workers",
        "Work.",
        "CHN",
        "court-2020-case",
        "A",
        "",
    )
    assert "same-event: row 2 (inspection) is an event of this title" in folder.fault()


def sheet_of(*rows: dict[str, str]) -> Sheet:
    """Rows without a table; nothing is wrong in them."""
    return Sheet(Table("any", "any.csv", "", (), ()), [Row(number, cells) for number, cells in enumerate(rows, 2)])


def test_names_in_which_numbers_differ_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a record a hundred times as long would take thousands of times as long to check."""
    compared = []
    monkeypatch.setattr(likeness, "_is_one_victim", lambda *names: compared.append(names) or False)
    rows = ({"victim": f"Vault {number // 2}", "date": "2018-02-01"} for number in range(8))
    likeness._check_thefts(sheet_of(*rows))
    assert compared == [(f"vault{number}", f"vault{number}") for number in range(4)]


def test_twice_the_names_of_one_site_are_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    folded = []
    whole = likeness.folded
    monkeypatch.setattr(likeness, "folded", lambda text: folded.append(text) or whole(text))

    def work(names: int) -> int:
        folded.clear()
        rows = ({"publisher": f"Paper {n}", "url": f"https://paper.example/{n}"} for n in range(names))
        likeness._check_sites(sheet_of({"publisher": "Paper", "url": "https://paper.example/"}, *rows))
        return len(folded)

    assert work(40) - work(20) == work(20) - work(0)
