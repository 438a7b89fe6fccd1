"""Registers the commands of the packages, and starts the server."""

from __future__ import annotations

from typing import cast

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.command_help import init_cli
from app.config import VERSION, Config
from app.core import clock
from app.core.backups.commands import backup, restore
from app.core.commands import database_cli, jobs_cli, mail_cli, show_figures, upgrade_database, worker
from app.core.db import db
from app.core.jobs.worker import Worker
from app.core.running.announcing import announce
from app.core.sqlite import advice
from app.core.web.serve import serve
from app.demo import story
from app.demo.commands import LOADED, demo_cli
from app.demo.people import front_row
from app.dossiers.reminders.commands import remind
from app.people.installing.commands import people_cli
from app.register.digests.commands import remind_members
from app.regulation.commands import dossiers_cli, register_cli
from app.standards.commands import standards_cli


def init_app(app: Flask) -> None:
    """Make the commands known to `flask --app app`."""
    dossiers_cli.add_command(remind)
    register_cli.add_command(remind_members)
    groups = (database_cli, demo_cli, people_cli, mail_cli, jobs_cli, dossiers_cli, register_cli, standards_cli)
    commands = (*groups, serve_command, worker, version_command, backup, restore)
    for command in commands:
        app.cli.add_command(command)
        announce(command, str(command.name))
    init_cli(cast(AppGroup, app.cli), [str(command.name) for command in commands])


@click.command("version")
def version_command() -> None:
    """Zegt welke versie van Vakspiegel dit is."""
    click.echo(VERSION)


@click.command("serve")
def serve_command() -> None:
    """Brengt de database bij, laadt zo nodig de demo en start de server, met de worker erin."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    config = cast(Config, app.extensions["vakspiegel"])
    click.echo(upgrade_database().told)
    lines: list[str] = []
    if config.demo:
        if story.load(clock.today()):
            db.session.commit()
            click.echo(LOADED)
        lines = ["Log in als:", *(f"  {person.name:20} {person.line}" for person in front_row())]
    db.session.rollback()
    lines += filter(None, [advice(config)])
    show_figures(app)
    Worker(app, within=True).start()
    serve(app, config, lines)
