"""Commands to look at standards and to check their files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from flask.cli import AppGroup

from app.core.shapes import Faulty
from app.standards import library as queries
from app.standards.case_exchange.draft import draft_of, draft_text
from app.standards.case_exchange.reading import MAX_BYTES, SHOWN_FAULTS
from app.standards.case_exchange.writing import as_case, case_text
from app.standards.crosswalk import check_crosswalk
from app.standards.files.edition_checks import edition_faults
from app.standards.files.folder import CROSSWALK, standard_files
from app.standards.files.format import json_schema
from app.standards.files.printing import as_data
from app.standards.files.published import changed_since, publish
from app.standards.files.reading import check_file
from app.standards.rules.editions import editions_named, next_edition
from app.standards.rules.element import CardLine, Element
from app.standards.rules.standard import Standard

standards_cli = AppGroup("standards", help="Standaarden bekijken en controleren.")

_SIGNS = {"same": " ", "changed": "~", "new": "+"}


@standards_cli.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--renew", is_flag=True, help="Legt vast dat de bestanden zoals ze nu zijn, worden uitgebracht.")
def check(files: tuple[Path, ...], renew: bool) -> None:
    """Controleert elk bestand (of alleen FILES) en noemt alle fouten met bestand en regel."""
    if renew:
        publish(queries.FOLDER)
    paths = files or tuple(standard_files(queries.FOLDER))
    total = 0
    standards = []
    for path in paths:
        standard, faults = check_file(path)
        total += len(faults)
        for fault in faults:
            click.echo(str(fault))
        if standard is not None:
            standards.append(standard)
            count = sum(not one.repeats for element in standard.elements for one in element.indicators)
            click.echo(f"{path.name}: goed ({len(standard.elements)} onderdelen, {count} gedragsvoorbeelden).")
    if not files and not total:
        total += _check_together(standards)
    if not paths:
        raise click.ClickException(f"Er staat geen standaard in {queries.FOLDER.name}/.")
    if total:
        raise click.ClickException(f"{total} {'fout' if total == 1 else 'fouten'} gevonden.")


def _check_together(standards: Sequence[Standard]) -> int:
    """How many faults there are between the files (editions, links, what was published), each of them printed."""
    path = queries.FOLDER / CROSSWALK
    crosswalk, faults = check_crosswalk(path, standards)
    faults = (*edition_faults(standards), *faults, *changed_since(queries.FOLDER))
    for fault in faults:
        click.echo(str(fault))
    if crosswalk.links:
        click.echo(f"{path.name}: goed ({len(crosswalk.links)} verbanden tussen standaarden).")
    return len(faults)


@standards_cli.command("list")
def list_standards() -> None:
    """Noemt de standaarden van deze installatie, met elke editie."""
    known = _all()
    for standard in known:
        line = f"{standard.slug}  {standard.title} ({standard.publisher}, {standard.edition})"
        after = f", volgt op {standard.follows}" if standard.follows else ""
        later = next_edition(standard, known)
        click.echo(f"{line}{after}{f', opgevolgd door {later.slug}' if later else ''}")


@standards_cli.command("show")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Als JSON, met elk gedragsvoorbeeld op elk niveau.")
def show(slug: str, as_json: bool) -> None:
    """Toont één standaard, met per niveau wat het toevoegt (+ nieuw, ~ uitgebreid).

    SLUG mag ook NAAM@EDITIE zijn, met als naam een slug of een familie van edities; de naam van een familie alleen is
    de nieuwste editie.
    """
    standard = _standard(slug)
    if as_json:
        click.echo(json.dumps(as_data(standard), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(standard)))


_CASE = click.option("--case", "as_case_package", is_flag=True, required=True, help="Als pakket van 1EdTech CASE 1.1.")
_OUTPUT = click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Naar dit bestand, niet het scherm.",
)


@standards_cli.command("export")
@click.argument("slug")
@_CASE
@_OUTPUT
def export(slug: str, as_case_package: bool, output: Path | None) -> None:
    """Schrijft een standaard voor andere systemen: een CASE-pakket in JSON. SLUG mag ook NAAM@EDITIE zijn."""
    _write(case_text(as_case(_standard(slug))), output)


@standards_cli.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_CASE
@_OUTPUT
def import_(file: Path, as_case_package: bool, output: Path | None) -> None:
    """Maakt van een CASE-pakket een concept van een standaard (YAML), en zegt wat er niet in staat."""
    try:
        with file.open("rb") as source:
            draft = draft_of(source.read(MAX_BYTES + 1))
    except Faulty as error:
        raise click.ClickException(f"{file.name} kan niet worden ingelezen:\n{error.told(SHOWN_FAULTS)}") from error
    _write(draft_text(draft), output)
    click.echo(f"Concept '{draft.file.slug}': {len(draft.file.elements)} onderdelen.", err=True)
    if draft.not_taken:
        click.echo("Niet overgenomen of na te kijken:\n" + "\n".join(f"- {one}" for one in draft.not_taken), err=True)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{output} kan niet worden geschreven: {error.strerror}.") from error


@standards_cli.command("schema")
def schema() -> None:
    """Toont het JSON Schema van een standaard-bestand."""
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def _all() -> tuple[Standard, ...]:
    try:
        return queries.all_standards()
    except Faulty as error:
        raise click.ClickException(f"Er staan fouten in de standaarden:\n{error}") from error


def _standard(name: str) -> Standard:
    """The standard with this slug, the edition of `NAME@EDITION`, or the newest edition of a family."""
    known = _all()
    name, at, edition = name.partition("@")
    editions = editions_named(name, known)
    if not editions:
        names = ", ".join(one.slug for one in known) or "geen"
        raise click.ClickException(f"Er is geen standaard '{name}'. Wel: {names}.")
    if not at:
        return next((one for one in editions if one.slug == name), editions[-1])
    for one in editions:
        if one.edition.casefold() == edition.strip().casefold():
            return one
    there = ", ".join(f"'{one.edition}'" for one in editions)
    raise click.ClickException(f"Van '{name}' is er geen editie '{edition}'. Wel: {there}.")


def _lines(standard: Standard) -> Iterator[str]:
    yield f"{standard.title} ({standard.publisher}, {standard.edition})"
    yield standard.source
    for section in standard.sections:
        yield f"\n{section.title}"
        for element in section.elements:
            yield from _element_lines(element)
    yield "\nProfielen"
    for profile in standard.profiles:
        yield f"  {profile.code}: {profile.title}"


def _element_lines(element: Element) -> Iterator[str]:
    number = f"{element.number}. " if element.number else ""
    yield f"\n  {number}{element.title} [{element.code}]"
    yield f"  {element.definition}"
    for level in element.levels:
        below = element.builds_on(level.code)
        yield f"    {level.name}" + (f" (alles van {below.name}, en:)" if below else "")
        for block in element.card(level.code):
            if block.aspect:
                yield f"      {block.aspect.code} {block.aspect.name}"
            if block.empty_reason:
                yield f"        – {block.empty_reason}"
            yield from (_card_line(line) for line in block.lines)


def _card_line(line: CardLine) -> str:
    return f"        {_SIGNS[line.change]} {line.indicator.text}"
