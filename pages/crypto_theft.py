"""How much cryptocurrency are DPRK actors said to have stolen, who says so, in which thefts, and where did it go?"""

from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from charts import (
    attribution_matrix,
    claim_ranges,
    incident_strip,
    money_trail,
    theft_against_totals,
    theft_outcomes,
    theft_running,
    theft_timeline,
    theft_totals,
    victim_map,
)
from charts.theme import (
    ATTRIBUTOR_WORDS,
    CHANNEL_WORDS,
    GRADE_WORDS,
    SHARE_OF_WORDS,
    STRENGTH_WORDS,
    VICTIM_WORDS,
    claim_words,
    date_words,
    is_missing,
    money,
    plural,
    range_words,
    span_words,
    time_words,
)
from exports.citations import attribution_citation, laundering_citation
from links.params import Param, choice, choices, number, span
from links.state import put
from loaders.boundaries import load_anchors
from loaders.editions import newest_ended_year, other_periods, whole_years
from loaders.summaries import STRENGTHS, incident_totals, select_incidents, spans
from loaders.tables import Record
from loaders.thefts import (
    SPANS,
    IncidentSums,
    attributions,
    by_one_only,
    by_one_source_only,
    changed,
    cumulative_claims,
    filter_incidents,
    incident_rows,
    incident_sums,
    incidents,
    laundering,
    most_alone,
    named,
    outcomes,
    running_sums,
    span_kind,
    theft_shares,
    victim_places,
    with_services,
    yardsticks,
)
from loaders.thefts import theft_totals as total_claims
from pages._parts import (
    Page,
    begin,
    chart,
    claim_card,
    claim_table,
    downloads,
    facts,
    figure_card,
    keep_choice,
    palette,
    plain,
    selected_customdata,
    table,
    words,
)
from serving.outlines import outlines_url

VIEWS = {
    "totals": "What publishers say in total",
    "incidents": "Theft by theft",
    "attribution": "Who attributes what",
    "money": "Where the money went",
    "yardsticks": "Beside other sums",
}
MEASURES = {
    "dprk": ("stolen_by_dprk", "Stolen by DPRK actors"),
    "all": ("stolen_all_actors", "Stolen by all actors"),
    "share": ("share_of_all", "Share of DPRK actors"),
}
SPAN_WORDS = {
    "several_years": "Several years together",
    "part_year": "Part of one year",
    "part_of_thefts": "Part of all thefts",
}
SUMS = {"year": "Year by year", "running": "Running total"}
LEAST = {"0": "Any amount", "1": "$1 million", "10": "$10 million", "100": "$100 million"}
MOST = {"1": "$1 million", "10": "$10 million", "100": "$100 million", "any": "Any amount"}
RECOVERED = {"any": "All", "with": "With a sum recovered or frozen", "without": "With none known"}
DRAWN = {"kind": "By kind of victim", "amount": "By amount", "log": "By amount, logarithmic", "place": "On a map"}
TRAIL = {"kind": "By kind", "service": "By service"}
FILTERS = {
    "least": "the amount",
    "most": "the amount",
    "years": "the years",
    "victim_kind": "the kinds of victim",
    "network": "the network",
    "actor": "the group",
    "by": "who attributes",
    "strength": "the strength",
    "recovered": "what is recovered",
}
"""The filters of thefts by their name in the link, and what a reader is told to loosen."""

QUOTED = {
    "claim": (("theft_totals", "claim_id"), ("revenue_claims", "claim_id")),
    "said": (("attributions", "attribution_id"),),
    "event": (("laundering", "event_id"),),
}
"""The rows that a click on a mark opens, by the name of their id in the link: their tables and keys."""

COUNTED = {
    "dprk": "Counted: what each publisher counts as stolen by DPRK actors, in dollars of the time; they count "
    "different thefts and price them on different days.",
    "all": "Counted: what each publisher counts as stolen by all actors together, DPRK actors included, in dollars of "
    "the time; some count fraud too.",
    "share": "Counted: DPRK actors' part of what each publisher counts as stolen by all actors, in percent.",
}
COUNTED_THEFTS = "Counted: thefts that somebody attributes to DPRK actors, in dollars of the time. "


def params(record: Record) -> list[Param]:
    """The view; what totals count, a year, a kind of span; which thefts count, how filtered and drawn; one theft."""
    claims = total_claims(record)
    years = whole_years(claims)["year"]
    thefts = record.tables["incidents"]
    first, last = (int(thefts["date_first"].dt.year.agg(end)) for end in ("min", "max"))
    return [
        choice("view", list(VIEWS), "totals"),
        choice("measure", list(MEASURES), "dprk"),
        choice("sums", list(SUMS), "year"),
        number("year", int(years.min()), int(years.max()), newest_ended_year(claims) or int(years.max())),
        choice("span", list(SPANS), "several_years"),
        choice("attribution", ["default", "any"], "default"),
        choice("least", list(LEAST), "0"),
        choice("most", list(MOST), "any"),
        span("years", first, last),
        choices("victim_kind", list(VICTIM_WORDS)),
        choices("network", list(named(thefts["network"]))),
        choices("actor", list(named(thefts["actor"]))),
        choices("by", list(ATTRIBUTOR_WORDS)),
        choices("strength", list(STRENGTHS)),
        choice("recovered", list(RECOVERED), "any"),
        choice("drawn", list(DRAWN), "kind"),
        choice("trail", list(TRAIL), "kind"),
        choice("outcome", list(theft_outcomes.OUTCOME_WORDS), "net"),
        choice("incident", thefts["incident_id"].tolist(), None),
        *(choice(name, ids_of(record, name), None) for name in QUOTED),
    ]


