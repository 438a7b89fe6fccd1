"""People of the town who leave, move, get another address, or were shut out."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.core import clock
from app.core.db import db
from app.people import operations
from app.people.addresses.links import Use, token_for
from app.people.addresses.operations import ask_own
from app.people.leaving.operations import leave_on
from app.people.links import own_account_token
from app.people.models import Organisation, User
from app.people.moving.operations import ask
from app.register.accounts.queries import place_of_the_register
from tests.factories.dossiers import make_registration
from tests.factories.people import make_organisation, make_person


def add_people(here: Organisation, moving: User, changing: User, keeper: User) -> dict[str, Any]:
    """The ids and tokens that addresses need."""
    changing.password = "x"
    change = ask_own(changing, "een.heel.ander.adres.van.tess.vermeer@voorbeeldstad.example", clock.now())
    leaver = make_person(organisation=here, name="Jan-Willem Vertrekt", password_hash="x")
    leave_on(leaver, date(2026, 12, 31), {}, keeper)
    there = make_organisation("Gemeente Nieuwerhaven")
    move = ask(moving, there)
    make_person(organisation=there)
    invited = make_person(organisation=place_of_the_register(), name="Sem Zonder Werkgever")
    out = make_person(name="Karel Buiten")
    out.own_email = "karel@thuis.example"
    make_registration(out)
    operations.close_account(out)
    db.session.commit()
    return {
        "confirming": token_for(change, Use.CONFIRM),
        "stopping": token_for(change, Use.STOP),
        "leaver": leaver.id,
        "move": move.id,
        "shut_out": out.id,
        "invited_again": invited.id,
        "keeping": own_account_token(out),
    }
