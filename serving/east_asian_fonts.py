"""Letters for Korean, Japanese and Chinese names, which no other font of ours has: one font a script, made by
scripts/make_fonts.py. They belong to the family of the text, so that a browser takes them up wherever it meets such a
letter, and fetches none of them before; for that they must come after the front end's own
faces and have the very name, weights and style of these."""

from starlette.routing import Route

from loaders.letters import SCRIPTS
from serving.files import LOOK, OurFile

FAMILIES = ("Source Sans", "Source Serif")
RANGES = {script: ", ".join(f"U+{low:X}-{high:X}" for low, high in spans) for script, spans in SCRIPTS.items()}
FONTS = {script: OurFile(LOOK / "fonts" / f"{script}.woff2", "font/woff2") for script in SCRIPTS}


def font_faces() -> str:
    """The fonts as a style sheet names them."""
    return "".join(
        f"@font-face {{ font-family: '{family}'; font-weight: 100 900; font-style: normal; "
        f"src: url('{FONTS[script].url}') format('woff2'); "
        f"unicode-range: {RANGES[script]}; }}\n"
        for family in FAMILIES
        for script in SCRIPTS
    )


def font_routes() -> list[Route]:
    """The fonts."""
    return [font.route() for font in FONTS.values()]
