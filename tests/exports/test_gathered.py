"""Views gathered into one document, read back: the rows of each, one list of sources, and what is left out with why."""

import io
import json
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pypdf import PdfReader

from charts.claim_ranges import claim_ranges
from charts.theme import Words
from exports.document import Table
from exports.gathered import NOT_OPENED, Figure, Item, LeftOut, Piece, Rows, Shown, Whole, piece_of
from exports.gathered_document import LETTERS_PER_LINE, LINES_PER_SLIDE, gathered_document, lines_of, made
from exports.offer import View
from exports.slides import HEIGHT, MARGIN, TABLE_END, WIDTH, SlideWords, add_table
from look.palette import LIGHT
from subjects.thefts import laundering, theft_attributions
from subjects.workers import worker_claims
from tests.live import RECORD
from words.claims import claim_words

TABLES = ("worker_claims", "sources", "jurisdictions")


def claims_of(place: str) -> pd.DataFrame:
    claims = worker_claims(RECORD)
    return claims[claims["iso3"].eq(place) & claims["measure"].eq("present")].head(7).reset_index(drop=True)


def finding(title: str) -> dict[str, str]:
    """What rows say of themselves."""
    return {"title": title, "subtitle": "", "footer": "Counted: all."}


def page(place: str, *, notices: tuple[str, ...] = (), rows: pd.DataFrame | None = None) -> list[Shown]:
    """What a page about a place hands over: a chart of ranges, its rows, the end."""
    rows = claims_of(place) if rows is None else rows
    words = Words(f"Claims about {place}", "Workers present", "Counted: workers.", ["A"], "0a1b2c3d", False)
    figure = claim_ranges(rows, palette=LIGHT, kind="count", unit="workers", words=words)
    link = f"http://127.0.0.1:8501/host_countries?iso3={place}"
    view = View("host_countries", "host", "0a1b2c3d, as known today", link, {"iso3": place}, {}, "")
    return [
        Figure("ranges", figure.to_json(), f"Bars of {place}.", rows, has_bars=True),
        Rows(f"host-{place}", rows, TABLES, finding(f"Claims about {place}")),
        Whole(view, RECORD.descriptor, RECORD.tables["sources"], notices),
    ]


def piece(item: Item, shown: list[Shown]) -> Piece:
    found = piece_of(item, shown)
    assert isinstance(found, Piece)
    return found


def slides_of(content: bytes) -> list[dict[str, Any]]:
    """Of each slide its texts, the categories of its chart, and its notes."""
    return [
        {
            "texts": [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame],
            "bars": [label for shape in slide.shapes if shape.has_chart for label in shape.chart.plots[0].categories],
            "notes": slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "",
            "tables": [shape.table for shape in slide.shapes if shape.has_table],
            "groups": [shape for shape in slide.shapes if shape.shape_type == 6],
        }
        for slide in Presentation(io.BytesIO(content)).slides
    ]


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


CHINA, RUSSIA = Item("/host_countries?iso3=CHN", "ranges"), Item("/host_countries?iso3=RUS", "ranges")
TWO = [CHINA, RUSSIA]


def two() -> list[list[Shown]]:
    return [page("CHN"), page("RUS")]


def test_slides_hold_each_claim_as_a_bar_and_each_document_once() -> None:
    content, left = made("pptx", "Two", [vars(item) for item in TWO], two())
    slides = slides_of(content)
    numbered = sum(len(rows.dropna(subset=["low", "high"], how="all")) for rows in map(claims_of, ("CHN", "RUS")))
    assert left == []
    assert sum(len(slide["bars"]) for slide in slides) == numbered > 10
    assert slides[0]["texts"][0].startswith("Claims about CHN")
    assert "Sources: [1]" in slides[0]["notes"]
    listed = [line for slide in slides if slide["texts"][0] == "Sources" for line in slide["texts"][1].split("\n")]
    known = {*claims_of("CHN")["source_id"].unique()[:20], *claims_of("RUS")["source_id"].unique()[:20]}
    assert len(listed) == len(set(listed)) == len(known)
    assert listed[0].startswith("[1] ")


