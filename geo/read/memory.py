"""What was worked out once and need not be again, kept in the user's cache directory; nothing depends on it.

What is not there, is somebody else's or is damaged counts as not there, and what cannot be written is not.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

FOLDER = "central-shanxi-atlas"
FORMAT = b"atlas-memory-1"
MOST_BYTES = 64_000_000
"""Of a file; more is neither kept nor believed."""
FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
"""No link is followed and no pipe waited for; Windows has neither name."""
OTHERS = stat.S_IRWXG | stat.S_IRWXO
HEAD_BYTES = 512
"""More than the first line of a file has: format, key, and SHA-256 of what follows."""


def own_memory() -> Memory | None:
    """Return the memory of the user who runs this process; None where there is no place for it.

    Source
    ------
    XDG Base Directory Specification, https://specifications.freedesktop.org/basedir-spec/latest/: a relative path in
    ``XDG_CACHE_HOME`` is not followed. systemd's ``CacheDirectory=`` sets ``CACHE_DIRECTORY``, and so do the tests.
    """
    if sys.platform == "win32":
        asked, usual = [os.environ.get("LOCALAPPDATA", "")], "~/AppData/Local"
    else:
        asked = [os.environ.get(name, "") for name in ("CACHE_DIRECTORY", "XDG_CACHE_HOME")]
        usual = "~/Library/Caches" if sys.platform == "darwin" else "~/.cache"
    base = next((path for path in asked if os.path.isabs(path)), os.path.expanduser(usual))  # noqa: PTH111, PTH117 - raises nothing
    return Memory(Path(base) / FOLDER) if Path(base).is_absolute() else None


@dataclass(frozen=True)
class Memory:
    """Files that a key opens, one for each name: what is kept under another key is forgotten.

    Parameters
    ----------
    directory
        Ours alone; made where its parent is, or can be made.
    """

    directory: Path

    def recalled(self, name: str, key: str) -> bytes | None:
        """Return what was kept under a name and a key; None for nothing that can be believed.

        Parameters
        ----------
        name
            That of a file.
        key
            What it depends on, as a digest.
        """
        try:
            if not self._is_ours():
                return None
            with open(os.open(self.directory / name, FLAGS), "rb") as file:  # noqa: PTH123 - a descriptor, not a path
                status = os.fstat(file.fileno())
                if not (_is_own(status) and stat.S_ISREG(status.st_mode) and status.st_size <= MOST_BYTES):
                    return None
                head, content = file.readline(HEAD_BYTES), file.read(MOST_BYTES)
        except OSError:
            return None
        return content if head == _head(key, content) else None

    def keep(self, name: str, key: str, content: bytes) -> None:
        """Keep what was worked out, in place of what was kept under that name; where that fails, nothing is kept.

        A reader at the same time finds the one or the other, never a part.

        Parameters
        ----------
        name
            That of a file.
        key
            What it depends on, as a digest.
        content
            At most `MOST_BYTES`; more is not kept.
        """
        if len(content) > MOST_BYTES - HEAD_BYTES:
            return
        with contextlib.suppress(OSError):
            self.directory.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.directory.mkdir(mode=0o700, exist_ok=True)
            if not self._is_ours():
                return
            handle, made = tempfile.mkstemp(prefix=f".{name}-", dir=self.directory)
            try:
                with open(handle, "wb") as file:  # noqa: PTH123 - as above
                    file.write(_head(key, content) + content)
                Path(made).replace(self.directory / name)
            except OSError:
                Path(made).unlink(missing_ok=True)

    def _is_ours(self) -> bool:
        """Whether the directory is one, no link to one, and nobody else's."""
        status = self.directory.lstat()
        return stat.S_ISDIR(status.st_mode) and _is_own(status)


def _is_own(status: os.stat_result) -> bool:
    """Whether a file or a directory is the user's, and closed to all others; Windows answers for its own."""
    return sys.platform == "win32" or (status.st_uid == os.geteuid() and not status.st_mode & OTHERS)


def _head(key: str, content: bytes) -> bytes:
    return b" ".join([FORMAT, key.encode(), hashlib.sha256(content).hexdigest().encode()]) + b"\n"
