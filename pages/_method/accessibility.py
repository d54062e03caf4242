"""The accessibility statement: what holds, each point with the test that holds it, and what does not."""

from typing import Final

import streamlit as st

from language.messages import mark, tr
from serving.settings import contact

HOLDS: Final = {
    mark("An automatic check (axe-core) finds no fault on any page in the light theme"): (
        "browser/test_pages.py::test_no_fault_of_access_in_light"
    ),
    mark("The same check finds none on any page in the dark theme"): (
        "browser/test_dark.py::test_no_fault_of_access_in_dark"
    ),
    mark("The same check finds none in any other view of a page in the light theme"): (
        "browser/test_pages.py::test_every_other_view_is_as_whole"
    ),
    mark("Every chart on the first view of a page has a text alternative of its own"): (
        "browser/test_pages.py::test_every_chart_is_drawn_and_has_a_name"
    ),
    mark("A page that offers rows as a file gives as many as it says, with every column described"): (
        "browser/test_pages.py::test_a_page_gives_as_many_rows_as_it_says"
    ),
    mark("A place on the map is reached and chosen by keyboard alone"): (
        "browser/test_host_countries.py::test_a_place_is_reached_and_chosen_by_keyboard_alone"
    ),
    mark(
        "Every mark of a chart is reached with the arrow keys in reading order, ringed, and read out once; colours "
        "set by "
        "the system keep the ring"
    ): "browser/test_marks.py::test_every_mark_is_reached_ringed_and_read_out",
    mark("Enter opens a mark as a click does, and the focus stays at it"): (
        "browser/test_marks.py::test_up_and_down_go_from_lane_to_lane_and_enter_opens_and_keeps_the_place"
    ),
    mark("What has the focus is never hidden by the header or the headings of a table"): (
        "browser/test_pages.py::test_what_has_the_focus_is_never_covered"
    ),
    mark(
        "Buttons, links, boxes and the ends of a slider are at least 24 pixels high and wide, except links "
        "within a sentence"
    ): ("browser/test_pages.py::test_what_is_pressed_is_large_enough"),
    mark(
        "In a window of 320 pixels neither a page nor a chart scrolls sideways; wide tables scroll in frames of "
        "their own"
    ): ("browser/test_pages.py::test_on_a_phone_the_finding_and_the_source_are_read_without_scrolling_sideways"),
    mark("With text at 200% a page does not scroll sideways"): (
        "browser/test_pages.py::test_with_text_twice_as_large_nothing_scrolls_sideways"
    ),
    mark("The words of a chart on stage have a contrast of at least 4.5 to 1 in both themes"): (
        "browser/test_stage_fit.py::test_every_word_on_stage_stands_out_from_its_slide_in_both_themes"
    ),
    mark("The colours of marks have a contrast of at least 3 to 1 against the page in both themes"): (
        "look/test_palette.py::test_marks_can_be_seen"
    ),
    mark("The classes of the map can be told apart without colour"): (
        "browser/test_host_countries.py::test_classes_differ_in_grey_print"
    ),
    mark("Colours set by the system (high contrast) still show what is chosen"): (
        "browser/test_colours_forced.py::test_what_is_chosen_differs_from_what_is_not"
    ),
    mark("Colours set by the system still show what has the focus"): (
        "browser/test_colours_forced.py::test_focus_is_seen_on_every_kind_of_control"
    ),
    mark("When a choice changes the finding of a page, the new one is announced once"): (
        "browser/test_findings.py::test_the_new_finding_is_said_once"
    ),
    mark("When a table is sorted, the new order is announced"): (
        "browser/test_tables.py::test_a_heading_puts_all_rows_in_order_keeps_the_focus_and_says_so"
    ),
    mark("When a table is searched, the number of rows found is announced"): (
        "browser/test_tables.py::test_a_search_is_typed_counted_and_said"
    ),
    mark("For readers who prefer less motion the years play at the slow speed"): (
        "browser/test_years.py::test_who_wants_less_motion_gets_the_slow_pace"
    ),
    mark("Names in Korean, Japanese and Chinese are drawn with fonts that come with the dashboard"): (
        "browser/test_letters.py::test_names_are_drawn_with_letters_that_come_with_us"
    ),
}
"""What holds, by the test that fails where it does not."""

GAPS: Final = (
    mark(
        "No blind reader and no user of a screen reader has tested it yet. The tests read names, "
        "roles and announcements from the browser; they do not listen to a screen reader."
    ),
    mark("Tests run in Chromium only, not in Firefox or Safari, and not on a real phone."),
    mark(
        "The arrow keys go through a map from west to east; the list beside it, by number of "
        "workers, is the shorter way to a place."
    ),
    mark(
        "Charts, except the ring of the arrow keys, keep their own colours when the system sets colours for the page."
    ),
    mark("Talks on stage, the basket and the list of the record at /data/ are not part of the automatic check."),
    mark(
        "Downloads as PNG carry no text alternative. Names of places in other scripts are not "
        "marked with their language."
    ),
)
"""What does not hold, or is not known to."""


def accessibility() -> None:
    """The statement."""
    st.header(tr("Accessibility"), anchor="accessibility")
    st.markdown(
        tr(
            "The aim is level AA of the Web Content Accessibility Guidelines (WCAG) 2.2. It is met "
            "in part. No outside audit has been made: this is our own statement, and automatic tests "
            "in a real browser check what it says."
        )
    )
    st.markdown(tr("**What works**") + "\n\n" + "\n".join(f"- {tr(claim)}." for claim in HOLDS))
    st.markdown(tr("**What does not, or is not known**") + "\n\n" + "\n".join(f"- {tr(gap)}" for gap in GAPS))
    address = contact()
    st.markdown(
        tr(
            "**Report a barrier.** *Report a problem* under each chart gives a text with the link of the view, ready "
            "to copy, and you can write to {address} about anything else. Say what you tried, and with which browser "
            "and which assistive technology.",
            address=address,
        )
        if address
        else tr(
            "**Report a barrier.** *Report a problem* under each chart gives a text with the link of the view, ready "
            "to copy to whoever runs this server. Say what you tried, and with which browser and which assistive "
            "technology."
        )
    )
