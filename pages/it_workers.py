"""How many DPRK IT workers are there, where, what do they earn, whom have they deceived, and what followed?"""

import pandas as pd

from language.messages import Messages, mark
from links.params import Param, choice, open_row, subject
from loaders.codes import A_YEAR, PROGRAMME
from loaders.tables import Record
from pages._it_workers.cases import show_cases
from pages._it_workers.claims import show_claims
from pages._it_workers.places import show_places
from pages._it_workers.topic import topic_words
from pages._parts.choosing import keep_choice, row_at
from pages._parts.frame import begin, choose_view, end
from subjects.it_workers import it_events, it_worker_claims, select_topic, topics

VIEWS = Messages(
    {"claims": mark("What sources say"), "places": mark("Where they are said to be"), "cases": mark("Cases in time")}
)


def params(record: Record) -> list[Param]:
    """The view; in it what is counted and one claim, or one event.

    A measure by itself means its first unit, so that a link stays when its measure gets a second one.
    """
    known = topics(record)
    first = known.drop_duplicates("measure").set_index("measure")["topic"]
    claims = pd.concat([it_worker_claims(record), select_topic(record, PROGRAMME, A_YEAR)])
    return [
        choice("view", VIEWS, "claims"),
        subject(
            choice(
                "measure",
                known["topic"].tolist(),
                known["topic"].iloc[0],
                also={str(measure): topic for measure, topic in first.items()},
                said=lambda topic: topic_words(row_at(known.set_index("topic", drop=False), topic)),
            )
        ),
        open_row("claim", claims["claim_id"].tolist(), record),
        open_row("event", it_events(record)["event_id"].tolist(), record),
    ]


page = begin("it_workers", params)
# What was not known on the reader's day stays out of the address too, whichever view is open.
keep_choice(
    "claim",
    [option for table in ("it_worker_claims", "revenue_claims") for option in page.record.tables[table]["claim_id"]],
)
keep_choice("event", page.record.tables["events"]["event_id"].tolist())
view = choose_view(VIEWS)
if view != "claims":
    page.idle.add("measure")
{"claims": show_claims, "places": show_places, "cases": show_cases}[view](page)
end(page)
