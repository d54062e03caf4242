"""How much is each channel said to earn, and how much are weapons said to cost?"""

from language.messages import Messages, mark
from links.params import Param, choice, factor, open_row, subject
from loaders.codes import CHANNELS, PERIODS
from loaders.tables import Record
from pages._parts.choosing import keep_choice
from pages._parts.frame import begin, choose_view, end
from pages._revenue.calculator import show_calculator
from pages._revenue.factors import WHO, parameter
from pages._revenue.shares import show_shares
from pages._revenue.sums import show_sums
from subjects.revenue import FACTORS, factor_claims

VIEWS = Messages(
    {
        "income": mark("What channels earn"),
        "cost": mark("Weapons costs and shares"),
        "yardstick": mark("For comparison"),
        "calculator": mark("Calculator"),
    }
)


def params(record: Record) -> list[Param]:
    """The view; in it per what, a channel, a claim; in the calculator, whose work, and three factors for either."""
    ids = {(who, name): factor_claims(record, who, name)["claim_id"].tolist() for who in WHO for name in FACTORS}
    return [
        choice("view", VIEWS, "income"),
        subject(choice("per", PERIODS, PERIODS.first(time="year"))),
        choice("channel", CHANNELS, None),
        open_row("claim", record.tables["revenue_claims"]["claim_id"].tolist(), record),
        subject(choice("who", WHO, "workers")),
        *(factor(parameter(who, name), ids[who, name], FACTORS.says(name, "most")) for who in WHO for name in FACTORS),
    ]


page = begin("revenue", params)
keep_choice("claim", page.record.tables["revenue_claims"]["claim_id"].tolist())
view = choose_view(VIEWS)
of_calculator = {"who", *(parameter(who, name) for who in WHO for name in FACTORS)}
page.idle.update({"per", "channel"} if view == "calculator" else of_calculator)
if view == "calculator":
    show_calculator(page)
else:
    show_sums(page, view)
    if view == "cost":
        show_shares(page)
end(page)
