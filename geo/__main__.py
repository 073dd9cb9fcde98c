"""The atlas from the shell: ``python -m geo check | upgrade | sheet | series | briefing | export``.

Options are as in the address.

It leaves with 0, with 1 where ``check`` finds faults in the record, or with 2 and one line on standard error that says
what is wrong, in English or the language that ``--lang`` names; then nothing is written.
"""

from __future__ import annotations

import sys

from geo.errors import AtlasError
from geo.shell.parser import parser
from geo.text import visible
from geo.words import faults

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0, 1 or 2 as above, or 130 when it was interrupted.

    Parameters
    ----------
    arguments
        The words after ``python -m geo``; those of the process where None.
    """
    options = parser().parse_args(arguments)
    try:
        print(options.run(options))
    except AtlasError as fault:
        is_check = options.command == "check"
        told = (faults.told if is_check else faults.in_one_line)(fault, options.lang or "en")
        print(visible(told), file=sys.stderr)
        return 1 if is_check else 2
    except KeyboardInterrupt:
        print("interrupted; nothing was written", file=sys.stderr)
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a console that cannot show Chinese still gets its line
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main())
