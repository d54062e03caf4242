"""A place that is typed is the one that is chosen; one that the record lacks is named, and the choice stays."""

from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st

    from links.params import place
    from links.state import read, show_notices, write
    from pages._parts.place_box import place_box

    names = {"CHN": "China", "MLT": "Malta", "RUS": "Russia"}
    asked = [place("iso3", list(names))]
    read("one", asked)
    show_notices()
    place_box("Place", "iso3", names, st.session_state.get("offered"), index=None)
    write("one", asked)


def type_in(app: AppTest, text: str) -> None:
    box = app.selectbox(key="iso3@one")
    box.options.append(text)  # the test of a list knows no text but its options; a browser sends any
    box.set_value(text).run()


def told(app: AppTest) -> list[str]:
    return [str(notice.value).replace("\\", "") for notice in app.info]


def test_what_is_typed_is_chosen() -> None:
    app = AppTest.from_function(script, default_timeout=30).run()
    for text, code in (("Malta", "MLT"), ("rus", "RUS"), ("中国", "CHN")):
        type_in(app, text)
        assert (app.session_state["iso3@one"], app.query_params["iso3"], told(app)) == (code, code, [])


def test_a_place_that_is_not_there_is_named_until_the_next_choice() -> None:
    app = AppTest.from_function(script, default_timeout=30)
    app.query_params["iso3"] = "RUS"
    type_in(app.run(), "Oman")
    assert app.session_state["iso3@one"] == "RUS"
    assert told(app) == ["You typed Oman; Oman has the code OMN; the record says nothing about it. Showing Russia."]
    type_in(app, "China")
    assert (app.session_state["iso3@one"], told(app)) == ("CHN", [])


def test_a_place_that_is_no_longer_offered_is_let_go() -> None:
    app = AppTest.from_function(script, default_timeout=30)
    app.query_params["iso3"] = "RUS"
    app.session_state["offered"] = ["CHN"]
    assert app.run().session_state["iso3@one"] is None
