"""What is known of the SQLite of this machine (docs/decisions, 0028)."""

from __future__ import annotations

import sqlite3

from app.config import Config

Version = tuple[int, int, int]

_REPAIRED: tuple[tuple[Version, Version], ...] = (
    ((3, 44, 6), (3, 45, 0)),
    ((3, 50, 7), (3, 51, 0)),
    ((3, 51, 3), (4, 0, 0)),
)
"""From which version up to which the fault in starting a write-ahead log anew is repaired."""


def is_repaired(version: Version) -> bool:
    """Whether this version can start a write-ahead log anew without a chance to damage the database."""
    return any(first <= version < end for first, end in _REPAIRED)


def advice(config: Config, version: Version = sqlite3.sqlite_version_info) -> str:
    """What who runs an installation for real use should know, in one line; nothing when all is well."""
    if config.mode != "production" or not config.database_url.startswith("sqlite") or is_repaired(version):
        return ""
    return (
        f"SQLite {'.'.join(map(str, version))} heeft een fout waardoor de database heel soms beschadigd raakt. "
        "Gebruik PostgreSQL (DATABASE_URL), of SQLite 3.51.3 of nieuwer."
    )
