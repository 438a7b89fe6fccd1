"""The first steps of ours, in `standards/first-steps.yaml`; read when somebody first asks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from app.core.shapes import Faulty, Finding
from app.plans.rules import TITLE_LENGTH, ActionKind
from app.plans.steps.rules import Step
from app.standards.files.folder import FIRST_STEPS
from app.standards.files.format import FilePart
from app.standards.files.reading import read_content
from app.standards.library import FOLDER, all_standards
from app.standards.rules.element import Text

Steps = dict[Annotated[ActionKind, Field(strict=False)], Annotated[Text, Field(max_length=TITLE_LENGTH)]]


class StepsFile(FilePart):
    """The whole file: what always fits, and what fits an element, by the slug of a standard and the element's code."""

    always: Steps
    elements: dict[str, dict[str, Steps]]

    def of(self, slug: str, element: str) -> tuple[Step, ...]:
        """What fits an element."""
        return _steps(self.elements.get(slug, {}).get(element, {}))

    @property
    def for_all(self) -> tuple[Step, ...]:
        """What always fits."""
        return _steps(self.always)


def _steps(steps: Steps) -> tuple[Step, ...]:
    return tuple(Step(ActionKind(kind), title) for kind, title in steps.items())


@cache
def first_steps() -> StepsFile:
    """The file of this installation; raises `Faulty` with everything that is wrong with it."""
    return read_steps(FOLDER / FIRST_STEPS)


def read_steps(path: Path) -> StepsFile:
    """The steps of a file; raises `Faulty` with everything that is wrong with it."""
    known = {one.slug: {element.code for element in one.elements} for one in all_standards()}

    def fits(file: StepsFile) -> Iterator[Finding]:
        for slug, elements in file.elements.items():
            if slug not in known:
                yield ("elements", slug), f"de standaard '{slug}' bestaat niet."
            for code in elements.keys() - known.get(slug, set()) if slug in known else ():
                yield ("elements", slug, code), f"het onderdeel '{code}' bestaat niet in '{slug}'."

    content, faults = read_content(path.read_bytes(), path.name, StepsFile, fits)
    if content is None:
        raise Faulty(faults)
    return content
