"""Commands for who runs an installation: keep all of it, and put it back."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext

from app.config import Config
from app.core import clock
from app.core.backups.archive import Manifest, opened
from app.core.backups.restoring import restore_backup
from app.core.backups.taking import take_backup
from app.core.problems import DomainError
from app.core.stores.store import digest_of


def _config() -> Config:
    return cast(Config, current_app.extensions["vakspiegel"])


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Bewaart alles van dit moment in FILE, terwijl iedereen doorwerkt.

    Is FILE een map, dan komt er een bestand in met de datum en de tijd als naam. SECRET_KEY zit er niet in: bewaar
    die apart.
    """
    if file.is_dir():
        file = file / f"vakspiegel-{clock.now():%Y-%m-%dT%H%M%S}Z.tar"
    try:
        manifest = take_backup(_config(), file)
    except DomainError as refused:
        raise click.ClickException(str(refused)) from None
    except FileExistsError:
        raise click.ClickException(f"{file} bestaat al.") from None
    except OSError as error:
        raise click.ClickException(f"{file} is niet te schrijven: {error.strerror}.") from None
    click.echo(f"Bewaard in {file}.")
    _tell(manifest, file)
    if manifest.missing:
        click.echo(f"{len(manifest.missing)} bestanden ontbraken al in de opslag, of zijn beschadigd:", err=True)
        for key in manifest.missing:
            click.echo(f"  {key}", err=True)
        raise SystemExit(1)


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--check", is_flag=True, help="Lees de back-up alleen na; er verandert niets.")
@click.option("--other-key", is_flag=True, help="Zet ook terug met een andere SECRET_KEY dan die van toen.")
@click.option("--tables", is_flag=True, help="Noem ook elke tabel, met haar rijen en controlegetal.")
@with_appcontext
def restore(file: Path, check: bool, other_key: bool, tables: bool) -> None:
    """Zet de back-up FILE terug, in een lege database en een lege opslag.

    De back-up mag van een oudere versie zijn, en van SQLite naar PostgreSQL gaan of andersom.
    """
    try:
        with opened(file) as archive:
            if check:
                archive.check()
            else:
                restore_backup(_config(), archive, other_key=other_key)
            manifest = archive.manifest
    except DomainError as refused:
        raise click.ClickException(str(refused)) from None
    click.echo("De back-up is heel." if check else "De back-up is teruggezet.")
    _tell(manifest, file)
    for one in manifest.tables if tables else ():
        click.echo(f"  {one.name:32} {one.rows:9}  {one.sha256}")


def _tell(manifest: Manifest, file: Path) -> None:
    with file.open("rb") as content:
        digest = digest_of(content)
    click.echo(f"Van {manifest.made_at[:19].replace('T', ' ')} UTC, schema {manifest.schema} ({manifest.database}).")
    click.echo(f"{manifest.rows} rijen in {len(manifest.tables)} tabellen, {len(manifest.files)} bestanden.")
    click.echo(f"Inhoud  {manifest.digest}")
    click.echo(f"Bestand {digest}  {file.stat().st_size} bytes")
