"""How long it takes to read, check and join a record, at several sizes: CPU, each run a process of its own.

Run by ``make bench``. The records are made by `made_record`; a size is a number of projects. Told are the median and the
spread, and the peak of memory of the process; and what reading takes where the record is remembered as sound.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from made_record import ROOT, make_record

SIZES = {250: 9, 5_000: 9, 15_000: 3}
"""Projects → rounds; the limit of rows in `geo.read.folder` is near 19,000."""
ONE = """
import resource, sys, time
from pathlib import Path
from geo.atlas.atlas import load_atlas
from geo.read.memory import Memory
from geo.read.record import read_record
began = time.process_time()
read_record(Path(sys.argv[1]))
read = time.process_time()
load_atlas(Path(sys.argv[1]))
joined = time.process_time()
memory = Memory(Path(sys.argv[1]).parent / "memory")
read_record(Path(sys.argv[1]), None, memory)
kept = time.process_time()
read_record(Path(sys.argv[1]), None, memory)
print(read - began, joined - read, time.process_time() - kept, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main() -> None:
    """Print a row of a table for each size that is asked for, or for each of `SIZES`."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; CPU in s, median (least–most)")
    print(
        "| projects | read and checked | read, checked and joined | read, remembered as sound | memory, MB | rounds |\n"
        "|---:|---:|---:|---:|---:|---:|"
    )
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            record, rounds = make_record(ROOT / "data", Path(folder) / str(size), size), SIZES.get(size, 9)
            read, joined, kept, memory = zip(*(_once(record) for _ in range(rounds)), strict=True)
            print(
                f"| {size:,} | {_told(read)} | {_told(joined)} | {_told(kept)} | {max(memory):.0f} | {rounds} |",
                flush=True,
            )


def _once(record: Path) -> tuple[float, ...]:
    command = [sys.executable, "-c", ONE, str(record)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return tuple(map(float, told))


def _told(seconds: tuple[float, ...]) -> str:
    return f"{statistics.median(seconds):.2f} ({min(seconds):.2f}–{max(seconds):.2f})"


if __name__ == "__main__":
    main()
