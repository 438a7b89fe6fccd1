"""Which step follows which for what a registrant keeps: PE activity, practice report, declaration, dossier.

Plain Python. Each status is one enum whose methods refuse a wrong step with `WrongStep`, in Dutch.
"""

from __future__ import annotations

from app.core.problems import WrongStep
from app.core.worded import Worded
from app.regulation.case import ActivityPoints


class ActivityStatus(Worded):
    """A PE activity is planned until it took place."""

    PLANNED = "planned", "Gepland"
    DONE = "done", "Gedaan"


class ApprovalStatus(Worded):
    """What the quality committee said of an activity that needs its approval (regeling 5.4, footnote)."""

    NOT_ASKED = "not_asked", "Niet aangevraagd"
    ASKED = "asked", "Aangevraagd"
    GRANTED = "granted", "Goedgekeurd"
    REFUSED = "refused", "Niet goedgekeurd"

    @property
    def waiting(self) -> str:
        """Why an activity that needs approval is worth nothing yet."""
        return {
            "not_asked": "Dit telt pas als de kwaliteitscommissie het goedkeurt.",
            "asked": "De kwaliteitscommissie kijkt ernaar. Tot haar antwoord telt het niet.",
            "granted": "De goedkeuring gaat nog in. Tot die dag telt het niet.",
            "refused": "De kwaliteitscommissie keurde dit niet goed.",
        }[self.value]

    def explain(self, points: ActivityPoints) -> str:
        """Why an activity is worth this; the engine knows no more of an approval than whether it is there."""
        return self.waiting if points.needs_approval else points.explain

    def ask(self) -> ApprovalStatus:
        """The registrant asks for approval, also again after a refusal."""
        if self in (ApprovalStatus.ASKED, ApprovalStatus.GRANTED):
            raise WrongStep(f"Voor deze activiteit is goedkeuring al {self.dutch.lower()}.")
        return ApprovalStatus.ASKED

    def decide(self, granted: bool) -> ApprovalStatus:
        """The committee answers what was asked."""
        if self is not ApprovalStatus.ASKED:
            raise WrongStep("Over deze activiteit valt nu niets te beslissen.")
        return ApprovalStatus.GRANTED if granted else ApprovalStatus.REFUSED

    def take_back(self) -> ApprovalStatus:
        """The registrant no longer asks."""
        if self is not ApprovalStatus.ASKED:
            raise WrongStep("Er staat geen vraag om goedkeuring open.")
        return ApprovalStatus.NOT_ASKED


class ReportStatus(Worded):
    """The practice activity of a year: proposed, approved or returned with reasons, then the report is sent."""

    DRAFT = "draft", "Nog niet voorgelegd"
    PROPOSED = "proposed", "Voorgelegd"
    RETURNED = "returned", "Teruggegeven"
    APPROVED = "approved", "Goedgekeurd"
    SENT = "sent", "Verslag verstuurd"

    @property
    def subject_is_open(self) -> bool:
        """Whether the registrant may still change what the activity is."""
        return self in (ReportStatus.DRAFT, ReportStatus.RETURNED)

    def propose(self) -> ReportStatus:
        """The registrant lays the activity before the committee."""
        if not self.subject_is_open:
            raise WrongStep(f"Deze activiteit is al {self.dutch.lower()}.")
        return ReportStatus.PROPOSED

    def decide(self, approved: bool) -> ReportStatus:
        """The committee approves the activity, or gives it back with reasons."""
        if self is not ReportStatus.PROPOSED:
            raise WrongStep("Over deze activiteit valt nu niets te beslissen.")
        return ReportStatus.APPROVED if approved else ReportStatus.RETURNED

    def send(self) -> ReportStatus:
        """The registrant sends the report; only for an approved activity (reading A-34)."""
        if self is not ReportStatus.APPROVED:
            raise WrongStep("Je kunt het verslag versturen als de activiteit is goedgekeurd, en één keer.")
        return ReportStatus.SENT


class DossierStatus(Worded):
    """A dossier of one period is collected, handed in (read-only for the committee) and then judged."""

    COLLECTING = "collecting", "In opbouw"
    HANDED_IN = "handed_in", "Ingeleverd"
    JUDGED = "judged", "Beoordeeld"

    def hand_in(self) -> DossierStatus:
        """The registrant hands it in."""
        if self is not DossierStatus.COLLECTING:
            raise WrongStep("Dit dossier is al ingeleverd.")
        return DossierStatus.HANDED_IN

    def judge(self) -> DossierStatus:
        """The board has decided about it."""
        if self is not DossierStatus.HANDED_IN:
            raise WrongStep("Dit dossier is niet ingeleverd, of er is al over besloten.")
        return DossierStatus.JUDGED

    def reopen(self) -> DossierStatus:
        """The decision by which it was closed does not hold any more: it waits for one again."""
        if self is not DossierStatus.JUDGED:
            raise WrongStep("Dit dossier is niet beoordeeld.")
        return DossierStatus.HANDED_IN
