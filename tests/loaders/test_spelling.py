"""One name has one spelling in the whole record, whichever column it stands in."""

import pytest

from tests.tiny import Folder


@pytest.mark.parametrize("other", ["a Paper", "A-paper", "Á paper", "The A paper"])
def test_one_publisher_one_spelling(folder: Folder, other: str) -> None:
    folder.set("sources", 5, publisher="A paper")
    folder.set("sources", 2, publisher=other)
    assert ": spelling: the record spells this 'A paper', in 5 rows" in folder.fault()


def test_an_authority_bears_as_author_the_name_it_has_as_publisher(folder: Folder) -> None:
    folder.set("sources", 5, publisher="A ministry (Narnia)")
    folder.set("theft_totals", 2, estimator="A ministry")
    folder.set("theft_totals", 3, estimator="A ministry (Archenland)")
    assert folder.fault().splitlines() == [
        "theft_totals.csv:2:estimator: 'A ministry': spelling: as a publisher this is 'A ministry (Narnia)'; "
        "one authority has one name"
    ]


def with_column(folder: Folder, table: str, column: str, *texts: str) -> None:
    """Give a table one more column of text."""
    fields = folder.resource(table)["schema"]["fields"]
    fields.append({"name": column, "type": "string", "description": "Names.", "knownBy": "source"})
    for row, text in zip(folder.rows[table], [column, *texts], strict=True):
        row.append(text)


@pytest.mark.parametrize(
    ("known", "other"),
    [
        ("US Department of State", "US State Department"),
        ("US Department of State", "US Dept. of State"),
        ("US Department of State", "United States Department of State"),
        ("UN Panel of Experts", "United Nations Panel of Experts"),
        ("Wall Street Journal", "Wall Street Journal, The"),
    ],
)
def test_words_in_another_order_cut_short_or_left_out_make_no_other_publisher(
    folder: Folder, known: str, other: str
) -> None:
    for row in (2, 3, 4):
        folder.set("sources", row, publisher=known)
    folder.set("sources", 5, publisher=other)
    assert folder.fault().splitlines() == [
        f"sources.csv:5:publisher: {other!r}: spelling: the record spells this {known!r}, in 3 rows; write it so"
    ]


@pytest.mark.parametrize(
    ("table", "column", "known", "other", "told"),
    [
        ("laundering", "service", "Tornado Cash", "TornadoCash", "'TornadoCash'"),
        ("events", "actors", "Justice Department (US)", "FBI; US Justice Department", "'US Justice Department'"),
        ("events", "actors", "South Korea", "FBI; Republic of Korea", "'Republic of Korea'"),
        ("incidents", "network", "BNB Smart Chain", "Tron; BNB Smartchain", "'BNB Smartchain'"),
        ("incidents", "actor", "TraderTraitor", "Trader-Traitor", "'Trader-Traitor'"),
        ("incidents", "assets", "BTC (12)", "Btc (about 7), ETH", "'Btc'"),
        ("incidents", "vector", "fake Zoom call", "fake zoom call", "'fake zoom call'"),
    ],
)
def test_a_name_has_one_spelling_where_several_stand_in_a_cell(
    folder: Folder, table: str, column: str, known: str, other: str, told: str
) -> None:
    if column == "service":
        folder.set(table, 2, service=known)
        folder.set(table, 3, service=other)
    else:
        with_column(folder, table, column, known, other)
    spelling = known.partition(" (")[0] if column == "assets" else known
    assert folder.fault() == (
        f"{table}.csv:3:{column}: {told}: spelling: the record spells this {spelling!r}, in 1 row; write it so"
    )


def test_the_same_names_in_lists_are_told_of_no_fault(folder: Folder) -> None:
    with_column(folder, "incidents", "assets", "stETH (2), BTC", "wstETH, BTC (about 1,000)")
    with_column(folder, "events", "actors", "China; Kim Jong Un", "Kim Jong Un; Chile")
    folder.load()


@pytest.mark.parametrize(
    ("services", "told"),
    [
        ("A mixer; Wasabi", "'Wasabi': named: the service of this row does not name it: 'A mixer and an Abc'"),
        ("Ab", "'Ab': named: the service of this row does not name it: 'A mixer and an Abc'"),
        ("Abc; Abc", "'Abc': named: it is given twice; each is named once"),
    ],
)
def test_a_service_is_listed_once_and_as_its_own_row_names_it(folder: Folder, services: str, told: str) -> None:
    folder.set("laundering", 2, service="A mixer and an Abc")
    with_column(folder, "laundering", "services", services, "")
    assert told in folder.fault()
    folder.set("laundering", 2, services="A mixer; Abc")
    folder.load()


@pytest.mark.parametrize("slip", ["Ethereun", "Etherem", "Etherreum", "Etehreum"])
def test_a_name_a_slip_from_another_is_asked_and_answered(folder: Folder, slip: str) -> None:
    with_column(folder, "incidents", "network", "Ethereum", f"Tron; {slip}")
    folder.add("incidents", "third-hack", "2019", "A wallet", "", "", "", "theft", "Ethereum")
    folder.add("attributions", "a-4", "third-hack", "A firm", "", "disputed", "news-2019-report", "B")
    assert folder.fault() == (
        f"incidents.csv:3:network: '{slip}': near-name: it is one letter from 'Ethereum', in 2 rows; write it so, or "
        "confirm this row in the descriptor"
    )
    folder.resource("incidents")["confirmed"] = [{"rule": "near-name", "keys": ["second-hack"], "why": "A fork."}]
    folder.load()


def test_short_names_and_names_with_other_numbers_are_two(folder: Folder) -> None:
    with_column(folder, "incidents", "network", "Edaily; 110th Bureau", "Odaily; 111th Bureau")
    folder.load()


@pytest.mark.parametrize(
    ("used", "written"),
    [
        ("Radio Free Asia", "RFA"),
        ("Voice of America", "VOA"),
        ("Radio Free Asia", "Radio Free Asia (RFA)"),
        ("AFP", "Agence France-Presse"),
        ("AFP", "AFP.com"),
        ("Yonhap", "Yonhap News Agency"),
        ("UN Panel (1718 Committee)", "UN Panel"),
    ],
)
def test_a_publisher_in_another_form_is_asked_about(folder: Folder, used: str, written: str) -> None:
    folder.set("sources", 2, publisher=used)
    folder.set("sources", 3, publisher=used)
    folder.set("sources", 4, publisher=written)
    assert f"near-name: it may be {used!r}, in 2 rows" in folder.fault()
    folder.set("sources", 4, publisher="Yonhap Infomax")
    folder.load()


@pytest.mark.parametrize(
    ("table", "column", "text"),
    [
        ("sources", "publisher", "자유아시아방송"),
        ("sources", "publisher", "РИА Новости"),
        ("attributions", "attributed_by", "慢雾"),
        ("incidents", "victim", "アドット"),
    ],
)
def test_a_name_in_another_script_is_asked_and_answered(folder: Folder, table: str, column: str, text: str) -> None:
    folder.set(table, 2, **{column: text})
    assert f"{column}: {text!r}: script: the record has its names in Latin letters" in folder.fault()
    key = folder.rows[table][1][0]
    folder.resource(table)["confirmed"] = [{"rule": "script", "keys": [key], "why": "It has no other name."}]
    folder.load()
    folder.resource(table)["confirmed"] = []
    folder.set(table, 2, **{column: "Tổng cục Łódź No. 1 ª"})
    folder.load()
