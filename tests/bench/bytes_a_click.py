"""What a click in the sidebar sends: bytes by kind of what is shown, and bytes on the wire, by Streamlit's own protocol.

Run by ``make bench``. A session opens a page and switches “only across a city boundary” on and off. What is sent is counted by
element as it is made, and as it crosses the socket, packed where the server packs. Time is that of the process (CPU), from
``/proc``: what the machine does beside counts little.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "browser"), str(HERE.parents[1])]

import websockets  # noqa: E402
from press_to_paint import SIZES, record_of  # noqa: E402
from proxy import free_port, process  # noqa: E402
from reading import healthy_soon  # noqa: E402
from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402
from websockets.asyncio.client import ClientConnection  # noqa: E402

CLICKS, WARM_UP = 12, 4
LARGEST = 5


class Counting(ClientConnection):
    """A connection that counts what it receives."""

    received = 0

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        super().data_received(data)


def kind_of(message: ForwardMsg) -> str:
    """Return what a message shows, or what it does."""
    kind = message.WhichOneof("type")
    return message.delta.new_element.WhichOneof("type") or "block" if kind == "delta" else str(kind)


async def run(socket: Any, message: BackMsg, query: str) -> tuple[str, str, Counter[str]]:
    """Send a message and read to the end of the run; return the id of the switch, the address, and bytes by kind."""
    message.rerun_script.query_string = query
    await socket.send(message.SerializeToString())
    widget, sizes = "", Counter[str]()
    while True:
        raw = await socket.recv()
        answer = ForwardMsg()
        answer.ParseFromString(raw)
        sizes[kind_of(answer)] += len(raw)
        kind = answer.WhichOneof("type")
        if kind == "delta" and answer.delta.new_element.checkbox.id.endswith("-cross"):
            widget = answer.delta.new_element.checkbox.id
        elif kind == "page_info_changed":
            query = answer.page_info_changed.query_string
        elif kind == "script_finished":
            return widget, query, sizes


def cpu_ms(pid: int) -> float:
    """Return what a process has had of the processor, in milliseconds."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def clicks(address: str, pid: int, path: str) -> tuple[list[int], list[float], Counter[str]]:
    """Click and click back; return bytes on the wire and CPU a click, and the bytes of the last by kind."""
    stream, wire, spent = address.replace("http", "ws", 1) + "/_stcore/stream", [], []
    async with websockets.connect(
        stream,
        subprotocols=["streamlit"],
        max_size=None,
        additional_headers={"Origin": address},
        create_connection=Counting,
    ) as socket:
        widget, query, sizes = await run(socket, BackMsg(), path)
        for turn in range(WARM_UP + CLICKS):
            message = BackMsg()
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.bool_value = widget, turn % 2 == 0
            before, began = socket.received, cpu_ms(pid)
            _, query, sizes = await run(socket, message, query)
            if turn >= WARM_UP:
                wire.append(socket.received - before)
                spent.append(cpu_ms(pid) - began)
    return wire, spent, sizes


def main() -> None:
    """Measure the map page at each size; print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    asked = parser.parse_args()
    print("| projects | KB made a click | KB on the wire, to fewer | to all | CPU ms a click | the largest |")
    print("|---|--:|--:|--:|--:|---|")
    for count in asked.sizes:
        with record_of(count) as data:
            os.environ["ATLAS_DATA"] = str(data)
            port = free_port()
            with process(port) as server:
                address = f"http://127.0.0.1:{port}"
                healthy_soon(address)
                wire, spent, sizes = asyncio.run(clicks(address, server.pid, ""))
                server.kill()
        fewer, every = (statistics.median(wire[side::2]) / 1000 for side in (0, 1))
        largest = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sizes.most_common(LARGEST))
        made = sizes.total() / 1000
        print(
            f"| {count or 'the record'} | {made:.1f} | {fewer:.1f} | {every:.1f} | {statistics.median(spent):.0f} | {largest} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
