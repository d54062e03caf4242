"""Links that went through mail, chats and counters of visits: what was meant is understood, what was added dropped."""

import pytest

from language.sentences import tidied
from links.address import LONGEST, MOST, cleaned, is_added

KNOWN = ["iso3", "known_on", "q", "sector", "region"]


@pytest.mark.parametrize(
    "name",
    [
        *("amp;known_on", "amp;amp;known_on", "AMP;Known_On", "&known_on", "?known_on", "amp%3Bknown_on", "KNOWN_ON"),
        *(
            "#38;known_on",
            "#x26;known_on",
            "nbsp;known_on",
            "known-on",
            "known_on[]",
            "known_on[0]",
            "knownOn",
            "known\\_on",
            "known_\N{SOFT HYPHEN}on",
            "known_\non",
        ),
    ],
)
def test_a_name_is_known_in_any_case_and_without_what_mail_put_before_it(name: str) -> None:
    assert cleaned({name: ["2023-01-01"]}, KNOWN) == ({"known_on": ["2023-01-01"]}, [])


@pytest.mark.parametrize("name", ["amp", "amp;", "&", "gt;", "quot;", "#38;", "nbsp;"])
def test_what_is_left_of_an_ampersand_is_no_parameter(name: str) -> None:
    assert cleaned({name: [""]}, KNOWN) == ({}, [])


@pytest.mark.parametrize(
    "name",
    [
        *("utm_source", "utm_medium", "utm_id", "UTM_Campaign", "fbclid", "gclid", "dclid", "msclkid", "mc_cid"),
        *("mc_eid", "igshid", "igsh", "_hsenc", "_hsmi", "__hstc", "ref", "ref_src", "referrer", "yclid", "twclid"),
        *("ttclid", "li_fat_id", "wbraid", "gbraid", "srsltid", "gad_source", "mkt_tok", "_ga", "_gl", "pk_campaign"),
        *("mtm_source", "oly_enc_id", "vero_id", "s_cid", "spm", "amp;utm_source"),
        *(
            "utm-source",
            "_branch_match_id",
            "__s",
            "vd_source",
            "WT.mc_id",
            "CMP",
            "irclickid",
            "mibextid",
            "si",
            "s",
            "t",
        ),
    ],
)
def test_what_others_add_is_dropped_without_a_word(name: str) -> None:
    assert cleaned({"iso3": ["RUS"], name: ["x"]}, KNOWN) == ({"iso3": ["RUS"]}, [])


@pytest.mark.parametrize(
    "name",
    [
        *("iso", "years", "country", "utm", "view", "amplitude", "reform", "event", "page"),
        *(
            "region",
            "sector",
            "sums",
            "span",
            "since",
            "said",
            "trail",
            "source",
            "channel",
            "of",
            "over",
            "lane",
            "known_on",
        ),
    ],
)
def test_what_is_of_our_own_kind_stays_to_be_told(name: str) -> None:
    assert not is_added(name)
    assert cleaned({name: ["x"]}, KNOWN) == ({name: ["x"]}, [])


def test_a_name_of_the_page_rules_over_those_that_others_add() -> None:
    assert cleaned({"REF": ["x"]}, ["ref"]) == ({"ref": ["x"]}, [])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("C%C3%B4te%20d%E2%80%99Ivoire", "Côte d’Ivoire"),
        ("C%25C3%25B4te%2520d'Ivoire", "Côte d'Ivoire"),
        ("%EC%A4%91%EA%B5%AD", "중국"),
        ("100%", "100%"),
        ("%FF%FE", "%FF%FE"),
        ("50%zz", "50%zz"),
    ],
)
def test_what_was_encoded_twice_is_decoded(text: str, meant: str) -> None:
    assert cleaned({"iso3": [text]}, KNOWN) == ({"iso3": [meant]}, [])


def test_a_query_that_was_encoded_as_a_whole_is_taken_apart() -> None:
    assert cleaned({"iso3%3DRUS%26known_on%3D2023-01-01": [""]}, KNOWN)[0] == {
        "iso3": ["RUS"],
        "known_on": ["2023-01-01"],
    }


