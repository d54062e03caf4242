"""Who sent workers home, who says none are left, and where are they still reported?"""

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts import repatriation as drawing
from language.forms import strung
from language.messages import Messages, capital, mark, plural, tr
from links.params import Param, choice, open_row, place
from links.state import session
from loaders.codes import REPORTS
from loaders.rows import each_row
from loaders.tables import Record
from pages._parts.choosing import keep_choice, quote_claim, worker_claim_words
from pages._parts.exhibit import Exhibit
from pages._parts.files import downloads
from pages._parts.frame import begin, end
from pages._parts.page import Page, kept
from pages._parts.phone import choosing
from pages._parts.place_box import place_box
from pages._parts.tables import claim_table
from subjects.events import is_ordered_home
from subjects.hosts import STATUSES
from subjects.ordering import FIGURE
from subjects.places import place_codes, place_labels
from subjects.repatriation import PHASES, claims_behind, repatriation, select_places, stock_differences
from words.dates import date_words
from words.text import not_zero

SCALES = Messages({"linear": mark("Linear"), "log": mark("Logarithmic")})


def subregions(record: Record) -> dict[str, str]:
    """The parts of the world that the record names, which are sub-regions of the United Nations, by the code that
    stands in a link; on other pages `region` is the part of the world to which the map is cut."""
    names = sorted(record.tables["jurisdictions"]["region"].dropna().unique())
    return {name.lower().replace("-", "_").replace(" ", "_"): name for name in names}


def params(record: Record) -> list[Param]:
    """A status, a part of the world, the scale of the chart; a place whose claims are listed, and one of them."""
    return [
        replace(choice("status", STATUSES, None), label=mark("Status")),
        replace(choice("subregion", subregions(record), None), label=mark("Part of the world"), was="region"),
        choice("scale", SCALES, "linear"),
        place("iso3", place_codes(record), opens=True),
        open_row("claim", record.tables["worker_claims"]["claim_id"].tolist(), record),
    ]


def controls(page: Page) -> None:
    """What may be chosen."""
    parts = subregions(page.record)
    with choosing():
        st.selectbox(
            tr("Status"),
            list(STATUSES),
            index=None,
            key=session.key("status"),
            width=320,
            placeholder=tr("Every status"),
            format_func=STATUSES.__getitem__,
        )
        st.selectbox(
            tr("Part of the world"),
            list(parts),
            index=None,
            key=session.key("subregion"),
            width=260,
            placeholder=tr("World"),
            format_func=lambda code: parts[code],
        )
        st.segmented_control(
            tr("Scale"), list(SCALES), key=session.key("scale"), required=True, format_func=lambda scale: SCALES[scale]
        )


def show_chart(rows: pd.DataFrame, claims: pd.DataFrame) -> None:
    """Four marks a place."""

    def subtitle() -> str:
        n = len(drawing.highest_ends(rows))
        said = plural(
            "Lowest to highest claim in {n} place, arrows open ends; the deadline to send workers "
            "home was 22 December 2019",
            "Lowest to highest claim in {n} places, arrows open ends; the deadline to send workers "
            "home was 22 December 2019",
            n,
        )
        if n == len(rows):
            return said
        return plural(
            "{said}; {n} more place without a number is in the table",
            "{said}; {n} more places without a number are in the table",
            len(rows) - n,
            said=said,
        )

    def alt() -> str:
        n, after = plural("{n} place", "{n} places", len(drawing.highest_ends(rows))), drawing.summary(rows)
        return tr(
            "{finding}. {n}, four phases each. After the deadline: {after}.",
            finding=drawing.finding(rows),
            n=n,
            after=after,
        )

    is_log = session["scale"] == "log"
    Exhibit(
        key="repatriation",
        rows=claims,
        draw=lambda **look: drawing.repatriation_chart(rows, log=is_log, **look),
        title=lambda: drawing.finding(rows),
        subtitle=subtitle,
        counted=tr(
            "Counted: before and after, workers present or remaining and work permits; claims about "
            "the whole place where there are any, else about a part. Remaining is what was left once "
            "others had gone, at any time. The phases are never subtracted from one another."
        ),
        alt=alt,
        opens=("iso3",),
    ).show()


