"""Where our own files stand on the server."""

from starlette.datastructures import URL
from streamlit import config

from language.messages import ENGLISH, LANG, language


def address(path: str) -> str:
    """The absolute address of one of our own paths (`data/sources.csv`), under the base path of this server."""
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/{path}" if base else f"/{path}"


def in_language(path: str) -> str:
    """The address of one of our pages in the reader's language."""
    return path if language() == ENGLISH else str(URL(path).include_query_params(**{LANG: language()}))
