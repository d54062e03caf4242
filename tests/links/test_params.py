"""What a link may ask for: every bad value is told by name, with its rule and with what is shown in its place."""

from datetime import date

import pytest

from links.params import (
    FEW,
    Param,
    choice,
    choices,
    day,
    flag,
    open_row,
    place,
    shown,
    words,
)
from links.reading import read_link
from links.years import span, year

PLACES = ["CHN", "RUS", "ARE"]
PARAMS = [
    year("year", 2006, 2026, 2017),
    span("years", 2006, 2026),
    place("iso3", PLACES),
    choice("scale", ["log", "linear"], "log"),
    choices("lane", ["advisory", "seizure", "denial"]),
    day("known_on", date(2006, 1, 1), date(2026, 11, 24)),
    flag("all"),
    words("q"),
]


def asked(**given: str | list[str]) -> tuple[dict[str, object], list[str]]:
    lists = {name: [value] if isinstance(value, str) else value for name, value in given.items()}
    values, notices = read_link(PARAMS, lists)
    return values, notices


def test_no_parameter_gives_every_default_and_no_notice() -> None:
    values, notices = asked()
    assert notices == []
    assert values == {p.name: p.default for p in PARAMS}


@pytest.mark.parametrize("text", ["nan", "inf", "1e99", "abc", "", "all", "-2015", "٢٠١٥", "9" * 400])
def test_a_number_that_is_none_is_told_with_its_span(text: str) -> None:
    values, notices = asked(year=text)
    assert values["year"] == 2017
    assert notices == [
        f"The link asked for year={shown(text)}; it must be a whole number from 2006 to 2026. Showing 2017."
    ]


@pytest.mark.parametrize("text", ["3000", "2005", "0"])
def test_a_number_out_of_its_span_is_not_bent_into_it(text: str) -> None:
    values, notices = asked(year=text)
    assert values["year"] == 2017
    assert "from 2006 to 2026. Showing 2017." in notices[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("chn", "CHN"), ("China", "CHN"), ("cn", "CHN"), (" RUS ", "RUS"), ("UAE", "ARE"), ("중국", "CHN")),
        *(("Russia (RUS)", "RUS"), ("Russia · 러시아", "RUS"), ("RUS - Russia", "RUS"), ("RUS(러시아)", "RUS")),
        *(("Russian Federation", "RUS"), ("RUSSIAN  federation.", "RUS"), ("the united arab emirates", "ARE")),
    ],
)
def test_other_spellings_of_a_place_are_taken_without_a_word(text: str, code: str) -> None:
    assert asked(iso3=text) == ({p.name: p.default for p in PARAMS} | {"iso3": code}, [])


NOWHERE = (
    "no place is known by that name in ISO 3166 or in the record, "
    "which takes no position on the status of any territory"
)


@pytest.mark.parametrize("text", ["Russia,China", "RUS;CHN", "Russia + China", "RUS/CHN"])
def test_of_two_places_the_first_stays_and_the_reader_is_told(text: str) -> None:
    values, notices = asked(iso3=text)
    assert values["iso3"] == "RUS"
    assert notices == [f"The link asked for iso3={text}; it is one place at a time. Showing RUS."]


@pytest.mark.parametrize("text", ["ZZZ", "", "UKA", "CHM", "R2D2", "{{iso3}}"])
def test_what_is_no_place_is_told_and_a_code_gets_no_neighbour(text: str) -> None:
    assert asked(iso3=text)[1] == [
        f"The link asked for iso3={text}; no place is known by that name. Showing the page without it."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PSE", "PSE is Palestine; the record says nothing about it"),
        ("WBG", "WBG is Palestine, code PSE; the record says nothing about it"),
        ("Peru", "Peru has the code PER; the record says nothing about it"),
        ("BUR", "BUR is Burkina Faso or Myanmar"),
        ("SUN", "SUN was the code of USSR, Union of Soviet Socialist Republics"),
        ("USSR", "USSR had the code SUN, which ISO 3166 no longer assigns"),
        ("Yugoslavia", "Yugoslavia had the code YUG, which ISO 3166 no longer assigns"),
        ("Rusia del norte", NOWHERE),
        ("Somaliland", NOWHERE),
        ("Northern Cyprus", NOWHERE),
        ("Rusland!!", "RUS"),
        ("Chinna", "no place is known by that name; the nearest is China (CHN)"),
        ("United Arab Emirate", "no place is known by that name; the nearest is United Arab Emirates (ARE)"),
    ],
)
def test_a_place_that_is_not_in_the_record_is_named(text: str, said: str) -> None:
    values, notices = asked(iso3=text)
    if said in PLACES:
        assert (values["iso3"], notices) == (said, [])
    else:
        assert values["iso3"] is None
        assert notices == [f"The link asked for iso3={text}; {said}. Showing the page without it."]


def test_the_nearest_value_is_offered() -> None:
    assert asked(scale="liner")[1] == [
        "The link asked for scale=liner; it is not one of the 2 possible values; the nearest is linear. Showing log."
    ]