def test_pages_hold_the_figures_the_rows_and_one_list_of_sources() -> None:
    text = text_of(gathered_document("pdf", "Two places", [piece_of(*pair) for pair in zip(TWO, two(), strict=True)]))
    assert "Two places" in text
    for place in ("CHN", "RUS"):
        assert f"Claims about {place}" in text
        assert f"iso3={place}" in text
        assert [
            words
            for words in map(claim_words, (row for _, row in claims_of(place).head(10).iterrows()))
            if words not in text
        ] == []
    assert text.count("Sources [1]") == 1
    assert text.count("Before you quote it") == 1


def test_the_workbook_holds_the_rows_of_each_view_and_every_document() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", "Two", [vars(item) for item in TWO], two())[0]))
    assert book.sheetnames == ["Contents", "1 ranges", "2 ranges", "Columns", "Sources"]
    for sheet, place in (("1 ranges", "CHN"), ("2 ranges", "RUS")):
        head, *lines = book[sheet].iter_rows(values_only=True)
        read = pd.DataFrame(lines, columns=head)
        assert read["claim_id"].tolist() == claims_of(place)["claim_id"].tolist()
        assert read["low"].fillna(-1).tolist() == claims_of(place)["low"].fillna(-1).astype(float).tolist()
    contents = list(book["Contents"].iter_rows(values_only=True))
    assert [line[2] for line in contents[1:]] == ["1 ranges", "2 ranges"]
    sources = [line[0] for line in list(book["Sources"].iter_rows(values_only=True))[1:]]
    assert sorted(sources) == sorted({*claims_of("CHN")["source_id"], *claims_of("RUS")["source_id"]})


def test_the_same_rows_twice_are_one_sheet() -> None:
    item = vars(Item("/host_countries?iso3=CHN", rows="host-CHN"))
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", "One", [item, item], [page("CHN"), page("CHN")])[0]))
    assert book.sheetnames == ["Contents", "1 host-CHN", "Columns", "Sources"]


@pytest.mark.parametrize("kind", ["pptx", "pdf", "xlsx"])
def test_what_cannot_be_read_is_named_and_loses_nothing_else(kind: str) -> None:
    items = [vars(CHINA), vars(Item("/nowhere", "map")), vars(Item("/host_countries?iso3=QQ", "ranges")), vars(RUSSIA)]
    shown = [page("CHN"), [], page("CHN", notices=("The link asked for iso3=QQ.",)), page("RUS")]
    content, left = made(kind, "Some", items, shown)
    assert left == [f"/nowhere (map): {NOT_OPENED}", "/host_countries?iso3=QQ (ranges): The link asked for iso3=QQ."]
    whole, _ = made(kind, "All", [vars(CHINA), vars(RUSSIA)], two())
    if kind == "pptx":
        bars = [slide["bars"] for slide in slides_of(content) if slide["bars"]]
        assert bars == [slide["bars"] for slide in slides_of(whole) if slide["bars"]]
        assert slides_of(content)[-1]["texts"][0] == "Left out"
    elif kind == "pdf":
        assert all(line.split(":")[0] in text_of(content) for line in left)
    else:
        lines = [
            line[-1] for line in openpyxl.load_workbook(io.BytesIO(content))["Contents"].iter_rows(values_only=True)
        ]
        assert [line for line in lines if str(line).startswith("Left out")] == [
            f"Left out: {NOT_OPENED}",
            "Left out: The link asked for iso3=QQ.",
        ]


def test_a_chart_that_the_view_does_not_draw_is_refused() -> None:
    found = piece_of(Item("/host_countries", "victims"), page("CHN"))
    assert isinstance(found, LeftOut)
    assert "draws no chart" in found.why
    assert isinstance(piece_of(Item("/host_countries", rows="ranges"), page("CHN")), LeftOut)


