"""What do the words, grades and statuses mean, how is each figure derived, and what is left out?"""

from datetime import date

import streamlit as st
from starlette.datastructures import URL

from charts.theme import BOUNDARY_NOTE
from language.messages import plural, tr
from links.plain_text import plain
from loaders.codes import GRADES
from loaders.descriptor import column_meaning, described_on
from loaders.rules import RULES
from loaders.tables import Record
from pages._method.accessibility import accessibility
from pages._parts.frame import begin, end
from pages._parts.tables import table_of
from serving.addresses import address
from serving.examples import examples
from subjects.events import DEADLINE
from subjects.hosts import STATUSES, advisory_counts, listed_by_name, statuses
from words.claims import advisory_words
from words.dates import date_words

THIRD_REPORT = date(2026, 9, 1)
"""The first day of the month from which the third report of the monitoring team is told of."""


def reading(record: Record) -> None:
    """What a row, a range and a grade say."""
    st.header(tr("One row is one claim"), anchor=False)
    st.markdown(
        tr(
            "A row holds what **one source says about one thing**. Sources that disagree are shown side by "
            "side; nothing is averaged, split or filled in, and no midpoint is drawn. The "
            "source's verb is kept: reported, estimated, alleged, attributed."
        )
    )
    table_of(
        [
            (tr("one figure"), "500", tr("a dot"), tr("exact, or about")),
            (tr("two ends"), tr("500 to 700"), tr("a bar from one to the other"), "range"),
            (tr("only the lower end"), tr("at least 500"), tr("an arrow that points up the scale"), "at_least"),
            (tr("only the upper end"), tr("up to 700"), tr("an arrow that points down the scale"), "up_to"),
            (tr("no number at all"), tr("no number given"), tr("no mark; the words are in the table"), "none"),
        ],
        (tr("The source gives"), tr("On screen"), tr("In a chart"), tr("Qualifier in the file")),
        caption=tr("How to read a range"),
    )
    st.markdown(
        tr(
            "An empty cell means unknown; zero means zero, and only where a source says so. A date "
            "is as precise as its source: 2019 stays a year. Money is US dollars as they were worth "
            "at the time of the event. Shares are never mixed with sums of money."
        )
    )
    st.header(tr("Grades"), anchor=False)
    table_of(
        [(grade, text.capitalize()) for grade, text in GRADES.items()],
        (tr("Grade"), tr("How directly a claim was seen")),
        caption=tr("The three grades"),
    )
    st.markdown(
        tr(
            "A grade is checked against the pages through which the document was read, which the page "
            "of sources lists. A requires the document itself, read in full or in the cited part, and "
            "it must be the primary one: for somebody else's amount a news page never is. B requires "
            "pages of two publishers, neither a copy of the other. A grade that its pages do not "
            "support is refused when the record is loaded; a lower one is accepted.\n\nA grade is "
            "about our view of the claim, not about its truth. **B is not proof of independence**: "
            "pages often relay one report, and two of them may have copied the same agency story. "
            "Grade C needs a second look before it is quoted."
        )
    )


def knowing(record: Record) -> None:
    """What was known on a day, and how editions are told apart."""
    st.header(tr("As known on a day"), anchor=False)
    st.markdown(
        tr(
            "A row is known from the day its document was published. A date without a day counts "
            "from the last day of its month, a year alone from 31 December; a document without a "
            "date is never known before today. When a day is set, nothing published later is shown, "
            "counted or offered as a download on any page. A theft whose row draws on later "
            "documents keeps its name, and its amount covers what documents had said by that day; "
            "whatever else its row gathers from all of them (assets, network, group, method) is left "
            "out, since it cannot be said which document it came from. Our own notes are left out "
            "too, because they are written today. The key *t* returns to today."
        )
    )
    st.header(tr("Editions"), anchor=False)
    st.markdown(
        tr(
            "Publishers revise their figures. Each edition is a row of its own with its own date. "
            "Two claims are editions of one another if the same publisher makes them about the same "
            "measure, the same part and the same period; the latest is what the publisher says now, "
            "and the earlier ones stay visible in grey. A total for part of a year or for several "
            "years is drawn over the time it covers and is never placed among whole years."
        )
    )


