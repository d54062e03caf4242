"""Which share of a whole a channel is said to make up or to pay for."""

from language.messages import tr
from loaders.codes import CHANNELS, WHOLES
from pages._parts.frame import nothing
from pages._parts.page import Page
from pages._revenue.claims import draw
from subjects.revenue import revenue_claims, select_shares
from words.claims import shares_words


def show_shares(page: Page) -> None:
    """The claims about shares of a whole; each group has its own whole."""
    rows = select_shares(revenue_claims(page.record))
    if rows.empty:
        nothing(tr("No such claim was known on that day."))
        return
    draw(
        page,
        rows.assign(detail=rows["channel"].map(CHANNELS)),
        key="shares",
        unit="percent",
        title=shares_words(rows),
        heads={whole: tr("Of {words_}", words_=words_) for whole, words_ in WHOLES.items()},
        group="share_of",
        ends=("share_low", "share_high"),
    )
