"""Rules over several cells, rows and tables: OPERATIONS 3A, cases 20, 21, 23 to 26 and 28."""

import pytest

from loaders.rules import RULES
from tests.tiny import Folder


def test_low_above_high(folder: Folder) -> None:
    folder.set("worker_claims", 2, high="30000")
    assert folder.fault() == "worker_claims.csv:2:low: '50000 > 30000': range: low must not be above high"


@pytest.mark.parametrize(
    ("qualifier", "low", "high", "asked"),
    [
        ("exact", "1", "2", "low and high filled and equal"),
        ("exact", "1", "", "low and high filled and equal"),
        ("about", "", "", "low and high filled and equal"),
        ("at_least", "", "2", "low only"),
        ("at_least", "2", "2", "low only"),
        ("up_to", "2", "", "high only"),
        ("up_to", "2", "2", "high only"),
        ("range", "2", "2", "both ends, low below high"),
        ("range", "2", "", "both ends, low below high"),
        ("none", "0", "0", "both ends empty"),
    ],
)
def test_qualifier_against_ends(folder: Folder, qualifier: str, low: str, high: str, asked: str) -> None:
    folder.set("worker_claims", 4, qualifier=qualifier, low=low, high=high)
    assert folder.fault() == (
        f"worker_claims.csv:4:qualifier: '{qualifier}, low {low or 'empty'}, high {high or 'empty'}': qualifier: "
        f"{qualifier} asks for {asked}"
    )


def test_the_qualifier_speaks_of_the_share_where_there_is_no_money(folder: Folder) -> None:
    folder.set("theft_totals", 2, share_low="", share_high="43.7", qualifier="up_to")
    folder.set("theft_totals", 3, share_low="10")
    folder.load()
    folder.set("theft_totals", 2, qualifier="at_least")
    assert "'at_least, share_low empty, share_high 43.7': qualifier: at_least asks for low only" in folder.fault()


def test_a_share_in_order_beside_money(folder: Folder) -> None:
    folder.set("theft_totals", 3, share_low="30", share_high="20")
    assert folder.fault().endswith("'30 > 20': range: share_low must not be above share_high")


def test_share_among_money(folder: Folder) -> None:
    folder.set("theft_totals", 2, low="43.7", high="43.7")
    assert folder.fault() == (
        "theft_totals.csv:2:low: '43.7': share: a share stands in share_low and share_high, never among money"
    )


def test_share_of_nothing(folder: Folder) -> None:
    folder.set("revenue_claims", 2, share_of="exports")
    assert folder.fault() == (
        "revenue_claims.csv:2:share_of: 'exports': share: "
        "a share and what it is a share of stand together or not at all"
    )


def test_unit_of_a_measure(folder: Folder) -> None:
    folder.set("worker_totals", 2, unit="states")
    assert folder.fault() == "worker_totals.csv:2:unit: 'states': unit: workers_abroad is stated in persons"


def test_end_before_start(folder: Folder) -> None:
    folder.set("worker_claims", 2, as_of_start="2017-05", as_of_end="2017-04")
    assert folder.fault() == (
        "worker_claims.csv:2:as_of_start: '2017-05 > 2017-04': period: as_of_start must not be after as_of_end"
    )


def test_imprecise_dates_may_overlap(folder: Folder) -> None:
    folder.set("worker_claims", 2, as_of_start="2017-05", as_of_end="2017")
    folder.load()


def test_year_in_the_future(folder: Folder) -> None:
    folder.set("theft_totals", 2, year="2027", period_start="", period_end="")
    assert folder.fault().endswith("'2027': year: the year lies in the future; at most 2026 is expected")


def test_year_outside_its_period(folder: Folder) -> None:
    folder.set("theft_totals", 3, year="2021")
    assert folder.fault().endswith("'2021': year: the year lies outside the period 2022-01 to 2022-12")


def test_same_key(folder: Folder) -> None:
    folder.set("worker_claims", 3, claim_id="pol-2016")
    assert folder.fault().startswith(
        "worker_claims.csv:4:claim_id: 'pol-2016': key: rows 3 and 4 have the same claim_id; they differ in iso3, low"
    )


def test_same_row(folder: Folder) -> None:
    folder.rows["host_sectors"].append(folder.rows["host_sectors"][1])
    assert folder.fault() == (
        "host_sectors.csv:3:iso3: 'CHN/catering/panel-2018-report': key: "
        "rows 2 and 3 have the same iso3 + sector + source_id; they are equal throughout"
    )


def test_a_column_that_is_unique_beside_the_key(folder: Folder) -> None:
    folder.resource("sources")["schema"]["fields"][4]["constraints"]["unique"] = True
    folder.set("sources", 3, url="https://court.example/1")
    folder.set("sources", 4, url="https://panel.example/1")
    assert "rows 2 and 3 have the same url; they differ in source_id" in folder.fault()


def test_same_claim_under_two_ids(folder: Folder) -> None:
    folder.rows["worker_claims"].append(["pol-again", *folder.rows["worker_claims"][3][1:]])
    assert folder.fault() == (
        "worker_claims.csv:7:claim_id: 'pol-again': duplicate-row: row 4 (pol-2016) says the same in every other column"
    )