def test_a_key_of_a_row_is_not_answered_with_a_near_one() -> None:
    """It might be one that the reader's day does not know yet."""
    keys = [f"ev-2025-{number}" for number in range(FEW + 1)]
    values, notices = read_link([choice("event", keys, None)], {"event": ["ev-2025-x"]})
    assert values == {"event": None}
    assert notices == [
        "The link asked for event=ev-2025-x; no row of the record has that key. Showing the page without it."
    ]
    assert read_link([open_row("event", keys[:3])], {"event": ["ev-2025-x"]})[1] == notices
    assert "nearest is ev-2025-1" in read_link([choice("event", keys[:3], None)], {"event": ["ev-2025-11"]})[1][0]


def test_the_first_of_repeated_values_counts_and_the_reader_is_told() -> None:
    values, notices = asked(iso3=["CHN", "RUS"])
    assert values["iso3"] == "CHN"
    assert notices == ["The link gives iso3 2 times; the first one counts."]
    values, notices = asked(iso3=["RUS"] * 50)
    assert values["iso3"] == "RUS"
    assert notices == ["The link gives iso3 50 times; the first one counts."]


def test_several_codes_keep_one_order_and_a_bad_one_is_told() -> None:
    assert asked(lane="Denial,advisory,advisory")[0]["lane"] == ("advisory", "denial")
    for way in ("denial;advisory", "denial|advisory", ["denial", "advisory"], ["denial,advisory", "advisory"]):
        assert asked(lane=way) == (asked(lane="advisory,denial")[0], []), way
    values, notices = asked(lane="seizure,zzz")
    assert values["lane"] == ("seizure",)
    assert notices == ["The link asked for lane=seizure,zzz; zzz is not among the 3 possible values. Showing seizure."]
    values, notices = asked(lane="zzz,yyy")
    assert values["lane"] == ()
    assert notices == [
        "The link asked for lane=zzz,yyy; zzz, yyy are not among the 3 possible values. Showing the page without it."
    ]


@pytest.mark.parametrize("word", ["all", "any", "everything", "*"])
def test_all_is_no_choice_where_there_may_be_none(word: str) -> None:
    values, notices = asked(iso3=word, lane=word, years=word)
    assert (values["iso3"], values["lane"], values["years"], notices) == (None, (), (2006, 2026), [])
    assert read_link([choice("drawn", ["all", "one"], None)], {"drawn": ["all"]}) == ({"drawn": "all"}, [])
    assert "it is not one of the 2 possible values" in asked(scale=word)[1][0]


def test_the_sign_between_the_words_of_a_code_and_its_further_names_do_not_count() -> None:
    region = choice("region", ["world", "east_asia"], "world", also={"East Asia and the Pacific": "east_asia"})
    for text in ("east-asia", "East Asia", "EAST_ASIA", "east asia and the pacific"):
        assert region.parse(text) == "east_asia"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        *(
            ("iso3", text, "RUS")
            for text in ("RUS에서", "RUS에서는", "러시아에서", "ロシアでは", "俄罗斯的", "RUSを見て。")
        ),
        *(("iso3", text, "RUS") for text in ("Russia's", "Russia\N{RIGHT SINGLE QUOTATION MARK}s", "RUS的页面很有用")),
        *(("known_on", text, date(2023, 1, 5)) for text in ("2023-01-05까지", "2023年1月5日に", "2023-01-05的数据")),
        *(("years", "2019-2021을", (2019, 2021)), ("lane", "seizure를", ("seizure",)), ("all", "1의", True)),
    ],
)
def test_the_rest_of_a_sentence_without_blanks_is_no_part_of_a_value(name: str, text: str, value: object) -> None:
    values, notices = asked(**{name: text})
    assert (values[name], notices) == (value, [])


@pytest.mark.parametrize("end", [".", ",", ")", "]", ">", '"', "\N{RIGHT SINGLE QUOTATION MARK}", ").", '">', " "])
def test_what_a_sentence_leaves_on_a_link_is_no_part_of_it(end: str) -> None:
    values, notices = asked(
        iso3=f"RUS{end}", scale=f"linear{end}", known_on=f"2023-01-01{end}", lane=f"seizure,denial{end}", all=f"1{end}"
    )
    assert notices == []
    assert (values["iso3"], values["scale"], values["known_on"]) == ("RUS", "linear", date(2023, 1, 1))
    assert (values["lane"], values["all"]) == (("seizure", "denial"), True)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *(("20230101", "2023-01-01"), ("2023/1/2", "2023-01-02"), ("31/01/2023", "2023-01-31")),
        *(("2023-01-01T00:00:00Z", "2023-01-01"), ("1 January 2023", "2023-01-01"), ("=2023-01-01", "2023-01-01")),
        *(("3D2023-01-01", "2023-01-01"), ("2023-01-01\N{NO-BREAK SPACE}", "2023-01-01")),
        *(("2023-01-01\N{ZERO WIDTH SPACE}", "2023-01-01"), ("2023-01-\r\n01", "2023-01-01")),
        *(("2023-01-01&gt;", "2023-01-01"), ("2023-01-01。", "2023-01-01"), ("2023-01-01…", "2023-01-01")),
        *(("5. Januar 2023", "2023-01-05"), ("2023-01-=01", "2023-01-01"), ("latest", "2026-11-24")),
    ],
)
def test_a_day_that_can_be_read_in_one_way_is_understood(text: str, meant: str) -> None:
    values, notices = asked(known_on=text)
    assert (str(values["known_on"]), notices) == (meant, [])


