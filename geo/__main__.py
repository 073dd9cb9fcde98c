"""The atlas from the shell: ``python -m geo check | sheet | series | briefing | export``, options as in the address.

It leaves with 0, with 1 where ``check`` finds faults in the record, or with 2 and one line on standard error that says
what is wrong; then nothing is written.
"""

from __future__ import annotations

import sys

from geo.errors import AtlasError, RecordError
from geo.shell.parser import parser

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0, 1 or 2 as above, or 130 when it was interrupted."""
    options = parser().parse_args(arguments)
    try:
        print(options.run(options))
    except AtlasError as fault:
        is_check = options.command == "check"
        print(fault if is_check else _in_one_line(fault), file=sys.stderr)
        return 1 if is_check else 2
    except KeyboardInterrupt:
        print("interrupted; nothing was written", file=sys.stderr)
        return INTERRUPTED
    return 0


def _in_one_line(fault: AtlasError) -> str:
    if isinstance(fault, RecordError):
        return f"the record has {len(fault.faults)} fault(s), the first: {fault.faults[0]} (see python -m geo check)"
    return " ".join(str(fault).split())


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a console that cannot show Chinese still gets its line
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main())