def test_an_older_data_version_is_said_and_a_title_and_notes_of_one_s_own_are_kept() -> None:
    one = piece(Item("/", "ranges", title="Mine", notes="Say this.", version="99999999"), page("CHN"))
    assert one.title == "Mine"
    assert "data version 99999999; this is version 0a1b2c3d" in one.notes
    assert one.notes.endswith("Say this.")
    assert piece(Item("/", "ranges", version="0a1b2c3d"), page("CHN")).notes == ""


def test_lines_of_a_table_say_which_place_they_are_about_where_there_are_several() -> None:
    two_places = pd.concat([claims_of("CHN").head(2), claims_of("RUS").head(2)], ignore_index=True)
    table = lines_of(Rows("both", two_places, TABLES, finding("Two")), RECORD.descriptor)
    assert table.columns[:3] == ("About", "When", "The source says")
    assert [line[0] for line in table.rows] == ["China", "China", "Russia", "Russia"]
    assert lines_of(Rows("one", claims_of("CHN"), TABLES, finding("One")), RECORD.descriptor).columns[0] == "When"


def test_what_became_of_assets_is_told_by_itself_and_not_by_the_title_of_its_document() -> None:
    rows = laundering(RECORD)
    tables = ("laundering", "incidents", "sources")
    table = lines_of(Rows("laundering", rows.assign(victim="Somebody"), tables, finding("Money")), RECORD.descriptor)
    first = rows.iloc[0]
    assert table.columns == ("Date", "What", "Figure", "Publisher", "Grade")
    assert table.rows[0][1] == first["summary"] != first["title"]
    assert {line[2] for line in table.rows} > {""}, "an amount, where one is named"
    thefts = theft_attributions(RECORD).assign(victim="Somebody")  # as a page joins it
    told = lines_of(Rows("matrix", thefts, ("attributions", "incidents", "sources"), finding("By")), RECORD.descriptor)
    assert told.rows[0][1] == "Somebody" != thefts.iloc[0]["title"]


def test_rows_that_are_not_those_of_the_chart_above_say_what_they_are() -> None:
    figure, rows, whole = page("CHN")
    assert isinstance(rows, Rows)
    own = Rows(rows.name, rows.rows, rows.tables, finding("All of them"))
    item = Item("/", rows=rows.name)
    assert piece(item, [figure, rows, whole]).title == "Claims about CHN"
    assert piece(item, [figure, own, whole]).view.finding == own.finding


