"""Years of a link as people write them: one, a span, an open end, the newest; and what is told of the rest."""

import pytest

from links.params import place
from links.reading import read_link
from links.years import span, year

PARAMS = [year("year", 2006, 2026, 2017), span("years", 2006, 2026)]


def asked(**given: str) -> tuple[dict[str, object], list[str]]:
    values, notices = read_link(PARAMS, {name: [value] for name, value in given.items()})
    return values, notices


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        *(("2019", (2019, 2019)), ("2019-", (2019, 2026)), ("-2019", (2006, 2019)), ("latest", (2026, 2026))),
        *(("earliest", (2006, 2006)), ("2019-latest", (2019, 2026)), ("Earliest-2012", (2006, 2012))),
        *(("2010..2012", (2010, 2012)), ("..2012", (2006, 2012)), ("2019..", (2019, 2026)), ("2019+", (2019, 2026))),
        *(("2010:2012", (2010, 2012)), ("2010/2012", (2010, 2012)), ("2010 to 2012", (2010, 2012))),
        *(("2019..latest", (2019, 2026)), ("2019..)", (2019, 2026)), ("3D2019-", (2019, 2026))),
        *(("2010\N{EN DASH}2012", (2010, 2012)), ("2010 - 2012", (2010, 2012)), ("2010-2012.", (2010, 2012))),
        *(("2019-21", (2019, 2021)), ("2010to2012", (2010, 2012)), ("since 2019", (2019, 2026))),
        *(
            (">=2019", (2019, 2026)),
            ("<=2012", (2006, 2012)),
            ("2019...", (2019, 2026)),
            ("2019 onwards", (2019, 2026)),
        ),
        *(("2010~2012", (2010, 2012)), ("2010_2012", (2010, 2012)), ("2010 through 2012", (2010, 2012))),
        *(("between 2010 and 2012", (2010, 2012)), ("from 2010 to 2012", (2010, 2012))),
        *(("<2019", (2006, 2018)), ("before 2019", (2006, 2018)), (">2019", (2020, 2026)), ("post-2019", (2020, 2026))),
        *(("until_2012", (2006, 2012)), ("2019-now", (2019, 2026)), ("2019-2021#map", (2019, 2021))),
    ],
)
def test_one_year_an_open_end_and_the_newest_are_understood(text: str, ends: tuple[int, int]) -> None:
    values, notices = asked(years=text)
    assert (values["years"], notices) == (ends, [])


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("latest", 2026),
        ("newest", 2026),
        ("oldest", 2006),
        ("EARLIEST", 2006),
        ("current", 2026),
        ("2015.", 2015),
        (" 2015", 2015),
        ("(2015)", 2015),
        ("２０１５", 2015),
    ],
)
def test_the_newest_and_the_first_year_are_understood(text: str, year: int) -> None:
    values, notices = asked(year=text)
    assert (values["year"], notices) == (year, [])


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        *(("2019.0", (2019, 2019)), ("2010.0-2012.0", (2010, 2012)), ("2,019", (2019, 2019)), ("CY2019", (2019, 2019))),
        *(
            ("2010,2011,2012", (2010, 2012)),
            ("2010;2011", (2010, 2011)),
            ("2010s", (2010, 2019)),
            ("all", (2006, 2026)),
        ),
        *(("2019年", (2019, 2019)), ("2019년에", (2019, 2019)), ("2010年-2012年", (2010, 2012)), ("*", (2006, 2026))),
    ],
)
def test_years_as_people_and_programs_write_them_are_understood(text: str, ends: tuple[int, int]) -> None:
    values, notices = asked(years=text)
    assert (values["years"], notices) == (ends, [])


FISCAL = "a fiscal year is shown as the calendar year of that number"


@pytest.mark.parametrize(
    ("text", "ends", "why"),
    [
        *((text, (2019, 2019), FISCAL) for text in ("FY2019", "FY 2019", "fy19", "fiscal year 2019")),
        ("FY2019/20", (2019, 2020), FISCAL),
        *(
            (text, (2019, 2019), "only whole years are shown")
            for text in ("2019-12", "2019-12-22", "2019Q3", "H1 2019")
        ),
        ("2019.7", (2019, 2019), "only whole years are shown"),
        ("2010-03..2012-06-30", (2010, 2012), "only whole years are shown"),
        ("2019,2021", (2019, 2021), "years are one span, so those between count too"),
        ("2010-2012,2019", (2010, 2019), "years are one span, so those between count too"),
    ],
)
def test_what_is_no_span_of_whole_years_gives_the_nearest_and_is_told(
    text: str, ends: tuple[int, int], why: str
) -> None:
    values, notices = asked(years=text)
    assert values["years"] == ends
    assert notices == [f"The link asked for years={text}; {why}. Showing {ends[0]}-{ends[1]}."]


@pytest.mark.parametrize("text", ["2019,2021", "2019-2021", "2019 and 2021"])
def test_of_several_years_where_one_is_shown_the_first_counts_and_is_told(text: str) -> None:
    values, notices = asked(year=text)
    assert values["year"] == 2019
    assert notices == [f"The link asked for year={text}; it is one year at a time. Showing 2019."]


def test_the_newest_year_is_the_newest_that_the_view_has_something_in() -> None:
    """What is asked for beside it decides, wherever it stands in the link."""
    within = {None: (2009, 2024), "RUS": (2012, 2017), "CHN": None}
    params = [
        span("years", 2006, 2026, lambda others: within[others["iso3"]]),
        year("year", 2006, 2026, 2020, lambda others: within[others["iso3"]]),
        place("iso3", ["CHN", "RUS"]),
    ]

    def years(**given: str) -> tuple[object, object]:
        values, notices = read_link(params, {name: [text] for name, text in given.items()})
        assert notices == []
        return values["years"], values["year"]

    assert years(years="latest", year="earliest") == ((2024, 2024), 2009)
    assert years(years="newest.", year="latest", iso3="Russia") == ((2017, 2017), 2017)
    assert years(years="earliest", year="last", iso3="CHN") == ((2006, 2006), 2026)
    assert years(years="2019-latest", iso3="RUS") == ((2019, 2026), 2020)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2005-2010", (2006, 2010)),
        ("2019-3000", (2019, 2026)),
        ("1990-2030", (2006, 2026)),
        ("2019-2010", (2010, 2019)),
    ],
)
def test_of_a_span_the_part_that_there_is_stays_and_the_rest_is_told(text: str, ends: tuple[int, int]) -> None:
    values, notices = asked(years=text)
    assert values["years"] == ends
    assert len(notices) == 1
    assert notices[0].endswith(f"Showing {ends[0]}-{ends[1]}.")


@pytest.mark.parametrize(
    "text", ["2005", "2027-", "-2005", "2027-2030", "-", "", ",", "..", "2019-99999", "a-b", "2010-2012-2014"]
)
def test_a_span_that_will_not_do_is_told(text: str) -> None:
    values, notices = asked(years=text)
    assert values["years"] == (2006, 2026)
    assert notices[0].endswith("Showing 2006-2026.")