def ids_of(record: Record, quoted: str) -> list[str]:
    """The ids among which a row to quote is chosen."""
    return [row for table, key in QUOTED[quoted] for row in record.tables[table][key]]


def nothing(what: str) -> None:
    """Say that nothing was known on the reader's day."""
    st.info(f"No {what} was known on that day; that is not zero. Choose a later day.", icon=":material/event_busy:")


# One row to quote ------------------------------------------------------------------------------------------------


def pick(page: Page, key: str, quoted: str) -> None:
    """The callback of a chart: open the row whose mark was clicked; marks of other things open nothing."""
    known = set(ids_of(page.record, quoted))
    for point in st.session_state[key].selection.points:
        if (custom := point.get("customdata")) and custom[0] in known:
            put(quoted, custom[0])
            return


def choose(rows: pd.DataFrame, quoted: str, key: str, label: str, names: list[str]) -> pd.Series | None:
    """A list of the rows a chart shows, by name; the one that is open. A view can have several such lists."""
    ids = rows[QUOTED[quoted][0][1]].tolist()
    by_id = dict(zip(ids, names, strict=True))
    st.session_state[key] = st.session_state[quoted] if st.session_state[quoted] in by_id else None
    st.selectbox(
        label,
        ids,
        index=None,
        key=key,
        placeholder="Click a mark, or choose",
        format_func=by_id.__getitem__,
        on_change=lambda: put(quoted, st.session_state[key]),
    )
    return None if st.session_state[key] is None else rows.iloc[ids.index(st.session_state[key])]


def choose_claim(page: Page, rows: pd.DataFrame, key: str) -> None:
    """One claim with everything about it, and its citation."""
    names = [f"{_who(row)}, {time_words(row, short=True)}: {claim_words(row)}" for _, row in rows.iterrows()]
    if (row := choose(rows, "claim", key, "One claim in detail, with a citation to copy", names)) is not None:
        claim_card(page.record, row)


def _who(row: pd.Series) -> str:
    return str(row["publisher"] if is_missing(row.get("estimator")) else row["estimator"])


def choose_attribution(page: Page, rows: pd.DataFrame) -> None:
    """One attribution with everything about it, and its citation; `rows` with the name of the victim."""
    names = [f"{row['victim']}: {row['attributed_by']}, {row['strength']}" for _, row in rows.iterrows()]
    row = choose(rows, "said", "quote_said", "One attribution in detail, with a citation to copy", names)
    if row is None:
        return
    document_card(
        row,
        {
            "Theft": row["victim"],
            "Attributed by": row["attributed_by"],
            "How firmly": row["strength"],
            "When": date_words(row["date"]),
        },
        attribution_citation(row, page.record.version),
    )


def choose_event(page: Page, rows: pd.DataFrame) -> None:
    """One event in the trail of the money with everything about it, and its citation."""
    rows = event_words(rows)
    names = [
        f"{row['when']}: {row['service']}{', ' + row['figure'] if row['figure'] else ''}" for _, row in rows.iterrows()
    ]
    row = choose(rows, "event", "quote_event", "One event in detail, with a citation to copy", names)
    if row is None:
        return
    document_card(
        row,
        {
            "The source says": row["summary"],
            "What": money_trail.KIND_WORDS[row["kind"]],
            "Service or body": row["service"],
            "Amount": row["figure"] or "not named; that is not zero",
            "When": row["when"],
            "Theft": row["victim"],
        },
        laundering_citation(row, page.record.version),
    )


def document_card(row: pd.Series, what: dict[str, object], cited: str) -> None:
    """What a row says, the document it rests on, and the citation to copy."""
    document = {
        "Publisher": row["publisher"],
        "Title": row["title"],
        "Published": date_words(row["published"]),
        "Grade": f"{row['grade']}, {GRADE_WORDS[str(row['grade'])]}",
        "Note": row.get("note"),
    }
    facts(what | document, link=row["url"])
    st.code(cited, language=None, wrap_lines=True)


# Totals ----------------------------------------------------------------------------------------------------------


def show_totals(page: Page) -> None:
    """The claims of all publishers by year, one year with its editions, and the claims about other spans."""
    claims = total_claims(page.record)
    if claims.empty:
        nothing("claim about thefts")
        return
    st.segmented_control(
        "What is counted", list(MEASURES), key="measure", required=True, format_func=lambda name: MEASURES[name][1]
    )
    measure = MEASURES[st.session_state["measure"]][0]
    by_year = whole_years(claims, measure=measure)
    if by_year.empty:
        nothing("claim of this kind about a whole year")
    else:
        show_years(page, by_year)
        show_year(page, by_year)
    if measure == "stolen_by_dprk":
        show_named(page, by_year, claims)
    show_spans(page, other_periods(claims, measure=measure))


def show_years(page: Page, by_year: pd.DataFrame) -> None:
    """Every year beside the others."""
    years = sorted(int(year) for year in by_year["year"].unique())
    if st.session_state["year"] not in years:
        st.session_state["year"] = years[-1]
    title = theft_totals.years_finding(by_year)
    unit = "percent" if st.session_state["measure"] == "share" else "US dollars"
    subtitle = f"Claims about whole calendar years, {unit}. Blue: newest edition of each publisher. Grey: what it "
    chart(
        theft_totals.theft_years(
            by_year,
            palette=palette(),
            chosen=st.session_state["year"],
            columns=200,
            words=words(page.record, by_year, title=title, counted=counted(), subtitle=subtitle + "said before."),
        ),
        key="by_year",
        alt=f"Dot chart of {plural(len(by_year), 'claim')} about thefts, by year, {years[0]} to {years[-1]}. {title}.",
        on_select=partial(pick, page, "by_year", "claim"),
        selection_mode="points",
    )
    choose_claim(page, by_year.iloc[::-1], "quote_years")
    with st.expander(f"All {plural(len(by_year), 'claim')} about whole years"):
        claim_table(by_year.iloc[::-1], None, caption="Claims about whole years, newest first", key="years_claims")
    downloads(page.record, by_year, name="theft-years", tables=("theft_totals", "sources"))


