"""Registers the commands of the packages."""

from __future__ import annotations

from flask import Flask

from app.core.commands import database_cli, mail_cli
from app.people.commands import people_cli


def init_app(app: Flask) -> None:
    """Make the commands known to `flask --app app`."""
    for group in (database_cli, mail_cli, people_cli):
        app.cli.add_command(group)
