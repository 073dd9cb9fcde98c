"""How long a start takes: from the command to the end of the first visitor's first run, against a page that only says hello.

Run by ``make bench``. Each start is a process of its own, in turn: a bare page, the atlas with nothing remembered, and the
atlas that remembers that its record is sound. Told are the clock and, since a machine may be shared, the CPU of the process;
the ratios are those of medians of one run.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "browser"), str(HERE.parents[1])]

import websockets  # noqa: E402
from proxy import free_port  # noqa: E402
from reading import ROOT, healthy_soon  # noqa: E402
from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from team import run  # noqa: E402

ROUNDS = 9
HELLO = 'import streamlit as st\n\nst.write("Hello")\n'
TICKS = os.sysconf("SC_CLK_TCK")


def started(script: Path, memory: Path) -> tuple[float, float, float, float]:
    """Start an app and visit it; return seconds to health, to its HTML page and to the end of the first run, and CPU."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    environment = os.environ | {"CACHE_DIRECTORY": str(memory)}
    began = time.monotonic()
    with subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            healthy_soon(address)
            healthy = time.monotonic() - began
            asked = urllib.request.Request(address, headers={"Accept": "text/html"})
            urllib.request.urlopen(asked).read()
            opened = time.monotonic() - began
            asyncio.run(visited(address))
            ran = time.monotonic() - began
            spent = Path(f"/proc/{server.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
            return healthy, opened, ran, (int(spent[11]) + int(spent[12])) / TICKS
        finally:
            server.kill()


async def visited(address: str) -> None:
    """Run the first page to its end, as a browser does."""
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with websockets.connect(
        stream, subprotocols=["streamlit"], max_size=None, additional_headers={"Origin": address}
    ) as socket:
        await run(socket, BackMsg(), "")


def main() -> None:
    """Measure the three in turn and print a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    taken: dict[str, list[tuple[float, float, float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO, encoding="utf-8")
        started(hello, Path(folder))
        started(ROOT / "app.py", Path(folder) / "kept")
        for turn in range(rounds):
            for name, script, memory in (
                ("hello", hello, Path(folder)),
                ("atlas, nothing remembered", ROOT / "app.py", Path(folder) / f"empty-{turn}"),
                ("atlas, remembered", ROOT / "app.py", Path(folder) / "kept"),
            ):
                taken.setdefault(name, []).append(started(script, memory))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; seconds from the command, median of {rounds}")
    print("| start | health | its HTML | first run ended (least–most) | to hello | CPU | to hello |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    bare = [statistics.median(column) for column in zip(*taken["hello"], strict=True)]
    for name, rows in taken.items():
        columns = list(zip(*rows, strict=True))
        healthy, opened, ran, spent = (statistics.median(column) for column in columns)
        print(
            f"| {name} | {healthy:.2f} | {opened:.2f} | {ran:.2f} ({min(columns[2]):.2f}–{max(columns[2]):.2f}) | "
            f"{ran / bare[2]:.1f} | {spent:.2f} | {spent / bare[3]:.1f} |"
        )


if __name__ == "__main__":
    main()