def counted() -> str:
    """What the claims shown count."""
    return COUNTED[st.session_state["measure"]]


def show_named(page: Page, by_year: pd.DataFrame, claims: pd.DataFrame) -> None:
    """What the named thefts come to beside what publishers claim: by year, or from the first theft on."""
    st.header("Named thefts beside the claims", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which_count()
        st.segmented_control("Sums", list(SUMS), key="sums", required=True, format_func=SUMS.__getitem__)
    said = attributions(page.record)
    thefts = select_incidents(incidents(page.record), said, st.session_state["attribution"])
    say_what_they_rest_on(thefts, said)
    if st.session_state["sums"] == "running":
        show_running(page, thefts, cumulative_claims(claims))
    else:
        show_against(page, by_year, said)
    downloads(page.record, incident_rows(thefts, said), name="named-thefts", tables=("incidents",))


def show_running(page: Page, thefts: pd.DataFrame, claims: pd.DataFrame) -> None:
    """The running total of named thefts, and the publishers' claims about all of them."""
    running = running_sums(thefts)
    title = theft_running.finding(running, claims)
    chart(
        theft_running.theft_running(
            running,
            claims,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                claims,
                title=title,
                subtitle=theft_running.KEY,
                counted="Counted: named thefts that somebody attributes to DPRK actors, and claims about all thefts of "
                "several years begun before 2018; they begin on different days and are never added together. "
                + incident_strip.without_amount(thefts),
            ),
        ),
        key="running",
        alt=f"Running total of {plural(len(running), 'theft')} beside {plural(len(claims), 'claim')}. {title}.",
        on_select=partial(pick, page, "running", "claim"),
        selection_mode="points",
    )
    choose_claim(page, claims, "quote_running")
    claim_table(claims, None, caption=f"The {plural(len(claims), 'claim')} beside the total", key="running_claims")
    downloads(page.record, claims, name="theft-in-all", tables=("theft_totals", "sources"))


def show_against(page: Page, by_year: pd.DataFrame, said: pd.DataFrame) -> None:
    """Per year what the named thefts come to, beside what publishers claim of the same year."""
    sums = incident_totals(incidents(page.record), said, st.session_state["attribution"])
    newest = by_year[by_year["is_current"]]
    title = theft_against_totals.finding(sums, newest)
    n_without = int(sums["n_without_amount"].sum())
    without = f" No sum holds the {plural(n_without, 'theft')} without an amount." if n_without else ""
    chart(
        theft_against_totals.theft_against_totals(
            sums,
            newest,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                newest,
                title=title,
                subtitle=theft_against_totals.KEY,
                counted="Counted: named thefts that somebody attributes to DPRK actors, and claims about whole years, "
                f"in dollars of the time; the two are never added together.{without}",
            ),
        ),
        key="against",
        alt=f"Columns of named thefts beside {plural(len(newest), 'claim')}, by year. {title}.",
    )
    shown = sums.assign(
        figure=[sums_words(*ends) for ends in _sum_ends(sums)], strength=sums["strength"].map(STRENGTH_WORDS)
    )
    with st.expander("Sums of named thefts by year and attribution"):
        table(
            shown.iloc[::-1],
            {
                "year": "Year",
                "strength": "Firmest attribution",
                "figure": "Sum",
                "n_incidents": "Thefts",
                "n_without_amount": "Without an amount",
                "n_disputed": "Contested",
            },
            caption="Sums of named thefts",
            numeric=("figure", "n_incidents", "n_without_amount", "n_disputed"),
        )


def say_what_they_rest_on(thefts: pd.DataFrame, said: pd.DataFrame) -> None:
    """How many of some thefts rest on one source only, and how many rows are not single thefts."""
    if thefts.empty:
        return
    said = said[said["incident_id"].isin(thefts["incident_id"])]
    n, n_one, alone = len(thefts), len(by_one_source_only(said)), most_alone(said)
    how_many = f"{n_one:,}" if n_one else "None"
    parts = [f"{how_many} of {plural(n, 'theft')} {'rests' if n_one < 2 else 'rest'} on one source only"]
    if alone is not None:
        whom = "the public list of one researcher" if alone.kind == "independent_researcher" else "one attributor"
        parts[0] += f"; {alone.n:,} rest on {whom} alone, {alone.name}"
    if several := incident_sums(thefts).n_several:
        parts.append(
            f"{plural(several, 'row')} of them {'covers' if several == 1 else 'cover'}, or may cover, several "
            "thefts, so the number of rows is not the number of thefts"
        )
    st.markdown(plain(". ".join(parts) + "."))


def _sum_ends(sums: pd.DataFrame) -> list[tuple[float | None, float | None, bool, bool]]:
    """The ends of sums, and whether they are open; an end that no theft names stands at the other end."""
    out = []
    for _, row in sums.iterrows():
        known = [None if is_missing(row[end]) else float(row[end]) for end in ("low", "high")]
        low, high = (known[0] if known[0] is not None else known[1]), (known[1] if known[1] is not None else known[0])
        out.append((low, high, bool(row["is_low_open"]), bool(row["is_high_open"])))
    return out


