"""Ask the server of this environment whether it is ready: `python -m serving.is_ready [SECONDS TO WAIT]`.

Ends with 0 once it is, else with 1. For whatever starts and watches servers. It needs nothing but Python, and so
it costs little to ask.
"""

import json
import os
import socket
import sys
import time


def ask(port: int, path: str) -> str:
    """What `/ready` says: `ready`, another word of its own, or why it could not be asked. It asks this machine only."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as server, server.makefile("rb") as answer:
            server.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
            return str(json.loads(answer.read().partition(b"\r\n\r\n")[2])["status"])
    except (OSError, ValueError, KeyError) as error:
        return f"no answer: {error}"


def main(arguments: list[str]) -> int:
    """Ask until it is ready, or until the seconds are over; print the last answer."""
    port = int(os.environ.get("STREAMLIT_SERVER_PORT", "8501"))
    base = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    deadline = time.monotonic() + (float(arguments[0]) if arguments else 0)
    while (said := ask(port, f"/{base}/ready" if base else "/ready")) != "ready" and time.monotonic() < deadline:
        time.sleep(0.2)
    print(said)
    return 0 if said == "ready" else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