def test_column_without_any_value(folder: Folder) -> None:
    folder.set("worker_claims", 2, note="")
    assert folder.fault() == (
        "worker_claims.csv:-:note: '': empty-column: no row has a value here; fill the column or drop it"
    )


def test_unknown_source(folder: Folder) -> None:
    folder.set("worker_claims", 2, source_id="panel-2018-repot")
    assert folder.fault() == (
        "worker_claims.csv:2:source_id: 'panel-2018-repot': link: not in sources.csv; did you mean 'panel-2018-report'?"
    )


@pytest.mark.parametrize(("column", "amount"), [("low", "999999"), ("high", "1500001")])
def test_amount_outside_the_range_of_its_incident(folder: Folder, column: str, amount: str) -> None:
    folder.set("incident_amounts", 3, **{column: amount})
    assert folder.fault() == (
        f"incident_amounts.csv:3:{column}: '{amount}': amount: incidents.csv has 1000000 to 1500000.5 for this theft"
    )


@pytest.mark.parametrize(
    ("kind", "amount", "theft", "is_told"),
    [
        ("recovery", "0", "second-hack", True),
        ("freeze", "0", "second-hack", True),
        ("mixer", "0", "second-hack", False),  # a mixer gives nothing back
        ("seizure", "5", "second-hack", False),
        ("seizure", "", "second-hack", False),
        ("seizure", "0", "first-hack", False),
    ],
)
def test_outcome_that_no_event_tells(folder: Folder, kind: str, amount: str, theft: str, is_told: bool) -> None:
    folder.set("laundering", 3, kind=kind, amount=amount, incident_id=theft)
    if is_told:
        assert folder.load().tables["incidents"]["recovered_or_frozen"].tolist()[1] == 0
    else:
        assert folder.fault() == (
            "incidents.csv:3:recovered_or_frozen: '0': outcome: laundering.csv has no recovery or seizure or freeze of "
            "second-hack with this amount"
        )


def test_unused_source(folder: Folder) -> None:
    folder.add("sources", "spare-2020-report", "A paper", "Another", "2020", "", "news")
    folder.add(
        "sightings", "spare-2020-report--1", "spare-2020-report", "", "A paper", "", "https://a.example/", "whole", ""
    )
    assert folder.fault() == "sources.csv:6:source_id: 'spare-2020-report': unused: no row of any table uses it"


def test_unknown_incident(folder: Folder) -> None:
    folder.set("attributions", 2, incident_id="third-hack")
    assert "link: not in incidents.csv" in folder.fault()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("POR", "; POR is Portugal, code PRT; a row for it is to be added there"),
        ("PSE", "; PSE is Palestine; a row for it is to be added there"),
        ("WBG", "; WBG is Palestine, code PSE; a row for it is to be added there"),
        ("ROM", "; ROM is Romania, code ROU; a row for it is to be added there"),
        ("ZAR", "; ZAR is DR Congo, code COD; a row for it is to be added there"),
        ("PRC", "; PRC is China, code CHN"),
        ("BUR", "; BUR is Burkina Faso or Myanmar"),
        ("SUN", "; SUN was the code of USSR, Union of Soviet Socialist Republics"),
        ("POK", ""),
    ],
)
def test_unknown_place(folder: Folder, text: str, said: str) -> None:
    """It is named, and no other place is offered because its letters look alike."""
    folder.set("worker_claims", 4, iso3=text)
    assert folder.fault() == f"worker_claims.csv:4:iso3: '{text}': link: not in jurisdictions.csv{said}"


def test_unknown_place_in_a_list(folder: Folder) -> None:
    folder.set("events", 2, iso3_list="CHN;ZZZ")
    assert folder.fault() == "events.csv:2:iso3_list: 'ZZZ': link: not in jurisdictions.csv"


@pytest.mark.parametrize("text", ["CHN, POL", "CHN; POL", "CHN;", "chn"])
def test_list_of_places_ill_written(folder: Folder, text: str) -> None:
    folder.set("events", 2, iso3_list=text)
    assert "pattern: ISO 3166-1 alpha-3 codes separated by semicolons, without spaces, are expected" in folder.fault()


def test_place_without_outline(folder: Folder) -> None:
    folder.bytes["boundaries/points.csv"] = b"iso3,lon,lat\nCHN,1,1\nGBR,1,1\nPOL,1,1\n"
    assert [str(fault) for fault in folder.faults()] == [
        f"jurisdictions.csv:{row}:iso3: '{code}': no-outline: boundaries/points.csv has no such place; "
        "it would vanish from the map"
        for row, code in ((5, "TWN"), (6, "XKX"))
    ]


@pytest.mark.parametrize(
    "data", [None, b"id,lon\nCHN,1\n", *(b"iso3,lon,lat\nCHN,%s\n" % at for at in (b"nan,1", b"1,91", b"181,1", b"1,"))]
)
def test_points_that_cannot_be_read(folder: Folder, data: bytes | None) -> None:
    folder.bytes["boundaries/points.csv"] = data
    assert "no-outline: boundaries/points.csv must be a CSV file with the columns iso3, lon and lat" in folder.fault()


