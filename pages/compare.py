"""How do two host countries compare, in numbers and in the strength of the evidence?"""

import pandas as pd
import streamlit as st

from charts import claim_ranges
from charts.theme import GRADE_WORDS, MEASURE_WORDS, STATUS_WORDS, count, date_words, plural, span_words
from links.params import Param, choice
from loaders.events import events
from loaders.headlines import statuses
from loaders.places import aliases
from loaders.summaries import select_worker_claims, spans
from loaders.tables import Record
from loaders.workers import host_sectors, worker_claims
from pages._parts import Page, begin, chart, claim_table, downloads, facts, palette, plain, said_without_number, words


def params(record: Record) -> list[Param]:
    """Two places and a measure."""
    places, known = record.tables["jurisdictions"]["iso3"].tolist(), aliases(record)
    return [
        choice("a", places, "CHN", known),
        choice("b", places, "RUS", known),
        choice("measure", list(MEASURE_WORDS), "present"),
    ]


def swap() -> None:
    """Let the two places change sides."""
    st.session_state["a"], st.session_state["b"] = st.session_state["b"], st.session_state["a"]


def controls(names: pd.Series) -> None:
    """Two places, the button between them, and what is counted."""
    places = sorted(names.index, key=lambda iso3: names[iso3])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for key, label in (("a", "One place"), ("b", "The other")):
            st.selectbox(label, places, key=key, width=260, format_func=lambda iso3: f"{names[iso3]} ({iso3})")
            if key == "a":
                st.button("Swap", icon=":material/swap_horiz:", key="swap", on_click=swap)
        st.segmented_control(
            "What is counted",
            list(MEASURE_WORDS),
            key="measure",
            required=True,
            format_func=lambda measure: MEASURE_WORDS[measure].capitalize(),
        )


def side(page: Page, iso3: str, status: pd.Series, span: pd.Series | None, measure: str) -> None:
    """One place: its range, and how strong the evidence is."""
    st.header(plain(status["name"]), anchor=False)
    sectors, happened = host_sectors(page.record), events(page.record)
    concerned = happened["iso3_list"].fillna("").str.split(";").map(lambda codes: iso3 in codes)
    table = page.record.tables["jurisdictions"].set_index("iso3")
    listed = table["listed_in_2018_advisory"].eq("yes").fillna(value=False)
    newest = None if span is None else span["newest_published"]
    facts(
        {
            f"Lowest to highest, {MEASURE_WORDS[measure]}": "no claim, which is not zero"
            if span is None
            else span_words(span),
            "Claims": "0" if span is None else count(span["n_claims"]),
            "Sources": "0" if span is None else count(span["n_sources"]),
            "Newest": "none"
            if span is None
            else f"about {date_words(span['newest_as_of'])}, published {date_words(newest)}",
            "Best grade": "none" if span is None else f"{span['best_grade']}, {GRADE_WORDS[span['best_grade']]}",
            "Sectors": ", ".join(sorted(sectors.loc[sectors["iso3"] == iso3, "sector"].unique())) or "none named",
            "Status": STATUS_WORDS[status["status"]],
            "Why": status["rule"],
            "Listed in 2018": "confirmed by name" if listed[iso3] else "not confirmed here, which is not a no",
            "Events in the record": count(int(concerned.astype(bool).sum())),
        }
    )


def finding(pair: list[str], names: pd.Series, span: pd.DataFrame) -> str:
    """Both ranges in one sentence."""
    said = [
        f"{names[iso3]} {span_words(span.loc[iso3]) if iso3 in span.index else 'no claim'}"
        for iso3 in dict.fromkeys(pair)
    ]
    return "; ".join(said)


def show_claims(page: Page, rows: pd.DataFrame, pair: list[str], names: pd.Series, title: str) -> None:
    """The claims about both places on one axis, and the rows behind it."""
    what = MEASURE_WORDS[st.session_state["measure"]]
    chart(
        claim_ranges.claim_ranges(
            rows.assign(
                group=rows["iso3"], detail=rows["scope"].fillna(rows["sector"].where(rows["sector"].ne("all")))
            ),
            palette=palette(),
            kind="count",
            unit=what,
            heads={iso3: names[iso3] for iso3 in pair},
            columns=200,
            words=words(
                page.record,
                rows,
                title=title,
                subtitle=f"{plural(len(rows), 'claim')} about {what}, by source and time, on one axis; bars are "
                "ranges, arrows open ends, dots single figures",
                counted=f"Counted: {what} as each source counts them; claims about the whole place where there are "
                "any, else about a part.",
            ),
        ),
        key="compare",
        alt=f"Range chart of {plural(len(rows), 'claim')} about {what}. {title}.",
    )
    said_without_number(rows)
    claim_table(rows, None, caption=f"The {plural(len(rows), 'claim')} shown", key="compare_rows")
    downloads(page.record, rows, name="compare", tables=("worker_claims", "sources", "jurisdictions"))


page = begin(
    "compare",
    "Compare",
    "How do two host countries compare, in numbers and in the strength of the evidence?",
    params,
)
status = statuses(page.record).set_index("iso3")
controls(status["name"])
pair, measure = [st.session_state["a"], st.session_state["b"]], st.session_state["measure"]
if pair[0] == pair[1]:
    st.info("The same place stands on both sides. Choose another for one of them.", icon=":material/compare_arrows:")
selected = select_worker_claims(worker_claims(page.record), measure=measure)
selected = selected[selected["iso3"].isin(pair)]
selected = selected.iloc[selected["iso3"].map(pair.index).argsort(kind="stable")].reset_index(drop=True)
span = spans(selected).set_index("iso3")
for column, iso3 in zip(st.columns(2, gap="large"), pair, strict=True):
    with column:
        side(page, iso3, status.loc[iso3], span.loc[iso3] if iso3 in span.index else None, measure)
if selected.empty:
    st.info(
        f"No claim about {MEASURE_WORDS[measure]} in either place; that is not zero. Choose another measure, place or "
        "day.",
        icon=":material/filter_alt_off:",
    )
else:
    show_claims(page, selected, pair, status["name"], finding(pair, status["name"], span))
page.end()
