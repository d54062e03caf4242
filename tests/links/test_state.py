"""Controls and address in step: a bad link is told and mended in the address, a known day goes from page to page."""

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from links.plain_text import plain


def script() -> None:
    from datetime import date

    import streamlit as st

    from links.params import choice, choices, day
    from links.state import read, session, show_notices, write
    from links.years import span

    page = st.session_state.get("page", "one")
    asked = [
        choice("scale", ["log", "linear"], "log"),
        choice("order", ["up", "down"], "up"),  # which has no control
        span("years", 2006, 2026),
        choices("lane", ["advisory", "seizure"]),
        day("known_on", date(2006, 1, 1), date(2026, 11, 24)),
    ]
    read(page, asked, carried=("known_on",))
    show_notices()
    st.selectbox("Scale", ["log", "linear"], key=session.key("scale"))
    st.slider("Years", 2006, 2026, key=session.key("years"))
    st.multiselect("Lanes", ["advisory", "seizure"], key=session.key("lane"))
    if st.session_state.get("leave"):
        st.stop()
    write(page, asked)


def ran(**query: str | list[str]) -> AppTest:
    app = AppTest.from_function(script, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def opened(app: AppTest, **query: str) -> AppTest:
    """The same page by another link: a browser then tells the values of no control, as `run` would."""
    app.query_params.clear()
    for name, value in query.items():
        app.query_params[name] = value
    return app._run(WidgetStates())


def left() -> AppTest:
    """A page with a day that was left before it was drawn to its end, and is there again."""
    app = AppTest.from_function(script, default_timeout=30)
    app.session_state["leave"] = True
    app.query_params["known_on"] = "2023-01-01"
    app.run()
    app.session_state["leave"] = False
    return app


def test_a_good_link_sets_the_controls_and_stays() -> None:
    app = ran(scale="linear", years="2010-2012", lane="seizure")
    assert (app.selectbox[0].value, app.slider[0].value, app.multiselect[0].value) == (
        "linear",
        (2010, 2012),
        ("seizure",),
    )
    assert not app.info
    assert app.query_params == {"scale": "linear", "years": "2010-2012", "lane": "seizure"}


def test_a_bad_link_is_told_once_and_leaves_the_address() -> None:
    app = ran(scale="cubic", years="3000-3001", colour="red")
    told = [notice.value.replace("\\", "") for notice in app.info]
    assert [part.split(";")[0].split(",")[0] for part in told] == [
        "The link asked for scale=cubic",
        "The link asked for years=3000-3001",
        "The link has a parameter colour",
    ]
    assert app.selectbox[0].value == "log"
    assert app.slider[0].value == (2006, 2026)
    assert app.query_params == {}
    app.selectbox[0].set_value("linear").run()
    assert app.query_params == {"scale": "linear"}
    app.run()
    assert not app.info


def test_markup_in_a_link_is_only_text() -> None:
    app = ran(scale="**b** [a](x) www.e.org")
    assert plain("scale=**b** [a](x) www.e.org") in app.info[0].value


def test_of_a_repeated_value_the_first_is_kept_in_the_address() -> None:
    app = ran(scale=["linear", "log"])
    assert app.selectbox[0].value == "linear"
    assert app.query_params == {"scale": "linear"}
    assert "2 times" in app.info[0].value


def test_a_control_moved_rules_over_the_link() -> None:
    app = ran(scale="linear")
    app.multiselect[0].set_value(["advisory", "seizure"]).run()
    assert app.query_params == {"scale": "linear", "lane": "advisory,seizure"}
    app.selectbox[0].set_value("log").run()
    assert app.query_params == {"lane": "advisory,seizure"}


def test_the_known_day_goes_along_to_another_page_and_other_choices_do_not() -> None:
    app = ran(scale="linear", known_on="2023-01-01")
    app.session_state["page"] = "two"
    app.query_params.clear()
    app.run()
    assert app.query_params == {"known_on": "2023-01-01"}
    assert app.selectbox[0].value == "log"


def test_the_known_day_goes_along_from_a_page_that_was_left_before_it_was_drawn() -> None:
    app = left()
    app.session_state["page"] = "two"
    app.query_params.clear()
    app.run()
    assert app.query_params == {"known_on": "2023-01-01"}


def test_what_a_page_holds_is_not_found_on_another() -> None:
    def script() -> None:
        import streamlit as st

        from links.params import choice
        from links.state import held, put, read, session, write

        name = st.session_state.get("page", "one")
        asked = [choice("years", ["all", "some"], "all")] if name != "two" else []
        read(name, asked)
        if name == "one":
            st.radio("Years", ["all", "some"], key=session.key("years"))
            st.radio("Its own", ["a", "b"], key=session.key("own"))
            st.button("Put", key=session.key("go"), on_click=put, args=("noted", "on one"))
        st.text(f"{name}: {session.get('years')} {session.get('own')} {session.get('noted')}")
        if name == "three":
            st.text(held("years"))
        write(name, asked)

    app = AppTest.from_function(script, default_timeout=30).run()
    app.radio[0].set_value("some")
    app.radio[1].set_value("b")
    app.button[0].click().run()
    assert (app.text[0].value, app.query_params) == ("one: some b on one", {"years": "some"})
    for page in ("two", "three"):
        app.session_state["page"] = page
        app.query_params.clear()
        app.run()
        assert app.text[0].value.startswith(f"{page}: {'None' if page == 'two' else 'all'} None None")


def test_a_page_opened_anew_without_a_day_shows_today() -> None:
    app = opened(ran(known_on="2023-01-01"))
    assert app.query_params == {}


def test_a_control_moved_quickly_is_not_set_back_by_an_address_that_lags_behind() -> None:
    app = ran(scale="linear")
    app.slider[0].set_value((2010, 2026)).run()
    app.query_params.pop("years")  # the browser asks before it has heard of the years
    app.slider[0].set_value((2011, 2026)).run()
    assert app.slider[0].value == (2011, 2026)
    assert app.query_params == {"scale": "linear", "years": "2011-2026"}
    assert opened(app, scale="linear").slider[0].value == (2006, 2026)  # the same address as a link
    assert not app.info


def test_a_control_that_is_forgotten_keeps_what_the_link_asked_for() -> None:
    app = ran(scale="linear", years="2010-2012")
    del app.session_state["scale@one"]  # as Streamlit does to one that a run has not drawn
    opened(app, **app.query_params)
    assert app.query_params == {"scale": "linear", "years": "2010-2012"}
    assert app.selectbox[0].value == "linear"


def test_a_control_moved_before_its_page_is_drawn_to_the_end_counts() -> None:
    app = left()
    app.slider[0].set_value((2011, 2026)).run()
    assert app.query_params == {"years": "2011-2026", "known_on": "2023-01-01"}
