"""Every picture that a document shows is one that `make pictures` makes, in light and in dark; no other is kept."""

import re
import struct
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image, ImageDraw

from scripts.make_pictures import FOLDER, PICTURES, ROOT, SCHEMES, SIZE, Picture, smaller
from serving.page_list import PAGES

MADE = {picture.file(scheme) for picture in PICTURES for scheme in SCHEMES}
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
MOST_BYTES = 150_000
SHOWN = re.compile(r'<img src="([^"]+)" alt="([^"]*)"|srcset="([^"]+)"|!\[([^]]*)\]\(([^)]+)\)')


def shown(text: str) -> list[tuple[str, str | None]]:
    """The pictures of a document, each with its words; those for the dark theme have the words of the one for light."""
    return [
        (src or dark or plain, alt if src else None if dark else said)
        for src, alt, dark, said, plain in SHOWN.findall(text)
    ]


def faults(text: str, folder: Path) -> list[str]:
    """What is wrong with the pictures of a document that lies in `folder`."""
    found = []
    for path, words in shown(text):
        file = (folder / path).resolve()
        found += [] if file in MADE else [f"{path}: `make pictures` does not make it"]
        found += [] if file.exists() else [f"{path}: not there"]
        found += [] if words is None or len(words) > 30 else [f"{path}: no words for who does not see it"]
    return found


def test_each_picture_of_the_documents_is_made_and_is_there() -> None:
    assert [fault for path in DOCUMENTS for fault in faults(path.read_text(encoding="utf-8"), path.parent)] == []


def test_the_readme_shows_every_picture_in_both_themes() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {(ROOT / path).resolve() for path, _ in shown(readme)} == MADE


def test_a_picture_that_nobody_makes_or_without_words_is_found() -> None:
    name = PICTURES[0].file("light").relative_to(ROOT)
    good = f'<img src="{name}" alt="A map of the world with a ring for each place">'
    assert faults(good, ROOT) == []
    assert faults(f'<img src="{name}" alt="map">', ROOT) == [f"{name}: no words for who does not see it"]
    assert [fault.partition(": ")[2] for fault in faults("![](docs/old.png)", ROOT)] == [
        "`make pictures` does not make it",
        "not there",
        "no words for who does not see it",
    ]


def test_no_other_picture_is_kept_and_each_is_as_large_as_the_window_and_light() -> None:
    assert {*FOLDER.iterdir()} == MADE
    for file in MADE:
        held = file.read_bytes()
        assert struct.unpack(">II", held[16:24]) == SIZE, file.name
        assert len(held) < MOST_BYTES, file.name


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_each_is_of_a_view_that_there_is(picture: Picture) -> None:
    parts = urlsplit(picture.path)
    if parts.path == "/stage":
        asked = parse_qs(parts.query)
        talk = (ROOT / "talks" / f"{asked['talk'][0]}.toml").read_text(encoding="utf-8")
        assert 1 <= int(asked["slide"][0]) <= talk.count("[[slide]]")
    else:
        assert parts.path in [f"/{entry.address}" for entry in PAGES]


def test_a_picture_made_smaller_is_the_same_picture() -> None:
    image = Image.new("RGB", SIZE, "#fbfaf5")
    draw = ImageDraw.Draw(image)
    for at in range(400):
        draw.rectangle((at * 3, at, at * 3 + 40, at + 60), fill=(at % 256, at * 7 % 256, at * 3 % 256))
    large = BytesIO()
    image.save(large, "PNG")
    small = smaller(large.getvalue())
    assert len(small) < len(large.getvalue())
    with Image.open(BytesIO(small)) as again:
        assert again.size == SIZE
        assert again.convert("RGB").getpixel((1360, 5)) == (0xFB, 0xFA, 0xF5)
