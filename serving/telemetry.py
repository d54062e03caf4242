"""Metrics and traces by OpenTelemetry: off unless HARD_CURRENCY_TELEMETRY is 1.

Where they go, and everything else about it, is said by OpenTelemetry's own variables (OTEL_EXPORTER_OTLP_ENDPOINT,
OTEL_SERVICE_NAME and so on). What is sent names no reader, no view and no file: of an address only its kind, of a page
its name.
"""

import re
import time
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders.store import RecordStore
from serving.addresses import address
from serving.missing import page_at

KINDS: Final = ("data", "static", "media", "look", "stage", "basket", "_stcore", "ready", "auth", "oauth2callback")
NAME: Final = "hard-currency"


FORMS: Final = {
    r"OTEL_EXPORTER_OTLP_(\w+_)?ENDPOINT": (r"https?://[^/\s]\S*", "an address, such as http://localhost:4318,"),
    r"OTEL_(BSP|METRIC_EXPORT)_\w+": (r"0*[1-9][0-9]*", "a whole number from 1"),
}
"""What some of OpenTelemetry's own variables look like, as a pattern and in words; at others it would fail later."""


def telemetry_faults(environment: Mapping[str, str]) -> list[str]:
    """Why nothing could be sent; nothing where it is set up."""
    if find_spec("opentelemetry") is None or find_spec("opentelemetry.sdk") is None:
        return ["HARD_CURRENCY_TELEMETRY=1 needs more packages: pip install -r requirements-extras.txt"]
    return [
        f"{name}={told!r}: {words} is expected"
        for name, told in sorted(environment.items())
        for which, (form, words) in FORMS.items()
        if told and re.fullmatch(which, name) and not re.fullmatch(form, told.strip())
    ]


def kind_of(path: str) -> str:
    """What an address is for, in one of few words: a page by its name, `data/`, `media/` or `other`."""
    if (page := page_at(path)) is not None:
        return f"page {page or 'overview'}"
    room = path.removeprefix(address("")).partition("/")[0]
    return f"{room}/" if room in KINDS else "other"


class Telemetry:
    """What the middleware writes to: a tracer, a histogram of durations, sockets that are open, the record's state."""

    def __init__(self, store: RecordStore, *, readers: list[Any] | None = None, processors: list[Any] | None = None):
        """`readers` of metrics and `processors` of spans, for tests; by default those of OTLP over HTTP."""
        from opentelemetry.metrics import CallbackOptions, Observation
        from opentelemetry.sdk.metrics import MeterProvider
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider

        if readers is None or processors is None:
            readers, processors = by_otlp()
        resource = Resource.create({"service.name": NAME})
        self.traces = TracerProvider(resource=resource)
        for processor in processors:
            self.traces.add_span_processor(processor)
        self.metrics = MeterProvider(metric_readers=readers, resource=resource)
        self.tracer = self.traces.get_tracer(NAME)
        meter = self.metrics.get_meter(NAME)
        self.durations = meter.create_histogram(
            "http.server.request.duration", "s", "Time from request to end of answer"
        )
        self.sockets = meter.create_up_down_counter("hard_currency.sockets", "{socket}", "Open pages")

        def refused(options: CallbackOptions) -> list[Observation]:
            return [Observation(store.fault_count, {"of": "record"}), Observation(store.own_fault_count, {"of": "own"})]

        meter.create_observable_gauge("hard_currency.faults", [refused], "{fault}", "Faults of what was refused")

    def shut_down(self) -> None:
        """Send what is left."""
        self.traces.shutdown()
        self.metrics.shutdown()


def by_otlp() -> tuple[list[Any], list[Any]]:
    """Readers and processors that send by OTLP over HTTP, now and then, in threads of their own."""
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    return [PeriodicExportingMetricReader(OTLPMetricExporter())], [BatchSpanProcessor(OTLPSpanExporter())]


class Traced:
    """Middleware that measures every request and counts open sockets."""

    def __init__(self, app: ASGIApp, telemetry: Telemetry) -> None:
        self.app = app
        self.telemetry = telemetry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self.request(scope, receive, send)
        elif scope["type"] == "websocket":
            self.telemetry.sockets.add(1)
            try:
                await self.app(scope, receive, send)
            finally:
                self.telemetry.sockets.add(-1)
        else:
            await self.app(scope, receive, send)

    async def request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request as a span and in the histogram."""
        from opentelemetry.trace import StatusCode

        about: dict[str, str | int] = {"http.request.method": method(scope), "http.route": kind_of(scope["path"])}
        begun = time.perf_counter()

        async def send_and_note(message: Message) -> None:
            if message["type"] == "http.response.start":
                about["http.response.status_code"] = message["status"]
            await send(message)

        with self.telemetry.tracer.start_as_current_span(
            f"{about['http.request.method']} {about['http.route']}",
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                await self.app(scope, receive, send_and_note)
            except Exception:
                span.set_status(StatusCode.ERROR)  # what the error says is for the log alone
                raise
            finally:
                span.set_attributes(about)
                self.telemetry.durations.record(time.perf_counter() - begun, about)


def method(scope: Scope) -> str:
    """The method of a request, of which a stranger may invent any number."""
    return scope["method"] if scope["method"] in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS") else "_OTHER"
