"""Letters for Korean, Japanese and Chinese names, which no other font of ours has: one font a script, made by
scripts/make_fonts.py. They belong to the family of the text, so that a browser takes them up wherever it meets such a
letter, and fetches none of them before; for that they must come after the front end's own
faces and have the very name, weights and style of these."""

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loaders.letters import SCRIPTS
from serving.addresses import address
from serving.files import FOR_EVER, content_hash, file_answer

FOLDER = Path(__file__).parents[1] / "look" / "fonts"
FAMILIES = ("Source Sans", "Source Serif")


@cache
def _read(script: str) -> bytes:
    return (FOLDER / f"{script}.woff2").read_bytes()


def font_url(script: str) -> str:
    """Where the browser finds the font of a script, by an address that names its content."""
    return address(f"look/{script}.{content_hash(_read(script))}.woff2")


def font_faces() -> str:
    """The fonts as a style sheet names them."""
    return "".join(
        f"@font-face {{ font-family: '{family}'; font-weight: 100 900; font-style: normal; "
        f"src: url('{font_url(script)}') format('woff2'); "
        f"unicode-range: {', '.join(f'U+{low:X}-{high:X}' for low, high in spans)}; }}\n"
        for family in FAMILIES
        for script, spans in SCRIPTS.items()
    )


def font_routes() -> list[Route]:
    """The fonts, read once."""

    def font(script: str) -> Route:
        def answer(request: Request) -> Response:
            return file_answer(request, _read(script), "font/woff2", FOR_EVER)

        return Route(font_url(script), answer)

    return [*map(font, SCRIPTS)]
