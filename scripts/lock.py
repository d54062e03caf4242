"""The locks: what they pin, and whether they are exactly what the lists of requirements ask for.

`requirements.txt` and its sisters name what we use ourselves; the lock beside each names everything that comes with it,
with hashes, for Python 3.11 to 3.13 on Linux, macOS and Windows. `make lock` writes them; the check needs no network.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LISTS = {
    f"requirements{kind}.txt": f"requirements{kind}.lock"
    for kind in ("", "-extras", "-dev")  # each holds the one before
}
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = (("linux", "Linux", "posix"), ("darwin", "Darwin", "posix"), ("win32", "Windows", "nt"))
PINNED = re.compile(
    r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)(?: ; (.+?))? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)
FOREIGN = re.compile(r"/|\b[A-Za-z]:\\")  # addresses of registries, paths of a machine
RequirementsOf = Callable[[str], list[str]]


@dataclass(frozen=True)
class Pin:
    """One locked package: its version, where it is wanted, and how many files of it are allowed."""

    version: str
    marker: str
    hashes: frozenset[str]

    def is_wanted(self, environment: dict[str, str]) -> bool:
        """Whether it is installed in such an environment."""
        return not self.marker or Marker(self.marker).evaluate(environment)


def read_lock(text: str) -> dict[str, Pin]:
    """The pins of a lock by canonical name. Raises `ValueError` at a line that is no pin, hash or comment."""
    bare = re.sub(r"^ *#.*\n", "", text, flags=re.M)
    pins: dict[str, Pin] = {
        canonicalize_name(name): Pin(version, marker, frozenset(re.findall(r"[0-9a-f]{64}", hashes)))
        for name, version, marker, hashes in PINNED.findall(bare)
    }
    left = PINNED.sub("", bare).strip()
    if left:
        raise ValueError(f"not a pinned package with hashes: {left.splitlines()[0]}")
    if FOREIGN.search(text):
        raise ValueError("an address or a path stands in it")
    return pins


def read_list(path: Path) -> list[Requirement]:
    """The requirements of a list written by hand, with those of the lists it includes."""
    wanted = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("-r "):
            wanted += read_list(path.parent / text.removeprefix("-r ").strip())
        elif text:
            wanted.append(Requirement(text))
    return wanted


def environments() -> Iterator[dict[str, str]]:
    """Each Python and system for which the lock holds, as markers see it."""
    for python in PYTHONS:
        for sys_platform, system, os_name in PLATFORMS:
            here = {key: str(value) for key, value in default_environment().items()}
            yield here | {
                "python_version": python,
                "python_full_version": f"{python}.9",
                "sys_platform": sys_platform,
                "platform_system": system,
                "os_name": os_name,
            }


def needs(name: str) -> list[str]:
    """What an installed package asks for; nothing where it is not installed here."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def reachable(
    wanted: list[Requirement], environment: dict[str, str], needs: RequirementsOf = needs
) -> dict[str, list[Requirement]]:
    """Every package that the wanted ones bring along in an environment, with what is asked of its version."""
    found: dict[str, list[Requirement]] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(requirement, "") for requirement in wanted]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate(environment | {"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        found.setdefault(name, []).append(requirement)
        for own in ("", *requirement.extras):
            if (name, own) not in seen:
                seen.add((name, own))
                waiting += [(Requirement(text), own) for text in needs(name)]
    return found


def disagreements(wanted: list[Requirement], pins: dict[str, Pin], needs: RequirementsOf = needs) -> list[str]:
    """In words, where a lock is not exactly what the wanted packages bring along; empty if it is."""
    faults: set[str] = set()
    used: set[str] = set()
    for environment in environments():
        for name, asked in reachable(wanted, environment, needs).items():
            used.add(name)
            if name not in pins or not pins[name].is_wanted(environment):
                faults.add(f"{name} is missing")
                continue
            faults |= {
                f"{name} is locked at {pins[name].version}, but {one} is asked for"
                for one in asked
                if not one.specifier.contains(pins[name].version, prereleases=True)
            }
    return sorted(faults | {f"{name} is locked, but nothing asks for it" for name in pins.keys() - used})


def main() -> int:
    """Print every disagreement of the locks with the lists; 1 if there is one."""
    faults = [
        f"{lock}: {fault}"
        for wanted, lock in LISTS.items()
        for fault in disagreements(read_list(ROOT / wanted), read_lock((ROOT / lock).read_text(encoding="utf-8")))
    ]
    print("\n".join(faults) or "The locks agree with the lists")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
