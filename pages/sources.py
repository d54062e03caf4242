"""Which documents does the record rest on, and what rests on each?"""

import streamlit as st

from language.forms import either
from language.messages import plural, tr
from links.params import Param, open_row, words
from links.plain_text import plain
from links.state import session
from loaders.codes import DOCUMENT_KINDS, SEEN
from loaders.rows import each_row
from loaders.tables import Record
from pages._parts.cards import facts
from pages._parts.choosing import keep_choice
from pages._parts.files import downloads
from pages._parts.frame import begin, end
from pages._parts.tables import claim_table
from pages._sources.facets import facet_params, narrow, ways_on
from subjects.sources import rows_of_source, search_sources, sources, trail
from words.claims import row_words
from words.dates import date_words
from words.text import language_words


def params(record: Record) -> list[Param]:
    """Words to search for, what documents are narrowed by, one document."""
    documents = record.tables["sources"]
    return [
        words("q"),
        *facet_params(record),
        open_row("source", documents["source_id"].tolist(), record),
    ]


page = begin("sources", params)
current = page.record
documents = sources(current)
TITLES = {resource["name"]: tr(resource["title"]) for resource in current.descriptor["resources"]}

keep_choice("source", documents["source_id"].tolist())
search, one = st.columns(2, gap="medium")
search.text_input(
    tr("Search publisher, title, date or note"), key=session.key("q"), placeholder=tr("For example: Panel of Experts")
)
label = (documents["publisher"] + ": " + documents["title"]).set_axis(documents["source_id"])
one.selectbox(
    tr("One document in detail"),
    documents["source_id"].tolist(),
    index=None,
    key=session.key("source"),
    format_func=lambda source_id: label[source_id],
    placeholder=tr("Publisher or title"),
)

if (chosen := session["source"]) is not None:
    document = documents[documents["source_id"] == chosen].iloc[0]
    st.header(plain(document["title"]), anchor=False)
    facts(
        {
            tr("Publisher"): document["publisher"],
            tr("Published"): date_words(document["published"]),
            tr("Kind"): DOCUMENT_KINDS[document["kind"]],
            tr("Language"): language_words(document["language"]),
            tr("Note"): document["note"],
            tr("Id"): chosen,
        },
        link=document["url"],
    )
    pages = trail(current, chosen)
    claim_table(
        pages.assign(what=pages["seen"].map(SEEN), title=pages["url"].fillna("no address kept")),
        {
            "publisher": tr("Publisher"),
            "copied_from": tr("Text taken from"),
            "what": tr("What was seen"),
            "title": tr("Page"),
            "row_id": tr("For one row only"),
            "read_on": tr("Date read"),
            "note": tr("Note"),
        },
        caption=plural("Read through {n} page", "Read through {n} pages", len(pages)),
        key="trail",
        opened=chosen,
    )
    for name, rows in rows_of_source(current, chosen).items():
        claim_table(
            rows.assign(
                says=[row_words(name, row) for row in each_row(rows)],
                locator=rows.get("locator"),
                note=rows.get("note"),
            ),
            {
                "says": tr("What it says"),
                "locator": tr("Where in the document"),
                **({"grade": tr("Grade")} if "grade" in rows else {}),  # a correction has none
                "note": tr("Note"),
                "row_key": tr("Row"),
            },
            caption=plural(
                "{name}: {n} row of the record rests on it",
                "{name}: {n} rows of the record rest on it",
                len(rows),
                name=TITLES[name],
            ),
            key=f"resting_{name}",
            opened=chosen,
        )

found, facets_row = narrow(current, search_sources(documents, session["q"]))
if documents.empty:
    st.info(tr("No document of the record was known on that day. Choose a later day."), icon=":material/event_busy:")
elif found.empty:
    ways = either(ways_on(has_day=page.known_on is not None))
    st.info(tr("No document matches. Try {ways}.", ways=ways), icon=":material/search_off:")
else:
    claim_table(
        found.assign(
            when=found["published"].map(date_words),
            what=found["kind"].map(DOCUMENT_KINDS),
            tongue=found["language"].map(language_words),
        ),
        {
            "publisher": tr("Publisher"),
            "title": tr("Document"),
            "when": tr("Published"),
            "what": tr("Kind"),
            "tongue": tr("Language"),
            "rows": tr("Rows"),
            "note": tr("Note"),
        },
        caption=plural("{n} document of {all}", "{n} documents of {all}", len(found), all=len(documents)),
        key="documents",
        has_search=False,
        ways=facets_row,
    )
    title = plural(
        "{n} document of the {all} in the record",
        "{n} documents of the {all} in the record",
        len(found),
        all=len(documents),
    )
    downloads(current, found, name="sources", tables=("sources",), title=title)
end(page)
