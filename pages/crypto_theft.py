"""How much cryptocurrency are DPRK actors said to have stolen, who says so, in which thefts, and where did it go?"""

from functools import partial

import pandas as pd
import streamlit as st

from charts import attribution_matrix, incident_strip, money_trail, theft_against_totals, theft_totals
from charts.theme import STRENGTH_WORDS, claim_words, date_words, is_missing, money, plural, range_words
from exports.citations import attribution_citation
from links.params import Param, choice, choices, number, span
from loaders.editions import newest_ended_year, other_periods, whole_years
from loaders.summaries import STRENGTHS, incident_totals, select_incidents
from loaders.tables import Record
from loaders.thefts import (
    SPANS,
    attributions,
    by_one_only,
    changed,
    filter_incidents,
    incident_rows,
    incident_sums,
    incidents,
    laundering,
    span_kind,
)
from loaders.thefts import theft_totals as total_claims
from pages._parts import (
    Page,
    begin,
    chart,
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

VIEWS = {
    "totals": "What publishers say in total",
    "incidents": "Theft by theft",
    "attribution": "Who attributes what",
    "money": "Where the money went",
}
SPAN_WORDS = {
    "several_years": "Several years together",
    "part_year": "Part of one year",
    "part_of_thefts": "Part of all thefts",
}
LEAST = {"0": "Any amount", "1": "$1 million", "10": "$10 million", "100": "$100 million"}
RECOVERED = {"any": "All", "with": "With a sum recovered or frozen", "without": "With none known"}
COUNTED = (
    "Counted: what each publisher counts as stolen by DPRK actors, in dollars of the time; they count different thefts "
    "and price them on different days."
)
COUNTED_THEFTS = "Counted: thefts that somebody attributes to DPRK actors, in dollars of the time. "


def params(record: Record) -> list[Param]:
    """The view; a year and a kind of span; which thefts count and how they are filtered; one theft."""
    claims = total_claims(record)
    years = whole_years(claims)["year"]
    thefts = record.tables["incidents"]
    first, last = (int(thefts["date_first"].dt.year.agg(end)) for end in ("min", "max"))
    return [
        choice("view", list(VIEWS), "totals"),
        number("year", int(years.min()), int(years.max()), newest_ended_year(claims) or int(years.max())),
        choice("span", list(SPANS), "several_years"),
        choice("attribution", ["default", "any"], "default"),
        span("years", first, last),
        choices("victim_kind", list(incident_strip.VICTIM_WORDS)),
        choices("strength", list(STRENGTHS)),
        choice("least", list(LEAST), "0"),
        choice("recovered", list(RECOVERED), "any"),
        choice("incident", thefts["incident_id"].tolist(), None),
    ]


def nothing(what: str) -> None:
    """Say that nothing was known on the reader's day."""
    st.info(f"No {what} was known on that day; that is not zero. Choose a later day.", icon=":material/event_busy:")


# Totals ----------------------------------------------------------------------------------------------------------


def show_totals(page: Page) -> None:
    """The claims of all publishers by year, one year with its editions, and the claims about other spans."""
    claims = total_claims(page.record)
    if claims.empty:
        nothing("claim about thefts")
        return
    by_year = whole_years(claims)
    if not by_year.empty:
        show_years(page, by_year)
        show_against(page, by_year)
        show_year(page, by_year)
    show_spans(page, other_periods(claims))


def show_years(page: Page, by_year: pd.DataFrame) -> None:
    """Every year beside the others."""
    years = sorted(int(year) for year in by_year["year"].unique())
    if st.session_state["year"] not in years:
        st.session_state["year"] = years[-1]
    title = theft_totals.years_finding(by_year)
    subtitle = "Claims about whole calendar years, US dollars. Blue: newest edition of each publisher. Grey: what it "
    chart(
        theft_totals.theft_years(
            by_year,
            palette=palette(),
            chosen=st.session_state["year"],
            columns=200,
            words=words(page.record, by_year, title=title, counted=COUNTED, subtitle=subtitle + "said before."),
        ),
        key="years",
        alt=f"Dot chart of {plural(len(by_year), 'claim')} about thefts, by year, {years[0]} to {years[-1]}. {title}.",
    )


def show_against(page: Page, by_year: pd.DataFrame) -> None:
    """Per year what the named thefts come to, beside what publishers claim of the same year."""
    which_count()
    said = attributions(page.record)
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
        st.markdown(
            "The thefts behind these sums are in the view of single thefts, the claims in the table of their year."
        )


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
    subtitle = (
        f"Claims about cryptocurrency stolen by DPRK actors in calendar year {year}. Blue: newest edition. Grey: what "
        "it said before."
    )
    chart(
        theft_totals.theft_year(
            one,
            palette=palette(),
            columns=200,
            words=words(page.record, one, title=title, counted=COUNTED, subtitle=subtitle),
        ),
        key="year_detail",
        alt=f"Range chart of {plural(len(one), 'claim')} about {year}. {title}.",
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
    subtitle = "US dollars; each line covers the time its claim is about."
    if undated:
        subtitle += f" {plural(undated, 'claim')} without a stated beginning or end stand in the table only."
    title = f"{plural(len(rows), 'claim')} about {what}"
    chart(
        theft_totals.theft_periods(
            rows,
            palette=palette(),
            columns=200,
            words=words(page.record, rows, title=title, counted=COUNTED, subtitle=subtitle),
        ),
        key="periods",
        alt=f"{title}, each over the time it is about.",
    )
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
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which_count()
        st.segmented_control("At least", list(LEAST), key="least", required=True, format_func=LEAST.__getitem__)
    rows = select_incidents(incidents(page.record), said, st.session_state["attribution"])
    with st.popover("Years, victims, attribution, recoveries"):
        first, last = next(param.default for param in page.params if param.name == "years")
        st.slider("Years", first, last, key="years")
        st.pills(
            "Kind of victim",
            list(incident_strip.VICTIM_WORDS),
            key="victim_kind",
            selection_mode="multi",
            format_func=incident_strip.VICTIM_WORDS.__getitem__,
        )
        st.pills(
            "Firmest attribution",
            list(STRENGTHS),
            key="strength",
            selection_mode="multi",
            format_func=lambda strength: STRENGTH_WORDS[strength].capitalize(),
        )
        st.segmented_control(
            "Recovered or frozen", list(RECOVERED), key="recovered", required=True, format_func=RECOVERED.__getitem__
        )
    state = st.session_state
    return filter_incidents(
        rows,
        years=tuple(state["years"]),
        victim_kinds=state["victim_kind"],
        strengths=state["strength"],
        least=float(state["least"]) * 1e6,
        recovered=state["recovered"],
    )


def nothing_left(page: Page) -> None:
    """Say why no theft is shown: none was known, or the filters leave none."""
    if page.record.tables["incidents"].empty:
        nothing("theft")
    else:
        st.info(
            "No theft is left; that is not zero. Loosen the amount, the years or the kinds, or count any attribution.",
            icon=":material/filter_alt_off:",
        )


def show_incidents(page: Page) -> None:
    """Every theft in time, what they come to, one in detail."""
    said = attributions(page.record)
    rows = incident_rows(filtered(page, said), said)
    if rows.empty:
        nothing_left(page)
        return
    show_sums(rows)
    title = incident_strip.finding(rows)
    chart(
        incident_strip.incident_strip(
            rows,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                said[said["incident_id"].isin(rows["incident_id"])],
                title=title,
                subtitle=f"{plural(len(rows), 'theft')} by kind of victim; the area of a disc follows the amount, a "
                "thicker outline is a firmer attribution, crosses have no known amount",
                counted=COUNTED_THEFTS
                + incident_strip.without_amount(rows)
                + " Kinds of lesser-known victims are our own reading.",
            ),
        ),
        key="incidents",
        alt=f"Strip chart of {plural(len(rows), 'theft')} in time. {title}.",
        on_select=partial(selected_customdata, "incidents", "incident"),
        selection_mode="points",
    )
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


def show_sums(rows: pd.DataFrame) -> None:
    """What the thefts shown come to, and what is known to be back or frozen; unknown is said as unknown."""
    sums = incident_sums(rows)
    stolen, back = st.columns(2)
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


def sums_words(low: float | None, high: float | None, is_low_open: bool, is_high_open: bool) -> str:
    """A sum of ranges from its low to its high end, open ends said as open."""
    if low is None or high is None:
        return "Unknown"
    first, last = money(low), money(high)
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
            "Who lost": incident_strip.VICTIM_WORDS.get(one["victim_kind"]),
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
    cited = "\n\n".join(
        attribution_citation(row, page.record.version) for _, row in who.assign(victim=one["victim"]).iterrows()
    )
    st.code(cited, language=None, wrap_lines=True)


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
    )
    table_rows = said.merge(rows[["incident_id", "victim"]], on="incident_id", how="left")
    claim_table(
        table_rows.assign(when=table_rows["date"].map(date_words)),
        {"victim": "Victim", **WHO},
        caption=f"The {plural(len(said), 'attribution')} of the thefts shown",
        key="attributions",
    )
    downloads(page.record, table_rows, name="attributions", tables=("attributions", "incidents", "sources"))


