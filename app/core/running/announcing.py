"""Each command first says on which installation it works, and works on no database that is not up to date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import click
from flask import Flask
from flask.cli import ScriptInfo

from app.config import Config
from app.core.running.schema import named, refuse_another_schema

NEED_NO_TABLES = frozenset(
    {"database", "restore", "serve", "version", "standards", "dossiers check", "dossiers rules", "register fee"}
)
"""Commands that ask no table, or bring the tables up to date themselves."""


def announce(command: click.Command, name: str) -> None:
    """Let a command, or each in a group, do so. A command that is part of more applications does it once."""
    if isinstance(command, click.Group):
        for below in command.commands.values():
            announce(below, f"{name} {below.name}")
    elif "invoke" not in vars(command):
        command.invoke = _announced(command.invoke, name)  # type: ignore[method-assign, assignment]


def _announced(invoke: Callable[[click.Context], Any], name: str) -> Callable[[click.Context], Any]:
    needs_tables = name not in NEED_NO_TABLES and name.split()[0] not in NEED_NO_TABLES

    def announced(context: click.Context) -> Any:
        script = context.find_object(ScriptInfo)
        if script is not None:
            _prepare(script.load_app(), needs_tables)
        return invoke(context)

    return announced


def _prepare(app: Flask, needs_tables: bool) -> None:
    config = cast("Config | None", app.extensions.get("vakspiegel"))
    if config is None:  # a bare application, to try a command by itself
        return
    click.echo(f"Vakspiegel ({config.mode}) op {named(config.database_url)}", err=True)
    if needs_tables:
        with app.app_context():
            refuse_another_schema()
