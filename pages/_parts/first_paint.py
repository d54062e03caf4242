"""What a view shows first, handed over for whoever asks for it next and waits for the front end."""

from functools import partial

from exports.drawing_svg import sketch
from language.messages import tr
from pages._parts.page import MAPS, Page, choices
from serving.files import content_hash
from serving.first_paint import Painted, Picture, keep
from serving.outlines import asked_for_by
from words.dates import date_words


def hand_over(page: Page) -> None:
    """Hand over what the page shows first: its day, the finding and picture of its first chart, and key figures."""
    day = "" if page.known_on is None else tr("As known on {known_on}", known_on=date_words(page.known_on))
    if not page.charts:
        keep(page.name, page.record.version, choices(page), page.colours.name, Painted(day=day))
        return
    finding, alt, figure = next(iter(page.charts.values()))
    name = content_hash(figure.encode())
    painted = Painted(
        finding["title"],
        finding["subtitle"],
        finding["footer"],
        alt=alt,
        picture=name,
        is_map=not finding.keys().isdisjoint(MAPS),
        day=day,
        below="".join(page.below),
        asked_for=tuple(asked_for_by(figure)),
    )
    picture = Picture(partial(sketch, figure), len(figure))
    keep(page.name, page.record.version, choices(page), page.colours.name, painted, picture)
