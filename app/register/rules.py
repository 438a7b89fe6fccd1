"""Which step follows which at the register: application, decision, objection, sample, seat. Plain Python."""

from __future__ import annotations

from app.core.problems import WrongStep
from app.core.worded import Worded


class FileKind(Worded):
    """What somebody of committee or board judges."""

    ACTIVITY = "activity", "PE-activiteit"
    APPLICATION = "application", "Aanvraag"
    DECISION = "decision", "Voorstel"
    DOSSIER = "dossier", "Dossier"
    OBJECTION = "objection", "Bezwaar"
    REGISTRATION = "registration", "Status"
    REPORT = "report", "Praktijkactiviteit"
    SAMPLE = "sample", "Dossier in de steekproef"


class ApplicationKind(Worded):
    """What is asked: to come in, or to go up (regeling 1.2 and 1.5)."""

    ENTRY = "inschrijving", "Inschrijving"
    UPGRADE = "upgrade", "Upgrade"


class ApplicationStatus(Worded):
    """An application waits, is decided, or was taken back by the person."""

    SUBMITTED = "submitted", "In behandeling"
    DECIDED = "decided", "Besloten"
    WITHDRAWN = "withdrawn", "Ingetrokken"

    def decide(self) -> ApplicationStatus:
        """The board decided."""
        return self._end(ApplicationStatus.DECIDED)

    def withdraw(self) -> ApplicationStatus:
        """The person takes it back."""
        return self._end(ApplicationStatus.WITHDRAWN)

    def _end(self, how: ApplicationStatus) -> ApplicationStatus:
        if self is not ApplicationStatus.SUBMITTED:
            raise WrongStep(f"Deze aanvraag is al afgehandeld: {self.dutch.lower()}.")
        return how


class Advice(Worded):
    """What a member of the committee advises the board about a dossier."""

    RENEW = "renew", "Verlengen"
    REFUSE = "refuse", "Niet verlengen"
    DOUBT = "doubt", "Twijfel"


class DecisionKind(Worded):
    """What the board decides; for which of it two people are needed says `needs_two` of the outcomes.

    `RESTORE` gives back what was withdrawn; it comes only after an objection.
    """

    GRANT = "grant", "Toegekend"
    REFUSE = "refuse", "Geweigerd"
    RENEW = "renew", "Verlengd"
    REFUSE_RENEWAL = "refuse_renewal", "Niet verlengd"
    WITHDRAW = "withdraw", "Ingetrokken"
    RESTORE = "restore", "Hersteld"

    @property
    def proposed(self) -> str:
        """The same as something that may come, for a proposal."""
        return {
            "grant": "Toekennen",
            "refuse": "Weigeren",
            "renew": "Verlengen",
            "refuse_renewal": "Niet verlengen",
            "withdraw": "Intrekken",
            "restore": "Herstellen",
        }[self.value]

    @property
    def takes_away(self) -> bool:
        """Whether somebody loses a status by it."""
        return self in (DecisionKind.REFUSE_RENEWAL, DecisionKind.WITHDRAW)

    @property
    def after_objection(self) -> tuple[DecisionKind, ...]:
        """What the board can decide instead when an objection to this was upheld; never worse for the person.

        First what the person asked for, then the same once more, which then needs a better reason.
        """
        return {
            DecisionKind.GRANT: (DecisionKind.GRANT,),
            DecisionKind.REFUSE: (DecisionKind.GRANT, DecisionKind.REFUSE),
            DecisionKind.RENEW: (DecisionKind.RENEW,),
            DecisionKind.REFUSE_RENEWAL: (DecisionKind.RENEW, DecisionKind.REFUSE_RENEWAL),
            DecisionKind.WITHDRAW: (DecisionKind.RESTORE, DecisionKind.WITHDRAW),
            DecisionKind.RESTORE: (DecisionKind.RESTORE,),
        }[self]