def show_year(page: Page, by_year: pd.DataFrame) -> None:
    """One year with every edition, and how the figure of each publisher changed."""
    st.segmented_control("Year in detail", sorted(by_year["year"].astype(int).unique()), key="year", required=True)
    year = st.session_state["year"]
    one = by_year[by_year["year"] == year]
    title = theft_totals.year_finding(one, year)
    subtitle = f"Claims about calendar year {year}. Blue: newest edition. Grey: what its publisher said before."
    chart(
        theft_totals.theft_year(
            one,
            palette=palette(),
            columns=200,
            words=words(page.record, one, title=title, counted=counted(), subtitle=subtitle),
        ),
        key="year_detail",
        alt=f"Range chart of {plural(len(one), 'claim')} about {year}. {title}.",
        on_select=partial(pick, page, "year_detail", "claim"),
        selection_mode="points",
    )
    show_changes(changed(one), year)
    claim_table(one, None, caption=f"The {plural(len(one), 'claim')} about {year}", key="year_claims")
    downloads(page.record, one, name=f"theft-{year}", tables=("theft_totals", "sources"))


def show_changes(editions: pd.DataFrame, year: int) -> None:
    """For each publisher with several figures for a year: when it said which, and in which document."""
    if editions.empty:
        st.markdown(f"No publisher in the record gives more than one figure for {year}.")
        return
    st.header(f"How the figures for {year} changed", anchor=False)
    columns = {"when": "Published", "figure": "It said", "title": "Document", "locator": "Where in it"}
    for estimator, rows in editions.groupby("estimator", sort=True):
        said = rows.assign(
            when=rows["published"].map(date_words), figure=[claim_words(row) for _, row in rows.iterrows()]
        )
        table(said, columns, caption=f"{estimator}: {plural(len(rows), 'figure')}", numeric=("figure",))


def show_spans(page: Page, claims: pd.DataFrame) -> None:
    """The claims that no whole year holds, one kind of span at a time."""
    kinds = span_kind(claims)
    offered = [kind for kind in SPANS if kinds.eq(kind).any()]
    if not offered:
        return
    st.header("Other spans of time, which no single year can hold", anchor=False)
    if st.session_state["span"] not in offered:
        st.session_state["span"] = offered[0]
    st.segmented_control(
        "Claims about",
        offered,
        key="span",
        required=True,
        format_func=lambda kind: f"{SPAN_WORDS[kind]} ({int(kinds.eq(kind).sum())})",
    )
    kind = st.session_state["span"]
    rows = claims[kinds.eq(kind)]
    what = {
        "several_years": "several years together",
        "part_year": "part of one year",
        "part_of_thefts": "part of all thefts",
    }[kind]
    undated = int((rows["period_start_first"].isna() | rows["period_end_last"].isna()).sum())
    unit = "Percent" if st.session_state["measure"] == "share" else "US dollars"
    subtitle = f"{unit}; each line covers the time its claim is about."
    if undated:
        subtitle += f" {plural(undated, 'claim')} without a stated beginning or end stand in the table only."
    title = f"{plural(len(rows), 'claim')} about {what}"
    chart(
        theft_totals.theft_periods(
            rows,
            palette=palette(),
            columns=200,
            words=words(page.record, rows, title=title, counted=counted(), subtitle=subtitle),
        ),
        key="periods",
        alt=f"{title}, each over the time it is about.",
        on_select=partial(pick, page, "periods", "claim"),
        selection_mode="points",
    )
    choose_claim(page, rows, "quote_periods")
    claim_table(rows, None, caption=title, key="period_claims")
    downloads(page.record, rows, name=f"theft-{kind.replace('_', '-')}", tables=("theft_totals", "sources"))


# Theft by theft --------------------------------------------------------------------------------------------------


def which_count() -> None:
    """The switch between thefts that count by default and all of them."""
    st.segmented_control(
        "Which thefts count",
        ["default", "any"],
        key="attribution",
        required=True,
        format_func={"default": "Formal, or assessed by two", "any": "Any attribution"}.__getitem__,
        help="Formal: stated by a government, court or law enforcement. Most thefts rest on one researcher's public "
        "list.",
    )


def filtered(page: Page, said: pd.DataFrame) -> pd.DataFrame:
    """The controls above the thefts, and the thefts that they leave."""
    thefts = incidents(page.record)
    codes = {column: named(thefts[column]) for column in ("network", "actor")}
    for column, known in codes.items():  # what was not known on the reader's day is no choice
        st.session_state[column] = [code for code in st.session_state[column] if code in known]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which_count()
        st.segmented_control("At least", list(LEAST), key="least", required=True, format_func=LEAST.__getitem__)
        st.segmented_control("At most", list(MOST), key="most", required=True, format_func=MOST.__getitem__)
        n_set = len([name for name in filters_set(page) if name not in ("least", "most")])
        with st.popover(f"More filters ({n_set} set)" if n_set else "More filters"):
            more_filters(page, thefts, codes)
    state = st.session_state
    return filter_incidents(
        select_incidents(thefts, said, state["attribution"]),
        years=tuple(state["years"]),
        victim_kinds=state["victim_kind"],
        strengths=state["strength"],
        least=float(state["least"]) * 1e6,
        most=None if state["most"] == "any" else float(state["most"]) * 1e6,
        networks=[codes["network"][code] for code in state["network"]],
        actors=[codes["actor"][code] for code in state["actor"]],
        attributed_by=(state["by"], said),
        recovered=state["recovered"],
    )


def more_filters(page: Page, thefts: pd.DataFrame, codes: dict[str, dict[str, str]]) -> None:
    """The filters that stand behind a button."""
    st.slider("Years", *page.ends("years"), key="years")
    pills("Kind of victim", "victim_kind", VICTIM_WORDS)
    for column, label in (("network", "Network"), ("actor", "Group named")):
        stated = int(thefts[column].notna().sum())
        pills(f"{label} (stated for {stated} of {plural(len(thefts), 'theft')})", column, codes[column])
    pills("Attributed by", "by", ATTRIBUTOR_WORDS)
    pills("Firmest attribution", "strength", {name: STRENGTH_WORDS[name].capitalize() for name in STRENGTHS})
    st.segmented_control(
        "Recovered or frozen", list(RECOVERED), key="recovered", required=True, format_func=RECOVERED.__getitem__
    )


