"""A series drawn in the background: one state shared by the thread that draws and the page that looks at it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geo.errors import AtlasError, SeriesCancelled

if TYPE_CHECKING:
    from collections.abc import Callable

TURN = threading.BoundedSemaphore(1)
"""One series at a time in a process: two at once would only slow each other, and everybody's maps, down."""
LOOK_S = 0.2


@dataclass
class Run:
    """A series that is being drawn, or was.

    Parameters
    ----------
    make
        Takes ``progress``, a function (done, total, name → whether to go on), and returns the file.
    asked
        What it was asked with, so that a page can tell a result from one of other choices.
    name
        That of the file.
    total
        How many sheets there are.
    done
        How many are drawn.
    at
        The name of the sheet at hand.
    result
        The file; empty before the end.
    fault
        What went wrong, where something did.
    is_waiting
        Whether it waits for its turn.
    is_lost
        Whether it broke off for a reason that is no fault of the reader.
    """

    make: Callable[..., bytes]
    asked: Any
    name: str
    total: int
    done: int = 0
    at: str = ""
    result: bytes = b""
    fault: AtlasError | None = None
    is_waiting: bool = True
    is_lost: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> Run:
        """Begin, once; the thread does not keep the server from ending."""
        self._thread = threading.Thread(target=self._work, name="series", daemon=True)
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Ask it to stop; it does so after the sheet at hand."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    @property
    def is_running(self) -> bool:
        """Whether the thread is still at work."""
        return self._thread is not None and self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Wait for its end, at most so long.

        Parameters
        ----------
        seconds
            At most.
        """
        if self._thread:
            self._thread.join(seconds)

    def _work(self) -> None:
        while not TURN.acquire(timeout=LOOK_S):
            if self.is_cancelled:
                return
        self.is_waiting = False
        try:
            self.is_lost = True  # until it has come to an end that is known
            self.result = b"" if self.is_cancelled else self.make(progress=self._progress)
            self.is_lost = False
        except SeriesCancelled:
            self.is_lost = False
        except AtlasError as fault:
            self.fault, self.is_lost = fault, False
        finally:
            TURN.release()

    def _progress(self, done: int, total: int, name: str) -> bool:
        self.done, self.total, self.at = done, total, name
        return not self.is_cancelled
