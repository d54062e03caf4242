"""What goes over the wire: how many messages and bytes a step takes, and that nothing is sent twice. No clock here."""

import asyncio
import time
from urllib.parse import urlsplit

import pytest

from benchmarks.reader import Reader

MOST_MESSAGES = 105  # of a rerun: a list of widgets, one each, is found here
MOST_BYTES = 15_000  # of a step, on the wire
MOST_OF_TIMELINE = 10_000  # of a step there, on the record on which tests run
MOST_AGAIN = 9_000  # of a rerun in which nothing changed
SMALL = 400  # bytes: a reference to what the browser has is not much less
VIEWS = [
    ("", ""),
    ("host_countries", ""),
    ("host_countries", "iso3=CHN"),
    ("repatriation", ""),
    ("crypto_theft", ""),
    ("crypto_theft", "view=incidents"),
    ("it_workers", ""),
    ("revenue", ""),
    ("timeline", ""),
    ("compare", ""),
    ("sources", ""),
]


@pytest.fixture(scope="module")
def socket(server, fetch):
    """The address of the server's websocket, once its pages are ready."""
    while fetch(server + "/ready").status != 200:
        time.sleep(0.2)
    return f"ws://{urlsplit(server).netloc}"


def kinds(reader):
    """What kinds of elements the last run sent in full, but for the smallest."""
    return [delta.new_element.WhichOneof("type") for delta in reader.elements if delta.ByteSize() > SMALL]


@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_what_did_not_change_is_not_sent_again(socket, page, query):
    async def twice():
        async with Reader(socket) as reader:
            first = await reader.follow(page, query)
            again = await reader.follow(page, query)
            return first, again, kinds(reader)

    first, again, sent = asyncio.run(twice())
    assert not first.has_failed
    assert first.messages <= MOST_MESSAGES
    assert again.messages <= MOST_MESSAGES
    assert "plotly_chart" not in sent
    assert "html" not in sent
    assert again.wire_bytes <= MOST_AGAIN
    assert again.wire_bytes < first.wire_bytes / 2


def test_a_step_of_the_map_sends_one_picture_and_little_else(socket):
    async def steps():
        async with Reader(socket) as reader:
            await reader.follow("host_countries")
            answers = []
            for key in ("years_chevron_right", "years_chevron_right", "years_chevron_left"):
                answers.append((await reader.press(key), kinds(reader).count("plotly_chart")))
            return answers

    (first, n_first), (second, n_second), (back, n_back) = asyncio.run(steps())
    assert (n_first, n_second, n_back) == (1, 1, 0), "back is a view that the browser still has"
    for answer in (first, second, back):
        assert not answer.has_failed
        assert answer.messages <= MOST_MESSAGES
        assert answer.wire_bytes <= MOST_BYTES
    assert back.wire_bytes <= MOST_AGAIN


def test_a_step_of_the_timeline_sends_no_words_of_its_marks_and_no_list_of_events_again(socket):
    async def steps():
        async with Reader(socket) as reader:
            await reader.follow("timeline")
            first = [d.new_element.html.body for d in reader.elements if "data-hovers" in d.new_element.html.body]
            return first, [(await reader.follow("timeline", f"years={y}-2026"), kinds(reader)) for y in (2015, 2018)]

    first, answers = asyncio.run(steps())
    assert len(first) == 1
    for answer, sent in answers:
        assert sent.count("plotly_chart") == 1
        assert "selectbox" not in sent
        assert answer.messages <= MOST_MESSAGES
        assert answer.wire_bytes <= MOST_OF_TIMELINE


def test_a_step_that_changes_no_row_on_the_screen_sends_the_table_by_its_caption_alone(socket):
    async def step():
        async with Reader(socket) as reader:
            said = []
            for first in (2006, 2018):
                await reader.follow("timeline", f"years={first}-2026")
                said.append([d.new_element.html.body for d in reader.elements if d.new_element.html.body])
            return said

    whole, step_sent = asyncio.run(step())
    assert sum('class="hc-table"' in body and "data-table" in body for body in whole) == 1
    assert sum('class="hc-caption"' in body for body in step_sent) == 1
    assert not any("data-table" in body and 'class="hc-table"' in body for body in step_sent)


def test_what_is_said_of_a_chosen_place_goes_before_the_map_and_in_a_step_of_the_years_the_map_before_it(socket):
    """A map keeps the browser busy while it is drawn."""

    async def sent():
        async with Reader(socket) as reader:
            found = []
            for query in ("", "iso3=CHN", "iso3=CHN&years=2016-2019"):
                await reader.follow("host_countries", query)
                bodies = [d.new_element.html.body or str(d.new_element.WhichOneof("type")) for d in reader.elements]
                found.append(
                    (bodies.index("plotly_chart"), next((i for i, b in enumerate(bodies) if "hc-facts" in b), 0))
                )
            return found[1:]

    (map_of_choice, facts_of_choice), (map_of_step, facts_of_step) = asyncio.run(sent())
    assert facts_of_choice < map_of_choice
    assert map_of_step < facts_of_step


def test_what_is_sent_is_compressed(socket):
    async def first():
        async with Reader(socket) as reader:
            return await reader.follow("timeline")

    answer = asyncio.run(first())
    assert answer.wire_bytes < 0.4 * answer.message_bytes


def test_the_name_and_the_icon_are_addresses(socket):
    """They would come with every rerun, whatever else it changes."""

    async def largest():
        async with Reader(socket) as reader:
            await reader.follow("method")
            answer = await reader.follow("method")
            return answer.message_bytes

    assert asyncio.run(largest()) < 30_000
