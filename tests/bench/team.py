"""A team at the atlas: many sessions, each changing a filter every five seconds, by Streamlit's own protocol.

Run by ``make team``. A session is a websocket that says what a browser says: the widgets' states and the address. It opens
the map, then switches “only across a city boundary” on and off, and waits for the end of each run. Measured are the
time from the switch to the end of its run, the bytes of an answer, and the memory of the processes from
``/proc``: after the first minute, at the end, and when all sessions have gone. One process alone and, where nginx is there,
two behind it (``deploy/nginx.conf``) are measured one after the other.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "browser"), str(HERE.parents[1])]

import websockets  # noqa: E402
from proxy import NGINX, behind_nginx, free_port, process  # noqa: E402
from reading import healthy_soon  # noqa: E402
from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

PAUSE_SECONDS = 5.0
LONGEST_SECONDS = 60.0
SETTLE_SECONDS = 150


@dataclass
class Team:
    """What the sessions of one run met: seconds and bytes of each answer, errors."""

    seconds: list[float] = field(default_factory=list)
    first_seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def row(self, name: str, megabytes: Sequence[float], count: int) -> str:
        """Return the figures as a row of a Markdown table."""
        spread = statistics.quantiles(self.seconds, n=100, method="inclusive")
        before, early, late, after = megabytes
        return (
            f"| {name} | {len(self.seconds)} | {len(self.errors)} | {spread[49] * 1000:.0f} | {spread[94] * 1000:.0f} | "
            f"{100 * sum(one <= 1 for one in self.seconds) / len(self.seconds):.1f} | "
            f"{statistics.median(self.sizes) / 1000:.1f} | {(late - before) / count:.1f} | {early:.0f} | {late:.0f} | {after:.0f} |"
        )


async def session(address: str, number: int, count: int, until: float, team: Team) -> None:
    """Open the map and switch a filter on and off until the time is over."""
    await asyncio.sleep(PAUSE_SECONDS * number / count)
    request = urllib.request.Request(address, headers={"Accept": "text/html"})
    try:
        with await asyncio.to_thread(urllib.request.urlopen, request) as page:
            cookies = [value.split(";")[0] for value in page.headers.get_all("Set-Cookie", [])]
        stream = address.replace("http", "ws", 1) + "/_stcore/stream"
        headers = {"Cookie": "; ".join(cookies), "Origin": address}
        async with websockets.connect(
            stream, subprotocols=["streamlit"], max_size=None, additional_headers=headers
        ) as socket:
            began = time.monotonic()
            widget, query, _ = await run(socket, BackMsg(), "")
            team.first_seconds.append(time.monotonic() - began)
            is_on = False
            while time.monotonic() < until:
                await asyncio.sleep(PAUSE_SECONDS)
                is_on, began = not is_on, time.monotonic()
                message = BackMsg()
                message.rerun_script.query_string = query
                state = message.rerun_script.widget_states.widgets.add()
                state.id, state.bool_value = widget, is_on
                _, query, size = await asyncio.wait_for(run(socket, message, query), LONGEST_SECONDS)
                if ("cross=1" in query) != is_on:
                    team.errors.append(f"the address is {query!r} where the switch is {is_on}")
                team.seconds.append(time.monotonic() - began)
                team.sizes.append(size)
    except (OSError, TimeoutError, websockets.WebSocketException) as fault:
        team.errors.append(repr(fault))


async def run(socket: Any, message: BackMsg, query: str) -> tuple[str, str, int]:
    """Send a message and read to the end of the run; return the id of the switch, the address, and the bytes of the answer."""
    if not message.WhichOneof("type"):
        message.rerun_script.query_string = query
    await socket.send(message.SerializeToString())
    widget, size = "", 0
    while True:
        raw = await socket.recv()
        size += len(raw)
        answer = ForwardMsg()
        answer.ParseFromString(raw)
        kind = answer.WhichOneof("type")
        if kind == "delta" and answer.delta.new_element.checkbox.id.endswith("-cross"):
            widget = answer.delta.new_element.checkbox.id
        elif kind == "page_info_changed":
            query = answer.page_info_changed.query_string
        elif kind == "script_finished":
            return widget, query, size


def memory_mb(pids: Sequence[int]) -> float:
    """Return the resident memory of these processes, in megabytes."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) for pid in pids)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def measure(address: str, pids: Sequence[int], count: int, minutes: float) -> tuple[Team, list[float]]:
    """Let a team work for so many minutes; return what it met, and the memory before, early, late and when it is gone."""
    team = Team()
    await session(address, 0, 1, time.monotonic() + 1, Team())  # the record is read and the page warm
    before = memory_mb(pids)
    until = time.monotonic() + minutes * 60
    work = asyncio.gather(*(session(address, number, count, until, team) for number in range(count)))
    await asyncio.sleep(min(60.0, minutes * 30))
    early = memory_mb(pids)
    await asyncio.sleep(max(0.0, until - time.monotonic() - 1))
    late = memory_mb(pids)
    await work
    await asyncio.sleep(min(SETTLE_SECONDS, minutes * 30))
    return team, [before, early, late, memory_mb(pids)]


def main() -> None:
    """Measure one process, and two behind nginx where it is there; print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    asked = parser.parse_args()
    print(
        f"{asked.sessions} sessions, a filter every {PAUSE_SECONDS:.0f} s, {asked.minutes:g} minutes; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(
        "| processes | answers | errors | p50 ms | p95 ms | within 1 s, % | KB an answer | MB a session | MB at 1 min | MB at the end | MB after |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    port = free_port()
    with process(port) as alone:
        healthy_soon(f"http://127.0.0.1:{port}")
        team, megabytes = asyncio.run(measure(f"http://127.0.0.1:{port}", [alone.pid], asked.sessions, asked.minutes))
        alone.kill()
    print(team.row("one", megabytes, asked.sessions), *team.errors[:3], sep="\n", flush=True)
    if NGINX is None:
        print("Two behind nginx were not measured: it is not installed (Debian: apt install nginx-light).")
        return
    with tempfile.TemporaryDirectory() as folder, behind_nginx(Path(folder)) as (address, processes):
        pids = [each.pid for each in processes.values()]
        team, megabytes = asyncio.run(measure(address, pids, asked.sessions, asked.minutes))
    print(team.row("two behind nginx", megabytes, asked.sessions), *team.errors[:3], sep="\n")


if __name__ == "__main__":
    main()
