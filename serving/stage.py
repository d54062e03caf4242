"""The stage: `/stage`, the speaker's window `/stage/notes`, the talks, and what the two pages are made of.

Both pages are small and our own, outside Streamlit's front end: what is on a screen before an audience must not depend
on a socket. What the audience's page can read holds no word of the notes.
"""

import html
import json
import logging
from importlib.util import find_spec
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from language.messages import mark, tag, tr
from loaders.talks import TALKS, Talk, load_talks
from serving.addresses import address
from serving.files import ASK_AGAIN, LOOK, OurFile
from serving.fonts import fonts_to_take
from serving.languages import in_each_language, messages_of
from serving.outlines import topojson_url
from serving.plain_page import TITLE

PACKAGE = Path(getattr(find_spec("plotly"), "origin", "")).parent  # found, not imported, which would take its time
PLOTLY = OurFile(PACKAGE / "package_data" / "plotly.min.js", "text/javascript", is_large=True)
STAGE = (
    *(
        "words.js",
        "letters.js",
        "talks.js",
        "years.js",
        "elements.js",
        "parts.js",
        "staged.js",
        "fitted.js",
        "slide.js",
        "hovers.js",
    ),
    *("wings.js", "speaker.js", "along.js", "panels.js", "stage.js"),
)
NOTES = ("words.js", "letters.js", "talks.js", "elements.js", "notes.js")
"""The scripts of each page, in the order in which they run."""
FILES = {
    PLOTLY.path.name: PLOTLY,
    "stage.css": OurFile(LOOK / "stage.css", "text/css"),
    **{name: OurFile(LOOK / name, "text/javascript") for name in dict.fromkeys((*STAGE, *NOTES))},
}
PAGES = {"stage": (mark("Stage"), (PLOTLY.path.name, *STAGE)), "stage/notes": (mark("Notes"), NOTES)}
LOG = logging.getLogger(__name__)


def stage_page(path: str) -> str:
    """The whole HTML of one of the two pages; what is on it comes by its scripts."""
    title, scripts = PAGES[path]
    told = {
        "base": address(""),
        "topojson": topojson_url(),
        "fonts": fonts_to_take(),
    }
    tags = "".join(f'<script src="{FILES[name].url}" defer></script>\n' for name in scripts)
    said = messages_of(FILES[name] for name in scripts if FILES[name].path.parent == LOOK)
    return (
        f'<!doctype html>\n<html lang="{tag()}" translate="no">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{html.escape(tr(title))} · {TITLE}</title>\n'
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="{FILES["stage.css"].url}">\n'
        f"{said}{tags}</head>\n"
        f'<body data-told="{html.escape(json.dumps(told))}"></body>\n</html>\n'
    )


def stage_routes(folder: Path = TALKS) -> list[Route]:
    """All of it. A talk with faults is left out, and the log says why; the files are read once."""
    found, faults = load_talks(folder)
    for fault in faults:
        LOG.error("a talk is left out: %s", fault)
    talks: dict[str, Talk] = {talk.name: talk for talk in found}

    def page(path: str) -> Route:
        content = in_each_language(lambda: stage_page(path))
        content()

        def answer(request: Request) -> Response:
            return HTMLResponse(content(), headers={"Cache-Control": ASK_AGAIN})

        return Route(address(path), answer)

    def all_talks(request: Request) -> Response:
        listed = [{"name": talk.name, "title": talk.title, "slides": len(talk.slides)} for talk in talks.values()]
        return JSONResponse(listed, headers={"Cache-Control": ASK_AGAIN})

    def one_talk(request: Request) -> Response:
        talk = talks.get(request.path_params["name"])
        if talk is None:
            name = request.path_params["name"]
            is_faulty = any(fault.file.endswith(f"/{name}.toml") for fault in faults)
            said = (
                tr("The talk {name} has faults; python -m loaders.check names them.", name=name)
                if is_faulty
                else tr("There is no talk called {name}.", name=name)
            )
            return JSONResponse({"error": said}, status_code=404)
        is_speaker = request.query_params.get("notes") == "1"
        told = talk.for_the_speaker() if is_speaker else talk.for_the_audience()
        return JSONResponse(told, headers={"Cache-Control": ASK_AGAIN})

    return [
        *map(page, PAGES),
        *(file.route() for file in FILES.values()),
        Route(address("stage/talks.json"), all_talks),
        Route(address("stage/talks/{name}.json"), one_talk),
    ]
