"""What the municipality of the demo has of itself: logo, contacts, where a team begins, a standard, a night of work."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from app.core import clock
from app.core.db import db
from app.core.jobs.models import Job
from app.core.jobs.rules import Daily, State
from app.dossiers.reminders import jobs as reminders
from app.people.models import Organisation, Team, User
from app.people.organisation.drawing import small_png
from app.people.organisation.forms import LOGO_SIZE
from app.people.organisation.operations import Look, Reach, change_look, change_reach
from app.people.rules import Contact
from app.people.sign_in import jobs as sign_in
from app.register.digests import jobs as digests
from app.standards.offer.operations import begin_team_at
from app.standards.own import operations as own_standards

DESK = Path(__file__).parent / "balie.yaml"
DESK_PROFILE = "medewerker-balie"

LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 88 96">
<path d="M4 4h80v44c0 22-16 36-40 44C20 84 4 70 4 48z" fill="#14555f"/>
<path d="M14 38h60v8c0 3-1 6-2 8H16c-1-2-2-5-2-8z" fill="#ffffff"/>
<path d="M22 38V22h8v8h10V16h8v14h10v-8h8v16z" fill="#ffffff"/>
<path d="M20 62c6-4 10-4 16 0s10 4 16 0 10-4 16 0" fill="none" stroke="#f2ac74" stroke-width="4"/>
<path d="M28 73c5-3 8-3 13 0s8 3 13 0 5-2 8-1" fill="none" stroke="#f2ac74" stroke-width="4"/>
</svg>"""


def introduce(place: Organisation, team: Team, standard: str, profile: str) -> None:
    """Its logo, its mail, who helps, and where the people of one team begin."""
    change_look(place, Look(place.name, "", ""), small_png(LOGO, *LOGO_SIZE))
    change_reach(
        place,
        Reach(
            mail_name=place.name,
            reply_to="vakspiegel@voorbeeldstad.example",
            contact=Contact("Servicepunt Personeel", "vakspiegel@voorbeeldstad.example", "0123 45 67 89"),
            officer=Contact("Frederique Groen", "fg@voorbeeldstad.example", "0123 45 67 80"),
        ),
    )
    begin_team_at(team, standard, profile)


def publish_own_standard(place: Organisation, by: User, today: date) -> str:
    """The agreements of one desk, published some months ago; answers its slug."""
    own = own_standards.add_draft(place, by, own_standards.read_upload(place, DESK.read_bytes(), DESK.name))
    own_standards.publish(place, own, by, own.digest)
    own.created_at = own.published_at = datetime.combine(today - timedelta(days=150), time(9, 30), UTC)
    return own.full_slug


_CAME = (
    (digests.TERMS, "0 afgelopen, 1 herinnering."),
    (sign_in.KIND, "Opgeruimd."),
    (reminders.KIND, "2 herinneringen klaargezet."),
    (digests.OVERVIEWS, "3 overzichten klaargezet."),
)


def add_work(today: date) -> None:
    """The jobs of the last night, as done."""
    for kind, result in _CAME:
        at = kind.rhythm.at if isinstance(kind.rhythm, Daily) else time()
        moment = datetime.combine(today, at, clock.AMSTERDAM)
        if moment > clock.now():
            moment -= timedelta(days=1)
        moments = dict.fromkeys(("created_at", "due_at", "started_at", "ended_at", "alive_at"), moment)
        db.session.add(Job(kind=kind.key, repeats=True, state=State.DONE, result=result, **moments))
