"""The entry, read in two ways: the server imports it once for `app`, and each rerun of a page runs it for the pages."""

import streamlit as st

if __name__ == "__main__":

    def overview() -> None:
        st.title("Hard Currency")

    st.set_page_config(page_title="Hard Currency", layout="wide")
    st.navigation([st.Page(overview, title="Overview", default=True)], position="top").run()
else:
    from serving.app import app_parts

    app = st.App(__file__, **app_parts())
