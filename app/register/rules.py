"""Which step follows which at the register: application, decision, objection, sample. Plain Python."""

from __future__ import annotations

from enum import StrEnum

from app.core.problems import WrongStep


class ApplicationKind(StrEnum):
    """What is asked: to come in, or to go up (regeling 1.2 and 1.5)."""

    ENTRY = "inschrijving"
    UPGRADE = "upgrade"

    @property
    def dutch(self) -> str:
        """The word on the screen."""
        return {"inschrijving": "Inschrijving", "upgrade": "Upgrade"}[self.value]


class ApplicationStatus(StrEnum):
    """An application waits, is decided, or was taken back by the person."""

    SUBMITTED = "submitted"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"

    @property
    def dutch(self) -> str:
        """The words on the screen."""
        return {"submitted": "In behandeling", "decided": "Besloten", "withdrawn": "Ingetrokken"}[self.value]

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


class Advice(StrEnum):
    """What a member of the committee advises the board about a dossier."""

    RENEW = "renew"
    REFUSE = "refuse"
    DOUBT = "doubt"

    @property
    def dutch(self) -> str:
        """The words on the screen."""
        return {"renew": "Verlengen", "refuse": "Niet verlengen", "doubt": "Twijfel"}[self.value]


class DecisionKind(StrEnum):
    """What the board decides; `WITHDRAW` and `REFUSE_RENEWAL` take a status away and need two people.

    `RESTORE` gives back what was withdrawn; it comes only after an objection.
    """

    GRANT = "grant"
    REFUSE = "refuse"
    RENEW = "renew"
    REFUSE_RENEWAL = "refuse_renewal"
    WITHDRAW = "withdraw"
    RESTORE = "restore"

    @property
    def dutch(self) -> str:
        """The words on the screen."""
        return {
            "grant": "Verleend",
            "refuse": "Geweigerd",
            "renew": "Verlengd",
            "refuse_renewal": "Niet verlengd",
            "withdraw": "Ingetrokken",
            "restore": "Hersteld",
        }[self.value]

    @property
    def proposed(self) -> str:
        """The same as something that may come, for a proposal."""
        return {"refuse_renewal": "Niet verlengen", "withdraw": "Intrekken"}.get(self.value, self.dutch)

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


class DecisionStatus(StrEnum):
    """A decision that takes a status away is proposed by one and confirmed by another; only then it holds."""

    PROPOSED = "proposed"
    TAKEN = "taken"
    DROPPED = "dropped"

    @property
    def dutch(self) -> str:
        """The words on the screen."""
        return {"proposed": "Wacht op een tweede", "taken": "Genomen", "dropped": "Vervallen"}[self.value]

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


class ObjectionStatus(StrEnum):
    """An objection is filed, received, and handled (regeling 1.10)."""

    FILED = "filed"
    RECEIVED = "received"
    HANDLED = "handled"
    WITHDRAWN = "withdrawn"

    @property
    def dutch(self) -> str:
        """The words on the screen."""
        return {
            "filed": "Ingediend",
            "received": "Ontvangen",
            "handled": "Afgehandeld",
            "withdrawn": "Teruggenomen",
        }[self.value]

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


class ObjectionOutcome(StrEnum):
    """What came of an objection."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"

    @property
    def dutch(self) -> str:
        """The words on the screen."""
        return {"upheld": "Gegrond", "partly": "Deels gegrond", "rejected": "Ongegrond"}[self.value]

    @property
    def obliges(self) -> bool:
        """Whether the board has to decide once more."""
        return self is not ObjectionOutcome.REJECTED


class SampleVerdict(StrEnum):
    """What one judge of the sample finds of one file."""

    SOUND = "sound"
    DOUBTFUL = "doubtful"
    UNSOUND = "unsound"

    @property
    def dutch(self) -> str:
        """The words on the screen."""
        return {"sound": "Terecht besloten", "doubtful": "Twijfel", "unsound": "Niet terecht besloten"}[self.value]
