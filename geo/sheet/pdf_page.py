"""What a page of a PDF draws, in the operators of PDF; the unit is a millimetre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.sheet.fonts import MM_PER_PT, SERIF, outline, text_width_mm
from geo.sheet.marks import CLOSE, CURVE, LINE, MOVE, Shape, Writing, turning
from geo.sheet.png import HALO_ALPHA

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from geo.sheet.labels import Box
    from geo.sheet.paper import Paper
    from geo.sheet.pdf_font import FontPart


class Halos:
    """The outlines of letters that have a halo, each drawn once and used wherever it is needed."""

    def __init__(self, add_stream: Callable[[str, bytes], int]) -> None:
        self.add_stream = add_stream
        self.numbers: dict[tuple[str, str], int] = {}

    def name(self, face: str, mark: str) -> str:
        """Return the name of a letter's outline, or nothing for one without ink."""
        xy, codes = outline(face, mark)
        if not len(xy):
            return ""
        if (face, mark) not in self.numbers:
            entries = "/Type /XObject /Subtype /Form /BBox [-1 -1 3 2]"
            self.numbers[face, mark] = self.add_stream(entries, f"{_path(xy, codes)} S".encode())
        return f"H{self.numbers[face, mark]}"


class Content:
    """What a page draws, in the operators of PDF; the unit is a millimetre."""

    def __init__(self, paper: Paper, fonts: dict[str, FontPart], halos: Halos) -> None:
        self.paper, self.fonts, self.halos = paper, fonts, halos
        self.said: list[str] = []
        self.alphas: dict[str, str] = {}
        self.halo_names: set[str] = set()
        self.faces: set[str] = set()
        self.clip: Box | None = None

    def stream(self) -> Content:
        """Draw the page."""
        unit = number(self.paper.scale / MM_PER_PT)
        self.said.append(f"{unit} 0 0 {unit} 0 0 cm 1 J 1 j")
        for mark in self.paper.marks():
            self._clip(mark.clip if isinstance(mark, Shape) else None)
            if isinstance(mark, Shape):
                self._shape(mark)
            else:
                self._writing(mark)
        self._clip(None)
        return self

    def data(self) -> bytes:
        """Return the stream."""
        return "\n".join(self.said).encode("ascii")

    def _clip(self, box: Box | None) -> None:
        """Cut off what follows at a box, or no longer."""
        if box == self.clip:
            return
        if self.clip is not None:
            self.said.append("Q")
        if box is not None:
            corner = " ".join(number(v) for v in (box.left, box.bottom, box.width, box.height))
            self.said.append(f"q {corner} re W n")
        self.clip = box

    def _shape(self, shape: Shape) -> None:
        said = ["q"] if shape.alpha < 1 or shape.dash else []
        if shape.alpha < 1:
            said.append(f"/{self._alpha(shape.alpha)} gs")
        if shape.fill:
            said.append(f"{_colour(shape.fill)} rg")
        if shape.edge:
            said.append(f"{_colour(shape.edge)} RG {number(shape.width_pt * MM_PER_PT)} w")
        if shape.dash:
            dash = " ".join(number(length * MM_PER_PT) for length in shape.dash)
            phase = shape.shift % sum(shape.dash)  # a phase may not be negative
            said.append(f"0 J [{dash}] {number(phase * MM_PER_PT)} d")
        said.append(_path(shape.xy, shape.codes))
        said.append({(True, False): "f*", (False, True): "S", (True, True): "B*"}[bool(shape.fill), bool(shape.edge)])
        said += ["Q"] if shape.alpha < 1 or shape.dash else []
        self.said.append(" ".join(said))

    def _writing(self, writing: Writing) -> None:
        if writing.halo_pt:
            self._halo(writing)
        weight = f"{_colour(writing.ink)} RG {number(writing.weight_pt * MM_PER_PT)} w" if writing.weight_pt else ""
        if not self.fonts:
            xy, codes = writing.outlines
            if len(xy):
                self.said.append(f"{_colour(writing.ink)} rg {weight} {_path(xy, codes)} {'B' if weight else 'f'}")
            return
        self.faces.add(writing.face)
        part, size = self.fonts[writing.face], writing.size_pt * MM_PER_PT
        said = [f"BT {_colour(writing.ink)} rg /{face_name(writing.face)} {number(size)} Tf"]
        said.append(f"{number(writing.spacing_mm)} Tc {weight} {2 if weight else 0} Tr")
        for x, y, text in writing.starts():
            numbers = "".join(f"{part.numbers[mark]:04X}" for mark in text)
            said.append(f"{_matrix(writing, x, y)} Tm <{numbers}> Tj")
        self.said.append(" ".join([*said, "ET"]))

    def _halo(self, writing: Writing) -> None:
        """Stroke the outlines of a text in the colour of paper, below it."""
        size = writing.size_pt * MM_PER_PT
        width = (writing.halo_pt + writing.weight_pt) * MM_PER_PT / size
        said = [f"q /{self._alpha(HALO_ALPHA)} gs 1 1 1 RG {number(width)} w"]
        for x, y, text in writing.starts():
            left = 0.0
            for mark in text:
                name = self.halos.name(writing.face, mark)
                if name:
                    self.halo_names.add(name)
                    step = turning(writing.turn_deg)[0] * left
                    matrix = _matrix(writing, x + float(step[0]), y + float(step[1]), size)
                    said.append(f"q {matrix} cm /{name} Do Q")
                left += _advance(writing, mark)
        self.said.append(" ".join([*said, "Q"]))

    def _alpha(self, alpha: float) -> str:
        return self.alphas.setdefault(f"{alpha:g}", f"A{len(self.alphas) + 1}")


def _advance(writing: Writing, mark: str) -> float:
    return text_width_mm(mark, writing.size_pt, writing.face) + writing.spacing_mm


def _matrix(writing: Writing, x: float, y: float, size: float = 1.0) -> str:
    """Return the matrix of a text that begins at x, y, turned about the point of its first line."""
    turn = turning(writing.turn_deg) * size
    if writing.turn_deg:
        x0, y0, _ = writing.lines[0]
        dx, dy = ((x - x0, y - y0) @ turning(writing.turn_deg)).tolist()
        x, y = x0 + dx, y0 + dy
    return " ".join(number(v) for v in (*turn.ravel().tolist(), x, y))


def face_name(face: str) -> str:
    """Return what the operators call a font."""
    return "Serif" if face == SERIF else "Sans"


def _path(xy: NDArray[np.float64], codes: NDArray[np.uint8]) -> str:
    """Return a path in the operators of PDF."""
    said: list[str] = []
    waiting: list[str] = []
    for x, y, code in zip(xy[:, 0].tolist(), xy[:, 1].tolist(), codes.tolist(), strict=True):
        if code == CLOSE:
            said.append("h")
        elif code == MOVE:
            said.append(f"{number(x)} {number(y)} m")
        elif code == LINE:
            said.append(f"{number(x)} {number(y)} l")
        elif code == CURVE:
            waiting.append(f"{number(x)} {number(y)}")
            if len(waiting) == 3:  # noqa: PLR2004 - two handles and an end
                said.append(" ".join([*waiting, "c"]))
                waiting = []
    return " ".join(said)


def _colour(colour: str) -> str:
    return " ".join(number(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))


def number(value: float) -> str:
    """Return a length to the micrometre, as short as can be."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