def show_money(page: Page) -> None:
    """Where stolen assets went, in time and by kind."""
    events = laundering(page.record)
    if events.empty:
        nothing("event")
        return
    title = money_trail.finding(events)
    st.markdown(plain(money_trail.NOT_ADDED))
    chart(
        money_trail.money_trail(
            events,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                events,
                title=title,
                subtitle=f"{plural(len(events), 'event')} by kind; the area of a disc follows the amount, a "
                "tick names no amount",
                counted="Counted: single events that a source reports, in dollars of the time. "
                f"{money_trail.without_amount(events)} {money_trail.NOT_ADDED}",
            ),
        ),
        key="money",
        alt=f"Strip chart of {plural(len(events), 'event')} in time, by kind. {title}.",
    )
    named = events.merge(page.record.tables["incidents"][["incident_id", "victim"]], on="incident_id", how="left")
    claim_table(
        event_words(named.iloc[::-1].assign(kind=named["kind"].map(money_trail.KIND_WORDS))),
        {"when": "Date", "kind": "What", "service": "Service or body", "victim": "Theft", **WENT},
        caption=f"The {plural(len(events), 'event')}",
        key="events",
    )
    downloads(page.record, named, name="laundering", tables=("laundering", "incidents", "sources"))


page = begin(
    "crypto_theft",
    "Crypto theft",
    "How much cryptocurrency are DPRK actors said to have stolen, who says so, in which thefts, and where did it go?",
    params,
)
st.segmented_control(
    "View", list(VIEWS), key="view", required=True, label_visibility="collapsed", format_func=VIEWS.__getitem__
)
SHOW = {"totals": show_totals, "incidents": show_incidents, "attribution": show_attribution, "money": show_money}
SHOW[st.session_state["view"]](page)
page.end()
