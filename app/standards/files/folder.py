"""Which files of the folder of standards are what."""

from __future__ import annotations

from pathlib import Path

CROSSWALK = "crosswalk.yaml"
"""The file among the standards with what a level of one says about a level of another: see `crosswalk`."""
FIRST_STEPS = "first-steps.yaml"
"""The file among the standards with what somebody can begin with at an element: read by `plans`."""
REGISTER = "register-"
"""How the name of a file begins that has the rules of a register, and is no standard."""


def standard_files(folder: Path) -> list[Path]:
    """The files of a folder that should each be a standard, by name."""
    others = {CROSSWALK, FIRST_STEPS}
    return [path for path in _yaml_files(folder) if path.name not in others and not path.name.startswith(REGISTER)]


def register_files(folder: Path) -> list[Path]:
    """The files of a folder with the rules of a register, by name: published as standards are, read by `dossiers`."""
    return [path for path in _yaml_files(folder) if path.name.startswith(REGISTER)]


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix in (".yaml", ".yml"))
