"""The pictures of the look, at addresses that name their content: sent by the page itself, they would come again with
every rerun. Streamlit takes a picture's address only from outside or under `/app/static/`."""

from starlette.routing import Route

from serving.files import LOOK, OurFile

THEMES = ("light", "dark")
PICTURES = {
    name: OurFile(LOOK / f"{name}.svg", "image/svg+xml", "app/static")
    for name in ("icon", *(f"wordmark-{theme}" for theme in THEMES))
}


def picture_url(name: str) -> str:
    """Where the browser finds a picture: what `st.logo` and `st.set_page_config` take. They add the base path."""
    return f"/{PICTURES[name].place}"


def picture_routes() -> list[Route]:
    """All pictures."""
    return [picture.route() for picture in PICTURES.values()]
