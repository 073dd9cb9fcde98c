"""A series of sheets on A4: how long a sheet a county and a sheet a city take, as one PDF and as a ZIP archive of PNG.

Run by ``make bench``. The counties of the cluster are drawn all, those without a project of their own with the projects
of their city, so that the figure does not shrink with the record.
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from geo.atlas.atlas import load_atlas  # noqa: E402
from geo.atlas.filters import Filters  # noqa: E402
from geo.export.series import bound  # noqa: E402
from geo.export.series_parts import Part, parts  # noqa: E402
from geo.read.words import read_words  # noqa: E402


def main() -> None:
    """Print seconds, sheets and bytes of each series, and the memory at the peak."""
    atlas, words = load_atlas(ROOT / "data"), read_words(ROOT / "data" / "text")["zh"]
    view = atlas.view()
    counties = [place for place in atlas.places_within(()) if atlas.places.at[place, "level"] == "county"]
    full = []
    for county in counties:
        own = atlas.view(Filters(place=(county,)))
        shown = own if len(own.projects) else atlas.view(Filters(place=(atlas.city_of(county),)))
        filters = shown.filters.with_values(place=(county,))
        full.append(Part(county, atlas.label(county, "zh"), replace(shown, filters=filters)))
    chosen = {"city": parts(view, words, "city")[0], "county": full, "project": parts(view, words, "project")[0]}
    for by, file in (("county", "pdf"), ("county", "zip"), ("city", "pdf"), ("city", "zip"), ("project", "pdf")):
        began = time.perf_counter()
        content = bound(chosen[by], (), view, words, by=by, file=file, dpi=300)
        took = time.perf_counter() - began
        kind = "PDF" if file == "pdf" else "ZIP of PNG at 300 dpi"
        print(
            f"{len(chosen[by]):4} sheets, one a {by:7} {took:6.1f} s  {len(content) / 1e6:6.1f} MB  {kind}", flush=True
        )
    print(f"peak of memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
