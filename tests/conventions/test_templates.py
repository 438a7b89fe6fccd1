"""No template carries what it does not use."""

from __future__ import annotations

import pytest
from jinja2 import Environment, nodes

from app.config import ROOT

FOLDER = ROOT / "templates"
TREES = {
    path.relative_to(FOLDER).as_posix(): Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.rglob("*.html"))
}


def read_names(tree: nodes.Node) -> set[str]:
    return {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"}


def imported(tree: nodes.Node) -> list[tuple[str, str]]:
    """What is imported: as it is called where it is made, and here."""
    pairs = [
        name if isinstance(name, tuple) else (name, name)
        for one in tree.find_all(nodes.FromImport)
        for name in one.names
    ]
    return [*pairs, *((one.target, one.target) for one in tree.find_all(nodes.Import))]


@pytest.mark.parametrize("template", TREES)
def test_a_template_uses_what_it_imports(template):
    tree = TREES[template]
    assert {here for _, here in imported(tree)} <= read_names(tree)


def test_every_macro_is_used_and_every_argument_of_it():
    used = {name for tree in TREES.values() for name, _ in imported(tree)}
    used |= {one.attr for tree in TREES.values() for one in tree.find_all(nodes.Getattr)}
    for template, tree in TREES.items():
        for macro in tree.find_all(nodes.Macro):
            assert macro.name in used | read_names(tree), f"{template}: {macro.name}"
            inside = read_names(nodes.Output(macro.body))
            assert {one.name for one in macro.args} <= inside, f"{template}: the arguments of {macro.name}"
