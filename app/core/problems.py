"""What the rules refuse: plain exceptions that any layer may raise and a view turns into a sentence on the page."""

from __future__ import annotations


class DomainError(Exception):
    """Something that the rules do not allow. The message is a Dutch sentence for the person who tried.

    `sentence` is that of a refusal which says the same each time.
    """

    sentence = ""

    def __init__(self, sentence: str = "") -> None:
        """What the person reads."""
        super().__init__(sentence or self.sentence)


class WrongField(DomainError):
    """What was filled in lacks something or cannot be; `field` is the name of what is at fault."""

    def __init__(self, field: str, sentence: str) -> None:
        """The sentence goes beside that field."""
        super().__init__(sentence)
        self.field = field


class WrongStep(DomainError):
    """A status was asked to take a step that it cannot take."""


class Conflict(DomainError):
    """Somebody else, or the same person in another tab, changed it first."""


class Gone(Exception):
    """Somebody else, or the same person in another tab, took it away first: no page can show it any more."""


class NotNow(DomainError):
    """It may, and it cannot be done at this moment: the database takes nothing in. Later it may go well."""
