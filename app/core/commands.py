"""Commands for who runs an installation: the database, and the work that is done beside the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from app.config import Config
from app.core import mail
from app.core.db import alembic, db, tables_made_anew
from app.core.jobs.doing import do
from app.core.jobs.kinds import kinds
from app.core.jobs.worker import Worker

database_cli = AppGroup("database", help="De database.")
mail_cli = AppGroup("mail", help="De mail die nog weg moet.")
jobs_cli = AppGroup("jobs", help="De klussen die de worker doet, voor wie zelf een klok zet.")


@dataclass(frozen=True, slots=True)
class Upgraded:
    """Between which migrations a database went up, and in how many steps; `before` is empty for an empty database."""

    before: str
    after: str
    steps: int

    @property
    def told(self) -> str:
        """The same in a sentence."""
        steps = f"{self.steps} {'stap' if self.steps == 1 else 'stappen'}"
        if not self.steps:
            return f"De database was al bijgewerkt: versie {self.after}."
        if not self.before:
            return f"De database was leeg en is klaargezet: versie {self.after}, in {steps}."
        return f"De database ging van versie {self.before} naar {self.after}, in {steps}."


def upgrade_database(target: str = "heads") -> Upgraded:
    """Bring the database up to and including the last migration, or another one; does nothing when it is there.

    In an application context of its own, because Alembic keeps its connection until the context ends.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.app_context(), tables_made_anew():
        before = _version()
        alembic.upgrade(target)
        after = _version()
        above = [one for one in alembic.log(start=before or "base", end=after) if one.revision != before]
        return Upgraded(before, after, len(above))


def _version() -> str:
    return ", ".join(script.revision for script in alembic.current())


@database_cli.command("upgrade")
def upgrade() -> None:
    """Brengt de database bij tot en met de laatste migratie, en zegt wat er gebeurde."""
    click.echo(upgrade_database().told)


def carry_out(*keys: str) -> None:
    """Do these jobs now and say what came of each; ends with 1 when something did not go well.

    What a worker is busy with is left to it.
    """
    is_whole = True
    for key in keys:
        came = do(key, at_once=True)
        words = "is al bezig." if came is None else came.error or came.result or "niets te doen."
        click.echo(f"{kinds()[key].dutch}: {words}")
        is_whole = is_whole and (came is None or came.is_whole)
    if not is_whole:
        raise SystemExit(1)


@mail_cli.command("send")
@click.option("--again", is_flag=True, help="Probeer alles meteen, ook wat was opgegeven.")
def send(again: bool) -> None:
    """Verstuurt wat in de uitgaande post wacht en aan de beurt is."""
    if again:
        mail.try_again()
        db.session.commit()
    carry_out(mail.KEY)


@jobs_cli.command("list")
def list_jobs() -> None:
    """Noemt de klussen, en hoe vaak de worker ze doet."""
    for kind in kinds().values():
        click.echo(f"{kind.key:12} {kind.dutch}. {kind.rhythm.dutch if kind.rhythm else 'Als iemand het vraagt'}.")


@jobs_cli.command("run")
@click.argument("names", nargs=-1, required=True)
def run_jobs(names: tuple[str, ...]) -> None:
    """Doet deze klussen nu, en daarna de mail; NAMES zoals `jobs list` ze noemt."""
    if unknown := [name for name in names if name not in kinds()]:
        raise click.ClickException(f"Er is geen klus {', '.join(unknown)}. Wel: {', '.join(kinds())}.")
    carry_out(*(name for name in names if name != mail.KEY), mail.KEY)


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Doet het werk naast de pagina's, tot je het stopt: mail, herinneringen, opruimen."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    show_figures(app, of_worker=True)
    click.echo("De worker draait. Stoppen: Ctrl+C", err=True)
    Worker(app).run()


def show_figures(app: Flask, *, of_worker: bool = False) -> None:
    """Show the figures of this process where the settings ask for it; those of a worker on the next port."""
    config = cast(Config, app.extensions["vakspiegel"])
    if config.metrics_port:
        from app.core.running import figures

        figures.show(app, config, config.metrics_port + of_worker)
