"""The entry, read in two ways: the server imports it once for `app`; every rerun of a page runs it for the pages."""

from typing import Any

import streamlit as st

if __name__ == "__main__":
    from language.messages import tr
    from links.state import listen
    from pages._parts.frame import dress
    from serving.look import picture_url
    from serving.page_list import PAGES

    listen()
    page = st.navigation(
        [
            st.Page(
                entry.file,
                title=tr(entry.title),
                default=entry is PAGES[0],
                visibility="hidden" if entry.is_hidden else "visible",
            )
            for entry in PAGES
        ],
        position="top",
    )
    st.set_page_config(f"{page.title} · Hard Currency", picture_url("icon"), layout="wide", menu_items={})
    dress()
    page.run()
else:
    from serving.app import app_parts

    def made(*asked: Any) -> tuple[bytes, list[str]]:
        """A document of several views; what makes it is loaded when the first is asked for."""
        from exports.gathered_document import made

        return made(*asked)

    app = st.App(__file__, **app_parts(make=made))
