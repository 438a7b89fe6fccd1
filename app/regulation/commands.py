"""Commands for dossiers: judge a file of them, check the rules that they are judged by, and send reminders."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import click
from flask import current_app
from flask.cli import AppGroup

from app.config import Config
from app.core.db import db, writing
from app.core.mail import deliver_waiting
from app.dossiers.reminders import operations as reminders
from app.regulation import editions as register_text
from app.regulation.case import CaseError, Outcome
from app.regulation.dossier_file import (
    Fault,
    FaultyCases,
    NamedFields,
    case_of,
    outcome_as_data,
    read_objects,
    unknown_fields,
)
from app.regulation.edition import RegisterRules
from app.regulation.judging import judge
from app.regulation.other_cases import answer, is_other
from app.regulation.wording import points_text
from app.standards.files.folder import register_files

dossiers_cli = AppGroup("dossiers", help="Dossiers van het beroepsregister toetsen.")


@dossiers_cli.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Als JSON, in de vorm van het dossierbestand.")
def check(file: Path, as_json: bool) -> None:
    """Toetst elk geval in FILE aan de regels, zonder iets op te slaan. Stopt met 2 als het bestand niet klopt."""
    try:
        objects, is_list = read_objects(_text(file))
        found = judged(objects)
    except FaultyCases as error:
        click.echo(f"{file.name or file}:\n{error}", err=True)
        sys.exit(2)
    for name, times in Counter(one.id for one in objects).items():
        if times > 1:
            click.echo(f"geval {name}: dit id staat {times} keer in het bestand.", err=True)
    for one in objects:
        if "action" in one.fields and (unknown := unknown_fields(one)):
            click.echo(f"geval {one.id}: deze velden kennen wij niet: {', '.join(unknown)}.", err=True)
    if as_json:
        data = (one if isinstance(one, dict) else outcome_as_data(name, one) for name, one in found)
        lines = [json.dumps(one, ensure_ascii=False, indent=None if is_list else 2) for one in data]
        click.echo("[\n" + ",\n".join(lines) + "\n]" if is_list else lines[0])
    else:
        click.echo("\n".join(line for name, one in found for line in _lines(name, one)))


@dossiers_cli.command("rules")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def rules(files: tuple[Path, ...]) -> None:
    """Controleert de regels van het register (of alleen FILES) en noemt alle fouten met bestand en regel."""
    total = 0
    for path in files or register_files(register_text.FOLDER):
        found, mistakes = register_text.check_file(path)
        total += len(mistakes)
        for mistake in mistakes:
            click.echo(str(mistake))
        if found is not None:
            click.echo(
                f"{path.name}: goed (geldig vanaf {found.valid_from}, {len(found.clauses)} bepalingen,"
                f" {len(found.readings)} lezingen)."
            )
    if total:
        raise click.ClickException(f"{total} {'fout' if total == 1 else 'fouten'} gevonden.")


@dossiers_cli.command("remind")
def remind() -> None:
    """Mailt wie een datum van het register nadert: 6, 3 en 1 maanden en 2 weken ervoor, elk één keer."""
    with writing():
        count = reminders.remind_everybody()
        db.session.commit()
    click.echo(f"{count} {'herinnering' if count == 1 else 'herinneringen'} klaargezet.")
    sent, stayed = deliver_waiting(cast(Config, current_app.extensions["vakspiegel"]))
    click.echo(f"{sent} verstuurd, {stayed} niet gelukt.")


Judged = list[tuple[str, Outcome | dict[str, Any]]]


def judged(objects: tuple[NamedFields, ...]) -> Judged:
    """The outcome of each object, by the edition of its day; raises `FaultyCases` with the faults of all of them."""
    found: Judged = []
    faults: list[Fault] = []
    for one in objects:
        try:
            found.append((one.id, _judged(one)))
        except FaultyCases as error:
            faults += error.faults
        except CaseError as error:
            faults.append(Fault(one.id, error.field, str(error)))
    if faults:
        raise FaultyCases(faults)
    return found


def _judged(one: NamedFields) -> Outcome | dict[str, Any]:
    if is_other(one):
        return answer(one, _newest())
    case = case_of(one)
    return judge(case, register_text.rules_on(case.evaluation_date))


def _newest() -> RegisterRules:
    return register_text.all_editions()[-1]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        why = "dit bestand is er niet."
    except IsADirectoryError:
        why = "dit is een map en geen bestand."
    except PermissionError:
        why = "dit bestand mag niet gelezen worden."
    except OSError as error:
        why = f"dit bestand is niet te lezen ({error.strerror})."
    except UnicodeDecodeError:
        why = "dit bestand is geen UTF-8."
    raise FaultyCases([Fault("", "", why)])


def _lines(name: str, found: Outcome | dict[str, Any]) -> Iterator[str]:
    if isinstance(found, dict):
        yield name
        yield from (f"  {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in found.items() if key != "id")
        return
    yield f"{name}: {found.overall.value}"
    for key, one in found.requirements.items():
        yield f"  {key}: {one.verdict.value} [{', '.join(one.clauses)}]"
        yield from (f"    {line}" for line in one.explain)
        yield from (f"    Nog nodig: {line}" for line in one.missing)
        yield from (f"    Let op: {line}" for line in one.warnings)
    for activity in found.pe.activities if found.pe else ():
        reason = f" ({activity.reason})" if activity.reason else ""
        yield f"  activiteit {activity.index}, {activity.kind}: {points_text(activity.points)}{reason}"