def deriving(record: Record) -> None:
    """How statuses and spans follow from claims."""
    st.header(tr("Status of a host jurisdiction"), anchor=False)
    st.markdown(
        tr("A status follows from claims and events, and the first rule that holds decides. It is never stored.")
    )
    counts = statuses(record)["status"].value_counts()
    table_of(
        [(words, STATUSES.said(status, "rule"), str(counts.get(status, 0))) for status, words in STATUSES.items()],
        (tr("Status"), tr("Rule"), tr("Places")),
        caption=plural(
            "The {statuses} statuses, in the order in which they are tried; {n} place in all",
            "The {statuses} statuses, in the order in which they are tried; {n} places in all",
            int(counts.sum()),
            statuses=len(STATUSES),
        ),
    )
    listed = advisory_words(advisory_counts(record))
    st.markdown(
        tr(
            "The deadline is {deadline}, 24 months after resolution 2397. The US advisory of 23 July 2018 is said to "
            "list {listed}; {listed_by_name} jurisdictions are confirmed here by name. A missing confirmation does not "
            "mean that a place is not on the list.",
            deadline=date_words(DEADLINE),
            listed=listed,
            listed_by_name=listed_by_name(record),
        )
        if listed
        else tr(
            "The deadline is {deadline}, 24 months after resolution 2397. How many jurisdictions the US advisory of 23 "
            "July 2018 lists was not known on this day.",
            deadline=date_words(DEADLINE),
        )
    )
    st.header(tr("Which claims count for a place"), anchor=False)
    st.markdown(
        tr(
            "Claims about one measure only: workers present or remaining are people who are there; "
            "border entries, visas and permits are not, and are never mixed with them. Claims about "
            "the whole place come first. Only where none of them gives a figure is a part used "
            "instead (a region, a firm, one sector), the one with the highest figure, and the place "
            "is then marked as a part. Workers and all DPRK nationals are never counted together."
        )
    )
    st.header(tr("Areas below a jurisdiction"), anchor=False)
    st.markdown(
        tr(
            "A claim about Abkhazia or the occupied Donbas is not a claim about the Governments of "
            "Georgia or Ukraine. Such an area is shown everywhere as a place of its own, *Abkhazia, "
            "Georgia (not under government control)*, and is counted separately. Names follow the practice "
            "of the United Nations, which treats these areas as parts of those states; no position "
            "on their status is taken. On the map each is a square near its middle, placed to within "
            "half a degree: it draws no border."
        )
    )


def comparing(record: Record) -> None:
    """Which claims stand in one span, and what it says."""
    st.header(tr("Which claims are compared"), anchor=False)
    st.markdown(
        tr(
            "Only like with like: the same measure, unit and people, the whole or the same part, the "
            "same place, the same kind of time (a number on a day, or a sum over a year). A claim "
            "belongs to a period only if all of its time is known to fall within it: *2019* is not "
            "after 22 December 2019. What one author says about the same time in two documents is "
            "one claim; an estimate keeps its author, whoever passes it on. Claims that are anonymous "
            "or undated set neither end of a headline: they are listed below it, with the reason. "
            "The program refuses a span over claims that are not alike."
        )
    )
    st.header(tr("Span of several claims"), anchor=False)
    st.markdown(
        tr(
            "A span runs from the lowest to the highest figure in any of the claims, with the number "
            "of claims and of documents, the newest date and the best grade. An open end stays open: "
            "where a claim says *at least*, the high end is closed only if two or more authors give "
            "a higher figure, and likewise below for *up to*. A span shows how far apart sources "
            "are, not where the truth lies."
        )
    )


def deriving_sums(record: Record) -> None:
    """How sums of thefts, outcomes and products follow from claims."""
    st.header(tr("Thefts: sums and totals"), anchor=False)
    st.markdown(
        tr(
            "The amount of a theft runs from the lowest to the highest figure that sources give; "
            "what each document says is shown with the theft, side by side. A publisher's total is a "
            "claim and is never added to single thefts. Beside the totals, year by year, is the sum "
            "of the thefts that have an amount, by how firmly they are attributed. A theft counts if "
            "one formal statement attributes it, or the assessments of two different attributors; one "
            "click counts every attribution instead, and a disputed one is always marked. A theft "
            "without an amount is counted but is in no sum; one of *at least* enters the sum of the "
            "high ends with that figure, and the sum then reads *or more*. Most single thefts rest "
            "on one researcher's public list. The running total adds these thefts up from the first "
            "one on, low ends and high ends separately; the only claims beside it are publishers' "
            "claims about several years that begin before 2018, each at the end of its time."
        )
    )
    st.header(tr("Recovered, seized, frozen and net"), anchor=False)
    st.markdown(
        tr(
            "Three outcomes that are never added to one another, since the same assets may be frozen "
            "first, seized later and given back in the end. A recovery gave assets back, a seizure "
            "took them or asked a court to forfeit them, a freeze keeps them from being moved. Where "
            "there are several events of one kind, the largest is used for the theft, as they may be "
            "about the same assets; a sum over thefts adds these. **Net** is what was stolen minus "
            "what was recovered, worked out for each end and never below zero; freezes and seizures are not "
            "subtracted, because nothing has come back yet. Where no event gives a sum, the outcome "
            "and the net are unknown, never zero, and are in no sum."
        )
    )
    st.header(tr("Thefts beside other sums"), anchor=False)
    st.markdown(
        tr(
            "The theft claims about one year, in each publisher's newest edition, are shown beside "
            "claims about weapons spending, exports, and income from workers. Those are about other "
            "years and periods, because no single year has them all; nothing is added, divided or "
            "subtracted. Shares (the part of a total that theft is said to make up) are claims too, "
            "shown as their sources state them and not computed from the sums."
        )
    )
    st.header(tr("Calculations with ranges"), anchor=False)
    st.markdown(
        tr(
            "Workers times wage times share kept, each a claim or your own number: low ends are "
            "multiplied with low ends, high ends with high ends. If one factor leaves an end open, "
            "the result does too. There is no midpoint, and no total across channels: claims overlap "
            "(some figures for workers abroad include IT workers), and their periods differ."
        )
    )


