"""Words that stand in what the people of the world wrote, and where anybody else may read them.

A word names its owner and the thing that it stands in. Whose it is reads it wherever they like; another only on the
pages that `READERS` names for that thing, and there it stands: docs/architecture.md, Rights, word by word. What stands
packed in a workbook or a package is read as well; a PDF is not.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from tests.conventions.policy import PERSONAS

Word = tuple[str, str]
"""The owner and the thing."""

_WORD = re.compile(rb"geplant-(\w+)-(\w+)")

HERE = (
    frozenset(PERSONAS)
    - {"anonymous", "closed", "stranger", "committee", "board"}
    - {name for name in PERSONAS if name.endswith("_elsewhere")}
)
"""Who is of the organisation, and may read what it keeps for its own people."""
OF_THE_ORGANISATION = frozenset({"norm", "step"})

COMMITTEE, BOARD, STAFF, MANAGER = ("committee",), ("board",), ("committee", "board"), ("manager",)
EVERYBODY = tuple(name for name in PERSONAS if name != "self")

DOSSIER = {"decisions.dossier": STAFF, "decisions.find": COMMITTEE, "decisions.decide_dossier": BOARD}
APPLICATION = {
    "decisions.application": STAFF,
    "decisions.audit": COMMITTEE,
    "decisions.plan_audit": COMMITTEE,
    "decisions.decide_application": BOARD,
}
_ACTIVITY_PAGES = ("activity", "answer_activity", "activities", "approve_activities")
ACTIVITY = {f"approvals.{name}": COMMITTEE for name in _ACTIVITY_PAGES}
OBJECTION = dict.fromkeys(("objections.show", "objections.confirm", "objections.reject"), COMMITTEE)
PLAN = {"plan.shared": MANAGER}
FEED = {"plan.calendar_feed": EVERYBODY}

READERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "goal": PLAN | FEED,
    "action": PLAN | FEED,
    "helper": PLAN,
    "note": {},
    "draft": {},
    "example": {},
    "file": PLAN | DOSSIER | ACTIVITY | APPLICATION,
    "bytes": {
        "approvals.activity_evidence": COMMITTEE,
        "decisions.application_evidence": STAFF,
        "decisions.dossier_evidence": STAFF,
    },
    "place": APPLICATION | {"decisions.appointment": STAFF},
    "activity": DOSSIER,
    "meeting": DOSSIER,
    "subject": DOSSIER,
    "report": DOSSIER,
    "asked": ACTIVITY | {"desk.index": COMMITTEE},
    "request": ACTIVITY,
    "proposed": {"approvals.subject": COMMITTEE, "approvals.answer_subject": COMMITTEE, "desk.index": COMMITTEE},
    "function": APPLICATION,
    "motivation": APPLICATION,
    "decision": OBJECTION,
    "objection": OBJECTION,
    "proposal": {"decisions.show": BOARD, "decisions.confirm": BOARD, "decisions.drop": BOARD},
}
"""Of each thing of `self`, who else reads it on which pages. What another persona wrote nobody else ever reads."""


def planted(owner: str, thing: str) -> str:
    """The word that stands in this thing of this persona."""
    return f"geplant-{owner}-{thing}"


def others_words(persona: str, content: bytes) -> frozenset[Word]:
    """The words in an answer that are neither of this persona nor kept for the people of their organisation."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            content = b"\n".join(package.read(name) for name in package.namelist())
    words = {(owner.decode(), thing.decode()) for owner, thing in _WORD.findall(content)}
    return frozenset(
        (owner, thing)
        for owner, thing in words
        if owner != persona and not (thing in OF_THE_ORGANISATION and persona in HERE)
    )


def readable(persona: str, endpoint: str) -> frozenset[Word]:
    """What of `self` this persona reads in the answer of an endpoint."""
    return frozenset(("self", thing) for thing, pages in READERS.items() if persona in pages.get(endpoint, ()))


_OF_OTHERS = {"goal": "plan.show", "action": "plan.show", "function": "details.show"}
READ_BY_THE_OWNER: Mapping[Word, str] = {
    ("self", "note"): "actions.show",
    ("self", "draft"): "draft.score",
    ("self", "example"): "results.show",
    **{(name, thing): page for name in ("colleague", "stranger") for thing, page in _OF_OTHERS.items()},
}
"""What nobody else reads, and where its owner does: a word that stands nowhere would prove nothing."""
