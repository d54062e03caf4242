"""The page of crypto theft: every view drawn from the record, and headlines that equal a recount in plain pandas."""

import html
import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from loaders.network_names import network_names
from pages._crypto_theft.filters import FILTERS
from subjects.attributions import select_incidents
from subjects.editions import other_periods, whole_years
from subjects.thefts import SPANS, cumulative_claims, incidents, named, span_kind, theft_totals, yardsticks
from tests.live import RECORD
from tests.recounts import drawn_ids
from words.numbers import money, range_words

CLAIMS = theft_totals(RECORD)
THEFTS = RECORD.tables["incidents"]
THEFTS = THEFTS[THEFTS["act"].eq("theft")]
SAID = RECORD.tables["attributions"]
SAID = SAID[SAID["incident_id"].isin(THEFTS["incident_id"])]
WENT = RECORD.tables["laundering"]
AMOUNTS = RECORD.tables["incident_amounts"]
ALL = {"view": "incidents", "attribution": "any"}


def test_2022_shows_every_edition_in_the_record_and_how_the_figures_changed(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", year="2022")
    of_2022 = whole_years(CLAIMS)
    of_2022 = of_2022[of_2022["year"] == 2022]
    assert drawn_ids(ran.figures["year_detail"]) == set(of_2022["claim_id"])
    several = of_2022.groupby("estimator").size()
    for estimator, n in several[several > 1].items():
        assert f"{estimator}: {n} figures" in ran.html
    assert f"Download these {len(of_2022)} rows (CSV)" in ran.offered


@pytest.mark.parametrize("span", SPANS)
def test_other_spans_are_drawn_a_kind_at_a_time(run_page: Callable[..., Any], span: str) -> None:
    ran = run_page("crypto_theft", span=span)
    rest = other_periods(CLAIMS)
    rows = rest[span_kind(rest).eq(span)]
    dated = rows[rows["period_start_first"].notna() & rows["period_end_last"].notna()]
    assert drawn_ids(ran.figures["periods"]) == set(dated["claim_id"])
    assert len(dated) <= 30  # a chart that can still be read
    assert f"Download these {len(rows)} rows (CSV)" in ran.offered


@pytest.mark.parametrize("attribution", ["default", "any"])
@pytest.mark.parametrize("drawn", ["amount", "log", "kind"])
def test_what_thefts_say_is_not_in_the_picture_that_each_step_sends_anew(
    run_page: Callable[..., Any], drawn: str, attribution: str
) -> None:
    query = {"view": "incidents", "drawn": drawn, "attribution": attribution}
    ran, narrow = run_page("crypto_theft", **query), run_page("crypto_theft", **query, years="2022-2024")
    sent = [part.proto.body for part in ran.app.get("html") if "data-hovers" in part.proto.body]
    assert sent == [part.proto.body for part in narrow.app.get("html") if "data-hovers" in part.proto.body]
    [chart] = [chart.proto.spec for chart in narrow.app.get("plotly_chart")]
    assert "Attribution: " not in chart
    marks = [mark for trace in narrow.figures["incidents"]["data"] for mark in trace.get("customdata", [])]
    names = THEFTS.set_index("incident_id")["victim"]
    assert marks
    assert all(html.unescape(words).startswith(f"<b>{names[key]}</b>") for key, words in marks)


def test_filters_of_thefts_and_their_sums(run_page: Callable[..., Any]) -> None:
    asked = {**ALL, "years": "2022-2024", "victim_kind": "centralised_exchange,bridge", "least": "10"}
    ran = run_page("crypto_theft", **asked)
    rows = THEFTS[THEFTS["date_first"].dt.year.between(2022, 2024)]
    rows = rows[rows["victim_kind"].isin(["centralised_exchange", "bridge"])]
    rows = rows[rows["high"].fillna(rows["low"]).ge(10e6).fillna(False)]
    assert drawn_ids(ran.figures["incidents"]) == set(rows["incident_id"])
    assert f"stolen in the {len(rows)} thefts shown" in ran.html
    first = rows.sort_values(["date_first", "incident_id"]).iloc[-1]
    assert (
        range_words(first["low"], first["high"], kind="money")
        in ran.html.split("thefts shown</p>")[1].split("</tr>")[1]
    )
    for kind in ("recovery", "seizure", "freeze"):
        assert f"unknown, not zero, for {len(set(rows['incident_id']) - with_sum(kind))} theft" in ran.html
    assert ran.address == asked


def test_a_moved_filter_stands_in_the_address(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", view="incidents")
    assert ran.address == {"view": "incidents"}
    ran.app.selectbox(key=ran.key("least")).set_value("100")
    ran.again()
    assert ran.address == {"view": "incidents", "least": "100"}


def test_amounts_groups_and_attributors_narrow_the_thefts(run_page: Callable[..., Any]) -> None:
    asked = {**ALL, "most": "100", "actor": "tradertraitor", "by": "law_enforcement,blockchain_analytics"}
    ran = run_page("crypto_theft", **asked)
    rows = THEFTS[THEFTS["low"].fillna(THEFTS["high"]).le(100e6).fillna(False)]
    rows = rows[rows["actor"].fillna("").str.split("; ").map(lambda names: "TraderTraitor" in names)]
    holding = SAID[
        SAID["attributor_kind"].isin(["law_enforcement", "blockchain_analytics"]) & SAID["strength"].ne("disputed")
    ]
    rows = rows[rows["incident_id"].isin(holding["incident_id"])]
    assert len(rows) > 2
    assert drawn_ids(ran.figures["incidents"]) == set(rows["incident_id"])
    assert ran.address == asked


def test_the_page_says_what_rests_on_one_source_and_which_rows_are_no_single_thefts(run_page: Any) -> None:
    ran = run_page("crypto_theft", **ALL)
    text = ran.text.replace("\\", "")
    one = SAID[SAID["strength"] != "disputed"].groupby("incident_id")["source_id"].nunique().eq(1).sum()
    several = THEFTS["covers"].isin(["several", "maybe_several"]).sum()
    assert f"{one} of {len(THEFTS)} thefts rest on one source only" in text
    assert f"{several} rows of them cover, or may cover, several thefts" in text
    assert "in the record" not in text
    for view in ("incidents", "attribution"):  # the default leaves out most of those that rest on one
        text = run_page("crypto_theft", view=view).text.replace("\\", "")
        assert f"Of all {len(THEFTS)} thefts in the record, {one} rest on one source only" in text


def with_sum(*kinds: str) -> set[str]:
    """The thefts of which an event of some kind names an amount."""
    told = WENT[WENT["kind"].isin(kinds) & WENT["amount"].notna() & WENT["incident_id"].notna()]
    return set(told["incident_id"])


def test_recovered_seized_and_frozen_stand_apart_and_unknown_is_not_zero(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", **ALL)
    linked = WENT[WENT["incident_id"].notna() & WENT["amount"].notna()]
    by_kind = linked.groupby(["kind", "incident_id"])["amount"].max().groupby("kind").sum()
    sums = {kind: float(by_kind[kind]) for kind in ("recovery", "seizure", "freeze")}
    for kind, total in sums.items():
        assert f'<p class="hc-value">{money(total)}</p>' in ran.html
        assert f"unknown, not zero, for {len(THEFTS) - len(with_sum(kind))} thefts" in ran.html
    for mixed in (sum(sums.values()), float(THEFTS["recovered_or_frozen"].sum())):
        assert money(mixed) not in ran.html
    back = linked[linked["kind"] == "recovery"].groupby("incident_id")["amount"].max()
    known = THEFTS.set_index("incident_id").loc[back.index]
    ends = [money(float((known[end] - back).clip(lower=0).sum())) for end in ("low", "high")]
    assert f"not recovered of these (net): {ends[0]} to {ends[1]}" in ran.html


@pytest.mark.parametrize(
    ("outcome", "kind"), [("recovered", "recovery"), ("seized", "seizure"), ("frozen", "freeze"), ("net", "recovery")]
)
def test_each_outcome_is_drawn_where_it_is_known(run_page: Callable[..., Any], outcome: str, kind: str) -> None:
    ran = run_page("crypto_theft", view="money", attribution="any", outcome=outcome)
    told = with_sum("recovery", "seizure", "freeze")
    figure = ran.figures["outcomes"]
    events = WENT[WENT["incident_id"].isin(told) & WENT["kind"].eq(kind) & WENT["amount"].notna()]
    marks = with_sum(kind) if outcome == "net" else set(events["event_id"])
    assert drawn_ids(figure) == told | marks
    notes = [note["text"] for note in figure["layout"]["annotations"] if note["text"].startswith("not known, of ")]
    assert len(notes) == len(told) - len(with_sum(kind)) > 0
    assert f"known for {len(with_sum(kind))} of {len(THEFTS)} thefts" in figure["layout"]["meta"][0]["title"]
    assert f"Download these {len(told)} rows (CSV)" in ran.offered


@pytest.mark.parametrize("how", ["amount", "log"])
def test_thefts_by_amount(run_page: Callable[..., Any], how: str) -> None:
    ran = run_page("crypto_theft", **ALL, drawn=how)
    figure = ran.figures["incidents"]
    assert drawn_ids(figure) == set(THEFTS["incident_id"])
    assert (figure["layout"]["yaxis"].get("type") == "log") == (how == "log")
    assert ("logarithmic" in figure["alt"]) == (how == "log")


def test_victims_on_a_map_are_no_count_by_country(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", **ALL, drawn="place")
    stated = THEFTS[THEFTS["victim_iso3"].notna()]
    assert drawn_ids(ran.figures["victims"]) == set(stated["victim_iso3"])
    assert any("not a count of thefts by country" in notice for notice in ran.notices)
    assert f"known for {len(stated)} of {len(THEFTS)} thefts" in ran.figures["victims"]["layout"]["meta"][0]["title"]


@pytest.mark.parametrize(("measure", "name"), [("all", "stolen_all_actors"), ("share", "share_of_all")])
def test_totals_of_all_actors_and_shares(run_page: Callable[..., Any], measure: str, name: str) -> None:
    ran = run_page("crypto_theft", measure=measure)
    rows = whole_years(CLAIMS, measure=name)
    assert drawn_ids(ran.figures["by_year"]) == set(rows["claim_id"])
    assert "against" not in ran.figures
    assert ("%" in str(ran.figures["by_year"]["layout"]["yaxis"]["ticktext"])) == (measure == "share")


def test_the_running_total_is_a_click_away(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft")
    ran.app.button_group(key=ran.key("sums")).set_value("running")
    assert ran.again().address == {"sums": "running"}
    assert "running" in ran.figures


def test_the_running_total_stands_beside_claims_and_adds_none(run_page: Callable[..., Any]) -> None:
    figure = run_page("crypto_theft", sums="running", attribution="any").figures["running"]
    claims = cumulative_claims(CLAIMS)
    claims = claims[claims["low"].notna() | claims["high"].notna()]
    said = [trace for trace in figure["data"] if trace["name"].startswith("claim")]
    assert {trace["customdata"][0][0] for trace in said} == set(claims["claim_id"])
    low = next(trace for trace in figure["data"] if trace["name"] == "named thefts, low ends")
    assert low["y"][-1] == pytest.approx(float(THEFTS["low"].sum()))


def test_other_sums_stand_beside_the_thefts_of_a_year(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", view="yardsticks", year="2022")
    rows = yardsticks(RECORD, 2022)
    assert drawn_ids(ran.figures["yardsticks"]) == set(rows["claim_id"])
    assert f"Download these {len(rows)} rows (CSV)" in ran.offered
    assert drawn_ids(ran.figures["shares"])


def test_events_by_service(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", view="money", trail="service")
    assert drawn_ids(ran.figures["money"]) == set(WENT["event_id"])
    assert any(text.startswith("Tornado Cash (") for text in ran.figures["money"]["layout"]["yaxis"]["ticktext"])


@pytest.mark.parametrize(
    "link",
    [{}, {"sums": "running"}, {"measure": "all"}, {"measure": "share"}, {"view": "money"}]
    + [{**ALL, "drawn": how} for how in ("kind", "amount", "log", "place")]
    + [{"view": "attribution"}, {"view": "yardsticks"}],
)
def test_titles_are_short_and_charts_are_described(run_page: Callable[..., Any], link: dict[str, str]) -> None:
    for key, figure in run_page("crypto_theft", **link).figures.items():
        title = figure["layout"]["meta"][0]["title"]
        assert len(title.split()) <= 15, f"{key}: {title}"
        assert title in figure["alt"] or title.lower() in figure["alt"].lower()


def test_no_theft_left_says_what_to_loosen(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", **ALL, years="2016-2016", least="100")
    assert any("Loosen the amount, the years." in notice for notice in ran.notices)
    assert not ran.figures


def test_attributions_say_how_many_thefts_rest_on_one_only(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", view="attribution", attribution="any")
    holding = SAID[SAID["strength"] != "disputed"].groupby("incident_id")["attributed_by"].nunique()
    matrix = ran.figures["matrix"]
    assert matrix["layout"]["meta"][0]["title"].startswith(f"{holding.eq(1).sum()} of {len(THEFTS)} thefts rest on one")
    amount = THEFTS["high"].fillna(THEFTS["low"]).astype("Float64").fillna(-1)
    largest = THEFTS.assign(amount=amount).sort_values(["amount", "incident_id"], ascending=[False, True]).head(40)
    assert drawn_ids(matrix) <= set(SAID.loc[SAID["incident_id"].isin(largest["incident_id"]), "attribution_id"])
    assert f"Download these {len(SAID)} rows (CSV)" in ran.offered


def test_every_event_is_a_mark_and_nothing_is_added_up(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", view="money")
    assert drawn_ids(ran.figures["money"]) == set(WENT["event_id"])
    assert "never added together" in ran.figures["money"]["layout"]["meta"][0]["footer"]
    assert f"Download these {len(WENT)} rows (CSV)" in ran.offered


@pytest.mark.parametrize("attribution", ["default", "any"])
def test_named_thefts_stand_beside_claims_and_are_not_added(run_page: Callable[..., Any], attribution: str) -> None:
    figure = run_page("crypto_theft", attribution=attribution).figures["against"]
    newest = whole_years(CLAIMS)
    newest = newest[newest["is_current"]]
    claims = [trace for trace in figure["data"] if trace["name"].startswith("claim")]
    assert {data[0] for trace in claims for data in trace["customdata"]} == set(newest["claim_id"])
    columns = [trace for trace in figure["data"] if trace["name"] in ("formal", "assessed", "suspected", "disputed")]
    chosen = THEFTS.merge(select_incidents(THEFTS, SAID, attribution)[["incident_id", "strength"]], on="incident_id")
    by_year = chosen.groupby(chosen["date_first"].dt.year)["low"].sum()
    for year, low in by_year.items():
        heights = [
            y for trace in columns for x, y in zip(trace["x"], trace["y"], strict=True) if round(x + 0.22) == year
        ]
        assert sum(heights) == pytest.approx(float(low))


def test_the_card_of_a_theft(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", **ALL, incident="ronin-2022")
    said = SAID[SAID["incident_id"] == "ronin-2022"]
    went = WENT[WENT["incident_id"] == "ronin-2022"]
    assert f"Who attributes it: {len(said)} attribution" in ran.html
    assert f"Where the assets went: {len(went)} events, never added together" in ran.html
    cited = ran.app.code[0].value
    assert all(f"row {row}." in cited for row in [*said["attribution_id"], *went["event_id"]])
    amounts = AMOUNTS[AMOUNTS["incident_id"] == "ronin-2022"]
    assert drawn_ids(ran.figures["amounts"]) == set(amounts["claim_id"])
    assert ran.figures["amounts"]["layout"]["meta"][0]["title"].startswith(
        "Taken from Ronin bridge (Axie Infinity / Sky Mavis): "
    )
    assert f"What was taken: {len(amounts)} claims" in ran.html


def test_a_victim_sits_in_a_place_with_a_name(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", **ALL, incident="bybit-2025")
    assert "<dt>Where the victim is based</dt><dd>United Arab Emirates</dd>" in ran.html


def test_a_theft_of_which_no_document_gives_an_amount_says_so(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", **ALL, incident="lykke-2024")
    assert "No document here says how much was taken" not in ran.text
    ran = run_page("crypto_theft", **ALL, incident="youbit-2017-12")
    assert "youbit-2017-12" not in set(AMOUNTS["incident_id"])
    assert "amounts" not in ran.figures
    assert "No document here says how much was taken" in ran.text


def test_a_theft_has_an_amount_on_an_earlier_day_by_what_was_said_then(run_page: Callable[..., Any]) -> None:
    ran = run_page("crypto_theft", view="incidents", attribution="any", incident="ronin-2022", known_on="2023-01-01")
    sources = RECORD.tables["sources"].set_index("source_id")["published_last"]
    amounts = AMOUNTS[AMOUNTS["incident_id"].eq("ronin-2022")]
    then = amounts[amounts["source_id"].map(sources) <= pd.Timestamp("2023-01-01")]
    assert drawn_ids(ran.figures["amounts"]) == set(then["claim_id"])
    assert range_words(then["low"].min(), then["high"].max(), kind="money") in ran.html


@pytest.mark.parametrize(
    ("link", "name", "row"),
    [
        ({"year": "2022"}, "claim", "chainalysis-2022-dprk-1"),
        ({"span": "several_years"}, "claim", "chainalysis-2016-2025-dprk-1"),
        ({"view": "yardsticks", "year": "2022"}, "claim", "rv-miss-2022h1"),
        ({"view": "attribution", "attribution": "any"}, "said", "adot-2024--taylor-monahan-tayvano"),
        ({**ALL, "incident": "ronin-2022"}, "claim", "ronin-2022--tayvano-2026-repo"),
        ({"view": "money"}, "event", "bybit-thorchain"),
        ({"view": "money", "outcome": "recovered"}, "event", "okokrim-return"),
    ],
)
def test_a_mark_gives_its_document_and_a_citation(
    run_page: Callable[..., Any], link: dict[str, str], name: str, row: str
) -> None:
    ran = run_page("crypto_theft", **link, **{name: row})
    cited = ran.app.code[0].value
    assert cited.endswith(f"row {row}.")
    assert "Grade" in cited
    assert "<dt>Publisher</dt>" in ran.html
    assert ran.address[name] == row


@pytest.mark.parametrize(
    "link",
    [
        {"view": "money", "outcome": "stolen"},
        {"view": "money", "outcome": "net", "attribution": "any"},
        {"view": "money", "outcome": "recovered", "attribution": "any"},
        {"sums": "running"},
        {"sums": "running", "attribution": "any"},
    ],
)
def test_the_mark_of_a_theft_opens_it_wherever_it_is_drawn(run_page: Callable[..., Any], link: dict[str, str]) -> None:
    ran = run_page("crypto_theft", **link)
    figure = ran.figures["outcomes" if "outcome" in link else "running"]
    marks = drawn_ids(figure)
    thefts = marks & set(THEFTS["incident_id"])
    assert thefts
    assert marks <= {*THEFTS["incident_id"], *WENT["event_id"], *CLAIMS["claim_id"]}
    name = "theft_of_outcome" if "outcome" in link else "theft_of_running"
    for theft in sorted(thefts)[:3]:
        ran = run_page("crypto_theft", **link, incident=theft)
        victim = THEFTS.set_index("incident_id").loc[theft, "victim"]
        assert victim in [header.value.replace("\\", "") for header in ran.app.header]
        assert ran.app.selectbox(key=ran.key(name)).value == theft
        assert "Who attributes it" in ran.html


def test_the_files_of_thefts_say_what_their_own_chart_says_while_one_theft_is_open(
    run_page: Callable[..., Any],
) -> None:
    for link, own in (
        ({**ALL, "incident": "ronin-2022"}, "incidents"),
        ({"sums": "running", "incident": "ronin-2022"}, "running"),
        ({"view": "money", "incident": "ronin-2022"}, "outcomes"),
    ):
        ran = run_page("crypto_theft", **link)
        said = {key: figure["layout"]["meta"][0]["title"] for key, figure in ran.figures.items()}
        assert "amounts" in said
        names = {"incidents": "incidents", "running": "theft-in-all", "outcomes": "outcome-events"}
        found = re.search(rf'data-basket-rows="{names[own]}" data-title="([^"]*)"', ran.html)
        assert found
        assert html.unescape(found[1]) == said[own]


@pytest.mark.parametrize("view", ["totals", "incidents", "attribution", "money", "yardsticks"])
def test_an_early_day_leaves_nothing_and_says_so(run_page: Callable[..., Any], view: str) -> None:
    ran = run_page("crypto_theft", view=view, known_on="2010-01-01")
    assert not ran.figures
    assert any("unknown, not zero" in notice for notice in ran.notices)


@pytest.mark.parametrize("day", ["2020-06-01", "2023-01-01"])
def test_a_day_between_shows_what_was_known(run_page: Callable[..., Any], day: str) -> None:
    sources = RECORD.tables["sources"]
    known = set(sources.loc[sources["published_last"] <= pd.Timestamp(day), "source_id"])
    ran = run_page("crypto_theft", known_on=day)
    figures = ran.figures
    figures.pop("against", None)  # sums of thefts are no rows of the record
    shown = {row for figure in figures.values() for row in drawn_ids(figure)}
    assert shown
    assert shown <= set(CLAIMS.loc[CLAIMS["source_id"].isin(known), "claim_id"])


def test_every_name_of_a_network_is_understood() -> None:
    thefts = incidents(RECORD)
    known, param = named(thefts["network"]), FILTERS["network"].param(RECORD)
    for name, network in network_names().items():
        assert [known[code] for code in param.parse(name)] == [network], name
