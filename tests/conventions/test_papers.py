"""What the papers say is so: words, paths, commands and links."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from flask import Flask
from flask.cli import FlaskGroup, ScriptInfo

from app import create_app
from app.config import ROOT
from script.lib.architecture import drawn_shape, shape
from script.lib.notice import browser_parts, python_parts
from tests.databases import config_for

DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAPERS = [*DOCS, *sorted(ROOT.glob("*.md"))]
CODE = [
    path
    for folder, ends in (("app", "py"), ("tests", "py"), ("script", "*"), ("templates", "html"), ("static/src", "js"))
    for path in sorted((ROOT / folder).rglob(f"*.{ends}" if ends != "*" else "*"))
    if path.is_file() and path != Path(__file__) and path.suffix != ".pyc"
]
CLASSES = [
    node
    for path in sorted((ROOT / "app").rglob("*.py"))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.ClassDef)
]
SPAN = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
PLACE = re.compile(r"(?<![\w/.*-])(?:app|templates|static|tests|standards|script|docs|deploy|\.ci)/[\w./*<>-]*[\w*>]")
FLASK = re.compile(r"flask --app app ([^`\n|]+)")
MODULE = re.compile(r"python -m ([a-z]\w*(?:\.\w+)*)")
NAMED = re.compile(r"`([\w.-]+)`(?: and `([\w.-]+)`)?(?:\s\([^)`]*\))? (?:of|in)\s`([\w/]+\.\w+)`")
OUTSIDE = re.compile(r"DESIGN\.md|\bLOOK\b|\(dossier-format\)|readings\.md|\.\./shared/")


@cache
def plain_app() -> Flask:
    return create_app(config_for("sqlite://", Path("/nonexistent")))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code_in(paper: Path) -> Iterator[str]:
    """What stands as code in a paper: spans, and the lines that one would type."""
    text = paper.read_text(encoding="utf-8")
    for language, block in FENCED.findall(text):
        if not language:
            yield from block.splitlines()
    yield from SPAN.findall(FENCED.sub("", text))


def tables() -> set[str]:
    """The classes that are tables."""
    return {
        node.name
        for node in CLASSES
        for one in node.body
        if isinstance(one, ast.Assign) and any(getattr(it, "id", "") == "__tablename__" for it in one.targets)
    }


def words() -> set[str]:
    """The names of classes in the glossary."""
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    return {word for line in lines if line.startswith("| ") for word in SPAN.findall(line.split("|")[2])}


def test_every_word_of_the_glossary_is_a_class():
    assert words() - {node.name for node in CLASSES} == set()


def test_every_table_stands_in_the_glossary():
    assert tables() - words() == set()


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_every_place_that_a_paper_names_exists(paper: Path):
    places = {place for code in code_in(paper) for place in PLACE.findall(code)}
    assert [one for one in sorted(places) if not list(ROOT.glob(re.sub(r"<[\w-]+>", "*", one)))] == []


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_every_name_that_a_paper_places_in_a_file_stands_there(paper: Path):
    placed = [(one, found[2]) for found in NAMED.findall(paper.read_text(encoding="utf-8")) for one in found[:2] if one]
    assert [(one, file) for one, file in placed if one not in _text_of(paper, file)] == []


def _text_of(paper: Path, file: str) -> str:
    path = ROOT / file if "/" in file else next((ROOT / "app").rglob(file), paper)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_every_command_that_a_paper_names_exists_with_its_options(paper: Path):
    commands = [found.split() for code in code_in(paper) for found in FLASK.findall(code)]
    assert [" ".join(typed) for typed in commands if not understood(typed)] == []


def understood(typed: list[str]) -> bool:
    """Whether flask knows this command and each of its options."""
    if typed == ["--help"]:
        return True
    command: click.Command | None = FlaskGroup(create_app=plain_app)
    context = click.Context(command, obj=ScriptInfo(create_app=plain_app))
    rest = list(typed)
    while isinstance(command, click.Group) and rest:
        command = command.get_command(context, rest.pop(0))
    if command is None or isinstance(command, click.Group):
        return False
    known = {option for param in command.params for option in param.opts}
    return {word for word in rest if word.startswith("--")} <= known


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_every_module_that_a_paper_runs_exists(paper: Path):
    modules = {found for code in code_in(paper) for found in MODULE.findall(code)}
    assert [one for one in sorted(modules) if not (ROOT / one.replace(".", "/")).with_suffix(".py").exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_every_link_within_the_project_leads_somewhere(paper: Path):
    assert [one for one in links(paper) if not (paper.parent / one).exists()] == []


def links(paper: Path) -> list[str]:
    text = FENCED.sub("", paper.read_text(encoding="utf-8"))
    return [one for one in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in one]


def test_every_page_can_be_found_from_another():
    found = {(paper.parent / one).resolve() for paper in PAPERS for one in links(paper)}
    assert [name(one) for one in DOCS if one.resolve() not in found] == []


def test_no_paper_is_longer_than_somebody_reads():
    assert [name(one) for one in PAPERS if len(one.read_text(encoding="utf-8").splitlines()) > 300] == []


def test_the_floors_of_subject_folders_are_those_of_the_contracts():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = {one["containers"][0]: one["layers"] for one in contracts if one["name"].startswith("Floors of")}
    held = {}
    for package, floors in layers.items():
        folders = {path.parent.name for path in (ROOT / package.replace(".", "/")).glob("*/__init__.py")} - {
            "rules",
            "models",
        }
        kept = ([one for one in floor.split(" | ") if one in folders] for floor in floors)
        held[package.removeprefix("app.")] = " ▸ ".join(" | ".join(floor) for floor in kept if floor)
    drawn = re.findall(
        r"^(\w+) +(\w+ .*)$", FENCED.findall((ROOT / "docs" / "architecture.md").read_text())[0][1], re.M
    )
    assert dict(drawn) == held


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_the_readme_names_the_packages_that_exist(readme: str):
    named = set(re.findall(r"`app/(\w+)`", (ROOT / readme).read_text(encoding="utf-8")))
    assert named == {path.parent.name for path in (ROOT / "app").glob("*/*.py")}


def test_code_refers_to_papers_that_are_here():
    for path in CODE:
        text = path.read_text(encoding="utf-8")
        assert not OUTSIDE.search(text), f"{name(path)}: {OUTSIDE.findall(text)}"
        assert all((ROOT / one).exists() for one in re.findall(r"docs/[\w/-]+\.md", text)), name(path)


def test_the_picture_of_the_house_is_that_of_the_code():
    assert drawn_shape() == shape(), "Draw it anew: script/architecture"


def test_the_notice_names_every_part_that_is_installed():
    named = {line[2:].split(":")[0] for line in (ROOT / "NOTICE").read_text().splitlines() if line.startswith("- ")}
    installed = {*python_parts("requirements.lock"), *python_parts("requirements-node.lock"), *browser_parts()}
    assert named == installed