def test_a_long_list_of_sources_is_large_enough_to_read_and_fits_its_slides() -> None:
    everywhere = worker_claims(RECORD).drop_duplicates("source_id").head(20).reset_index(drop=True)
    content, _ = made("pptx", "Long", [vars(CHINA)], [page("CHN", rows=everywhere)])
    lists = [
        slide.shapes[1].text_frame
        for slide in Presentation(io.BytesIO(content)).slides
        if slide.shapes[0].text_frame.text == "Sources"
    ]
    assert sum(len(frame.paragraphs) for frame in lists) == 20
    for frame in lists:
        assert all(paragraph.font.size.pt >= 11 for paragraph in frame.paragraphs)
        assert sum(-(-len(paragraph.text) // LETTERS_PER_LINE) for paragraph in frame.paragraphs) <= LINES_PER_SLIDE


def test_a_chart_without_rows_of_its_own_goes_with_those_beneath_it() -> None:
    figure, rows, whole = page("CHN")
    assert isinstance(figure, Figure)
    other = Rows("other", claims_of("RUS"), TABLES, finding("Others"))
    bare = Figure("map", figure.json, "A map.")
    assert piece(Item("/", "map"), [bare, rows, other, whole]).rows is rows
    assert piece(Item("/", "map"), [rows, other, bare, whole]).rows is other
    assert piece(Item("/", "map"), [bare, whole]).rows is None


def test_a_figure_without_bars_is_drawn_and_rows_that_are_no_claims_make_a_table() -> None:
    said = theft_attributions(RECORD).head(20)
    figure, *rest = page("CHN")
    assert isinstance(figure, Figure)
    shown: list[Shown] = [
        Figure("map", figure.json, "A map."),
        *rest[:1],
        Rows("said", said, ("attributions", "sources"), finding("Who says so")),
        *rest[1:],
    ]
    items = [vars(Item("/", "map")), vars(Item("/", rows="said"))]
    drawing, *others = slides_of(made("pptx", "Two", items, [shown, shown])[0])
    assert [group.name for group in drawing["groups"]] == ["map"]
    tables = [table for slide in others for table in slide["tables"]]
    assert sum(len(table.rows) - 1 for table in tables) == 14
    assert {table.cell(0, 0).text for table in tables} == {"Date"}
    assert "6 more rows" in " ".join(others[0]["texts"])
    assert "6 more rows" in text_of(made("pdf", "Two", items[1:], [shown])[0])


def test_a_table_of_long_cells_goes_on_to_the_next_slide_and_never_off_it() -> None:
    words = SlideWords("Long", "Subtitle", "Footer", "", "", "#000000")
    rows = [(f"{number} May 2020", "An event that is told in many words " * 5, "B") for number in range(14)]
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    add_table(deck, Table("Events", ("Date", "What", "Grade"), rows, ("What",), "3 more rows."), words, "")
    frames = [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert len(frames) > 1
    written = [frame.table.cell(line, 0).text for frame in frames for line in range(1, len(frame.table.rows))]
    assert written == [row[0] for row in rows]
    for frame in frames:
        assert frame.table.cell(0, 2).text == "Grade"
        assert frame.top + sum(row.height for row in frame.table.rows) <= TABLE_END
        assert frame.left + sum(column.width for column in frame.table.columns) <= WIDTH - MARGIN + 9
    texts = [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]
    assert f"Long (1 of {len(frames)})" in texts
    assert "3 more rows. Footer" in texts


def test_the_rows_beneath_a_chart_of_bars_are_not_shown_as_the_same_bars_again() -> None:
    items = [vars(CHINA), vars(Item("/host_countries?iso3=CHN", rows="host-CHN"))]
    alone, both = (slides_of(made("pptx", "China", items[:n], [page("CHN")] * n)[0]) for n in (1, 2))
    assert [slide["bars"] for slide in both] == [slide["bars"] for slide in alone]
    other = [page("CHN"), page("CHN", rows=claims_of("RUS"))]
    assert len(slides_of(made("pptx", "Other", items, other)[0])) > len(both)


def test_a_chart_of_several_things_is_drawn_whole_unless_it_is_too_tall() -> None:
    claims = worker_claims(RECORD)
    mixed = claims[claims["iso3"].eq("RUS")].drop_duplicates("measure")
    few, many = page("RUS", rows=mixed), page("RUS", rows=pd.concat([mixed] * 6, ignore_index=True))
    item = [vars(Item("/", "ranges"))]
    first, *_ = slides_of(made("pptx", "Few", item, [few])[0])
    assert [group.name for group in first["groups"]] == ["ranges"]
    assert first["bars"] == []
    slides = slides_of(made("pptx", "Many", item, [many])[0])
    assert [len(slide["bars"]) for slide in slides[:3]] == [6, 6, 6]
    assert "more claims are in the view itself" in " ".join(slides[0]["texts"])


@pytest.mark.parametrize("hostile", ["=HYPERLINK(1)", "<script>x</script>", "#panic(1)", "\x00\x07@SUM(1)"])
def test_hostile_text_does_nothing(hostile: str) -> None:
    rows = claims_of("CHN").assign(note=hostile, title=hostile, author=hostile)
    items = [{**vars(Item("/", "ranges")), "title": hostile, "notes": hostile}]
    for kind in ("pptx", "pdf"):
        assert made(kind, hostile, items, [page("CHN", rows=rows)])[0]
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", hostile, items, [page("CHN", rows=rows)])[0]))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_the_json_of_a_figure_is_what_the_screen_has() -> None:
    figure = page("CHN")[0]
    assert isinstance(figure, Figure)
    assert piece(CHINA, page("CHN")).figure == json.loads(figure.json)
