"""Every slide of the talks that come with the project opens as it is written, and still says what it said."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from loaders.talks import load_talks

TALKS, FAULTS = load_talks()
SLIDES = [(talk, number, slide) for talk in TALKS for number, slide in enumerate(talk.slides, 1)]


def test_three_talks_come_with_the_project():
    assert not FAULTS
    assert {talk.title for talk in TALKS} >= {
        "Where workers still are",
        "One year, five totals: crypto theft in 2022",
        "Ten minutes on how the DPRK earns abroad",
    }


@pytest.mark.parametrize(("talk", "number", "slide"), SLIDES, ids=lambda part: getattr(part, "name", None))
def test_a_slide_opens_without_notice_and_says_what_it_said(run_page, talk, number, slide):
    parts = urlsplit(slide.view)
    ran = run_page(parts.path.strip("/") or "overview", **dict(parse_qsl(parts.query)))
    assert not [notice.value for notice in ran.app.info if "link asked" in notice.value]
    figure = ran.figures[slide.chart]
    assert slide.said[0] == figure["layout"]["meta"][0]["title"]
    written = str(figure)
    for label in slide.said[1:]:
        assert label.replace("$", "&#36;") in written or label in written
    assert slide.highlight in written
    assert slide.notes.strip()
