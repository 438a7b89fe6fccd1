"""The command of every night for committee and board, for who has no worker."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from app.core import mail
from app.core.commands import carry_out
from app.register.digests.jobs import OVERVIEWS, TERMS


@click.command("remind")
@with_appcontext
def remind_members() -> None:
    """Mailt commissie en bestuur wat er wacht en welke termijn afloopt, en laat aflopen wat voorbij is."""
    carry_out(TERMS.key, OVERVIEWS.key, mail.KEY)
