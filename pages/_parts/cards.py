"""One row in full: a claim, an event, a figure, with the citation to copy."""

import html
from collections.abc import Callable, Collection, Mapping, Sequence

import pandas as pd
import streamlit as st

from exports.citations import Quote, claim_quote, event_quote, forms, plain_text
from exports.copying import citation_buttons, take_row
from language.forms import strung
from language.messages import tr
from links.plain_text import plain
from links.state import session
from loaders.codes import LANES, SECTORS, titles
from loaders.rows import FrameRow, each_row
from loaders.tables import Record
from pages._parts.own_rows import own_fact
from pages._parts.page import Page, kept
from pages._parts.tables import link_to
from subjects.places import places
from subjects.quantities import has_number
from subjects.workers import host_sectors
from words.claims import about_words, author_words, claim_words, claims_words, grade_words, time_words
from words.dates import date_words
from words.events import event_time_words, event_title
from words.glossary import Term, term
from words.text import is_missing


def facts(pairs: Mapping[str, object], *, link: object = None) -> None:
    """A short list of facts, name and value; what is missing is left out. `link`: the document's own address."""
    items = "".join(
        f"<div><dt>{_explained(name)}</dt><dd>{html.escape(str(value))}</dd></div>"
        for name, value in pairs.items()
        if not is_missing(value)
    )
    if not is_missing(link):
        items += f"<div><dt>{tr('Document')}</dt><dd>{link_to(str(link), html.escape(str(link)))}</dd></div>"
    st.html(f'<dl class="hc-facts">{items}</dl>')


def _explained(name: str) -> str:
    """The name of a fact; a term of ours opens to what it means."""
    said = html.escape(name)
    if not isinstance(name, Term):
        return said
    return f'<details class="hc-term"><summary>{said}</summary><p>{html.escape(name.meaning)}</p></details>'


def titled_facts(row: FrameRow) -> dict[str, object]:
    """What the descriptor wants shown of a row, by the titles of its columns."""
    return {title: row.get(column) for column, title in titles().items()}


def document_facts(row: FrameRow) -> dict[str, object]:
    """The document on which a row rests, where in it, and how directly it was seen."""
    return {
        tr("Publisher"): row["publisher"],
        tr("Title"): row["source_title"] if "source_title" in row else row["title"],
        tr("Published"): date_words(row["published"]),
        tr("Where in the document"): row.get("locator"),
        term("read_through", tr("Read through")): row.get("read_through"),
        term("grade", tr("Grade")): grade_words(row["grade"]),
    }


def claim_card(current: Record, row: FrameRow) -> None:
    """One claim with all that a reader needs to quote it, and the citation to copy."""
    facts(
        {
            tr("The source says"): claim_words(row),
            tr("Counted"): about_words(row) or None,
            tr("About"): time_words(row),
            tr("Who says so"): author_words(row) if not is_missing(row.get("relayed_by")) else None,
            **document_facts(row),
            **titled_facts(row),
            tr("Note"): row["note"],
            **own_fact(row),
        },
        link=row["url"],
    )
    cite([claim_quote(row, current.version)])


def cite(quotes: Sequence[Quote]) -> None:
    """The citations of some rows, to read, and a button for each style in which they can be copied."""
    if not quotes:
        return
    st.code("\n\n".join(map(plain_text, quotes)), language=None, wrap_lines=True)
    what = tr("this row") if len(quotes) == 1 else tr("these {n} rows", n=len(quotes))
    st.html(take_row(f"<span>{tr('Copy citation')}</span>", citation_buttons(forms(quotes), what)))


def event_facts(page: Page, row: FrameRow) -> None:
    """One event: its name as a heading, when, of which kind, what happened, who, where, and its document."""
    names = places(page.record).set_index("iso3")["name"]
    codes = [] if is_missing(row["places"]) else str(row["places"]).split(";")
    st.header(plain(event_title(row)), anchor=False)
    facts(
        {
            tr("When"): event_time_words(row),
            tr("Kind"): LANES[row["lane"]],
            tr("What happened"): row["summary"],
            tr("Who"): row["actors"],
            tr("Places"): strung([str(names.get(code, code)) for code in codes]) or None,
            **document_facts(row),
            **titled_facts(row),
            **own_fact(row),
        },
        link=row["url"],
    )


def open_event(
    rows: pd.DataFrame, *, apart_from: Collection[str] = (), on_change: Callable[[], None] | None = None
) -> pd.Series | None:
    """A list of events by time and name, newest first, and the one that is open, as the parameter `event` has it.

    `apart_from`: the parameters of the link on which the list does not depend; `on_change`: called when one is chosen.
    """
    names = kept(
        "names of events",
        lambda: {row["event_id"]: f"{event_time_words(row)}: {event_title(row)}" for row in each_row(rows)},
        apart_from=apart_from,
    )
    st.selectbox(
        tr("One event in detail, with a citation to copy"),
        list(names)[::-1],
        index=None,
        key=session.key("event"),
        placeholder=tr("Click a mark, or choose an event"),
        format_func=names.__getitem__,
        on_change=on_change,
    )
    chosen = session["event"]
    return None if chosen is None else rows.iloc[list(names).index(chosen)]


def cite_event(page: Page, row: FrameRow) -> None:
    """The citation of one event, to copy."""
    cite([event_quote(row, page.record.version)])


def sectors_named(current: Record, iso3: str) -> str:
    """The sectors in which sources place workers in a jurisdiction."""
    sectors = host_sectors(current)
    place = sectors["area"].fillna(sectors["iso3"])
    named = sorted(SECTORS[sector] for sector in sectors.loc[place == iso3, "sector"].unique())
    return strung(named) or tr("none named")


def claims_counted(rows: pd.DataFrame) -> str:
    """How many claims there are, and how many of them a chart draws where that is not all."""
    return claims_words(len(rows), int(has_number(rows).sum()))


def newest_words(span: FrameRow) -> str:
    """What the newest claim of a span is about, and when the newest was published."""
    return tr(
        "about {day}, published {published}",
        day=date_words(span["newest_as_of"]),
        published=date_words(span["newest_published"]),
    )


def listing_words(current: Record, iso3: str) -> str:
    """Whether the advisory of 2018 is known to name a jurisdiction."""
    listed = places(current).set_index("iso3")["listed_in_2018_advisory"]
    return tr("not confirmed here; it may still be listed") if is_missing(listed[iso3]) else tr("confirmed by name")


def figure_card(value: str, what: str, by: str) -> str:
    """One large figure, what it counts, and who says so, as HTML."""
    return (
        f'<div class="hc-figure"><p class="hc-value">{html.escape(value)}</p><p>{html.escape(what)}</p>'
        f'<p class="hc-by">{html.escape(by)}</p></div>'
    )
