"""What can wait for somebody of the register. Plain Python."""

from __future__ import annotations

from datetime import date, timedelta

from app.core.worded import Worded


class TaskKind(Worded):
    """What has to be done, in the order of the filter: the word is the heading of the task."""

    AUDIT = "audit", "Audit houden"
    APPLICATION = "aanvraag", "Besluiten over een aanvraag"
    DOSSIER = "dossier", "Dossier beoordelen"
    SECOND = "tweede", "Tweede oordeel geven"
    AGAIN = "opnieuw", "Opnieuw besluiten na bezwaar"
    OVERDUE = "verlopen", "Verlengingsdatum voorbij"
    ACTIVITY = "activiteit", "Activiteit goedkeuren"
    SUBJECT = "praktijk", "Praktijkactiviteit goedkeuren"
    OBJECTION = "bezwaar", "Bezwaar behandelen"
    SAMPLE = "steekproef", "Steekproef beoordelen"
    SETTING = "vaststellen", "Voorstel van het bestuur bevestigen"
    SEAT = "leden", "Voorstel over een lidmaatschap beantwoorden"

    @property
    def plural(self) -> str:
        """The same for more of them, as the name of a filter."""
        return _PLURAL[self]

    @property
    def endpoint(self) -> str:
        """The page on which it is done."""
        return _ENDPOINT[self]

    def due(self, since: date, by: date | None) -> date:
        """The last day on which it is in time: the day that it is for, or else the term that we keep ourselves.

        The documents name no terms for this work: two weeks for an answer, four for what asks a conversation or more
        people.
        """
        return by or since + timedelta(weeks=2 if self in _SOON else 4)


_SOON = frozenset(
    {TaskKind.ACTIVITY, TaskKind.SUBJECT, TaskKind.SECOND, TaskKind.OVERDUE, TaskKind.SETTING, TaskKind.SEAT}
)
_PLURAL = {
    TaskKind.AUDIT: "Audits",
    TaskKind.APPLICATION: "Aanvragen",
    TaskKind.DOSSIER: "Dossiers",
    TaskKind.SECOND: "Tweede oordeel",
    TaskKind.AGAIN: "Opnieuw besluiten",
    TaskKind.OVERDUE: "Verlengingsdatum voorbij",
    TaskKind.ACTIVITY: "Activiteiten",
    TaskKind.SUBJECT: "Praktijkactiviteiten",
    TaskKind.OBJECTION: "Bezwaren",
    TaskKind.SAMPLE: "Steekproef",
    TaskKind.SETTING: "Vaststellen",
    TaskKind.SEAT: "Leden",
}
_ENDPOINT = {
    TaskKind.AUDIT: "decisions.application",
    TaskKind.APPLICATION: "decisions.application",
    TaskKind.DOSSIER: "decisions.dossier",
    TaskKind.SECOND: "decisions.show",
    TaskKind.AGAIN: "objections.decide",
    TaskKind.OVERDUE: "decisions.registration",
    TaskKind.ACTIVITY: "approvals.activity",
    TaskKind.SUBJECT: "approvals.subject",
    TaskKind.OBJECTION: "objections.show",
    TaskKind.SAMPLE: "samples.judge",
    TaskKind.SETTING: "settings.show",
    TaskKind.SEAT: "members.proposal",
}
