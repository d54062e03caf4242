"""How much cryptocurrency are DPRK actors said to have stolen, who says so, in which thefts, and where did it go?"""

from functools import partial

from language.messages import Messages, mark, tr
from links.params import Param, choice, open_row, subject
from links.years import year
from loaders.tables import Record
from pages._crypto_theft.attribution import show_attribution
from pages._crypto_theft.filters import FILTERS
from pages._crypto_theft.incidents import DRAWN, show_incidents
from pages._crypto_theft.money import TRAIL, show_money
from pages._crypto_theft.named import SUMS
from pages._crypto_theft.quoting import QUOTED, ids_of
from pages._crypto_theft.selection import COUNTS, IDLE
from pages._crypto_theft.totals import claimed_years, measure_words, show_totals
from pages._crypto_theft.yardsticks import show_yardsticks
from pages._parts.choosing import keep_choice
from pages._parts.frame import begin, choose_view, end
from subjects.editions import whole_years
from subjects.thefts import SPANS, measures_by_year
from subjects.thefts import theft_totals as total_claims
from words.outcomes import OUTCOME_WORDS

VIEWS = Messages(
    {
        "totals": mark("What publishers say in total"),
        "incidents": mark("Theft by theft"),
        "attribution": mark("Who attributes what"),
        "money": mark("Where the money went"),
        "yardsticks": mark("For comparison"),
    }
)


def params(record: Record) -> list[Param]:
    """The view; what totals count, a year, a kind of span; which thefts count, how filtered and drawn; one theft."""
    years = whole_years(total_claims(record))["year"]
    thefts = record.tables["incidents"]
    return [
        choice("view", VIEWS, "totals"),
        subject(choice("measure", list(measures_by_year()), "dprk", said=measure_words)),
        choice("sums", SUMS, "year"),
        year("year", int(years.min()), int(years.max()), None, partial(claimed_years, record)),
        choice("span", SPANS, None),
        choice("attribution", COUNTS, "default"),
        *(one.param(record) for one in FILTERS.values()),
        choice("drawn", DRAWN, "amount"),
        choice("trail", TRAIL, "kind"),
        subject(choice("outcome", list(OUTCOME_WORDS), "net", said=lambda outcome: tr(OUTCOME_WORDS[outcome].heading))),
        open_row("incident", thefts["incident_id"].tolist(), record),
        *(open_row(name, ids_of(record, name), record) for name in QUOTED),
    ]


page = begin("crypto_theft", params)
for quoted in QUOTED:
    keep_choice(quoted, ids_of(page.record, quoted))
view = choose_view(VIEWS)
SHOW = {
    "totals": show_totals,
    "incidents": show_incidents,
    "attribution": show_attribution,
    "money": show_money,
    "yardsticks": show_yardsticks,
}
page.idle.update(IDLE.get(view, ()))
SHOW[view](page)
end(page)
