"""An end on request: the server says that it is not ready, gives readers time to be sent elsewhere, and then stops.

Left alone, the server would wait for every page that is still being drawn, and in a flood that has no end.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

from serving.settings import Settings

LOG = logging.getLogger(__name__)


class Stopping:
    """What SIGTERM does. `has_begun` is true from the first one on."""

    def __init__(self, settings: Settings, end: Callable[[int], object] = os._exit) -> None:
        self.settings = settings
        self.end = end
        self.has_begun = False
        self.before: Callable[[int, FrameType | None], object] | int | None = None

    def listen(self) -> None:
        """Take SIGTERM over from the server; only where signals may be taken, which is the main thread."""
        if threading.current_thread() is threading.main_thread():
            self.before = signal.getsignal(signal.SIGTERM)
            signal.signal(signal.SIGTERM, self.begin)

    def begin(self, number: int, frame: FrameType | None) -> None:
        """Not ready from now on; stop after the time to drain, and without more ado some seconds later."""
        first, self.has_begun = not self.has_begun, True
        wait = self.settings.drain_seconds if first else 0
        LOG.info("the server was asked to stop", extra={"drain_seconds": wait})
        self._later(wait + self.settings.stop_seconds, lambda: self.end(0))
        if wait:
            self._later(wait, lambda: os.kill(os.getpid(), signal.SIGTERM))
        elif callable(self.before):
            self.before(number, frame)

    def _later(self, seconds: float, act: Callable[[], object]) -> None:
        timer = threading.Timer(seconds, act)
        timer.daemon = True
        timer.start()
