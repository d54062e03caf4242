"""Who may run a page next: a few at once, a budget for each session and each address, and the least served goes first.

One process draws all pages, so what one visitor may ask for is what the others wait for. A visit is one socket.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv6Address, IPv6Network

from serving.settings import Settings

BURST_SECONDS = 10
LONGEST_RUN = 10.0
"""Seconds after which a run counts no more as one of the few, should its end never be told."""


def machine_at(client: Sequence[object] | None) -> str:
    """The address of a reader, by which budgets are kept. Of IPv6 that is a network of 64 bits: each machine has all of
    its addresses, and may come from another with every request."""
    told = str(client[0]) if client else "unknown"
    if ":" not in told:
        return told
    try:
        address = IPv6Address(told)
    except ValueError:
        return told
    return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False))


@dataclass
class Bucket:
    """A budget that fills at `rate` a second, up to `BURST_SECONDS` of it and never under one."""

    rate: float
    level: float = field(init=False)
    at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.level = self.size

    @property
    def size(self) -> float:
        return max(1.0, self.rate * BURST_SECONDS)

    def wait(self) -> float:
        """Seconds until one may be taken."""
        now = time.monotonic()
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1 - self.level) / self.rate)

    def take(self) -> bool:
        """Take one, if there is one."""
        if self.wait() > 0:
            return False
        self.level -= 1
        return True


@dataclass(eq=False)
class Visit:
    """One socket: its address, its budgets, when it was last given a turn, and the turn it waits for."""

    address: str
    reruns: Bucket
    messages: Bucket
    served: float = 0.0
    turn: asyncio.Future[None] | None = None


class Turns:
    """The turns of one server."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.visits: Counter[str] = Counter()
        self.addresses: dict[str, Bucket] = {}
        self.waiting: list[Visit] = []
        self.running: dict[Visit, float] = {}
        self.alarm: asyncio.TimerHandle | None = None

    def enter(self, address: str) -> Visit | str:
        """A new visit from an address, or the name of the limit that forbids it."""
        if self.visits[address] >= self.settings.sockets_per_address:
            return "SOCKETS_PER_ADDRESS"
        if self.visits.total() >= self.settings.sockets:
            return "SOCKETS"
        self.visits[address] += 1
        if address not in self.addresses:
            self._forget_the_rested()
            self.addresses[address] = Bucket(self.settings.reruns_per_address)
        return Visit(address, Bucket(self.settings.reruns_per_session), Bucket(self.settings.messages_per_socket))

    def leave(self, visit: Visit) -> None:
        """The visit ends. The budget of its address stays until it is full again, lest a new socket be a new budget."""
        self.visits[visit.address] -= 1
        if not self.visits[visit.address]:
            del self.visits[visit.address]
        if visit in self.waiting:
            self.waiting.remove(visit)
        self.finished(visit)

    def _forget_the_rested(self) -> None:
        rested = [name for name, bucket in self.addresses.items() if not bucket.wait() and bucket.level >= bucket.size]
        for name in rested:
            if name not in self.visits:
                del self.addresses[name]

    def ask(self, visit: Visit) -> asyncio.Future[None]:
        """A turn for this visit: done when it may run. One that waits already stays in its place."""
        if visit.turn is None or visit.turn.done():
            visit.turn = asyncio.get_running_loop().create_future()
            self.waiting.append(visit)
            self._give()
        return visit.turn

    def finished(self, visit: Visit) -> None:
        """The run of this visit has ended."""
        self.running.pop(visit, None)
        self._give()

    def _give(self) -> None:
        """Give turns as long as there are any.

        A visit that runs already may run again, which ends its earlier run, unless somebody else is waiting: else it
        could keep its place for ever.
        """
        now = time.monotonic()
        self.running = {visit: since for visit, since in self.running.items() if now - since < LONGEST_RUN}
        busy = Counter(visit.address for visit in self.running)
        for visit in sorted(self.waiting, key=lambda visit: (busy[visit.address], visit.served)):
            alone = visit in self.running and len(self.waiting) == 1
            free = alone or (visit not in self.running and len(self.running) < self.settings.reruns_at_once)
            address = self.addresses[visit.address]
            if not free or visit.reruns.wait() or address.wait():
                continue
            visit.reruns.take()
            address.take()
            self.waiting.remove(visit)
            self.running.setdefault(visit, now)
            visit.served = now
            if visit.turn is not None and not visit.turn.done():
                visit.turn.set_result(None)
        self._look_again(now)

    def _look_again(self, now: float) -> None:
        """Come back when a budget has filled or a run has gone on for too long."""
        if self.alarm is not None:
            self.alarm.cancel()
            self.alarm = None
        if not self.waiting:
            return
        waits = [max(visit.reruns.wait(), self.addresses[visit.address].wait()) for visit in self.waiting]
        ends = [since + LONGEST_RUN - now for since in self.running.values()]
        delay = min([wait for wait in waits if wait > 0] + ends, default=1.0)
        self.alarm = asyncio.get_running_loop().call_later(max(0.02, delay), self._give)
