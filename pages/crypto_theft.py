"""How much cryptocurrency are DPRK actors said to have stolen, who says so, and in which thefts?"""

from functools import partial

import streamlit as st

from charts import incident_strip, theft_totals
from charts.theme import date_words, plural, range_words
from links.params import Param, choice, number
from loaders.editions import newest_ended_year, other_periods, whole_years
from loaders.summaries import select_incidents
from loaders.tables import Record
from loaders.thefts import attributions, incident_rows, incidents
from loaders.thefts import theft_totals as total_claims
from pages._parts import begin, chart, claim_table, downloads, keep_choice, palette, selected_customdata, words


def params(record: Record) -> list[Param]:
    """The view; in it a year, which thefts count, one theft."""
    claims = total_claims(record)
    years = whole_years(claims)["year"]
    return [
        choice("view", ["totals", "incidents"], "totals"),
        number("year", int(years.min()), int(years.max()), newest_ended_year(claims) or int(years.max())),
        choice("attribution", ["default", "any"], "default"),
        choice("incident", record.tables["incidents"]["incident_id"].tolist(), None),
    ]


page = begin(
    "crypto_theft",
    "Crypto theft",
    "How much cryptocurrency are DPRK actors said to have stolen, who says so, and in which thefts?",
    params,
)
current = page.record
claims = total_claims(current)
by_year = whole_years(claims)
years = sorted(int(year) for year in by_year["year"].unique())

st.segmented_control(
    "View",
    ["totals", "incidents"],
    key="view",
    required=True,
    label_visibility="collapsed",
    format_func={"totals": "What publishers say in total", "incidents": "Theft by theft"}.get,
)
COUNTED = (
    "Counted: what each publisher counts as stolen by DPRK actors, in dollars of the time; they count different thefts "
    "and price them on different days."
)

if claims.empty:
    st.info(
        "No claim about thefts was known on that day; that is not zero. Choose a later day.",
        icon=":material/event_busy:",
    )
elif st.session_state["view"] == "totals":
    chosen = st.session_state["year"] if st.session_state["year"] in years else (years or [0])[-1]
    chart(
        theft_totals.theft_years(
            by_year,
            palette=palette(),
            chosen=chosen,
            columns=200,
            words=words(
                current,
                by_year,
                title=theft_totals.years_finding(by_year),
                counted=COUNTED,
                subtitle="Claims about whole calendar years, US dollars. Blue: newest edition of each publisher. "
                "Grey: what it said before.",
            ),
        ),
        key="years",
        alt=f"Dot chart of {plural(len(by_year), 'claim')} about thefts in {years[0]} to {years[-1]}, by year. "
        + theft_totals.years_finding(by_year)
        + ".",
    )
    st.segmented_control("Year in detail", years, key="year", required=True)
    one = by_year[by_year["year"] == chosen]
    chart(
        theft_totals.theft_year(
            one,
            palette=palette(),
            columns=200,
            words=words(
                current,
                one,
                title=theft_totals.year_finding(one, chosen),
                counted=COUNTED,
                subtitle=f"Claims about cryptocurrency stolen by DPRK actors in calendar year {chosen}. Blue: newest "
                "edition. Grey: what it said before.",
            ),
        ),
        key="year_detail",
        alt=f"Range chart of {plural(len(one), 'claim')} about {chosen}. {theft_totals.year_finding(one, chosen)}.",
    )
    claim_table(one, None, caption=f"The {plural(len(one), 'claim')} about {chosen}", key="year_claims")
    downloads(current, one, name=f"theft-{chosen}", tables=("theft_totals", "sources"))
    rest = other_periods(claims)
    rest = rest.assign(is_current=rest["is_current"])
    chart(
        theft_totals.theft_periods(
            rest,
            palette=palette(),
            columns=200,
            words=words(
                current,
                rest,
                title="Claims about other spans of time, which no single year can hold",
                counted=COUNTED,
                subtitle="Parts of a year, several years, or a part of all thefts; each line covers the time the "
                "claim is about",
            ),
        ),
        key="periods",
        alt=f"{plural(len(rest), 'claim')} about parts of a year or several years, each over the time it is about.",
    )
    claim_table(rest, None, caption=f"The {plural(len(rest), 'claim')} about other spans of time", key="period_claims")
    downloads(current, rest, name="theft-periods", tables=("theft_totals", "sources"))
else:
    st.segmented_control(
        "Which thefts count",
        ["default", "any"],
        key="attribution",
        required=True,
        format_func={"default": "Formal, or assessed by two", "any": "Any attribution"}.get,
        help="Formal: stated by a government, court or law enforcement. Most thefts rest on one researcher's public "
        "list.",
    )
    said = attributions(current)
    rows = incident_rows(select_incidents(incidents(current), said, st.session_state["attribution"]), said)
    sources = said[said["incident_id"].isin(rows["incident_id"])]
    chart(
        incident_strip.incident_strip(
            rows,
            palette=palette(),
            columns=200,
            words=words(
                current,
                sources,
                title=incident_strip.finding(rows),
                subtitle=f"{plural(len(rows), 'theft')} by kind of victim; the area of a disc follows the amount, "
                "crosses have no known amount",
                counted="Counted: thefts that somebody attributes to DPRK actors, in dollars of the time. "
                + incident_strip.without_amount(rows)
                + " Kinds of lesser-known victims are our own reading.",
            ),
        ),
        key="incidents",
        alt=f"Strip chart of {plural(len(rows), 'theft')} in time. {incident_strip.finding(rows)}.",
        on_select=partial(selected_customdata, "incidents", "incident"),
        selection_mode="points",
    )
    keep_choice("incident", rows["incident_id"].tolist())
    st.selectbox(
        "One theft in detail",
        rows["incident_id"].tolist()[::-1],
        index=None,
        key="incident",
        placeholder="Name of the victim",
        format_func=rows.assign(label=rows["victim"] + ", " + rows["date"].map(date_words))
        .set_index("incident_id")["label"]
        .get,
    )
    if (theft := st.session_state["incident"]) in set(rows["incident_id"]):
        one = rows[rows["incident_id"] == theft].iloc[0]
        st.header(one["victim"], anchor=False)
        st.markdown(
            f"{date_words(one['date'])}: {range_words(one['low'], one['high'], kind='money')}".replace("$", "\\$")
        )
        who = said[said["incident_id"] == theft]
        claim_table(
            who.assign(when=who["date"].map(date_words)),
            {
                "attributed_by": "Attributed by",
                "strength": "How firmly",
                "when": "When",
                "publisher": "Publisher",
                "title": "Document",
                "grade": "Grade",
                "note": "Note",
            },
            caption=f"Who attributes it: {plural(len(who), 'attribution')}",
            key="who",
        )
    claim_table(
        rows.iloc[::-1].assign(
            when=rows["date"].map(date_words),
            figure=[range_words(r["low"], r["high"], kind="money") for _, r in rows.iterrows()],
        ),
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
    downloads(current, rows, name="incidents", tables=("incidents",))
page.end()
