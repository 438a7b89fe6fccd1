"""Commands of the register: judge a file of dossiers, check the rules, reckon what a registration costs."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from app.core.shapes import Fault, Faulty
from app.regulation import editions
from app.regulation.case import CaseError, Outcome
from app.regulation.dossier_file.others import answer, fee_as_data, is_other
from app.regulation.dossier_file.reading import NamedFields, case_of, fault_in, read_objects, unknown_fields
from app.regulation.dossier_file.writing import outcome_as_data
from app.regulation.judging import judge
from app.regulation.registration.fees import Fee, FeeEvent, fee
from app.regulation.rules_file.reading import check_file
from app.regulation.terms import Status
from app.regulation.wording import points_text
from app.standards.files.folder import register_files

dossiers_cli = click.Group("dossiers", help="Dossiers van het beroepsregister toetsen.")
register_cli = click.Group("register", help="Het beroepsregister: tarieven, en mail aan commissie en bestuur.")


@dossiers_cli.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Als JSON, in de vorm van het dossierbestand.")
def check(file: Path, as_json: bool) -> None:
    """Toetst elk geval in FILE aan de regels, zonder iets op te slaan. Stopt met 2 als het bestand niet klopt."""
    try:
        objects, is_list = read_objects(_text(file))
        found = judged(objects)
    except Faulty as error:
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
    for path in files or register_files(editions.FOLDER):
        found, faults = check_file(path)
        total += len(faults)
        for fault in faults:
            click.echo(str(fault))
        if found is not None:
            click.echo(
                f"{path.name}: goed (geldig vanaf {found.valid_from or 'het begin'}, {len(found.clauses)} bepalingen,"
                f" {len(found.readings)} lezingen)."
            )
    if total:
        raise click.ClickException(f"{total} {'fout' if total == 1 else 'fouten'} gevonden.")


Judged = list[tuple[str, Outcome | dict[str, Any]]]


def judged(objects: tuple[NamedFields, ...]) -> Judged:
    """The outcome of each object, by the edition of its day; raises `Faulty` with the faults of all of them."""
    found: Judged = []
    faults: list[Fault] = []
    for one in objects:
        try:
            found.append((one.id, _judged(one)))
        except Faulty as error:
            faults += error.faults
        except CaseError as error:
            faults.append(fault_in(one.id, error.field, str(error)))
    if faults:
        raise Faulty(faults)
    return found


def _judged(one: NamedFields) -> Outcome | dict[str, Any]:
    if is_other(one):
        return answer(one, editions.all_editions()[-1])
    case = case_of(one)
    return judge(case, editions.rules_on(case.evaluation_date))


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
    raise Faulty([Fault("", why)])


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


@register_cli.command("fee")
@click.option("--status", type=click.Choice([one.value for one in Status]), required=True, help="C, B of A.")
@click.option("--year", "years", type=click.IntRange(1, 9999), required=True, multiple=True, help="Mag vaker.")
@click.option("--event", type=click.Choice([one.value for one in FeeEvent]), required=True, help="Waarvoor.")
@click.option("--personal-title", is_flag=True, help="Ingeschreven op persoonlijke titel.")
@click.option("--reimbursed", is_flag=True, help="De werkgever betaalt het toch.")
@click.option("--non-participant", is_flag=True, help="Geen deelnemer van een CLOK-netwerk.")
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
def fee_command(
    status: str,
    years: tuple[int, ...],
    event: str,
    personal_title: bool,
    reimbursed: bool,
    non_participant: bool,
    as_json: bool,
) -> None:
    """Rekent uit wat een inschrijving kost; wat niet in de lijst staat, is onbekend."""
    if reimbursed and not personal_title:
        raise click.UsageError("--reimbursed hoort bij --personal-title.")
    rules = editions.all_editions()[-1]
    found = fee(
        Status(status),
        years,
        FeeEvent(event),
        rules,
        deelnemer=not non_participant,
        personal_title=personal_title,
        reimbursed=reimbursed,
    )
    click.echo(json.dumps(fee_as_data(found), ensure_ascii=False, indent=2) if as_json else "\n".join(_price(found)))


def _price(found: Fee) -> list[str]:
    vat = "inclusief btw" if found.vat == "incl" else "exclusief btw"
    return [
        f"Jaarlijks: {_euros(found.annual)}",
        f"Audit: {_euros(found.audit)}",
        f"Samen: {_euros(found.total)}{f' ({vat})' if found.known else ''}",
        *found.notes,
        f"Bepalingen: {', '.join(found.clauses)}",
    ]


def _euros(amount: Decimal | None) -> str:
    return "tarief onbekend" if amount is None else f"€ {amount:.2f}".replace(".", ",")
