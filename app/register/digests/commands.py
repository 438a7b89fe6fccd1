"""The command of every night for committee and board."""

from __future__ import annotations

from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext

from app.config import Config
from app.core import clock
from app.core.db import db
from app.core.mail import deliver_waiting
from app.register.digests.operations import remind_of_term, send_overview
from app.register.digests.queries import judges
from app.register.members.operations import end_terms
from app.register.members.queries import seats


@click.command("remind")
@with_appcontext
def remind_members() -> None:
    """Mailt commissie en bestuur wat er wacht en welke termijn afloopt, en laat aflopen wat voorbij is."""
    today = clock.today()
    ended = end_terms(today)
    reminded = sum(remind_of_term(seat, today) for some in seats().values() for seat in some)
    db.session.commit()
    told = 0
    for person in judges():
        told += send_overview(person, today)
        db.session.commit()
    click.echo(f"Termijnen die afliepen: {ended}. Herinneringen: {reminded}. Overzichten: {told}.")
    sent, stayed = deliver_waiting(cast(Config, current_app.extensions["vakspiegel"]))
    click.echo(f"{sent} verstuurd, {stayed} niet gelukt.")
    if stayed:
        raise SystemExit(1)
