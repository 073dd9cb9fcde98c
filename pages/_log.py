"""What the server writes down for whoever runs it: a line an event, in JSON where asked for, nothing of a visitor."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

from pages import _settings


class Lines(logging.Formatter):
    """One event as one line of JSON: when (UTC), how grave, what, and where an error arose."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line.

        Parameters
        ----------
        record
            What happened.
        """
        event = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            event["error"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False)


def begin() -> None:
    """Have every logger of the process write lines of JSON, where ``ATLAS_LOG=json`` asks for them.

    Streamlit gives each of its loggers a handler of its own, so the form of each is set.
    """
    if not _settings.IS_JSON_LOG:
        return
    logging.basicConfig(stream=sys.stderr, level=logging.INFO)
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    for handler in {handler for logger in loggers for handler in logger.handlers}:
        handler.setFormatter(Lines())
