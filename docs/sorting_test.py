"""Make the sorting test of docs/sorting again: twenty symbols as they are printed, a legend, and the answers in a file.

Who has not drawn them looks at ``colour.png`` or ``grey.png`` (or prints ``sheets.pdf`` at its size), writes a stage
beside each number and only then opens ``answers.md``. Which symbol has which stage, hue and precision is drawn by lot,
the same lot each time.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
sys.path.insert(0, str(ROOT))

from geo.atlas.atlas import load_atlas  # noqa: E402
from geo.looks import style  # noqa: E402
from geo.looks.stages import STAGES, UNSTATED  # noqa: E402
from geo.read.words import read_words  # noqa: E402
from geo.sheet import symbols  # noqa: E402
from geo.sheet.labels import Box  # noqa: E402
from geo.sheet.paper import Paper  # noqa: E402
from geo.sheet.theme import THEMES  # noqa: E402
from geo.sheet.writers import bytes_of  # noqa: E402

if TYPE_CHECKING:
    from geo.atlas.atlas import Atlas

FOLDER = DOCS / "sorting"
SIZE_MM, DPI = (210.0, 148.0), 300
"""A5 across."""
LOTS = {"colour": 20263, "grey": 20264}
"""Theme of a sheet → the seed of its lot."""
COUNT, COLUMNS = 20, 5
CELL_MM, GRID_MM = (29.0, 26.0), (60.0, 122.0)
"""Width and height of a cell, and the upper left corner of the first."""
MADE_ON = dt.date(2026, 2, 1)
KINDS = ("site", "unit", "line")


@dataclass(frozen=True)
class Specimen:
    """A symbol to be sorted: what it is, and how it looks."""

    kind: str
    look: symbols.Look


def specimens(theme: str, hues: dict[str, str]) -> list[Specimen]:
    """Return the lot of a theme: each stage at least twice, in any hue, as a site, a unit or a line."""
    lot = random.Random(LOTS[theme])  # noqa: S311 - a lot that is to be the same each time
    stages = [*STAGES, *STAGES, *lot.sample(list(STAGES), COUNT - 2 * len(STAGES))]
    lot.shuffle(stages)
    drawn = []
    for stage in stages:
        kind, group = lot.choice(KINDS), lot.choice(list(hues))
        precision = "admin" if kind == "unit" else lot.choice(("precise", "approximate", "schematic"))
        look = symbols.Look(THEMES[theme].hue(group, hues[group]), "" if stage == UNSTATED else stage, precision)
        drawn.append(Specimen(kind, look))
    return drawn


def sheet(theme: str, lot: list[Specimen], names: dict[str, str]) -> Paper:
    """Return the sheet of a lot: the legend to the left, the numbered symbols on the tints of the map."""
    paper = Paper(*SIZE_MM, theme=THEMES[theme])
    paper.title = "Which stage? 哪个阶段？"
    paper.lang, paper.made_on = "en", MADE_ON
    paper.text("panel", 10, 138, "哪个阶段？  Which stage?", 13, weight_pt=0.25, gid="title")
    for at, (stage, name) in enumerate(names.items()):
        look, y = symbols.Look(style.INK, stage), 116 - at * 11.0
        symbols.draw_stroke(paper, "panel", np.array([(10.0, y), (18.0, y)]), look)
        symbols.draw_symbol(paper, "panel", (21.5, y), look)
        paper.text("panel", 25.5, y, name, 7.2)
    tints = list(THEMES[theme].tints.values())
    for at, specimen in enumerate(lot):
        x, y = GRID_MM[0] + at % COLUMNS * CELL_MM[0], GRID_MM[1] - at // COLUMNS * CELL_MM[1]
        cell = Box(x, y - CELL_MM[1] + 2, x + CELL_MM[0] - 2, y)
        paper.box("ground", cell, fill=tints[at % len(tints)])
        paper.text("panel", x + 1.5, y - 3, str(at + 1), 8.0, weight_pt=0.2)
        middle_x, middle_y = cell.centre
        if specimen.kind == "line":
            bent = np.array([(x + 4, middle_y - 5), (middle_x, middle_y + 1), (cell.right - 3, middle_y + 2)])
            symbols.draw_stroke(paper, "lines", bent, specimen.look)
        else:
            symbols.draw_symbol(paper, "sites", (middle_x, middle_y), specimen.look)
    return paper


def stage_names(atlas: Atlas) -> dict[str, str]:
    """Return stage → its name in both languages, that of what no text states last."""
    words = {lang: read_words(ROOT / "data" / "text")[lang] for lang in ("zh", "en")}
    names = {status: f"{atlas.label(status, 'zh')}\n{atlas.label(status, 'en')}" for status in atlas.statuses.index}
    return names | {"": "\n".join(words[lang]("sheet.unstated") for lang in ("zh", "en"))}


def answers(lots: dict[str, list[Specimen]], names: dict[str, str]) -> str:
    """Return the answers as a table in Markdown."""
    lines = ["# Answers · 答案", "", f"| | {' | '.join(lots)} |", "|---|" + "---|" * len(lots)]
    for at in range(COUNT):
        told = [names[lot[at].look.status].replace("\n", " ") for lot in lots.values()]
        lines.append(f"| {at + 1} | {' | '.join(told)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the sheets and the answers to docs/sorting."""
    atlas = load_atlas(ROOT / "data")
    hues = atlas.types.drop_duplicates("group").set_index("group")["colour"].to_dict()
    names = stage_names(atlas)
    lots = {theme: specimens(theme, hues) for theme in LOTS}
    papers = {theme: sheet(theme, lot, names) for theme, lot in lots.items()}
    for theme, paper in papers.items():
        (FOLDER / f"{theme}.png").write_bytes(bytes_of([paper], file="png", dpi=DPI))
    (FOLDER / "sheets.pdf").write_bytes(bytes_of(list(papers.values()), file="pdf"))
    (FOLDER / "answers.md").write_text(answers(lots, names), encoding="utf-8")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    main()
