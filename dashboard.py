"""The entry, read in two ways: the server imports it once for `app`; every rerun of a page runs it for the pages."""

from typing import Any

import streamlit as st

if __name__ == "__main__":
    from pages._parts.frame import dress
    from serving.look import picture_url

    page = st.navigation(
        [
            st.Page("pages/overview.py", title="Overview", default=True),
            st.Page("pages/host_countries.py", title="Host countries"),
            st.Page("pages/repatriation.py", title="Repatriation"),
            st.Page("pages/crypto_theft.py", title="Crypto theft"),
            st.Page("pages/it_workers.py", title="IT workers"),
            st.Page("pages/revenue.py", title="Revenue"),
            st.Page("pages/timeline.py", title="Timeline"),
            st.Page("pages/compare.py", title="Compare"),
            st.Page("pages/sources.py", title="Sources"),
            st.Page("pages/method.py", title="Method"),
            st.Page("pages/search.py", title="Search", visibility="hidden"),
            st.Page("pages/changes.py", title="Changes", visibility="hidden"),
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
