"""The pages there are: for the navigation, their headings, the front page, the README and what is said at a wrong
address."""

from dataclasses import dataclass
from typing import Final

from language.messages import mark


@dataclass(frozen=True)
class Entry:
    """A page: its file in `pages/` and address, what it is called, the question it answers, and a line that leads to it
    from the front page.

    `tables`: those of the record that it shows. `about`: the table of claims of which its reader is told what changed.
    The first page stands at the address `/`; one that `is_hidden` is reached by links alone.
    """

    name: str
    title: str
    question: str
    lead: str = ""
    tables: tuple[str, ...] = ()
    about: str = "worker_claims"
    is_hidden: bool = False

    @property
    def file(self) -> str:
        """The file that Streamlit runs."""
        return f"pages/{self.name}.py"

    @property
    def address(self) -> str:
        """Its address below that of the dashboard."""
        return "" if self is PAGES[0] else self.name


PAGES: Final = (
    Entry(
        "overview",
        mark("Overview"),
        mark(
            "How North Korea (DPRK) earns abroad despite UN sanctions: what each source says, "
            "with its range and its date."
        ),
        tables=("worker_totals", "theft_totals", "revenue_claims", "worker_claims"),
    ),
    Entry(
        "host_countries",
        mark("Host countries"),
        mark("Where are DPRK workers reported, how many, by whom and when?"),
        tables=("worker_claims", "host_sectors", "events", "jurisdictions"),
    ),
    Entry(
        "repatriation",
        mark("Repatriation"),
        mark("Who sent workers home, who says none are left, and where are they still reported?"),
        mark("What happened after the deadline, place by place, and who reported to the UN."),
        tables=("worker_claims", "events", "jurisdictions"),
        about="worker_totals",
    ),
    Entry(
        "crypto_theft",
        mark("Crypto theft"),
        mark(
            "How much cryptocurrency are DPRK actors said to have stolen, who says so, in which "
            "thefts, and where did it go?"
        ),
        tables=("theft_totals", "incidents", "incident_amounts", "attributions", "laundering"),
        about="theft_totals",
    ),
    Entry(
        "it_workers",
        mark("IT workers"),
        mark(
            "How many DPRK IT workers are there, where, what do they earn, whom have they deceived, and what followed?"
        ),
        mark("Where they are said to be, what they earn, and the cases against them."),
        tables=("it_worker_claims", "revenue_claims", "host_sectors", "events"),
        about="it_worker_claims",
    ),
    Entry(
        "revenue",
        mark("Revenue"),
        mark("How much is each channel said to earn, and how much are weapons said to cost?"),
        tables=("revenue_claims", "theft_totals", "worker_claims", "it_worker_claims"),
        about="revenue_claims",
    ),
    Entry(
        "timeline",
        mark("Timeline"),
        mark("What happened when, from the first sanctions resolution to today?"),
        mark("Resolutions, deadlines, designations, sentences, tests and thefts since 2006."),
        tables=("events", "incidents", "attributions"),
    ),
    Entry(
        "compare",
        mark("Compare"),
        mark("How do two host countries compare, in numbers and in the strength of the evidence?"),
        mark("Two places side by side: the numbers and the strength of the evidence."),
        tables=("worker_claims", "host_sectors"),
    ),
    Entry(
        "sources",
        mark("Sources"),
        mark("Which documents does the record rest on, and what rests on each?"),
        mark("Each document, and the rows that rest on it."),
        tables=("sources", "sightings"),
    ),
    Entry(
        "method",
        mark("Method"),
        mark("What do the words, grades and statuses mean, how is each figure derived, and what is left out?"),
        mark("What the words, grades and statuses mean, and what is left out."),
    ),
    Entry("search", mark("Search"), mark("Where in the record does a name appear?"), is_hidden=True),
    Entry(
        "changes",
        mark("Changes"),
        mark("What has been claimed since a given day, and how has it changed what was known?"),
        is_hidden=True,
    ),
)
"""In the order of the navigation."""

PAGE: Final = {entry.name: entry for entry in PAGES}
"""The same by name."""
