"""Where our own files stand on the server."""

from streamlit import config


def address(path: str) -> str:
    """The absolute address of one of our own paths (`data/sources.csv`), under the base path of this server."""
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/{path}" if base else f"/{path}"
