import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from serving.picture_first import PictureFirst


def new_session(page="hosts"):
    told = ForwardMsg()
    told.new_session.page_script_hash = page
    return told


def block(*path, key=""):
    told = ForwardMsg()
    told.metadata.delta_path[:] = path
    told.delta.add_block.flex_container.SetInParent()
    told.delta.add_block.id = key
    return told


def text(*path, body="a finding"):
    told = ForwardMsg()
    told.metadata.delta_path[:] = path
    told.delta.new_element.markdown.body = body
    return told


def picture(*path, spec="{}"):
    told = ForwardMsg()
    told.metadata.delta_path[:] = path
    told.delta.new_element.plotly_chart.spec = spec
    return told


def heading(*path, body="Russia"):
    told = ForwardMsg()
    told.metadata.delta_path[:] = path
    told.delta.new_element.heading.body = body
    return told


def seen_before(*path):
    told = ForwardMsg(ref_hash="of a message sent before")
    told.metadata.delta_path[:] = path
    return told


FINISHED = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
DRAWN = [new_session(), text(0, 0), block(0, 1), text(0, 1, 0), picture(0, 1, 1), text(0, 2), FINISHED]


def sent(*runs):
    """What goes out of these runs, by the order in which it is put in; and how much has gone out after each."""
    out, counts = [], []

    async def put_in():
        async def send(content):
            out.append(content)

        pictures = PictureFirst(send, has_time=lambda: False)
        for index, told in enumerate(message for run in runs for message in run):
            await pictures.put(told, index)
            counts.append(len(out))

    asyncio.run(put_in())
    return out, counts


def second(run, before=DRAWN):
    """The same of a run after another, counted from its own beginning."""
    out, counts = sent(before, run)
    start = len(before)
    return [index - start for index in out[start:]], [count - start for count in counts[start:]]


def test_a_page_that_opens_goes_out_as_it_comes():
    assert sent(DRAWN) == (list(range(7)), [1, 2, 3, 4, 5, 6, 7])


@pytest.mark.parametrize("again", [picture(0, 1, 1, spec="new"), seen_before(0, 1, 1)])
def test_a_view_drawn_again_begins_with_its_picture(again):
    assert second([*DRAWN[:4], again, *DRAWN[5:]]) == ([0, 4, 1, 2, 3, 5, 6], [1, 1, 1, 1, 5, 6, 7])


def test_what_a_reader_chose_goes_before_the_picture_and_stays_behind_it_in_the_next_step():
    chosen = [new_session(), text(0, 0), heading(0, 0), text(0, 0), *DRAWN[2:]]
    in_its_place = list(range(len(chosen)))
    assert second(chosen) == (in_its_place, [1, 1, 3, 4, 5, 6, 7, 8, 9])
    assert second(chosen, before=chosen)[0] == [0, 6, 1, 2, 3, 4, 5, 7, 8]
    assert second([*chosen[:2], heading(0, 0, body="China"), *chosen[3:]], before=chosen)[0] == in_its_place


@pytest.mark.parametrize(
    ("run", "first"),
    [
        (DRAWN, [0, 4]),  # the picture of a step
        ([new_session(), heading(0, 0), text(0, 0), *DRAWN[2:]], [0, 1, 2, 3, 4]),  # what was chosen
    ],
)
@pytest.mark.parametrize("has_time", [True, False])
def test_what_goes_first_has_the_time_to_be_drawn_unless_somebody_waits(monkeypatch, run, first, has_time):
    out, drawn = [], []

    async def wait(_seconds):
        drawn.append(out[len(DRAWN) :])

    async def send(content):
        out.append(content)

    async def put_in():
        pictures = PictureFirst(send, has_time=lambda: has_time)
        for each in (DRAWN, run):
            for index, told in enumerate(each):
                await pictures.put(told, index)

    monkeypatch.setattr("serving.picture_first.sleep", wait)
    asyncio.run(put_in())
    assert drawn == ([first] if has_time else [])


@pytest.mark.parametrize(
    "run",
    [
        [new_session(), block(0, 0), text(0, 0, 0), picture(0, 0, 1), FINISHED],  # it stands elsewhere
        [new_session(), text(0, 0), block(0, 1, key="other"), text(0, 1, 0), picture(0, 1, 1), FINISHED],  # in another
        [new_session(), text(0, 0), picture(0, 1), FINISHED],
        [new_session("thefts"), *DRAWN[1:]],  # of another page, whose browser has no picture of it yet
        [new_session(), text(0, 0), FINISHED],  # there is none any more
        [new_session(), text(0, 0), seen_before(0, 1), FINISHED],
    ],
)
def test_a_picture_that_stands_elsewhere_comes_in_its_place(run):
    assert second(run)[0] == list(range(len(run)))


def test_after_a_view_without_a_picture_nothing_is_held():
    empty = [new_session(), text(0, 0), FINISHED]
    assert second(DRAWN, [*DRAWN, *empty])[1] == [1, 2, 3, 4, 5, 6, 7]


def test_a_run_that_is_broken_off_loses_nothing():
    broken = [new_session(), text(0, 0)]
    assert second([*broken, *DRAWN])[0] == list(range(9))


def test_the_server_sends_the_map_of_a_step_first(server):
    """By the socket of a running server: the second run of a page begins with the element that is its picture."""

    def kinds(socket, query):
        state = ClientState(query_string=query, page_name="host_countries")
        socket.send(BackMsg(rerun_script=state).SerializeToString())
        told = []
        while not told or not told[-1].HasField("script_finished"):
            told.append(ForwardMsg.FromString(socket.recv(timeout=60)))
        return [each for each in told if each.HasField("delta") or each.HasField("ref_hash")]

    with connect(server.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=["streamlit"], max_size=None) as one:
        opened = kinds(one, "years=2010-2020")
        again = kinds(one, "years=2011-2020")
    assert not opened[0].delta.new_element.HasField("plotly_chart")
    assert again[0].delta.new_element.HasField("plotly_chart")
    assert sorted(tuple(told.metadata.delta_path) for told in again) == sorted(
        tuple(told.metadata.delta_path) for told in opened
    )