class DecisionStatus(Worded):
    """What needs two people is proposed by one and confirmed by another; only then it holds."""

    PROPOSED = "proposed", "Wacht op een tweede"
    TAKEN = "taken", "Genomen"
    DROPPED = "dropped", "Vervallen"

    def confirm(self) -> DecisionStatus:
        """A second person agrees."""
        return self._from_proposed(DecisionStatus.TAKEN)

    def drop(self) -> DecisionStatus:
        """The proposal is off."""
        return self._from_proposed(DecisionStatus.DROPPED)

    def _from_proposed(self, to: DecisionStatus) -> DecisionStatus:
        if self is not DecisionStatus.PROPOSED:
            raise WrongStep(f"Dit besluit wacht niet op een tweede: {self.dutch.lower()}.")
        return to


class ObjectionStatus(Worded):
    """An objection is filed, received, and handled (regeling 1.10)."""

    FILED = "filed", "Ingediend"
    RECEIVED = "received", "Ontvangen"
    HANDLED = "handled", "Afgehandeld"
    WITHDRAWN = "withdrawn", "Teruggenomen"

    def receive(self) -> ObjectionStatus:
        """The committee confirms that it has it."""
        if self is not ObjectionStatus.FILED:
            raise WrongStep("De ontvangst van dit bezwaar is al bevestigd.")
        return ObjectionStatus.RECEIVED

    def handle(self) -> ObjectionStatus:
        """The committee gives its outcome."""
        if self is not ObjectionStatus.RECEIVED:
            raise WrongStep("Dit bezwaar kan nu niet worden afgehandeld.")
        return ObjectionStatus.HANDLED

    def withdraw(self) -> ObjectionStatus:
        """The person takes it back."""
        if self in (ObjectionStatus.HANDLED, ObjectionStatus.WITHDRAWN):
            raise WrongStep("Dit bezwaar is al afgesloten.")
        return ObjectionStatus.WITHDRAWN


class ObjectionOutcome(Worded):
    """What came of an objection."""

    UPHELD = "upheld", "Gegrond"
    PARTLY = "partly", "Deels gegrond"
    REJECTED = "rejected", "Ongegrond"

    @property
    def obliges(self) -> bool:
        """Whether the board has to decide once more."""
        return self is not ObjectionOutcome.REJECTED


class SampleVerdict(Worded):
    """What one judge of the sample finds of one file."""

    SOUND = "sound", "Terecht besloten"
    DOUBTFUL = "doubtful", "Twijfel"
    UNSOUND = "unsound", "Niet terecht besloten"


class SeatChange(Worded):
    """What is proposed about a seat in committee or board."""

    APPOINT = "appoint", "Benoemen"
    TERM = "term", "Andere termijn"
    END = "end", "Lidmaatschap beëindigen"


class SeatStatus(Worded):
    """What is proposed about a seat holds only once another member of the board confirmed it."""

    PROPOSED = "proposed", "Wacht op een tweede"
    CONFIRMED = "confirmed", "Bevestigd"
    REJECTED = "rejected", "Afgewezen"
    TAKEN_BACK = "taken_back", "Ingetrokken"

    def confirm(self) -> SeatStatus:
        """A second member agrees."""
        return self._from_proposed(SeatStatus.CONFIRMED)

    def reject(self) -> SeatStatus:
        """A second member does not agree."""
        return self._from_proposed(SeatStatus.REJECTED)

    def take_back(self) -> SeatStatus:
        """Who proposed it takes it back."""
        return self._from_proposed(SeatStatus.TAKEN_BACK)

    def _from_proposed(self, to: SeatStatus) -> SeatStatus:
        if self is not SeatStatus.PROPOSED:
            raise WrongStep(f"Dit voorstel wacht niet meer: {self.dutch.lower()}.")
        return to


class SettingKind(Worded):
    """What the board sets for everybody, because the documents leave it open."""

    OBJECTION_TERM = "objection_term", "Termijn voor bezwaar"
    FEES = "fees", "Tarieven"

    @property
    def endpoint(self) -> str:
        """The page on which it stands, with who set it and when."""
        return {"objection_term": "settings.index", "fees": "fees.index"}[self.value]