def keeping(record: Record, known_on: date | None) -> None:
    """How the record is checked, what it holds, and what it leaves out."""
    st.header(tr("How the record is checked"), anchor=False)
    st.markdown(
        plural(
            "Every cell is checked against the type, the pattern and the values that the descriptor "
            "allows, and all tables against these rules. A record with a fault is refused whole, and "
            "the last valid one stays. A departure from what a source printed is a row in the table "
            "of corrections, which has {n} row; the table keeps what was printed.",
            "Every cell is checked against the type, the pattern and the values that the descriptor "
            "allows, and all tables against these rules. A record with a fault is refused whole, and "
            "the last valid one stays. A departure from what a source printed is a row in the table "
            "of corrections, which has {n} rows; the table keeps what was printed.",
            len(record.tables["corrections"]),
        )
    )
    table_of(
        [(name, text) for name, text in RULES.items()],
        (tr("Rule"), tr("What it asks for")),
        caption=tr("Rules over several cells, rows or tables"),
    )
    st.header(tr("Tables and columns"), anchor=False)
    st.markdown(
        tr(
            "From [the descriptor]({address}), the one place where columns are described. How the "
            "tables are kept, with every judgement call, is explained in [the README of the "
            "data]({second}), what changed in [the changelog]({third}).",
            address=address("data/datapackage.json"),
            second=address("data/README.md"),
            third=address("data/CHANGELOG.md"),
        )
    )
    for resource in described_on(record.descriptor["resources"], known_on):
        with st.expander(
            plural(
                "{table} ({n} row)",
                "{table} ({n} rows)",
                len(record.tables[resource["name"]]),
                table=tr(resource["title"]),
            )
        ):
            st.markdown(
                f"{plain(tr(resource.get('description', '')))} "
                f"[{resource['path']}]({address('data/' + resource['path'])})"
            )
            table_of(
                [
                    (field["name"], column_meaning(field), tr(field.get("unit", "")))
                    for field in resource["schema"]["fields"]
                ],
                (tr("Column"), tr("Meaning"), tr("Unit")),
                caption=tr("Columns of {path}", path=resource["path"]),
            )


def taking_along(known_on: date | None) -> None:
    """How the record is loaded elsewhere, what maps show, and what is left out."""
    st.header(tr("In your own tools"), anchor=False)
    st.markdown(
        tr(
            "[All tables]({address}) have permanent addresses, as CSV and as Parquet, and [a "
            "feed]({second}) says what changed. Three lines of code load one of them.",
            address=address("data/"),
            second=address("data/changes.atom"),
        )
    )
    here = str(URL(st.context.url or "").replace(path=address("data/"), query="", fragment=""))
    for tool, lines in examples(here).items():
        st.markdown(f"**{tr(tool)}**")
        st.code(lines, language={"Python": "python", "R": "r"}.get(tool), wrap_lines=True)
    st.header(tr("Maps"), anchor=False)
    st.markdown(
        tr(
            "{outlines} Natural Earth 1:50m, public domain, draws who is in control on the ground. A count "
            "is a ring whose area follows the number, a class is a fill with a pattern of its own, "
            "and *no claim* never looks like zero.",
            outlines=tr(BOUNDARY_NOTE),
        )
    )
    st.header(tr("What is left out"), anchor=False)
    left_out = [
        tr("Leads that we could not find in a source."),
        tr("Relays of somebody else's figure: the row is that of the document which makes the claim."),
        tr(
            "Inferences. How workers got in, or what kind of victim a firm was, is given only where somebody states "
            "it, or is marked as our own reading."
        ),
    ]
    if known_on is None or known_on >= THIRD_REPORT:
        left_out.append(
            tr(
                "Claims said to come from the third report of the Multilateral Sanctions Monitoring Team (September "
                "2026): they rest on a single page, which has errors elsewhere."
            )
        )
    st.markdown("\n".join(f"- {said}" for said in left_out))
    st.markdown(
        tr(
            "Every row that was left out is listed with the reason in [the README of the data]({address}).",
            address=address("data/README.md"),
        )
    )


page = begin("method")
with st.container(key="method"):
    for part in (reading, knowing, deriving, comparing, deriving_sums):
        part(page.record)
    keeping(page.record, page.known_on)
    taking_along(page.known_on)
    accessibility()
end(page)
