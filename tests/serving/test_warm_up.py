import asyncio
import gc
import weakref

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from serving import ahead, memory, warm_up

PAGES = ["overview", "map", "timeline"]


class FakeRuntime:
    """Answers as Streamlit does: the pages there are, then the end of the run; `stuck` pages never end."""

    def __init__(self, stuck=(), elements=()):
        self.stuck = stuck
        self.elements = elements
        self.ran = []
        self.closed = []

    def connect_session(self, client, user_info):
        self.client = client
        return "session"

    def handle_backmsg(self, session, message):
        page = message.rerun_script.page_script_hash
        self.ran.append((page, message.rerun_script.context_info.color_scheme))
        told = ForwardMsg()
        for name in PAGES:
            told.navigation.app_pages.add(page_script_hash=name, url_pathname=f"at_{name}")
        self.client.write_forward_msg(told)
        for told in self.elements:
            self.client.write_forward_msg(told)
        if page not in self.stuck:
            ended = ForwardMsg()
            ended.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
            asyncio.get_running_loop().call_soon(self.client.write_forward_msg, ended)

    def close_session(self, session):
        self.closed.append(session)


def test_every_page_runs_once_in_each_theme_and_the_session_ends():
    runtime = FakeRuntime()
    assert asyncio.run(warm_up.warm_up(runtime)) == 2 * len(PAGES)
    assert runtime.ran == [("", "light"), *((page, theme) for theme in ("light", "dark") for page in PAGES)]
    assert runtime.closed == ["session"]


def test_a_page_that_never_ends_is_left_to_its_reader_and_told(monkeypatch, caplog):
    monkeypatch.setattr(warm_up, "SECONDS", 0.05)
    runtime = FakeRuntime(stuck=["map"])
    assert asyncio.run(warm_up.warm_up(runtime)) == 1
    assert "pages were not made ready" in caplog.text
    assert runtime.closed == ["session"]


def at(*path):
    told = ForwardMsg()
    told.metadata.delta_path[:] = path
    return told


def test_the_elements_that_each_page_shows_are_noted_but_not_those_in_a_box_that_a_click_opens(monkeypatch):
    monkeypatch.setattr(ahead, "ELEMENTS", {})
    slider, box, day, beside = at(0, 0), at(0, 1), at(0, 1, 0), at(0, 2)
    slider.delta.new_element.slider.label = "years"
    box.delta.add_block.popover.label = "the day"
    day.delta.new_element.date_input.label = "the day"
    beside.delta.new_element.plotly_chart.spec = "{}"
    asyncio.run(warm_up.warm_up(FakeRuntime(elements=[slider, box, day, beside])))
    assert {page: list(shown) for page, shown in ahead.ELEMENTS.items()} == {
        f"at_{page}": ["slider", "plotly_chart"] for page in PAGES
    }


class Thing:
    """Something that refers to itself, so that only the collector takes it away."""

    def __init__(self):
        self.itself = self


def test_what_is_there_for_good_is_not_looked_at_again_and_what_comes_later_is():
    kept = [Thing() for _ in range(1000)]
    try:
        memory.set_aside()
        assert gc.get_freeze_count() > len(kept)
        assert not any(isinstance(each, Thing) for each in gc.get_objects())
        gone = weakref.ref(Thing())
        assert gone() is not None
        gc.collect()
        assert gone() is None
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("kind", ["script_finished", "navigation"])
def test_streamlit_still_sends_what_is_waited_for(kind):
    assert kind in ForwardMsg.DESCRIPTOR.fields_by_name
