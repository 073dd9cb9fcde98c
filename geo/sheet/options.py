"""What a reader chooses for a sheet: its size, the ground it shows, the words around it, its colours.

Nothing here draws, so a page may ask for the layouts without loading what does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.errors import SheetError
from geo.sheet.theme import THEMES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

LEAST_MM, MOST_MM = (160.0, 120.0), 1189.0
"""The longer and the shorter side of the smallest sheet, and the longest side of the largest (A0)."""
DPIS = (150, 300, 600)
MM_PER_INCH = 25.4
MOST_PX = 140_000_000
"""A picture of more pixels is of use to nobody: those of A0 at 300 dpi."""
PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
APPROVAL = re.compile(rf"(?:GS[{PROVINCES}]?|[{PROVINCES}]S)[(（〔]20[0-9]{{2}}[)）〕][0-9]{{1,6}}号")
"""A map approval number: the code of the body that approves, the year, a serial number, as 晋S(2026)012号.

Source: 地图审核管理规定 (Ministry of Natural Resources), which names these three parts.
"""
APPROVED = ["晋S(2026)012号", "GS(2024)0650号"]
"""What such numbers look like, for who typed something else."""
FILES = ("png", "svg", "pdf")
CLUSTER, FILTERED = "cluster", "filtered"
"""Extents with a name of their own; any other text is the id of a place."""
LONGEST = {"title": 80, "subtitle": 160, "note": 400, "organisation": 80, "approval": 60, "address": 1500}
"""How many characters each text of a sheet may have."""
SCALES = (250_000, 500_000, 1_000_000)
"""Fixed scales that are offered; any other sheet is as large as its ground allows."""
A4_AREA_MM2 = 297.0 * 210.0
SLIDE = "slide"
"""The layout that is read from afar: what A4 has in 6 pt it has in 14, it numbers nothing and lists all after it."""
SLIDE_SCALE = 14.0 / 6.0


@dataclass(frozen=True)
class Layout:
    """The size of a sheet.

    Parameters
    ----------
    name
        What addresses and the shell call it.
    width_mm, height_mm
        The page.
    scale
        How much larger than on A4 letters and symbols are.
    label
        Its name in each language; a size of one's own has none.

    Raises
    ------
    SheetError
        A side is too short or too long.
    """

    name: str
    width_mm: float
    height_mm: float
    scale: float = 1.0
    label: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        width, height = self.width_mm, self.height_mm
        longer, shorter = max(width, height), min(width, height)
        if not (longer >= LEAST_MM[0] and shorter >= LEAST_MM[1]):  # false for what is not a number, too
            raise SheetError(
                "sheet.small", width=width, height=height, least_width=LEAST_MM[0], least_height=LEAST_MM[1]
            )
        if not longer <= MOST_MM:
            raise SheetError("sheet.large", width=width, height=height, most=MOST_MM)

    @property
    def is_upright(self) -> bool:
        """Whether the page is higher than wide."""
        return self.height_mm > self.width_mm


LAYOUTS: Mapping[str, Layout] = {
    layout.name: layout
    for layout in (
        Layout("a4-across", 297, 210, label={"zh": "A4 横幅", "en": "A4 landscape"}),
        Layout("a4-upright", 210, 297, label={"zh": "A4 竖幅", "en": "A4 portrait"}),
        Layout("a3-across", 420, 297, 1.16, label={"zh": "A3 横幅", "en": "A3 landscape"}),
        Layout("a3-upright", 297, 420, 1.16, label={"zh": "A3 竖幅", "en": "A3 portrait"}),
        Layout(SLIDE, 338.67, 190.5, SLIDE_SCALE, label={"zh": "幻灯片 16:9", "en": "Slide 16:9"}),
    )
}
"""Every layout that is offered by its name, on the page and in the shell; the first is the one at first."""


def layout_of(text: str) -> Layout:
    """Return a layout by its name, or one of a size of one's own, written ``240x160`` (width and height, mm).

    Parameters
    ----------
    text
        One of `LAYOUTS`, or ``<width>x<height>`` in mm.

    Raises
    ------
    SheetError
        There is no such layout, or the size is not one of a sheet.
    """
    if text in LAYOUTS:
        return LAYOUTS[text]
    size = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*[x×*]\s*([0-9]+(?:\.[0-9]+)?)", text.strip())
    if size is None:
        raise SheetError("sheet.no_layout", layout=text, known=list(LAYOUTS))
    return layout_of_size(float(size[1]), float(size[2]))


def layout_of_size(width_mm: float, height_mm: float) -> Layout:
    """Return the layout of a page of one's own: what is larger than A4 has somewhat larger letters.

    Parameters
    ----------
    width_mm, height_mm
        Of the page.
    """
    scale = (max(width_mm * height_mm, 1.0) / A4_AREA_MM2) ** 0.25
    return Layout(f"{width_mm:g}x{height_mm:g}", width_mm, height_mm, round(min(max(scale, 0.8), 2.2), 2))


@dataclass(frozen=True)
class MapView:
    """What the map on screen shows: its middle in degrees, and Leaflet's zoom.

    Parameters
    ----------
    lat, lon
        Degrees of WGS 84.
    zoom
        That of Leaflet.
    """

    lat: float
    lon: float
    zoom: float


@dataclass(frozen=True)
class SheetOptions:
    """Every choice for one sheet; what is left empty is said from the view.

    Parameters
    ----------
    layout
        One of ``LAYOUTS``, or of a size of one's own (`layout_of`).
    extent
        ``cluster`` (the five cities), ``filtered`` (the projects and places chosen), a place_id, or a `MapView`.
    title
        Instead of the name of the atlas.
    subtitle
        Instead of the filters in words, which then stand in the foot.
    note, organisation, approval
        A remark, who issues the sheet, and its map approval number (审图号), of the form of ``APPROVAL``.
    theme
        ``colour``; ``grey``, for a printer without colours; or ``colour_blind``: the hues with letters in them.
    graticule
        Whether meridians and parallels are drawn.
    grid
        Whether a kilometre grid is drawn.
    scale
        One of ``SCALES``; 0 for as large as the ground allows.
    address
        What the QR code in the foot opens; without it there is none.
    made_on
        The date in the foot; today when None.

    Raises
    ------
    SheetError
        There is no such theme or scale, a text is too long, or what stands for an approval number is none.
    """

    layout: Layout = LAYOUTS["a4-across"]
    extent: str | MapView = FILTERED
    title: str = ""
    subtitle: str = ""
    note: str = ""
    organisation: str = ""
    approval: str = ""
    theme: str = next(iter(THEMES))
    graticule: bool = False
    grid: bool = False
    scale: int = 0
    address: str = ""
    made_on: dt.date | None = None

    def __post_init__(self) -> None:
        if self.theme not in THEMES:
            raise SheetError("sheet.no_theme", theme=self.theme, known=list(THEMES))
        if self.scale and self.scale not in SCALES:
            raise SheetError("sheet.no_scale", scale=self.scale, known=SCALES)
        for name, most in LONGEST.items():
            text = " ".join(getattr(self, name).split())
            object.__setattr__(self, name, text)
            if len(text) > most:
                raise SheetError("sheet.long_text", name=name, count=len(text), most=most)
        if self.approval and not APPROVAL.fullmatch(self.approval):
            raise SheetError("sheet.no_approval", value=self.approval, known=APPROVED)
