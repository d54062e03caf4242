"""Telemetry: what is told of a request and where it goes."""

import http.server
import threading
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from loaders.store import RecordStore
from serving import telemetry
from serving.settings import SettingError, read_settings
from serving.telemetry import Telemetry, Traced, kind_of
from tests.conftest import COLD, run_process


class Told:
    """An application that is measured, and what was told of it."""

    def __init__(self) -> None:
        self.reader, self.spans = InMemoryMetricReader(), InMemorySpanExporter()
        self.store = RecordStore()
        written = Telemetry(self.store, readers=[self.reader], processors=[SimpleSpanProcessor(self.spans)])

        async def socket(websocket: WebSocket) -> None:
            await websocket.accept()
            await websocket.receive_text()

        def answer(request: Any) -> PlainTextResponse:
            if request.url.path == "/media/fails":
                raise ValueError("a value of the reader")
            return PlainTextResponse("x", status_code=200)

        routes = [WebSocketRoute("/_stcore/stream", socket), Route("/{rest:path}", answer)]
        self.client = TestClient(Traced(Starlette(routes=routes), written), raise_server_exceptions=False)

    def points(self, name: str) -> list[Any]:
        data = self.reader.get_metrics_data()
        metrics = [metric for each in data.resource_metrics for scope in each.scope_metrics for metric in scope.metrics]
        return [point for metric in metrics if metric.name == name for point in metric.data.data_points]


@pytest.fixture
def told() -> Told:
    return Told()


def test_a_request_is_told_by_its_kind_alone(told: Told) -> None:
    told.client.get("/host_countries?iso3=RUS&q=my+secret", headers={"X-Forwarded-For": "203.0.113.9"})
    told.client.get("/media/0123abcd.csv")
    told.client.get("/wp-login.php")
    told.client.get("/media/fails")
    spans = told.spans.get_finished_spans()
    assert [(span.name, span.attributes.get("http.response.status_code")) for span in spans] == [
        ("GET page host_countries", 200),
        ("GET media/", 200),
        ("GET other", 200),
        ("GET media/", 500),
    ]
    text = "".join(span.to_json() for span in spans)
    for private in ("RUS", "secret", "203.0.113.9", "0123abcd", "wp-login", "testclient", "a value of the reader"):
        assert private not in text
    counts = {
        (point.attributes["http.route"], point.attributes["http.response.status_code"]): point.count
        for point in told.points("http.server.request.duration")
    }
    assert counts == {("page host_countries", 200): 1, ("media/", 200): 1, ("other", 200): 1, ("media/", 500): 1}


def test_a_stranger_cannot_make_kinds_or_methods_of_their_own(told: Told) -> None:
    for number in range(50):
        told.client.request(f"X{number}", f"/{number}/{number}")
    assert len(told.points("http.server.request.duration")) == 1
    assert {kind_of(path) for path in ("/", "", "/timeline", "/data/x", "/ready", "/x.html")} == {
        "page overview", "page timeline", "data/", "ready/", "other"
    }  # fmt: skip


def test_open_pages_and_faults_are_counted(told: Told) -> None:
    told.store.fault_count = 7
    with told.client.websocket_connect("/_stcore/stream") as socket:
        assert [point.value for point in told.points("hard_currency.sockets")] == [1]
        socket.send_text("bye")
    assert [point.value for point in told.points("hard_currency.sockets")] == [0]
    assert {point.attributes["of"]: point.value for point in told.points("hard_currency.faults")} == {
        "record": 7,
        "own": 0,
    }


def test_the_server_sends_both_to_a_collector(tmp_path: Path, fetch: Any) -> None:
    got: set[str] = set()

    class Collector(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.add(self.path)
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *told: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector) as collector:
        threading.Thread(target=collector.serve_forever, daemon=True).start()
        settings = {**COLD, "HARD_CURRENCY_TELEMETRY": "1", "HARD_CURRENCY_DRAIN_SECONDS": "0"}
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = f"http://127.0.0.1:{collector.server_port}"
        settings["OTEL_METRIC_EXPORT_INTERVAL"] = settings["OTEL_BSP_SCHEDULE_DELAY"] = "200"
        with run_process(tmp_path / "log", settings=settings) as (_, url):
            for _ in range(100):
                assert fetch(url + "/data/events.csv").status == 200
                if got >= {"/v1/traces", "/v1/metrics"}:
                    break
                threading.Event().wait(0.1)
        collector.shutdown()
    assert got == {"/v1/traces", "/v1/metrics"}


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318", "http://collector:4318"),
        ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://", "https://collector.example/v1/traces"),
        ("OTEL_BSP_SCHEDULE_DELAY", "-5", "500"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "often", " 60000"),
    ],
)
def test_where_nothing_can_be_sent_to_is_refused_at_the_start(name: str, wrong: str, right: str) -> None:
    with pytest.raises(SettingError, match=f"^{name}='{wrong}': .* is expected$"):
        read_settings({"HARD_CURRENCY_TELEMETRY": "1", name: wrong})
    for fine in (right, ""):
        assert read_settings({"HARD_CURRENCY_TELEMETRY": "1", name: fine}).telemetry == 1
    assert read_settings({name: wrong}).telemetry == 0  # another program's


def test_what_it_needs_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings({"HARD_CURRENCY_TELEMETRY": "1"}).telemetry == 1
    monkeypatch.setattr(telemetry, "find_spec", lambda name: None)
    with pytest.raises(SettingError, match=r"pip install -r requirements-extras\.txt"):
        read_settings({"HARD_CURRENCY_TELEMETRY": "1"})