@pytest.mark.parametrize(
    "asked",
    [
        *({"iso3": ["RUS%26known_on%3D2023-01-01"]}, {"iso3": ["RUS&amp;known_on=2023-01-01"]}),
        *({"iso3": ["RUS;known_on=2023-01-01"]}, {"iso3": ["RUS&#38;known_on=2023-01-01"]}),
        {"iso3": ["RUS#known_on=2023-01-01"]},
        *({"iso3": ["RUS?known_on=2023-01-01"]}, {"iso3": ["RUS\\u0026known_on=2023-01-01"]}),
        *({"iso3": ["RUS＆known_on=2023-01-01"]}, {"iso3＝RUS": [""], "known_on": ["2023-01-01"]}),
        *({"iso3%3DRUS%26known_on": ["2023-01-01"]}, {"iso3=RUS&utm_source=x&Known_On=2023-01-01": [""]}),
        {"iso3": ["RUS&utm_source=x&known_on=2023-01-01"]},
    ],
)
def test_a_parameter_in_the_value_of_another_is_taken_out_of_it(asked: dict[str, list[str]]) -> None:
    assert cleaned(asked, KNOWN) == ({"iso3": ["RUS"], "known_on": ["2023-01-01"]}, [])


def test_a_name_that_became_a_sign_is_that_name() -> None:
    """As programs do that take `&reg` and `&sect` for signs."""
    asked = {"iso3": ["RUS\N{REGISTERED SIGN}ion=africa\N{SECTION SIGN}or=mining"]}
    assert cleaned(asked, KNOWN)[0] == {"iso3": ["RUS"], "region": ["africa"], "sector": ["mining"]}


@pytest.mark.parametrize("asked", [{"Region": ["asia"]}, {"iso3": ["RUS\N{REGISTERED SIGN}ion=asia"]}])
def test_a_name_from_older_links_is_the_one_that_it_became(asked: dict[str, list[str]]) -> None:
    found, told = cleaned(asked, ["iso3", "subregion"], {"region": "subregion"})
    assert (found["subregion"], "region" in found, told) == (["asia"], False, [])


@pytest.mark.parametrize("text", ["https://example.org/?a=1&b=2", "R&D", "a;b=c", "\N{REGISTERED SIGN}"])
def test_a_text_with_signs_of_an_address_stays_whole(text: str) -> None:
    assert cleaned({"q": [text]}, KNOWN) == ({"q": [text]}, [])


def test_two_spellings_of_a_name_are_one_parameter_given_twice() -> None:
    assert cleaned({"iso3": ["RUS"], "ISO3": ["CHN"]}, KNOWN) == ({"iso3": ["RUS", "CHN"]}, [])


def test_a_link_that_is_too_long_gives_one_notice_and_keeps_what_is_known() -> None:
    many = {f"p{number}": ["x"] for number in range(MOST)}
    assert cleaned(many, KNOWN) == (many, [])
    for asked in (many | {"iso3": ["RUS"]}, {"iso3": ["RUS"], "p": ["x" * LONGEST]}, {"iso3": ["RUS"] * (MOST + 1)}):
        given, notices = cleaned(asked, KNOWN)
        assert set(given) == {"iso3"}
        assert given["iso3"][0] == "RUS"
        assert len(notices) == 1
        assert "more than any link of this site" in notices[0]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *(("RUS).", "RUS"), ("<RUS>", "RUS"), ("“RUS”", "RUS"), ("‘RUS’", "RUS"), ("*RUS*", "RUS"), ("RUS]", "RUS")),
        *(("2010–2012", "2010-2012"), ("own:100−200,", "own:100-200"), ("2019-", "2019-"), ("...", "")),
        *(("3DRUS", "RUS"), ("RUS）。", "RUS"), ("RUS&gt;", "RUS"), ("R\N{SOFT HYPHEN}US\N{NO-BREAK SPACE}", "RUS")),
        *(("2019..", "2019-"), ("..2019", "-2019"), ("d&#39;Ivoire", "d'Ivoire"), ("own:-", "own:-")),
        *(("RUS#map", "RUS"), ("2023-=01", "2023-01")),
    ],
)
def test_what_a_sentence_leaves_on_a_value_goes(text: str, meant: str) -> None:
    assert tidied(text) == meant
