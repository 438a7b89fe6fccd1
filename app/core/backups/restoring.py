"""Putting a backup back in an empty place, of any database and any store, and up to this version of the program."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.util import CommandError

from app.config import Config
from app.core.backups.archive import Archive, NoBackup
from app.core.backups.rows import load_rows
from app.core.backups.taking import fingerprint
from app.core.commands import upgrade_database
from app.core.db import alembic, db
from app.core.problems import DomainError
from app.core.stores.store import store_of


class NotEmpty(DomainError):
    """There is something in the place where the backup should go."""


class OtherKey(DomainError):
    """The installation has another SECRET_KEY than the one that the backup was made in."""

    sentence = (
        "Deze back-up hoort bij een andere SECRET_KEY: daarmee past geen wachtwoord van toen. "
        "Zet de oude sleutel terug. Is die weg? Geef dan --other-key mee; iedereen kiest daarna een nieuw wachtwoord."
    )


def restore_backup(config: Config, archive: Archive, *, other_key: bool = False) -> None:
    """Check all of a backup, then put it back. Needs an application context.

    Raises `NoBackup`, `NotEmpty` or `OtherKey` before anything is written.
    """
    manifest = archive.manifest
    _refuse_newer(manifest.schema)
    if not other_key and manifest.key != fingerprint(config.secret_key):
        raise OtherKey
    archive.check()
    store, known = store_of(config), {one.name for one in manifest.files}
    if sa.inspect(db.engine).get_table_names():
        raise NotEmpty("De database is niet leeg. Maak een nieuwe, lege database, en noem die in DATABASE_URL.")
    if not known.issuperset(store.keys()):
        raise NotEmpty("Er liggen al andere bestanden. Kies een lege map of een lege plek in VAKSPIEGEL_FILES.")
    db.engine.dispose()
    for member in manifest.files:
        with archive.open(member) as file:
            if store.put(member.name, file) != member.sha256:
                raise NoBackup(f"De back-up is beschadigd: {member.place} klopt niet.")
    upgrade_database(manifest.schema)
    with db.engine.begin() as connection:
        for member in reversed(manifest.tables):
            connection.execute(sa.delete(sa.table(member.name)))
        for member in manifest.tables:
            with archive.open(member) as file:
                loaded = load_rows(connection, file)
            if loaded != member.rows:
                raise NoBackup(f"Van {member.name} zijn {loaded} van de {member.rows} rijen terug te zetten.")
    upgrade_database()


def _refuse_newer(schema: str) -> None:
    try:
        alembic.script_directory.get_revision(schema)
    except CommandError:
        raise NoBackup("Deze back-up is van een nieuwere versie van Vakspiegel. Gebruik die versie.") from None
