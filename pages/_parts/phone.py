"""What a phone shows otherwise: the controls of a view behind a button, the legend of a map as text beneath it."""

import html
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

from charts.host_map import MARKS_WORDS
from language.messages import tr
from look.coded import FILLS, Fill
from look.rings import LARGEST_COUNT, ring_px
from subjects.hosts import STATUSES
from words.numbers import count


@contextmanager
def choosing(*, in_a_row: bool = True) -> Iterator[None]:
    """The controls of a view, `in_a_row` or in columns of their own; on a phone they are behind a button, so that the
    picture begins on the first screen."""
    st.html(
        '<button type="button" class="hc-fold" data-fold aria-expanded="false">'
        + tr("Filters and choices")
        + "</button>"
    )
    with st.container(key="choices", horizontal=in_a_row, vertical_alignment="bottom" if in_a_row else "top"):
        yield


def sums_legend(sizes: Mapping[str, int]) -> str:
    """The legend of the map of victims as HTML: `sizes` (px) of the discs there by the sum that each stands for."""
    discs = "".join(f'<li><i style="--hc-ring:{px}px"></i>{html.escape(said)}</li>' for said, px in sizes.items())
    return f'<div class="hc-legend hc-sums"><ul>{discs}</ul></div>'


def legend(counts: Mapping[str, int]) -> str:
    """The legend of the map of hosts as HTML: `counts` of places by status, and rings of the size they have there."""
    items = "".join(
        f'<li style="{_style(FILLS[status])}">{html.escape(STATUSES[status])} <b>{number}</b>'
        for status, number in counts.items()
    )
    rings = "".join(
        f'<li><i style="--hc-ring:{ring_px(number):.0f}px"></i>{count(number)}'
        for number in (LARGEST_COUNT, LARGEST_COUNT // 10)
    )
    return f'<div class="hc-legend"><ul>{items}</ul><ul>{rings}</ul>{html.escape(tr(MARKS_WORDS))}</div>'


def _style(fill: Fill) -> str:
    """A fill of the map as look/style.css draws it."""
    lines = [f"--hc-{way}:var(--hc-lines-{way})" for way in ("rising", "falling") if getattr(fill, way)]
    return ";".join([f"--hc-fill:var(--hc-{fill.colour})", *lines])
