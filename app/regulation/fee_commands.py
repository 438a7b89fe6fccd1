"""Commands for the register: what it costs."""

from __future__ import annotations

import json
from decimal import Decimal

import click
from flask.cli import AppGroup

from app.regulation.editions import all_editions
from app.regulation.fees import Fee, FeeEvent, fee
from app.regulation.other_cases import fee_as_data
from app.regulation.terms import Status

register_cli = AppGroup("register", help="Het beroepsregister: tarieven.")


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
    found = fee(
        Status(status), years, FeeEvent(event), all_editions()[-1], deelnemer=not non_participant,
        personal_title=personal_title, reimbursed=reimbursed,
    )  # fmt: skip
    click.echo(json.dumps(fee_as_data(found), ensure_ascii=False, indent=2) if as_json else "\n".join(_lines(found)))


def _lines(found: Fee) -> list[str]:
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
