"""How pages tell own rows from the curated record: the notice on every page, the mark of a row in a table."""

import html
from collections.abc import Sequence

import streamlit as st

from language.messages import capital, plural, tr
from links.plain_text import plain
from loaders.own_rows import MARK, is_own
from loaders.rows import FrameRow
from loaders.store import RecordStore
from loaders.tables import Record

SHOWN_FAULTS = 3


def tell_own_rows(store: RecordStore, current: Record) -> None:
    """On every page: that own rows stand beside the curated record, or why they do not."""
    if store.own_faults:
        faults = [plain(str(fault)) for fault in store.own_faults[:SHOWN_FAULTS]]
        if (more := store.own_fault_count - SHOWN_FAULTS) > 0:
            faults.append(tr("and {more} more", more=more))
        st.warning(
            tr(
                "This is the curated record alone. The first faults (file, row, column, value, rule):\n\n{faults}\n\n"
                "`python -m loaders.check --own FOLDER` lists them all.",
                faults="\n".join(f"- {fault}" for fault in faults),
            ),
            title=tr("The own rows were refused"),
        )
    elif current.own is not None:
        st.info(
            plural(
                "Beside the curated record this server shows {n} row of its own. Figures, tables, files and citations "
                "say so; what is at `/data/` is the curated record alone.",
                "Beside the curated record this server shows {n} rows of its own. Figures, tables, files and citations "
                "say so; what is at `/data/` is the curated record alone.",
                current.own.count,
            ),
            title=tr("Not the curated record"),
            icon=":material/note_add:",
        )


def row_html(row: FrameRow, cells: Sequence[str]) -> str:
    """A row of a table; an own one bears its mark in the first cell."""
    if not is_own(row):
        return f"<tr>{''.join(cells)}</tr>"
    first = cells[0].removesuffix("</td>") + f' <span class="hc-own">{html.escape(tr(MARK))}</span></td>'
    return f"<tr>{first}{''.join(cells[1:])}</tr>"


def own_fact(row: FrameRow) -> dict[str, str]:
    """What the facts of one row say of it, if it is an own one."""
    return {tr("Record"): capital(tr(MARK))} if is_own(row) else {}