def pills(label: str, key: str, names: dict[str, str]) -> None:
    """A choice of several, none chosen meaning all."""
    st.pills(label, list(names), key=key, selection_mode="multi", format_func=names.__getitem__)


def filters_set(page: Page) -> list[str]:
    """The names of the filters that are not at their default."""
    return [name for name in FILTERS if _plain_value(name) != page.ends(name)]


def _plain_value(name: str) -> object:
    value = st.session_state[name]
    return tuple(value) if isinstance(value, list) else value


def nothing_left(page: Page) -> None:
    """Say why no theft is shown: none was known, or the filters leave none, and which of them to loosen."""
    if page.record.tables["incidents"].empty:
        nothing("theft")
        return
    loosen = list(dict.fromkeys(FILTERS[name] for name in filters_set(page)))
    count_any = "count any attribution" if st.session_state["attribution"] == "default" else ""
    ways = [f"loosen {', '.join(loosen)}" if loosen else "", count_any]
    st.info(
        f"No theft is left; that is not zero. {', or '.join(way for way in ways if way).capitalize()}.",
        icon=":material/filter_alt_off:",
    )


def show_incidents(page: Page) -> None:
    """Every theft in time, by amount or on a map, what they come to, one in detail."""
    said = attributions(page.record)
    rows = incident_rows(filtered(page, said), said)
    if rows.empty:
        nothing_left(page)
        return
    show_sums(incident_sums(rows))
    say_what_they_rest_on(rows, said)
    st.segmented_control("Drawn", list(DRAWN), key="drawn", required=True, format_func=DRAWN.__getitem__)
    documents = said[said["incident_id"].isin(rows["incident_id"])]
    if st.session_state["drawn"] == "place":
        draw_places(page, rows, documents)
    else:
        draw_thefts(page, rows, documents)
    show_incident(page, rows, said)
    claim_table(
        rows.assign(
            when=rows["date"].map(date_words),
            figure=[range_words(r["low"], r["high"], kind="money") for _, r in rows.iterrows()],
        ).iloc[::-1],
        {
            "when": "Date",
            "victim": "Victim",
            "figure": "Amount",
            "strength": "Attribution",
            "attributors": "By",
            "vector": "How",
            "note": "Note",
        },
        caption=f"The {plural(len(rows), 'theft')} shown",
        key="incident_rows",
    )
    downloads(page.record, rows, name="incidents", tables=("incidents",))
    st.markdown("The download holds one row a theft; who attributes each, with document and grade, is a second one.")
    downloads(page.record, documents, name="their-attributions", tables=("attributions", "sources"))


def draw_thefts(page: Page, rows: pd.DataFrame, documents: pd.DataFrame) -> None:
    """The thefts in lanes by kind of victim, or against an axis of amounts."""
    title, drawn = incident_strip.finding(rows), st.session_state["drawn"]
    keys = (
        "the area of a disc follows the amount, a thicker outline is a firmer attribution, crosses have no known amount"
    )
    is_strip = drawn == "kind"
    said = words(
        page.record,
        documents,
        title=title,
        subtitle=f"{plural(len(rows), 'theft')} by kind of victim; {keys}" if is_strip else theft_timeline.KEY,
        counted=COUNTED_THEFTS
        + incident_strip.without_amount(rows)
        + " Kinds of lesser-known victims are our own reading.",
    )
    if is_strip:
        figure = incident_strip.incident_strip(rows, palette=palette(), columns=200, words=said)
    else:
        figure = theft_timeline.theft_timeline(rows, palette=palette(), columns=200, words=said, log=drawn == "log")
    kind = "Strip chart" if is_strip else "Chart of day and amount, logarithmic," if drawn == "log" else "Chart"
    chart(
        figure,
        key="incidents",
        alt=f"{kind} of {plural(len(rows), 'theft')} in time. {title}.",
        on_select=partial(selected_customdata, "incidents", "incident"),
        selection_mode="points",
    )


def draw_places(page: Page, rows: pd.DataFrame, documents: pd.DataFrame) -> None:
    """The thefts by the jurisdiction of the victim, where a source states it."""
    names = page.record.tables["jurisdictions"][["iso3", "name"]]
    places = victim_places(rows).merge(names, on="iso3", how="left")
    title = victim_map.finding(places, len(rows))
    st.info(
        "Where a victim sits is stated for few thefts. The map shows these and is no count of thefts by country.",
        icon=":material/rule:",
    )
    chart(
        victim_map.victim_map(
            places,
            load_anchors(),
            palette=palette(),
            outlines=outlines_url(),
            columns=200,
            words=words(
                page.record,
                documents,
                title=title,
                subtitle="Disc: sum of the low ends. Ring: sum of the high ends. Areas follow US dollars.",
                counted=COUNTED_THEFTS + incident_strip.without_amount(rows),
                boundary=True,
            ),
        ),
        key="victims",
        alt=f"World map of {plural(len(places), 'jurisdiction')} of victims. {title}.",
    )
    table(
        places.assign(
            figure=[sums_words(r["low"], r["high"], False, r["is_high_open"]) for _, r in places.iterrows()]
        ).sort_values(["n", "iso3"], ascending=[False, True]),
        {"name": "Jurisdiction", "n": "Thefts", "figure": "Together", "n_without_amount": "Without an amount"}
        | {"largest": "Largest theft"},
        caption="Where victims sit, as far as stated",
        numeric=("n", "figure", "n_without_amount"),
    )


