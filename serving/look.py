"""The pictures of the look, at addresses that name their content: sent by the page itself, they would come again with
every rerun. Streamlit takes a picture's address only from outside or under `/app/static/`."""

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from serving.addresses import address
from serving.files import FOR_EVER, content_hash, file_answer

FOLDER = Path(__file__).parents[1] / "look"
PICTURES = ("icon", "wordmark-light", "wordmark-dark")


def picture_url(name: str) -> str:
    """Where the browser finds a picture: what `st.logo` and `st.set_page_config` take. They add the base path."""
    return f"/app/static/{name}.{content_hash(_read(name))}.svg"


def picture_routes() -> list[Route]:
    """All pictures. They are read once: newer ones are served, at their own address, after a restart."""

    def picture(name: str) -> Route:
        def answer(request: Request) -> Response:
            return file_answer(request, _read(name), "image/svg+xml", FOR_EVER)

        return Route(address(picture_url(name).removeprefix("/")), answer)

    return [*map(picture, PICTURES)]


@cache
def _read(name: str) -> bytes:
    return (FOLDER / f"{name}.svg").read_bytes()
