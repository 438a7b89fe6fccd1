"""Commands to begin an installation with: the first organisation and its first administrator."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from flask_security import hash_password

from app.core import clock
from app.core.db import db
from app.core.problems import DomainError
from app.people import operations, queries
from app.people.leaving.operations import close_leavers
from app.people.rules import REGISTER_ROLES, RoleName

people_cli = AppGroup("people", help="Organisaties en mensen.")


@people_cli.command("add-administrator")
@click.option("--organisation", required=True, help="Naam van de gemeente.")
@click.option("--name", required=True, help="Voor- en achternaam.")
@click.option("--email", required=True, help="E-mailadres om mee in te loggen.")
@click.password_option(help="Wachtwoord van minstens 12 tekens.")
def add_administrator(organisation: str, name: str, email: str, password: str) -> None:
    """Maakt een beheerder, en de organisatie als die er nog niet is."""
    if len(password) < 12:
        raise click.ClickException("Kies een wachtwoord van minstens 12 tekens.")
    place = queries.find_organisation(organisation) or operations.add_organisation(organisation)
    try:
        person = operations.add_person(
            place, name=name, email=email, roles=[RoleName.ADMINISTRATOR], password_hash=hash_password(password)
        )
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    click.echo(f"{person.name} kan nu inloggen als beheerder van {place.name}.")


@people_cli.command("register-role")
@click.argument("email")
@click.argument("role", type=click.Choice([name.value for name in sorted(REGISTER_ROLES)]))
@click.option("--off", is_flag=True, help="Neem de rol weer af.")
def register_role(email: str, role: str, off: bool) -> None:
    """Geeft iemand een rol bij het register: bestuur (board) of kwaliteitscommissie (committee)."""
    person = queries.find_by_email(email)
    if person is None:
        raise click.ClickException(f"Er is geen account met het adres {email}.")
    try:
        operations.change_register_role(person, RoleName(role), on=not off)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    click.echo(f"{person.name}: {person.title}.")


@people_cli.command("close-leavers")
def close_leavers_now() -> None:
    """Sluit de accounts van wie de laatste dag voorbij is. Laat dit elke nacht lopen."""
    count = close_leavers(clock.today())
    db.session.commit()
    click.echo(f"{count} gesloten.")
