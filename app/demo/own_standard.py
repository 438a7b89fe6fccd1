"""The standard that the municipality made itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from app.people.models import Organisation, User
from app.standards.own import operations

_FILE = Path(__file__).parent / "balie.yaml"
PROFILE = "medewerker-balie"


def publish_own_standard(place: Organisation, by: User, today: date) -> str:
    """The agreements of one desk, published some months ago; answers its slug."""
    own = operations.add_draft(place, by, operations.read_upload(place, _FILE.read_bytes(), _FILE.name))
    operations.publish(place, own, by, own.digest)
    own.created_at = own.published_at = datetime.combine(today - timedelta(days=150), time(9, 30), UTC)
    return own.full_slug
