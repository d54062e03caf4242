"""What may be set from outside: each setting, its default and what it may be, refused in words when it is none of it.

The README has the same table; a test compares the two.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import partial
from ipaddress import ip_address, ip_network

from streamlit import config

from loaders.descriptor import DATA
from loaders.faults import nearest
from loaders.files import leads_to

OURS = "HARD_CURRENCY_"
NUMBERS = {  # name: default, least, most
    "SOCKETS_PER_ADDRESS": (250, 1, 100_000),
    "SOCKETS": (1_000, 1, 100_000),
    "RERUNS_AT_ONCE": (2, 1, 64),
    "RERUNS_PER_SESSION": (3, 0.1, 1_000),
    "RERUNS_PER_ADDRESS": (30, 0.1, 10_000),
    "MESSAGES_PER_SOCKET": (10, 1, 10_000),
    "MESSAGE_KILOBYTES": (1_024, 16, 20_480),
    "SILENT_SECONDS": (30, 1, 3_600),
    "UNFINISHED_PER_ADDRESS": (100, 1, 100_000),
    "IDLE_SECONDS": (21_600, 1, 604_800),
    "WARM_UP": (1, 0, 1),
    "DRAIN_SECONDS": (0, 0, 3_600),
    "STOP_SECONDS": (4, 1, 300),
    "SIGN_IN": (0, 0, 1),
    "TELEMETRY": (0, 0, 1),
}
WHOLE = (
    "SOCKETS_PER_ADDRESS",
    "SOCKETS",
    "RERUNS_AT_ONCE",
    "UNFINISHED_PER_ADDRESS",
    "WARM_UP",
    "SIGN_IN",
    "TELEMETRY",
)
TEXTS = ("DATA", "OWN_ROWS", "TALKS", "STATE", "HOSTS", "CONTACT")
NUMBER = re.compile(r"[0-9]+([.][0-9]+)?")
HOST = re.compile(r"(?:[*][.])?[^\W_](?:[\w.-]*[\w])?")
PATH = re.compile(r"/?(?:[\w~-][\w.~-]*/?)*", re.ASCII)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)*", re.ASCII)


class SettingError(ValueError):
    """Settings that cannot be followed; the text names each of them and what it may be."""


@dataclass(frozen=True)
class Settings:
    """The limits of this server. Rates are a second; a burst of ten seconds' worth is let through at once."""

    sockets_per_address: float = 250
    sockets: float = 1_000
    reruns_at_once: float = 2
    reruns_per_session: float = 3
    reruns_per_address: float = 30
    messages_per_socket: float = 10
    message_kilobytes: float = 1_024
    silent_seconds: float = 30
    unfinished_per_address: float = 100
    idle_seconds: float = 21_600
    warm_up: float = 1
    drain_seconds: float = 0
    stop_seconds: float = 4
    sign_in: float = 0
    telemetry: float = 0


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment makes. Raises `SettingError` naming every unknown or impossible one."""
    faults = [
        *_unknown(environment),
        *_impossible_folder(environment),
        *_impossible_hosts(environment),
        *_impossible_contact(environment),
        *_impossible_path(environment),
        *_impossible_proxies(environment),
        *_impossible_secret(environment),
    ]
    values: dict[str, float] = {}
    for field in fields(Settings):
        name = field.name.upper()
        text = environment.get(OURS + name)
        if text is None:
            continue
        _, least, most = NUMBERS[name]
        value = float(text) if NUMBER.fullmatch(text.strip()) else float("nan")
        if least <= value <= most and (name not in WHOLE or value.is_integer()):
            values[field.name] = value
        else:
            how = ", without a fraction" if name in WHOLE else ""
            faults.append(f"{OURS}{name}={text!r}: a number from {least} to {most} is expected{how}")
    if values.get("sign_in"):
        from serving.sign_in import sign_in_faults  # what it needs is loaded only where it is on

        faults += sign_in_faults()
    if values.get("telemetry"):
        from serving.telemetry import telemetry_faults

        faults += telemetry_faults(environment)
    if faults:
        raise SettingError("\n".join(faults))
    return Settings(**values)


def contact(environment: Mapping[str, str] = os.environ) -> str:
    """The mail address to which readers report a problem; empty where there is none."""
    return environment.get(OURS + "CONTACT", "").strip()


def _unknown(environment: Mapping[str, str]) -> list[str]:
    ours = {OURS + name for name in (*NUMBERS, *TEXTS)}
    theirs = {option.env_var for option in config.get_config_options().values()}
    faults = []
    for name in sorted(environment):
        known = ours if name.startswith(OURS) else theirs if name.startswith("STREAMLIT_") else None
        if known is not None and name not in known:
            faults.append(f"{name}: there is no such setting{nearest(name, known)}")
    return faults


def _impossible_folder(environment: Mapping[str, str]) -> list[str]:
    faults = []
    folder, own, state = (environment.get(OURS + name) for name in ("DATA", "OWN_ROWS", "STATE"))
    for name, told in (("DATA", folder), ("OWN_ROWS", own), ("TALKS", environment.get(OURS + "TALKS"))):
        if told is not None and not os.path.isdir(told or "."):
            faults.append(f"{OURS}{name}={told!r}: there is no such folder")
    if state and os.path.exists(state) and not os.path.isdir(state):
        faults.append(f"{OURS}STATE={state!r}: a file stands there; a folder is expected")
    data = leads_to(folder or DATA)
    if state and leads_to(state).is_relative_to(data):
        faults.append(f"{OURS}STATE={state!r}: it must not be inside the data folder, which is never written to")
    if own and (leads_to(own).is_relative_to(data) or data.is_relative_to(leads_to(own))):
        faults.append(f"{OURS}OWN_ROWS={own!r}: neither it nor the data folder may be inside the other")
    if own and state and leads_to(state).is_relative_to(leads_to(own)):
        faults.append(f"{OURS}STATE={state!r}: it must not be inside the folder of own rows, which is never written to")
    return faults


def _impossible_hosts(environment: Mapping[str, str]) -> list[str]:
    told = [name.strip() for name in environment.get(OURS + "HOSTS", "").split(",")]
    expected = "a name alone is expected, such as desk.ministry.example, without http://, port or * alone"
    return [f"{OURS}HOSTS: {name!r}: {expected}" for name in told if name and not _is_host(name)]


def _is_host(name: str) -> bool:
    return bool(HOST.fullmatch(name)) or (":" in name and _reads(ip_address, name.removeprefix("[").removesuffix("]")))


def _is_network(text: str) -> bool:
    return _reads(partial(ip_network, strict=False), text)


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _impossible_path(environment: Mapping[str, str]) -> list[str]:
    name = "STREAMLIT_SERVER_BASE_URL_PATH"
    told = environment.get(name, "")
    expected = "a path of plain letters, digits and - is expected, such as briefing or desk/briefing"
    return [] if PATH.fullmatch(told) else [f"{name}={told!r}: {expected}"]


def _impossible_proxies(environment: Mapping[str, str]) -> list[str]:
    name = "FORWARDED_ALLOW_IPS"
    told = [each.strip() for each in environment.get(name, "").split(",")]
    expected = "an address or a network is expected, such as 10.0.0.7 or 10.0.0.0/8, or * for all; a comma between them"
    return [f"{name}: {each!r}: {expected}" for each in told if each not in ("", "*") and not _is_network(each)]


def _impossible_secret(environment: Mapping[str, str]) -> list[str]:
    name = "STREAMLIT_SERVER_COOKIE_SECRET"
    is_empty = not environment.get(name, "unset").strip()
    return [f"{name} is empty: a long random text is expected, or leave it out for one of its own"] if is_empty else []


def _impossible_contact(environment: Mapping[str, str]) -> list[str]:
    address = contact(environment)
    if not address or MAIL.fullmatch(address):
        return []
    return [f"{OURS}CONTACT={address!r}: a mail address is expected, such as desk@ministry.example"]
