"""Small tables of reports for tests of what stands when."""

from __future__ import annotations

import pandas as pd

EMPTY = {
    "kind": "text",
    "class": "",
    "publisher_zh": "",
    "publisher_en": "",
    "url": "",
    "title_zh": "文",
    "title_en": "Text",
}


def dated_tables(reports, sources, statuses):
    """Return the tables that `geo.atlas.history.dated_reports` asks for; columns that a test leaves out are empty."""
    sources = sources.assign(**{name: value for name, value in EMPTY.items() if name not in sources})
    for name in ("published_on", "retrieved_on"):
        sources[name] = pd.to_datetime(sources.get(name, pd.NaT))
    reports = reports.assign(**{name: "" for name in ("locator", "status") if name not in reports})
    for name in ("due_status", "event_precision", "covers"):
        reports[name] = reports.get(name, "")
    reports["event_on"] = pd.to_datetime(reports.get("event_on", pd.NaT))
    return {
        "project_reports": reports,
        "sources": sources,
        "statuses": statuses,
        "organisations": pd.DataFrame({"organisation_id": ["plant"], "name_zh": ["厂"]}),
        "project_organisations": pd.DataFrame({"project_id": ["road"], "organisation_id": ["plant"]}),
    }