def show_sums(sums: IncidentSums) -> None:
    """What the thefts shown come to, what is known to be back or frozen, and what is left; unknown is said so."""
    stolen, back, left = st.columns(3)
    with stolen:
        figure_card(
            sums_words(sums.low, sums.high, sums.is_low_open, sums.is_high_open),
            f"stolen in the {plural(sums.n, 'theft')} shown: the sum of the low ends to the sum of the high ends",
            "1 row names no amount and is left out"
            if sums.n_without_amount == 1
            else f"{sums.n_without_amount} rows name no amount and are left out",
        )
    with back:
        figure_card(
            "Unknown" if sums.recovered is None else money(sums.recovered),
            "known to be recovered or frozen"
            + ("" if sums.recovered is None else f", the sum over {plural(sums.n_recovered, 'theft')}"),
            f"not known for {plural(sums.n - sums.n_recovered, 'theft')}, which is not zero",
        )
    with left:
        figure_card(
            sums_words(sums.net_low, sums.net_high, False, False),
            "net: stolen less recovered or frozen"
            + (f", in the {plural(sums.n_net, 'theft')} of which both are known" if sums.n_net else ""),
            f"unknown for {plural(sums.n - sums.n_net, 'theft')}, which stand in no end of it",
        )


def sums_words(low: object, high: object, is_low_open: bool, is_high_open: bool) -> str:
    """A sum of ranges from its low to its high end, open ends said as open."""
    if is_missing(low) or is_missing(high):
        return "Unknown"
    first, last = money(float(low)), money(float(high))  # type: ignore[arg-type]
    if first == last:
        return f"{first}{' or less' if is_low_open else ''}{' or more' if is_high_open else ''}"
    return f"{first}{' or less' if is_low_open else ''} to {last}{' or more' if is_high_open else ''}"


def show_incident(page: Page, rows: pd.DataFrame, said: pd.DataFrame) -> None:
    """One theft: what, when, who lost, how; who attributes it; where the assets went; what to cite."""
    ids = rows["incident_id"].tolist()
    keep_choice("incident", ids)
    labels = dict(zip(ids, rows["victim"] + ", " + rows["date"].map(date_words), strict=True))
    st.selectbox(
        "One theft in detail",
        ids[::-1],
        index=None,
        key="incident",
        placeholder="Name of the victim",
        format_func=labels.__getitem__,
    )
    if (theft := st.session_state["incident"]) is None:
        return
    one = rows[rows["incident_id"] == theft].iloc[0]
    st.header(plain(one["victim"]), anchor=False)
    back = one["recovered_or_frozen"]
    facts(
        {
            "Stolen": range_words(one["low"], one["high"], kind="money"),
            "When": date_words(one["date"]),
            "Who lost": VICTIM_WORDS.get(one["victim_kind"]),
            "Where the victim sits": one["victim_iso3"],
            "Assets": one["assets"],
            "Network": one["network"],
            "How": one["vector"],
            "Group named": one["actor"],
            "Recovered or frozen": "not known; that is not zero" if is_missing(back) else money(float(back)),
            "Note": one["note"],
        }
    )
    who = said[said["incident_id"] == theft]
    if theft in by_one_source_only(who):
        st.markdown("**This theft rests on one source only.**")
    claim_table(
        who.assign(when=who["date"].map(date_words)),
        WHO,
        caption=f"Who attributes it: {plural(len(who), 'attribution')}",
        key="who",
    )
    went = laundering(page.record)
    went = went[went["incident_id"] == theft]
    if len(went):
        claim_table(
            event_words(went.assign(kind=went["kind"].map(money_trail.KIND_WORDS))),
            WENT,
            caption=f"Where the assets went: {plural(len(went), 'event')}, never added together",
            key="went",
        )
    version = page.record.version
    cited = [attribution_citation(row, version) for _, row in who.assign(victim=one["victim"]).iterrows()]
    cited += [laundering_citation(row, version) for _, row in went.iterrows()]
    st.code("\n\n".join(cited), language=None, wrap_lines=True)


WHO = {
    "attributed_by": "Attributed by",
    "strength": "How firmly",
    "when": "When",
    "publisher": "Publisher",
    "title": "Document",
    "grade": "Grade",
    "note": "Note",
}
WENT = {
    "when": "Date",
    "kind": "What",
    "service": "Service or body",
    "figure": "Amount",
    "summary": "The source says",
    "publisher": "Publisher",
    "title": "Document",
    "grade": "Grade",
}


def event_words(events: pd.DataFrame) -> pd.DataFrame:
    """Events with their dates and amounts in words."""
    amounts = ["" if is_missing(amount) else money(float(amount)) for amount in events["amount"]]
    return events.assign(when=events["date"].map(date_words), figure=amounts)


# Who attributes what, and where the money went -------------------------------------------------------------------


