"""The command that fills an empty database with the invented municipality."""

from __future__ import annotations

from typing import cast

import click
from flask import current_app
from flask.cli import AppGroup

from app.config import Config
from app.core import clock
from app.core.db import db
from app.demo import story

demo_cli = AppGroup("demo", help="De verzonnen gemeente.")
LOADED = "De demo is geladen: Gemeente Voorbeeldstad, met verzonnen mensen."


@demo_cli.command("load")
def load() -> None:
    """Vult een lege database met een verzonnen gemeente. Kan niet in productie."""
    config = cast(Config, current_app.extensions["vakspiegel"])
    if config.mode == "production":
        raise click.ClickException("Dit is een productie-omgeving: daar horen geen verzonnen mensen in.")
    if not story.load(clock.today()):
        raise click.ClickException("De database is niet leeg. De demo laden kan alleen in een lege database.")
    db.session.commit()
    click.echo(LOADED)
    if not config.demo:
        click.echo("Zet VAKSPIEGEL_DEMO=1 bij het starten: dan log je in met een knop op de inlogpagina.")
