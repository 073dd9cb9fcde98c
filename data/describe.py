"""Write what can be counted into ``data/README.md``: rows by table and text, the doubts. Run by ``make describe``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.read.classes import CLASSES
from geo.read.schema import read_descriptor
from geo.read.tables import read_tables, rows

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
NETWORKS = (
    "adaptive-signals", "alley-drainage", "fifteen-sewage-works", "green-wave-signals", "jinzhong-5g", "lvliang-5g",
    "pocket-parks", "road-replanting", "rural-water-disinfection", "smart-streetlights", "storm-sewer-separation",
    "zuoquan-cbm-blocks",
)  # fmt: skip
"""The works that are one network or many sites of a whole county or city: there is no one site to look for."""


def described(readme: str, data_dir: Path = HERE) -> str:
    """Return the README with its marked blocks written anew from the tables of ``data_dir``."""
    descriptor = read_descriptor(data_dir)
    tables = read_tables(data_dir, descriptor)
    titles = {resource["name"]: resource["title"] for resource in descriptor["resources"]}
    collections = [json.loads(path.read_text("utf-8")) for path in (data_dir / "shapes").glob("*.geojson")]
    shapes = [feature["properties"] for collection in collections for feature in collection["features"]]
    blocks = {
        "counts": _counts(tables, titles, len(shapes)),
        "doubts": _doubts(tables),
        "rings": _rings(tables),
        "placed": _placed(tables, shapes),
    }
    for name, block in blocks.items():
        mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        readme = mark.sub(lambda match, block=block: f"{match[1]}{block}\n{match[2]}", readme)  # type: ignore[misc]
    return readme


def _counts(tables: Mapping[str, pd.DataFrame], titles: Mapping[str, str], shapes: int) -> str:
    texts = tables["sources"][tables["sources"]["kind"] == "text"].sort_values("published_on")
    ids = texts["source_id"].tolist()
    lines = [
        "| table | one row is | rows | " + " | ".join(f"`{key}`" for key in ids) + " |",
        "|---|---|--:|" + "--:|" * len(ids),
    ]
    for name, table in tables.items():
        by_text = table["source_id"].value_counts() if "locator" in table else pd.Series(dtype=int)
        counted = [str(by_text.get(key, 0)) if "locator" in table else "" for key in ids]
        lines.append(f"| `{name}` | {titles[name]} | {len(table)} | " + " | ".join(counted) + " |")
    drawn = "The alignment, site or admin unit of a project"
    lines.append(f"| `shapes/*.geojson` | {drawn} | {shapes} |" + " |" * len(ids))
    return "\n".join(lines)


def _rings(tables: Mapping[str, pd.DataFrame]) -> str:
    sources, reports, searches = tables["sources"], tables["project_reports"], tables["searches"]
    public = sources[sources["kind"] == "public"]
    of_class = reports["source_id"].map(public.set_index("source_id")["class"])
    lines = ["| class | pages | reports on projects | that state a stage |", "|---|--:|--:|--:|"]
    for name in CLASSES:
        own = reports[of_class == name]
        pages = (public["class"] == name).sum()
        lines.append(f"| `{name}` | {pages} | {len(own)} | {(own['status'] != '').sum()} |")
    outcomes = ", ".join(f"{outcome} {count}" for outcome, count in searches["outcome"].value_counts().items())
    lines += ["", f"Searches: {len(searches)} ({outcomes}). Second readings: {len(tables['second_readings'])}."]
    return "\n".join(lines)


def _placed(tables: Mapping[str, pd.DataFrame], shapes: list[dict[str, Any]]) -> str:
    """Say how many of the works with one site or route have a shape of their own."""
    projects = tables["projects"]
    works = set(projects.loc[projects["kind"] == "work", "project_id"])
    sited = works - set(NETWORKS)
    placed = {shape["project_id"] for shape in shapes if shape["precision"] != "admin"}
    share = len(sited & placed) / len(sited)
    return (
        f"Of {len(works)} works {len(works - sited)} are one network or many sites of a whole county or city; of the "
        f"other {len(sited)}, {len(sited & placed)} ({share:.0%}) have a shape of their own."
    )


def _doubts(tables: Mapping[str, pd.DataFrame]) -> str:
    return "\n".join(
        f"- *{row.kind}* · {row.doubt_en} (`{row.source_id}` {row.locator})" for row in rows(tables["doubts"])
    )


if __name__ == "__main__":
    path = HERE / "README.md"
    path.write_text(described(path.read_text("utf-8")), "utf-8")