def show_attribution(page: Page) -> None:
    """Attributors against thefts, and how many thefts rest on one attributor only."""
    said = attributions(page.record)
    rows = filtered(page, said)
    if rows.empty:
        nothing_left(page)
        return
    said = said[said["incident_id"].isin(rows["incident_id"])]
    n_one = len(by_one_only(said))
    columns, names = attribution_matrix.shown(rows, said)
    title = attribution_matrix.finding(n_one, len(rows))
    say_what_they_rest_on(rows, said)
    chart(
        attribution_matrix.attribution_matrix(
            rows,
            said,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                said,
                title=title,
                subtitle=f"{attribution_matrix.KEY} The {plural(len(columns), 'theft')} with the largest amounts, "
                f"largest first, and the {plural(len(names), 'attributor')} with most of them; the table has all.",
                counted="Counted: public attributions to DPRK actors; one who contests a theft is not counted as "
                "somebody it rests on.",
            ),
        ),
        key="matrix",
        alt=f"Matrix of {plural(len(names), 'attributor')} against {plural(len(columns), 'theft')}. {title}.",
        on_select=partial(pick, page, "matrix", "said"),
        selection_mode="points",
    )
    table_rows = said.merge(rows[["incident_id", "victim"]], on="incident_id", how="left")
    choose_attribution(page, table_rows)
    claim_table(
        table_rows.assign(when=table_rows["date"].map(date_words)),
        {"victim": "Victim", **WHO},
        caption=f"The {plural(len(said), 'attribution')} of the thefts shown",
        key="attributions",
    )
    downloads(page.record, table_rows, name="attributions", tables=("attributions", "incidents", "sources"))


def show_money(page: Page) -> None:
    """Where stolen assets went, in time and by kind or service; what is known to be back; publishers' totals of it."""
    events = laundering(page.record)
    if events.empty:
        nothing("event")
        return
    st.markdown(plain(money_trail.NOT_ADDED))
    st.segmented_control("Lanes", list(TRAIL), key="trail", required=True, format_func=TRAIL.__getitem__)
    show_trail(page, events)
    show_outcomes(page)
    show_claims_of_money(page)


def show_trail(page: Page, events: pd.DataFrame) -> None:
    """Every event in time, in lanes by kind, or by the services that two or more events name."""
    title, subtitle = money_trail.finding(events), f"{plural(len(events), 'event')} by kind; "
    lanes, drawn, by = money_trail.KIND_WORDS, events, "kind"
    if st.session_state["trail"] == "service":
        once = "once"
        drawn = with_services(events)
        often = drawn["named_service"].value_counts()
        drawn, by = drawn.assign(named_service=drawn["named_service"].fillna(once)), "named_service"
        lanes = {name: name for name in often.index} | {once: "Named by one event each"}
        subtitle = (
            f"{plural(len(events), 'event')}; a lane for each service that two or more name, and an event stands "
        )
        subtitle += "in the lane of each with its whole amount; "
    lane = TRAIL[st.session_state["trail"]].lower()
    chart(
        money_trail.money_trail(
            drawn,
            by=by,
            lanes=lanes,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                events,
                title=title,
                subtitle=f"{subtitle}the area of a disc follows the amount, a tick names no amount",
                counted="Counted: single events that a source reports, in dollars of the time. "
                f"{money_trail.without_amount(events)} {money_trail.NOT_ADDED}",
            ),
        ),
        key="money",
        alt=f"Strip chart of {plural(len(events), 'event')} in time, {lane}. {title}.",
        on_select=partial(pick, page, "money", "event"),
        selection_mode="points",
    )
    named_rows = events.merge(page.record.tables["incidents"][["incident_id", "victim"]], on="incident_id", how="left")
    choose_event(page, named_rows)
    with st.expander(f"The {plural(len(events), 'event')} and who reports them"):
        claim_table(
            event_words(named_rows.iloc[::-1].assign(kind=named_rows["kind"].map(money_trail.KIND_WORDS))),
            {"when": "Date", "kind": "What", "service": "Service or body", "victim": "Theft", **WENT},
            caption=f"The {plural(len(events), 'event')}",
            key="events",
        )
    downloads(page.record, named_rows, name="laundering", tables=("laundering", "incidents", "sources"))


def show_outcomes(page: Page) -> None:
    """Stolen, recovered and net, for the thefts of which a recovered or frozen sum is known; for the rest unknown."""
    st.header("Stolen, recovered, net", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which_count()
        names = theft_outcomes.OUTCOME_WORDS
        st.segmented_control("Shown", list(names), key="outcome", required=True, format_func=names.__getitem__)
    outcome: Literal["stolen", "recovered", "net"] = st.session_state["outcome"]
    said = attributions(page.record)
    thefts = incident_rows(select_incidents(incidents(page.record), said, st.session_state["attribution"]), said)
    if thefts.empty:
        nothing("theft that counts this way")
        return
    show_sums(incident_sums(thefts))
    known = thefts[thefts["recovered_or_frozen"].notna()]
    rows = outcomes(known.assign(stolen_low=known["low"], stolen_high=known["high"]), outcome)
    title = theft_outcomes.finding(outcome, len(rows), len(thefts))
    documents = said[said["incident_id"].isin(rows["incident_id"])]
    chart(
        theft_outcomes.theft_outcomes(
            rows,
            outcome,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                documents,
                title=title,
                subtitle=f"{names[outcome]}, US dollars of the time; grey: what was stolen, as a range",
                counted="Counted: one reported sum a theft, recovered, frozen or named in a forfeiture action, never "
                f"several added. Not drawn: {plural(len(thefts) - len(rows), 'theft')} without one; unknown, not zero.",
            ),
        ),
        key="outcomes",
        alt=f"Range chart of {plural(len(rows), 'theft')}: {names[outcome].lower()}. {title}.",
    )
    stolen = [range_words(r["stolen_low"], r["stolen_high"], kind="money") for _, r in rows.iterrows()]
    net = outcomes(known, "net")
    claim_table(
        rows.assign(
            when=rows["date"].map(date_words),
            figure=stolen,
            back=[money(float(value)) for value in rows["recovered_or_frozen"]],
            left=[range_words(r["low"], r["high"], kind="money") for _, r in net.iterrows()],
        ).iloc[::-1],
        {"when": "Date", "victim": "Victim", "figure": "Stolen", "back": "Recovered or frozen", "left": "Net"}
        | {"note": "Note"},
        caption=f"The {plural(len(rows), 'theft')} with a recovered or frozen sum",
        key="outcome_rows",
    )
    downloads(page.record, known, name="recovered", tables=("incidents",))


