"""What `make office` calls a fault, on files made here; LibreOffice is not needed."""

import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from pptx import Presentation

from exports.workbook import sheets
from scripts.make_office import VIEWS, fault, least_pages, name_of


def deck(folder: Path, slides: int) -> Path:
    made = Presentation()
    for _ in range(slides):
        made.slides.add_slide(made.slide_layouts[6])
    file = folder / "deck.pptx"
    made.save(str(file))
    return file


def test_a_deck_comes_out_as_its_slides(tmp_path: Path) -> None:
    file = deck(tmp_path, 3)
    assert least_pages(file) == (3, 3)
    assert fault(file, 3) is None
    assert fault(file, 2) == "deck.pptx: 2 pages instead of 3"
    assert fault(file, 4) == "deck.pptx: 4 pages instead of 3"
    assert fault(file, None) == "deck.pptx: LibreOffice could not open it"


def test_a_workbook_comes_out_as_its_sheets_or_more(tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(sheets({name: pd.DataFrame({"a": [1]}) for name in ("One", "Two")}))
    assert zipfile.is_zipfile(io.BytesIO(file.read_bytes()))
    assert fault(file, 2) is fault(file, 9) is None
    assert fault(file, 1) == "book.xlsx: 1 pages instead of 2 or more"


@pytest.mark.parametrize("ending", ["csv", "pdf"])
def test_any_other_file_has_a_page_at_least(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"a.{ending}"
    assert fault(file, 1) is fault(file, 7) is None
    assert fault(file, 0) == f"a.{ending}: 0 pages instead of 1 or more"


def test_no_two_views_share_a_name() -> None:
    assert len({name_of(view) for view in VIEWS}) == len(VIEWS)
