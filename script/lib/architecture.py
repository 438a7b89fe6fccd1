"""Draws docs/architecture.svg: the floors of the house, the folders on each, and which package imports which.

Floors come from the contract in pyproject.toml that holds them, imports from the code. The picture carries what it
shows in words, so that a test can tell whether it is still true.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import unescape

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

ROOT = Path(__file__).parents[2]
APP = ROOT / "app"
PICTURE = ROOT / "docs" / "architecture.svg"
WIDTH, FLOOR, GAP, SHEET, COLUMN = 1180, 42, 8, 720, 29
INK, SOFT, PETROL, LINE, TINT = "#13282B", "#4A5F62", "#14555F", "#C4D2D3", "#F4F9F9"


def floors() -> list[str]:
    """The packages and modules right under app, highest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers" and one["containers"] == ["app"])
    return [re.sub(r"[()\s]", "", name) for layer in layers for name in re.split(r"[|:]", layer)]


def folders(package: str) -> list[str]:
    """The subject folders of a package."""
    return sorted(path.name for path in (APP / package).glob("*/") if any(path.glob("*.py")))


def imports_of(package: str) -> set[str]:
    """The other packages that a package imports anything of, also inside functions."""
    names = {name.split(".")[1] for path in _files(package) for name in _imported(path) if name.count(".")}
    return names & set(floors()) - {package}


def _files(package: str) -> list[Path]:
    return sorted((APP / package).rglob("*.py")) or [APP / f"{package}.py"]


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("app."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "app":
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def shape() -> str:
    """What the picture shows, in words."""
    lines = []
    for name in floors():
        lines.append(f"{name} [{' '.join(folders(name))}] imports {' '.join(sorted(imports_of(name))) or 'nothing'}")
    return "; ".join(lines)


def drawn_shape(picture: Path = PICTURE) -> str:
    """What the picture says that it shows."""
    found = re.search(r"<dc:description>(.*?)</dc:description>", picture.read_text(encoding="utf-8"), re.DOTALL)
    return " ".join(unescape(found[1]).split()) if found else ""


def draw(picture: Path = PICTURE) -> None:
    """Write the picture; the same code gives the same file."""
    names = floors()
    height = 70 + len(names) * (FLOOR + GAP)
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.axis("off")
    middle = {name: 46 + index * (FLOOR + GAP) + FLOOR / 2 for index, name in enumerate(names)}
    for name in names:
        top = middle[name] - FLOOR / 2
        box = FancyBboxPatch((12, top), SHEET - 12, FLOOR, "round,pad=0,rounding_size=6", fc=TINT, ec=LINE)
        axes.add_patch(box)
        axes.text(26, middle[name], name, color=PETROL, fontsize=16, fontweight="bold", va="center")
        lines = _in_rows(folders(name))
        for row, line in enumerate(lines):
            below_middle = (row - (len(lines) - 1) / 2) * 16
            axes.text(160, middle[name] + below_middle, line, color=SOFT, fontsize=12, va="center")
        axes.plot([SHEET, WIDTH - 12], [middle[name], middle[name]], color=LINE, lw=0.6, zorder=0)
    axes.text(26, 24, "Floors, with their folders", color=INK, fontsize=13, va="center")
    axes.text(
        SHEET + 14, 24, "Ring: the package that imports; dots: what it imports", color=INK, fontsize=13, va="center"
    )
    for index, name in enumerate(names):
        below = [middle[one] for one in names if one in imports_of(name)]
        across = SHEET + 24 + index * COLUMN
        axes.plot(across, middle[name], "o", ms=11, mfc="white", mec=PETROL, mew=2)
        if below:
            axes.plot([across, across], [middle[name] + 6, max(below)], color=PETROL, lw=1.4, zorder=1)
            axes.plot([across] * len(below), below, "o", ms=8, color=PETROL)
    metadata = {"Date": None, "Creator": None, "Title": "The floors of Vakspiegel", "Description": shape()}
    # Text stays text: it can be searched, and no font of this machine gets into the file.
    with matplotlib.rc_context({"svg.hashsalt": "vakspiegel", "svg.fonttype": "none", "font.family": "sans-serif"}):
        FigureCanvasSVG(figure).print_svg(picture, metadata=metadata)


def _in_rows(words: list[str]) -> list[str]:
    rows = [words[:7], words[7:]]
    return ["  ·  ".join(row) for row in rows if row]


if __name__ == "__main__":
    draw()
