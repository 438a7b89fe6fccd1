"""What waits for who leads a team without people, and for the administrator."""

from __future__ import annotations

from datetime import datetime

from flask import url_for

from app.core.mail import stuck_mail
from app.core.waiting.rules import Waiting, Weight
from app.core.web.filters import moment
from app.people.administration.queries import Counts
from app.people.administration.rules import Account, Wanted
from app.people.models import User
from app.people.rules import RoleName

ADMINISTRATOR, HR = "Voor de beheerder", "Voor HR"


def without_team(manager: User) -> Waiting:
    """Who has the role and leads nobody today; the administrator can change that, and may be the same person."""
    themselves = RoleName.ADMINISTRATOR in manager.role_names
    return Waiting(
        "Nog geen teamleden",
        url_for("structure.index") if themselves else url_for("overview.help", _anchor="beheerder"),
        "Naar de teams" if themselves else "Wie is de beheerder?",
        Weight.HOUSE,
        fact="Je leidt vandaag geen team. "
        + ("Maak jezelf leidinggevende van een team." if themselves else "Vraag het de beheerder van je organisatie."),
        icon="people",
        whom="Voor de leidinggevende",
    )


def mail_waiting(now: datetime) -> list[Waiting]:
    """Mail that does not leave: nobody hears anything."""
    stuck = stuck_mail(now)
    if stuck is None:
        return []
    return [
        Waiting(
            "1 mail blijft liggen" if stuck.count == 1 else f"{stuck.count} mails blijven liggen",
            url_for("work.show"),
            "Lees wat je kunt doen",
            Weight.LOSE,
            fact=f"De oudste is van {moment(stuck.since)}. Wie op een mail wacht, krijgt die nu niet.",
            icon="warning",
            whom=ADMINISTRATOR,
        )
    ]


def people_waiting(counts: Counts, whom: str) -> list[Waiting]:
    """Teams that nobody leads, and people who never signed in; `whom` is in which role the viewer keeps them."""
    found, alone = [], counts.teams - counts.led
    if alone:
        found.append(
            Waiting(
                f"{alone} {'team heeft' if alone == 1 else 'teams hebben'} geen leidinggevende",
                url_for("structure.index"),
                "Bekijk de teams",
                Weight.HOUSE,
                icon="people",
                whom=whom,
            )
        )
    if count := counts.not_signed_in:
        found.append(
            Waiting(
                f"{count} {'persoon heeft' if count == 1 else 'mensen hebben'} nog niet ingelogd",
                url_for("administration.index", **Wanted(account=Account.WAITING).address()),
                "Bekijk de mensen",
                Weight.HOUSE,
                fact="Zij kozen nog geen wachtwoord. Je kunt de mail opnieuw sturen.",
                icon="people",
                whom=whom,
            )
        )
    return found
