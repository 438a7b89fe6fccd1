"""A published edition never changes: what each file was when it was published, in the form that `sha256sum` reads."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from app.core.files.yaml_text import fault_at
from app.core.shapes import Fault
from app.standards.files.folder import register_files, standard_files

FILE = "published.sha256"


def publish(folder: Path) -> None:
    """Write down what the files of a folder are now."""
    lines = [f"{_digest(path)}  {path.name}\n" for path in sorted([*standard_files(folder), *register_files(folder)])]
    (folder / FILE).write_text("".join(lines), encoding="utf-8", newline="\n")


def changed_since(folder: Path) -> tuple[Fault, ...]:
    """The published files that are not what they were, or that are gone; a new file is published by `publish`."""
    known = folder / FILE
    if not known.exists():
        return ()
    faults = []
    for line in known.read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        path = folder / name
        if not path.exists():
            faults.append(fault_at(name, 1, "", "deze uitgebrachte editie is weg. Oude zelfscans hebben haar nodig."))
        elif _digest(path) != digest:
            what = "deze editie is uitgebracht en verandert niet meer. Maak een nieuwe editie naast deze."
            faults.append(fault_at(name, 1, "", what))
    return tuple(faults)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
