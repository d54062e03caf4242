"""Where in the record does a name appear: a place, a theft, an event, a publisher, a document?"""

import pandas as pd
import streamlit as st

from geography.names import no_country_words, part_of
from language.messages import Messages, mark, plural, tr, whole
from links.params import Param
from links.params import words as free_text
from links.plain_text import plain
from links.state import session
from loaders.rows import FrameRow, each_row
from loaders.tables import Record
from pages._parts.frame import begin, end
from subjects.search import GROUPS, MOST, meant, search
from words.dates import date_words

LONGEST = 80  # characters of a search that a link carries
HEADINGS = Messages(
    {
        "place": mark("Places"),
        "incident": mark("Thefts"),
        "event": mark("Events"),
        "publisher": mark("Publishers"),
        "document": mark("Documents"),
    }
)
NEAREST_OF = {
    "place": mark("The {most} nearest of {n} places. Type more letters to narrow the list."),
    "incident": mark("The {most} nearest of {n} thefts. Type more letters to narrow the list."),
    "event": mark("The {most} nearest of {n} events. Type more letters to narrow the list."),
    "publisher": mark("The {most} nearest of {n} publishers. Type more letters to narrow the list."),
    "document": mark("The {most} nearest of {n} documents. Type more letters to narrow the list."),
}


def params(record: Record) -> list[Param]:
    """What is looked for."""
    return [free_text("q", LONGEST)]


def way(row: FrameRow) -> tuple[str, dict[str, str]]:
    """The page that shows a result, and the parameters of the link to it."""
    match row["group"]:
        case "place":
            return "pages/host_countries.py", {"iso3": row["id"]}
        case "incident":
            return "pages/crypto_theft.py", {"view": "incidents", "attribution": "any", "incident": row["id"]}
        case "event":
            return "pages/timeline.py", {"event": row["id"]}
        case "publisher":
            return "pages/sources.py", {"q": row["id"][:LONGEST]}
        case _:
            return "pages/sources.py", {"source": row["id"]}


def label(row: FrameRow) -> str:
    """A result in a line: its name, and what tells it from others of that name."""
    if row["group"] == "publisher":
        near = plural("{n} document", "{n} documents", int(row["also"]))
    elif row["group"] == "place":
        near = row["also"]
    else:
        near = date_words(row["also"])
    return plain(f"{row['name']} ({near})" if near else row["name"])


def show_group(group: str, rows: pd.DataFrame) -> None:
    """The results of one kind, each a link to where it is shown."""
    if rows.empty:
        return
    of_group = int(rows["of_group"].iloc[0])
    st.subheader(f"{HEADINGS[group]} ({of_group})", anchor=False)
    with st.container(gap="small", key=f"listed_{group}"):
        for row in each_row(rows):
            target, query = way(row)
            st.page_link(target, label=label(row), query_params=query)
    if of_group > len(rows):
        st.markdown(tr(NEAREST_OF[group], most=MOST, n=whole(of_group)))


page = begin("search", params)
st.text_input(
    tr("A place, theft, event, publisher or document, or a part of its name"),
    key=session.key("q"),
    max_chars=LONGEST,
    placeholder=tr("For example: Bybit, Laos, Lazarus, Panel of Experts"),
)
found = search(page.record, session["q"])
if found.empty and (nearly := meant(page.record, session["q"])):
    found = search(page.record, nearly)
    if not found.empty:
        st.info(
            plain(
                tr(
                    "Nothing is called “{q}”. These are the entries called “{nearly}”.",
                    q=session["q"],
                    nearly=nearly,
                )
            )
        )
if "place" not in set(found["group"]) and (part := part_of(session["q"])):
    st.info(
        tr(
            "{no_country_words}; the record has no place of its own for it.",
            no_country_words=plain(no_country_words(session["q"].strip(), part)),
        ),
        icon=":material/search:",
    )
if not session["q"].strip():
    st.markdown(tr("Other spellings of places are understood, in Korean, Japanese and Chinese too."))
elif found.empty:
    st.info(
        tr(
            "Nothing in the record has that name, which is not proof that nothing exists. Try fewer letters, one word, "
            "another spelling or a later day."
        )
        if page.known_on
        else tr(
            "Nothing in the record has that name, which is not proof that nothing exists. Try fewer letters, one word "
            "or another spelling."
        ),
        icon=":material/search_off:",
    )
else:
    left, right = st.columns(2, gap="large")
    for column, groups in ((left, GROUPS[:3]), (right, GROUPS[3:])):
        with column:
            for group in groups:
                show_group(group, found[found["group"] == group])
end(page)