def show_table(rows: pd.DataFrame) -> None:
    """The same in words, with who reported."""
    asked = rows[rows["of"].isna()]
    reported, kinds = int(asked["reported"].sum()), [kind for told in rows["reports"].dropna() for kind, _ in told]
    st.markdown(
        plural(
            "Paragraph 8 of resolution 2397 (2017) asks states to report on the workers they sent "
            "home: an interim report was due in March 2019, the final one on 22 March 2020. "
            "According to the record, **{reported} of these {n} place reported**, whatever the "
            "report said ({kinds}); areas not under "
            "a government's control are not asked. Not every report is public, so no report here is "
            "not proof of none. *Unknown* is not zero.",
            "Paragraph 8 of resolution 2397 (2017) asks states to report on the workers they sent "
            "home: an interim report was due in March 2019, the final one on 22 March 2020. "
            "According to the record, **{reported} of these {n} places reported**, whatever the "
            "report said ({kinds}); areas not under "
            "a government's control are not asked. Not every report is public, so no report here is "
            "not proof of none. *Unknown* is not zero.",
            len(asked),
            reported=reported,
            kinds=strung([f"{kinds.count(kind)} {words}" for kind, words in REPORTS.items()]),
        )
    )
    caption = plural(
        "The {n} place in the four phases, and their newest reports",
        "The {n} places in the four phases, and their newest reports",
        len(rows),
    )
    by_status = kept(
        "by status", lambda: rows.assign(order=rows["status"].map(STATUSES.order)).sort_values(["order", "name"])
    )
    by = {phase: (FIGURE, f"{phase}_lowest", f"{phase}_highest") for phase in PHASES}
    claim_table(
        by_status,
        {
            "name": tr("Place"),
            "status_words": tr("Status"),
            **{phase: capital(words) for phase, words in PHASES.items()},
            "report": tr("Report under paragraph 8"),
            "reported_by": tr("Newest known from"),
            "title": tr("Document"),
        },
        caption=caption,
        key="phases",
        say=in_words,
        by={**by, "status_words": ("order",), "report": ("reported_on",)},
    )


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The places as the table shows them."""
    said = rows.assign(
        status_words=rows["status"].map(STATUSES),
        report=[
            "; ".join(f"{REPORTS[kind]}, {date_words(on)}" for kind, on in told) if is_in else tr("none in the record")
            for told, is_in in zip(rows["reports"], rows["reported"], strict=True)
        ],
        title=rows["reported_title"],
        url=rows["reported_url"],
        **{phase: [drawing.phase_words(row, phase) for row in each_row(rows)] for phase in PHASES},
    )
    event = [f"; {tr(drawing.AN_EVENT)}" if drawing.has_event_alone(row) else "" for row in each_row(rows)]
    return said.assign(after=said["after"] + event)


def show_differences(page: Page, shown: pd.DataFrame) -> None:
    """The differences between two counts, by themselves."""
    rows = kept("differences", lambda: stock_differences(page.record, shown["iso3"]))
    if rows.empty:
        return
    st.markdown(
        tr(
            "**Differences between two counts** are not people sent home: others may have arrived in "
            "the meantime, or left on their own. They belong to none of the phases."
        )
    )
    claim_table(
        rows,
        None,
        caption=plural("{n} difference between two counts", "{n} differences between two counts", len(rows)),
        key="differences",
    )


def show_claims(page: Page, behind: pd.DataFrame) -> None:
    """The claims behind the chart, of all places or of one that was chosen by its mark, and one of them to quote."""
    names, labels = behind.drop_duplicates("place").set_index("place")["name"], place_labels(page.record)
    keep_choice("iso3", names.index.tolist())
    place_box(
        tr("Claims of one place"),
        "iso3",
        labels,
        names.index.tolist(),
        index=None,
        width=420,
        placeholder=tr("Click a mark, or choose a place"),
    )
    chosen = session["iso3"]
    rows = behind if chosen is None else behind[behind["place"] == chosen]
    if chosen is not None:
        quote_claim(page.record, rows, worker_claim_words, chosen)
    where = tr("behind this page") if chosen is None else tr("about {chosen}", chosen=names[chosen])
    claim_table(
        rows,
        None,
        caption=plural("The {n} claim {where}", "The {n} claims {where}", len(rows), where=where),
        key="repatriation_rows",
        opened=chosen,
    )


page = begin("repatriation", params)
every = repatriation(page.record)
controls(page)
subregion = session["subregion"]
shown = select_places(
    every,
    status=session["status"],
    region=None if subregion is None else subregions(page.record)[subregion],
)
if not is_ordered_home(page.record):
    st.info(
        tr(
            "No order to send workers home was known on that day, so nothing can be said to be before or after "
            "it. Choose a later day."
        ),
        icon=":material/event_busy:",
    )
elif shown.empty:
    st.info(
        tr("No place matches. Choose another status or part of the world.")
        if len(every)
        else not_zero(tr("No claim about workers in a host country was known on that day."), tr("Choose a later day.")),
        icon=":material/filter_alt_off:",
    )
else:
    behind = kept("behind", lambda: claims_behind(page.record, shown["iso3"]))
    show_chart(shown, behind)
    show_table(shown)
    show_differences(page, shown)
    show_claims(page, behind)
    downloads(
        page.record,
        behind,
        name="repatriation",
        tables=("worker_claims", "sources", "jurisdictions"),
        apart_from=("scale",),
    )
end(page)
