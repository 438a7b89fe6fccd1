"""Commands about people: the first organisation and administrator, who there is, and who has to get in again."""

from __future__ import annotations

from typing import cast

import click
from flask import current_app
from flask.cli import AppGroup
from flask_security import hash_password

from app.config import Config
from app.core import mail
from app.core.commands import carry_out
from app.core.db import db
from app.core.mail import deliver_waiting
from app.core.problems import DomainError
from app.core.worded import clean
from app.people import operations, queries
from app.people.installing.operations import make_administrator
from app.people.installing.operations import set_password as give_password
from app.people.installing.queries import everybody_of
from app.people.leaving.jobs import KIND
from app.people.models import User
from app.people.rules import REGISTER_ROLES, RoleName
from app.people.sign_in.forms import LONGEST_PASSWORD, NEW_PASSWORD_HINT, address_error

people_cli = AppGroup("people", help="Organisaties en mensen.")
LONGEST_NAME = 200


def _address(_: click.Context, __: click.Parameter, value: str) -> str:
    """An address that mail can be sent to, as it is kept."""
    if error := address_error(value):
        raise click.BadParameter(error)
    return value.strip().lower()


def _name(_: click.Context, __: click.Parameter, value: str) -> str:
    """A name on one line."""
    name = " ".join(clean(value).split())
    if not name or len(name) > LONGEST_NAME:
        raise click.BadParameter(f"Vul een naam in van hoogstens {LONGEST_NAME} tekens.")
    return name


def _password(_: click.Context, __: click.Parameter, value: str) -> str:
    """A password that the pages would take too, as it is hashed."""
    if len(value) > LONGEST_PASSWORD:
        raise click.BadParameter(f"Kies een wachtwoord van hoogstens {LONGEST_PASSWORD} tekens.")
    errors, password = current_app.extensions["security"]._password_util.validate(value, False)
    if errors:
        raise click.BadParameter(str(errors[0]))
    return str(password)


_ask_password = click.password_option(
    prompt="Wachtwoord", confirmation_prompt="Nog een keer", callback=_password, help=NEW_PASSWORD_HINT
)
_email = click.argument("email", callback=_address)


@people_cli.command("add-administrator")
@click.option("--organisation", required=True, callback=_name, metavar="NAAM", help="Naam van de gemeente.")
@click.option("--name", required=True, callback=_name, metavar="NAAM", help="Voor- en achternaam.")
@click.option("--email", required=True, callback=_address, metavar="ADRES", help="E-mailadres om mee in te loggen.")
@_ask_password
def add_administrator(organisation: str, name: str, email: str, password: str) -> None:
    """Maakt een beheerder, en de organisatie als die er nog niet is.

    Is er al iemand met dit adres in de organisatie? Dan wordt die beheerder, met dit wachtwoord en een open account: zo
    komt wie er niet meer in kan, weer binnen.
    """
    password_hash = hash_password(password)
    try:
        person, is_new = make_administrator(organisation, name=name, email=email, password_hash=password_hash)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    again = "" if is_new else "weer "
    click.echo(f"{person.name} kan nu {again}inloggen als beheerder van {person.organisation.name}.")
    if not is_new:
        _deliver()


@people_cli.command("list")
@click.option("--organisation", metavar="NAAM", help="Alleen de mensen van deze organisatie.")
@click.option("--role", type=click.Choice([one.value for one in RoleName]), help="Alleen wie deze rol heeft.")
def list_people(organisation: str | None, role: str | None) -> None:
    """Noemt organisaties en mensen, met hun rollen en of ze kunnen inloggen."""
    places = queries.organisations()
    if organisation is not None:
        place = queries.find_organisation(organisation)
        if place is None:
            raise click.ClickException(f"Er is geen organisatie '{organisation}'.")
        places = [place]
    for place in places:
        people = everybody_of(place, RoleName(role) if role else None)
        click.echo(f"{place.name} ({len(people)})")
        for person in people:
            roles = ", ".join(one.dutch for one in RoleName if one in person.role_names) or "geen rol"
            click.echo(f"  {person.email}  {person.name}  ({roles}; {_state(person)})")


@people_cli.command("invite")
@_email
def invite(email: str) -> None:
    """Mailt iemand opnieuw de link om het eerste wachtwoord te kiezen."""
    person = _person(email)
    if not person.active:
        raise click.ClickException(f"Het account van {person.name} is gesloten. Open het eerst weer op het scherm.")
    if person.password is not None:
        raise click.ClickException(f"{person.name} heeft al een wachtwoord. Een ander geef je met: people set-password")
    operations.invite(person)
    db.session.commit()
    click.echo(f"De mail aan {person.email} staat klaar.")
    _deliver()


@people_cli.command("set-password")
@_email
@_ask_password
def set_password(email: str, password: str) -> None:
    """Geeft iemand een ander wachtwoord. Overal wordt die persoon uitgelogd, en krijgt er een mail over."""
    person, password_hash = _person(email), hash_password(password)
    give_password(person, password_hash)
    db.session.commit()
    still = "" if person.active else " Het account is wel gesloten."
    click.echo(f"{person.name} heeft een nieuw wachtwoord.{still}")
    _deliver()


@people_cli.command("register-role")
@_email
@click.argument("role", type=click.Choice([name.value for name in sorted(REGISTER_ROLES)]))
@click.option("--off", is_flag=True, help="Neem de rol weer af.")
def register_role(email: str, role: str, off: bool) -> None:
    """Geeft iemand een rol bij het register: bestuur (board) of kwaliteitscommissie (committee)."""
    person = _person(email)
    try:
        operations.change_register_role(person, RoleName(role), on=not off)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    click.echo(f"{person.name}: {person.title}.")


@people_cli.command("close-leavers")
def close_leavers_now() -> None:
    """Sluit de accounts van wie de laatste dag voorbij is; de worker doet dit elke nacht."""
    carry_out(KIND.key, mail.KEY)


def _person(email: str) -> User:
    person = queries.find_by_email(email)
    if person is None:
        raise click.ClickException(f"Er is geen account met het adres {email}.")
    return person


def _state(person: User) -> str:
    if not person.active:
        return "account gesloten"
    return "heeft nog geen wachtwoord" if person.password is None else "kan inloggen"


def _deliver() -> None:
    """Send what waits; what cannot leave now stays, and is told."""
    _, stayed = deliver_waiting(cast(Config, current_app.extensions["vakspiegel"]))
    if stayed:
        click.echo("De mail kon nog niet weg. Die staat klaar: probeer het later met mail send.", err=True)
        raise SystemExit(1)
