"""Citations to copy: complete in every style, and harmless whatever the record says."""

import html
import json
import random
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

import bibtexparser
import pandas as pd
import pytest
import rispy

from exports.citations import Quote, attribution_quote, claim_quote, event_quote, figure_quote, forms
from exports.copying import citation_buttons, copy_button
from subjects.attributions import attributions
from subjects.events import events
from subjects.it_workers import it_worker_claims
from subjects.revenue import revenue_claims
from subjects.thefts import theft_totals
from subjects.workers import worker_claims, worker_totals
from tests.live import RECORD
from words.text import is_missing

HOSTILE = """-->"'</style><img src=x onerror=alert(1)> {a} \\end 100% & \r\nTY  - BOOK"""


def sampled() -> Iterator[tuple[pd.Series, Quote]]:
    """Fifty claims of all kinds, always the same ones."""
    chance = random.Random(2397)
    for subject in (worker_claims, worker_totals, it_worker_claims, revenue_claims, theft_totals):
        rows = subject(RECORD)
        for at in chance.sample(range(len(rows)), 10):
            yield rows.iloc[at], claim_quote(rows.iloc[at], "0a1b2c3d")


def test_fifty_citations_are_complete_in_every_style() -> None:
    cited = list(sampled())
    assert len(cited) == 50
    for row, quote in cited:
        written = forms([quote])
        assert [form.label for form in written] == ["Plain", "Chicago", "OSCOLA", "BibTeX", "RIS", "CSL-JSON"]
        for form in written:
            text = form.text.replace("\\\\", "\\")
            if form.label == "BibTeX":
                text = re.sub(r"\\([&%#_$])", r"\1", text)
            if form.label == "CSL-JSON":
                text = "\n".join(str(value) for value in json.loads(form.text)[0].values())
            locator = None if is_missing(row["locator"]) else row["locator"]
            url = None if is_missing(row["url"]) else row["url"]
            parts = [row["publisher"], row["title"], locator, url, f"Grade {row['grade']}", "data version 0a1b2c3d"]
            missing = [part for part in parts if part and " ".join(str(part).split()) not in text]
            assert missing == [], (form.label, row["claim_id"])
            assert f"row {row['claim_id']}" in text
            year = "undated" if is_missing(row["published"]) else str(row["published"])[:4]
            assert year in text or (year == "undated" and form.label not in ("Plain", "OSCOLA"))


def test_the_title_or_the_newspaper_is_in_italics() -> None:
    for row, quote in sampled():
        for form in forms([quote])[1:3]:
            (italic,) = form.italics
            marked = form.text[slice(*italic)]
            assert marked == (quote.publisher if row["source_kind"] == "news" else quote.title)


def test_each_of_several_citations_has_its_own_italics() -> None:
    quotes = [quote for _, quote in sampled()]
    together = dict(zip(("Chicago", "OSCOLA"), forms(quotes)[1:3], strict=True))
    for label, form in together.items():
        alone = [one for quote in quotes for one in forms([quote]) if one.label == label]
        assert form.text.split("\n\n") == [one.text for one in alone]
        assert [form.text[slice(*italic)] for italic in form.italics] == [
            one.text[slice(*one.italics[0])] for one in alone
        ]


def test_a_date_is_said_as_precisely_as_it_is_known() -> None:
    row = worker_claims(RECORD).iloc[0].copy()
    said = {}
    for published in ("2019", "2019-12", "2019-12-22", None):
        row["published"] = published
        said[published] = {form.label: form.text for form in forms([claim_quote(row, "x")])}
    assert "December 22, 2019" in said["2019-12-22"]["Chicago"]
    assert "22 December 2019" in said["2019-12-22"]["OSCOLA"]
    assert "December 2019" in said["2019-12"]["Chicago"]
    assert "n.d." in said[None]["Chicago"]
    issued = [json.loads(texts["CSL-JSON"])[0].get("issued") for texts in said.values()]
    assert issued == [{"date-parts": [part]} for part in ([2019], [2019, 12], [2019, 12, 22])] + [None]


def test_lists_are_read_back_by_other_libraries() -> None:
    quotes = [quote for _, quote in sampled()]
    quotes += [event_quote(row, "x") for _, row in events(RECORD).head(5).iterrows()]
    who = attributions(RECORD).head(5).assign(victim="A victim")
    quotes += [attribution_quote(row, "x") for _, row in who.iterrows()]
    texts = {form.label: form.text for form in forms(quotes)}
    library = bibtexparser.parse_string(texts["BibTeX"])
    assert library.failed_blocks == []
    assert len(library.entries) == len(quotes)
    assert len(rispy.loads(texts["RIS"])) == len(quotes)
    assert len(json.loads(texts["CSL-JSON"])) == len(quotes)


def test_a_figure_is_cited_with_its_version_its_day_and_its_link() -> None:
    finding = {"title": "What is claimed", "subtitle": "Claims, 2019", "footer": "Sources: A. Counted: workers."}
    quote = figure_quote(finding, link="http://127.0.0.1/?a=b", version="0a1b2c3d", today=date(2026, 11, 28))
    for form in forms([quote]):
        for part in ("What is claimed", "Claims, 2019", "Sources: A.", "0a1b2c3d", "http://127.0.0.1/?a=b", "2026"):
            assert part in form.text.replace("\\_", "_"), form.label
    others = [
        figure_quote(
            {**finding, "title": "Another figure"}, link=quote.url, version="0a1b2c3d", today=date(2026, 11, 28)
        ),
        figure_quote(finding, link="http://127.0.0.1/?a=c", version="0a1b2c3d", today=date(2026, 11, 28)),
    ]
    texts = {form.label: form.text for form in forms([quote, *others])}
    assert len(bibtexparser.parse_string(texts["BibTeX"]).entries) == 3  # one key twice is a fault of the whole list
    assert len({item["id"] for item in json.loads(texts["CSL-JSON"])}) == 3


@pytest.mark.parametrize("column", ["publisher", "title", "locator", "url", "published", "name"])
def test_hostile_text_stays_text(column: str) -> None:
    """Each attribute gives back the very text, and holds nothing that a cleaner of markup would act on."""
    row = worker_claims(RECORD).iloc[0].copy()
    row[column] = "2019" if column == "published" else HOSTILE
    written = forms([claim_quote(row, HOSTILE)])
    made = citation_buttons(written, HOSTILE) + copy_button(HOSTILE, HOSTILE, name=HOSTILE)
    assert re.findall(r"<(\w+)", made) == ["button"] * 7
    copied = re.findall(r'data-copy="([^"]*)"', made)
    assert not [text for text in copied if "<" in text or ">" in text]
    assert [unquote(html.unescape(text)) for text in copied] == [*(form.text for form in written), HOSTILE]
    entries = {form.label: form.text for form in written}
    assert bibtexparser.parse_string(entries["BibTeX"]).failed_blocks == []
    assert len(rispy.loads(entries["RIS"])) == 1