@pytest.mark.parametrize(("text", "last"), [("2023", "2023-12-31"), ("2023-02", "2023-02-28"), ("2026", "2026-11-24")])
def test_a_month_or_a_year_is_its_last_day_and_told(text: str, last: str) -> None:
    values, notices = asked(known_on=text)
    assert str(values["known_on"]) == last
    said = "it names no day, so the last day of that time is used"
    assert notices == [f"The link asked for known_on={text}; {said}. Showing {last}."]


@pytest.mark.parametrize(
    "text", ["2023-13-01", "2023-02-30", "03/04/2023", "2005-12-31", "2026-11-25", "2027", "yesterday", "01.02.23"]
)
def test_a_day_that_is_none_is_told(text: str) -> None:
    values, notices = asked(known_on=text)
    assert values["known_on"] is None
    assert "it must be a day such as 2026-11-24" in notices[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2023-02-30", "February 2023 has 28 days"),
        ("2023-13-01", "there is no month 13"),
        ("30/02/2023", "February 2023 has 28 days"),
        ("31.11.2023", "November 2023 has 30 days"),
        ("30 February 2023", "February 2023 has 28 days"),
        ("Feb 29 2025", "February 2025 has 28 days"),
        ("31 Nov 2023", "November 2023 has 30 days"),
        ("45/45/2023", "no such day"),
    ],
)
def test_why_a_day_is_none_is_told(text: str, why: str) -> None:
    assert why in asked(known_on=text)[1][0]


def test_a_part_of_a_place_is_no_place_and_said_so() -> None:
    areas = place("iso3", ["UKR", "donbas-occupied"])
    values, told = read_link([areas], {"iso3": ["Donbas"]})
    assert values == {"iso3": "donbas-occupied"}
    assert (
        "Donbas is not a country in ISO 3166, which lists it under Ukraine; the record covers donbas-occupied"
        in told[0]
    )
    values, told = read_link([areas], {"iso3": ["Crimea"]})
    assert values == {"iso3": None}
    assert "which lists it under Ukraine; the record has no place of its own for it" in told[0]


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("true", True), ("Yes", True), ("on", True), ("FALSE", False), ("off", False)]
)
def test_yes_and_no_are_understood_as_words(text: str, value: bool) -> None:
    values, notices = asked(all=text)
    assert (values["all"], notices) == (value, [])


def test_a_code_is_known_by_its_further_names() -> None:
    networks = choices(
        "network", ["bnb-smart-chain", "tron"], {"BSC": "bnb-smart-chain", "TRON/TRC20": "tron", "X": ""}
    )
    for text in ("BSC", "bsc", "BNB Smart Chain", "bnb_smart-chain"):
        assert networks.parse(text) == ("bnb-smart-chain",)
    assert networks.parse("tron/trc20,BSC") == ("bnb-smart-chain", "tron")
    with pytest.raises(ValueError, match="x is not among the 2 possible values"):
        networks.parse("x")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a\x00b", "\u202egnp.exe", "x" * 5000, "\ufeff"])
def test_a_hostile_value_is_repeated_cut_and_without_what_steers_the_eye(text: str) -> None:
    for name in ("iso3", "year", "known_on"):
        values, notices = asked(**{name: text})
        assert values[name] == next(p.default for p in PARAMS if p.name == name)
        assert len(notices) == 1
        assert len(notices[0]) < 240
        assert not set("\x00\u202e\ufeff") & set(notices[0])


@pytest.mark.parametrize("text", ["x" * 81, "a\x00b", "\u202eabc", "line\nbreak"])
def test_words_to_search_for_are_plain_and_short(text: str) -> None:
    values, notices = asked(q=text)
    assert values["q"] == ""
    assert "plain text of at most 80 characters" in notices[0]


def test_a_parameter_that_is_not_known_is_named_even_in_other_letters() -> None:
    values, notices = asked(YEAR="2015", utm_source="x")
    assert values["year"] == 2017
    assert [notice.split(",")[0] for notice in notices] == [
        "The link has a parameter YEAR",
        "The link has a parameter utm_source",
    ]


@pytest.mark.parametrize("text", ["y", "2", ""])
def test_a_flag_is_1_or_0(text: str) -> None:
    values, notices = asked(all=text)
    assert values["all"] is False
    assert "it must be 1 or 0. Showing 0." in notices[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("year", 2010),
        ("years", (2010, 2012)),
        ("iso3", "RUS"),
        ("lane", ("advisory", "denial")),
        ("known_on", date(2023, 1, 1)),
        ("all", True),
        ("q", "panel of experts"),
    ],
)
def test_what_is_written_reads_back(name: str, value: object) -> None:
    param: Param = next(p for p in PARAMS if p.name == name)
    assert param.parse(param.write(value)) == value
