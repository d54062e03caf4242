"""Search: the whole name before its start before a part; other spellings; few answers a group, counted in full."""

import pytest

from loaders.tables import Record
from subjects.search import BESIDE, GROUPS, MOST, PART, START, WHOLE, WORD, folded, meant, rank, search
from tests.live import RECORD


@pytest.fixture(scope="module")
def record() -> Record:
    return RECORD


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Bybit", "BYBIT", WHOLE),
        ("Bybit exploit", "byb", START),
        ("The Bybit exploit", "byb", START),
        ("Another Bybit exploit", "byb", WORD),
        ("WazirX and Bybit", "irx", PART),
        ("Panel of Experts", "experts panel", PART),
        ("Côte d'Ivoire", "cote d’ivoire", WHOLE),
        ("Bybit", "bybits", None),
        ("Bybit", "", None),
        ("Bybit", "   ", None),
    ],
)
def test_how_well_a_name_answers(name: str, text: str, expected: int | None) -> None:
    assert rank(folded(name), folded(text)) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia", "RUS"),
        ("rus", "RUS"),
        ("RU", "RUS"),
        ("러시아", "RUS"),
        ("中国", "CHN"),
        ("ivory coast", "CIV"),
        ("Burma", "MMR"),
    ],
)
def test_a_place_by_any_of_its_names_comes_first(record: Record, text: str, code: str) -> None:
    first = search(record, text).iloc[0]
    assert (first["group"], first["id"]) == ("place", code)


def test_a_code_answers_only_when_given_whole(record: Record) -> None:
    found = search(record, "us")
    places = found[found["group"] == "place"].set_index("id")
    assert places.index[0] == "USA"
    assert all("us" in folded(f"{row['name']} {row['also']}") for _, row in places.iterrows())


def test_every_row_is_found_by_its_whole_name_and_by_its_key(record: Record) -> None:
    for group, table, key, name in (
        ("incident", "incidents", "incident_id", "victim"),
        ("event", "events", "event_id", "title"),
        ("document", "sources", "source_id", "title"),
    ):
        for _, row in record.tables[table].iloc[::40].iterrows():
            assert row[key] in search(record, row[key])["id"].tolist()
            found = search(record, row[name], most=1000)
            best = found[(found["group"] == group) & (found["rank"] == WHOLE)]
            assert row[key] in best["id"].tolist()


def test_groups_stand_in_order_and_the_nearest_come_first(record: Record) -> None:
    found = search(record, "korea")
    assert found["group"].nunique() > 1
    assert found["group"].map(GROUPS.index).is_monotonic_increasing
    for _, rows in found.groupby("group"):
        assert rows["rank"].is_monotonic_increasing
        assert len(rows) == min(MOST, rows["of_group"].iloc[0])
    whole = search(record, "korea", most=10_000)
    sizes = whole.groupby("group").size().to_dict()
    assert sizes == found.drop_duplicates("group").set_index("group")["of_group"].to_dict()


def test_actors_are_found_beside_the_name(record: Record) -> None:
    found = search(record, "lazarus")
    thefts = found[found["group"] == "incident"].set_index("id")["rank"]
    actors = record.tables["incidents"].set_index("incident_id")["actor"]
    assert BESIDE in set(thefts)
    assert all("lazarus" in str(actors[key]).casefold() for key, score in thefts.items() if score == BESIDE)


@pytest.mark.parametrize("text", ["", " ", "a", "no such name anywhere", "[(*", "$^"])
def test_what_no_name_has_finds_nothing(record: Record, text: str) -> None:
    found = search(record, text)
    assert found.empty
    assert found.columns.tolist() == ["group", "id", "name", "also", "rank", "of_group"]


SHORT = [
    *(("ROK", "KOR"), ("S. Korea", "KOR"), ("DRC", "COD"), ("PRC", "CHN"), ("P.R. China", "CHN"), ("Laos PDR", "LAO")),
    *(("Bosnia", "BIH"), ("Hong Kong SAR", "HKG"), ("Donbass", "donbas-occupied"), ("Luhansk", "donbas-occupied")),
]


@pytest.mark.parametrize(("text", "iso3"), [("UAE", "ARE"), ("uk", "GBR"), ("DPRK", "PRK"), ("러시아", "RUS"), *SHORT])
def test_a_short_name_puts_its_place_first(record: Record, text: str, iso3: str) -> None:
    first = search(record, text).iloc[0]
    assert (first["group"], first["id"], first["rank"]) == ("place", iso3, WHOLE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(("Lazurus", "lazarus"), ("Bybitt", "bybit"), ("Bybitt 2025", "bybit 2025"), ("Camboddia", "cambodia")),
        *(("how many workers in Russia", "Russia"), ("DPRK in the United Arab Emirates, 2016", "United Arab Emirates")),
        *(("Bybit", None), ("UKA", None), ("qwertyuiop", None), ("", None), ("Lazurus qwertyuiop", None)),
    ],
)
def test_a_misspelt_word_is_answered_with_the_one_meant(record: Record, text: str, said: str | None) -> None:
    assert meant(record, text) == said
    if said:
        assert not search(record, said).empty