def test_fewer_rows_than_the_minimum(folder: Folder) -> None:
    folder.resource("worker_claims")["minimumRows"] = 6
    assert folder.fault() == (
        "worker_claims.csv:-:-: '5 rows': minimum-rows: at least 6 rows are expected; "
        "if rows were withdrawn, lower minimumRows"
    )


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"table": "worker_claim"}, "no table of this name; did you mean 'worker_claims'?"),
        ({"table": "corrections"}, "no table of this name"),
        ({"key": "chn2017"}, "worker_claims.csv has no row of this key; did you mean 'chn-2017'?"),
        ({"column": "lowest"}, "worker_claims.csv has no such column beside its key; did you mean 'low'?"),
        ({"column": "claim_id"}, "worker_claims.csv has no such column beside its key"),
        ({"printed": "20001"}, "worker_claims.csv row 2 holds '20000'"),
        ({"used": "20000"}, "the correction changes nothing"),
    ],
)
def test_correction_that_does_not_fit(folder: Folder, cells: dict[str, str], message: str) -> None:
    folder.set("corrections", 2, **cells)
    ((column, text),) = cells.items()
    assert folder.fault().startswith(f"corrections.csv:2:{column}: {text!r}: correction: {message}")


def test_the_corrected_value_is_checked(folder: Folder) -> None:
    folder.set("corrections", 2, used="200000")
    assert folder.fault() == "worker_claims.csv:2:low: '200000 > 100000': range: low must not be above high"


def test_correction_of_a_row_with_several_keys(folder: Folder) -> None:
    folder.add(
        "corrections",
        "host_sectors",
        "CHN/catering/panel-2018-report",
        "grade",
        "A",
        "C",
        "Seen on one page.",
        "undated-page",
    )
    assert folder.load().tables["host_sectors"]["grade"].tolist() == ["C"]


def test_every_rule_is_said_in_words() -> None:
    assert all(text.endswith(".") for text in RULES.values())


def test_a_document_holds_nothing_that_came_after_it(folder: Folder) -> None:
    folder.set("worker_claims", 4, as_of_start="2018-04", as_of_end="2018-04")
    assert folder.fault() == (
        "worker_claims.csv:4:as_of_start: '2018-04': published: "
        "panel-2018-report was published 2018-03; it cannot hold what happened after that"
    )
    folder.set("worker_claims", 4, as_of_start="2018-03-31", as_of_end="2018")
    folder.load()


def test_a_document_about_an_incident_is_not_older_than_it(folder: Folder) -> None:
    folder.set("incidents", 2, date="2018-05")
    assert {fault.rule for fault in folder.faults()} == {"published"}


def test_a_deadline_is_set_beforehand(folder: Folder) -> None:
    folder.set("events", 2, date="2021", end_date="2021", lane="deadline")
    lane = next(field for field in folder.resource("events")["schema"]["fields"] if field["name"] == "lane")
    beforehand = {"deadline": True, "workers_found": False, "repatriated": False}
    lane["constraints"]["enum"] = list(beforehand)
    lane["categories"] = [{"value": v, "label": v, "isSaidBeforehand": said} for v, said in beforehand.items()]
    folder.load()
    folder.set("events", 2, lane="workers_found")
    assert ": published: " in folder.fault()


def test_a_theft_needs_an_attribution_and_a_document_for_its_amount(folder: Folder) -> None:
    del folder.rows["attributions"][3]
    assert folder.fault() == (
        "incidents.csv:3:incident_id: 'second-hack': undocumented: "
        "attributions.csv has no row for it; a theft needs somebody who attributes it"
    )
    folder.add("attributions", "a-3", "second-hack", "A firm", "", "disputed", "news-2019-report", "B")
    folder.set("incidents", 3, low="5000")
    assert "incident_amounts.csv has no row for it; a theft needs a document for its amount" in folder.fault()


@pytest.mark.parametrize(("end", "amount"), [("low", "999999"), ("high", "1500001")])
def test_an_end_of_a_theft_is_a_figure_that_a_document_states(folder: Folder, end: str, amount: str) -> None:
    folder.load()
    folder.set("incidents", 2, **{end: amount})
    assert folder.fault() == (
        f"incidents.csv:2:{end}: '{amount}': undocumented: no row of incident_amounts.csv states it for this theft; "
        "find its document, or leave the end"
    )


MORE = "or a sum in thousands or millions"


@pytest.mark.parametrize(
    ("text", "both"),
    [("1.234", "1.234 or 1234"), ("99", "99"), ("840.9", f"840.9 {MORE}"), ("840.87", f"840.87 {MORE}")],
)
def test_dollars_below_a_hundred_or_parts_of_a_cent(folder: Folder, text: str, both: str) -> None:
    fields = folder.resource("laundering")["schema"]["fields"]
    next(field for field in fields if field["name"] == "amount")["unit"] = "USD"
    folder.set("laundering", 2, amount=text)
    assert f"money: is {both} meant?" in folder.fault()
    for sound in ("1234", "8446.55"):
        folder.set("laundering", 2, amount=sound)
        folder.load()
