"""Which share of a whole a channel is said to make up or to pay for."""

from charts import claim_ranges
from charts.theme import CHANNEL_WORDS, SHARE_OF_WORDS
from loaders.comparability import spans
from loaders.revenue import revenue_claims, select_shares
from pages._parts import Page, nothing
from pages._revenue.claims import draw


def show_shares(page: Page) -> None:
    """The claims about shares of a whole; each group has its own whole."""
    rows = select_shares(revenue_claims(page.record))
    if rows.empty:
        nothing("such claim")
        return
    by_whole = spans(rows.assign(low=rows["share_low"], high=rows["share_high"]), by="share_of").set_index("share_of")
    first = next(whole for whole in SHARE_OF_WORDS if whole in by_whole.index)
    draw(
        page,
        rows.assign(detail=rows["channel"].map(CHANNEL_WORDS)),
        key="shares",
        unit="percent",
        title=claim_ranges.finding(by_whole.loc[first], f"share of {SHARE_OF_WORDS[first]}", kind="percent"),
        heads={whole: f"Of {words_}" for whole, words_ in SHARE_OF_WORDS.items()},
        group="share_of",
        ends=("share_low", "share_high"),
    )