def show_claims_of_money(page: Page) -> None:
    """What publishers say in total of sums laundered or recovered: few claims, each about another part."""
    claims = total_claims(page.record)
    rows = claims[claims["measure"].isin(["laundered", "recovered"])]
    if rows.empty:
        return
    st.header("What publishers say in total of laundered and recovered sums", anchor=False)
    claim_table(rows, None, caption=f"{plural(len(rows), 'claim')}, each about another part", key="laundered_claims")
    downloads(page.record, rows, name="laundered-claims", tables=("theft_totals", "sources"))


# Beside other sums ------------------------------------------------------------------------------------------------


def show_yardsticks(page: Page) -> None:
    """A year's theft claims beside other claims about the state's money, and which shares sources claim."""
    by_year = whole_years(total_claims(page.record))
    years = sorted(by_year["year"].astype(int).unique())
    if not years:
        nothing("claim about thefts")
        return
    if st.session_state["year"] not in years:
        st.session_state["year"] = years[-1]
    st.segmented_control("Thefts of", years, key="year", required=True)
    year = st.session_state["year"]
    st.markdown(
        "Sums of other years and other lengths of time stand here because no year has them all: read the dates. "
        "Income, spending and exports are never added or set off against each other."
    )
    rows = yardsticks(page.record, year)
    heads = {
        "stolen": f"Said to be stolen in {year}",
        "weapons": "Said to be spent on missiles and nuclear weapons",
        "exports": "Said to be exported, lawful or not",
        "labour": "Said to be earned by workers and IT workers abroad",
    }
    stolen = spans(rows[rows["group"] == "stolen"], "group").iloc[0]
    others = len(rows) - int(stolen["n_claims"])
    title = f"Thefts of {year}: {span_words(stolen, kind='money')}, beside {plural(others, 'claim')} about other money"
    detail = [_channel_words(row) for _, row in rows.iterrows()]
    chart(
        claim_ranges.claim_ranges(
            rows.assign(detail=detail),
            palette=palette(),
            kind="money",
            unit="US dollars",
            heads=heads,
            columns=200,
            words=words(
                page.record,
                rows,
                title=title,
                subtitle="Each claim over the time beside its publisher, with its own range; nothing is added",
                counted="Counted: what each source says was stolen, spent, exported or earned, in dollars of the time.",
            ),
        ),
        key="yardsticks",
        alt=f"Range chart of {plural(len(rows), 'claim')} in {len(heads)} groups. {title}.",
        on_select=partial(pick, page, "yardsticks", "claim"),
        selection_mode="points",
    )
    choose_claim(page, rows, "quote_yardsticks")
    claim_table(rows, None, caption=f"The {plural(len(rows), 'claim')}", key="yardstick_claims")
    downloads(page.record, rows, name="yardsticks", tables=("theft_totals", "revenue_claims", "sources"))
    show_shares(page)


def _channel_words(row: pd.Series) -> str:
    """What a claim is about, beside its figure: the channel, or who estimates where that is not the publisher."""
    if not is_missing(row["channel"]):
        return CHANNEL_WORDS[str(row["channel"])]
    return "" if row["estimator"] == row["publisher"] else f"according to {row['estimator']}"


def show_shares(page: Page) -> None:
    """Which part of some whole theft is said to make up."""
    rows = theft_shares(page.record)
    if rows.empty:
        return
    st.header("Which share of the state's money it is said to be", anchor=False)
    rows = rows.assign(group=rows["share_of"], detail=rows["channel"].map(CHANNEL_WORDS))
    by_whole = spans(rows.assign(low=rows["share_low"], high=rows["share_high"]), "share_of")
    most = by_whole.sort_values(["n_claims", "share_of"], ascending=[False, True]).iloc[0]
    title = claim_ranges.finding(most, f"share of {SHARE_OF_WORDS[most['share_of']]}", kind="percent")
    chart(
        claim_ranges.claim_ranges(
            rows,
            palette=palette(),
            kind="percent",
            unit="of the whole that each heading names",
            ends=("share_low", "share_high"),
            heads={
                name: f"Share of {text}" for name, text in SHARE_OF_WORDS.items() if rows["share_of"].eq(name).any()
            },
            columns=200,
            words=words(
                page.record,
                rows,
                title=title,
                subtitle="Percent of the whole that each heading names",
                counted="Counted: the share that each source states; some count banks and other cyber theft too.",
            ),
        ),
        key="shares",
        alt=f"Range chart of {plural(len(rows), 'claim')} about shares. {title}.",
        on_select=partial(pick, page, "shares", "claim"),
        selection_mode="points",
    )
    choose_claim(page, rows, "quote_shares")
    claim_table(rows, None, caption=f"The {plural(len(rows), 'claim')} about shares", key="share_claims")
    downloads(page.record, rows, name="theft-shares", tables=("revenue_claims", "sources"))


page = begin(
    "crypto_theft",
    "Crypto theft",
    "How much cryptocurrency are DPRK actors said to have stolen, who says so, in which thefts, and where did it go?",
    params,
)
for quoted in QUOTED:
    keep_choice(quoted, ids_of(page.record, quoted))
st.segmented_control(
    "View", list(VIEWS), key="view", required=True, label_visibility="collapsed", format_func=VIEWS.__getitem__
)
SHOW = {
    "totals": show_totals,
    "incidents": show_incidents,
    "attribution": show_attribution,
    "money": show_money,
    "yardsticks": show_yardsticks,
}
SHOW[st.session_state["view"]](page)
page.end()
