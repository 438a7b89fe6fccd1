"""Reads of the sample: what could be drawn, what was, and what a judge may see of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.people.models import User
from app.register.judges.queries import Hindrances, hindrances_of, objected_to
from app.register.judges.rules import Part, Tie
from app.register.models import Decision, Sample, SampleFile, SampleJudgement
from app.register.rules import DecisionKind, DecisionStatus
from app.register.samples.rules import JUDGES, Agreement, FileState, agreement, state_of
from app.regulation.terms import Status

HANDLED = (
    DecisionKind.GRANT,
    DecisionKind.RENEW,
    DecisionKind.REFUSE_RENEWAL,
    DecisionKind.WITHDRAW,
    DecisionKind.RESTORE,
)
"""What the sample is taken from: statuses that were given and statuses that were taken away (regeling 1.9)."""


@dataclass(frozen=True, slots=True)
class FileView:
    """A drawn file for one viewer. `verdicts` is empty as long as the viewer should not know the other's."""

    file: SampleFile
    state: FileState
    own: SampleJudgement | None
    verdicts: tuple[SampleJudgement, ...]
    hindrance: Tie | Part | None

    @property
    def reason(self) -> str:
        """Why the viewer may not judge it, or an empty text."""
        return self.hindrance.dutch if self.hindrance else ""

    @property
    def may_judge(self) -> bool:
        """Whether the viewer can still judge it: independent, no part in it, not judged yet, and a place free."""
        return self.hindrance is None and self.own is None and self.state.waits


def population(year: int, statuses: Iterable[Status]) -> list[int]:
    """The ids of the decisions of a year, over these statuses, that the sample can hold, in order."""
    return list(
        db.session.scalars(
            select(Decision.id)
            .where(
                Decision.status == DecisionStatus.TAKEN,
                Decision.kind.in_(HANDLED),
                Decision.register_status.in_(list(statuses)),
                Decision.decided_on >= date(year, 1, 1),
                Decision.decided_on <= date(year, 12, 31),
            )
            .order_by(Decision.id)
        )
    )


def drawn_from(sample: Sample) -> Sequence[tuple[int, str]]:
    """The list that was drawn from: each id with the number of its decision, in order."""
    rows = db.session.execute(select(Decision.id, Decision.number).where(Decision.id.in_(sample.population)))
    numbers = {row.id: row.number for row in rows}
    return [(id_, numbers.get(id_, "")) for id_ in sample.population]


def samples(open_only: bool = False) -> Sequence[Sample]:
    """Every sample, or those that are not closed, the newest first."""
    query = select(Sample).where(Sample.closed_at.is_(None)) if open_only else select(Sample)
    return db.session.scalars(
        query.options(
            selectinload(Sample.files).options(
                selectinload(SampleFile.judgements), selectinload(SampleFile.decision).joinedload(Decision.person)
            )
        ).order_by(Sample.year.desc(), Sample.id.desc())
    ).all()


def sample_called(sample_id: int) -> Sample | None:
    """One sample."""
    return db.session.get(Sample, sample_id)


def views_of(sample: Sample, viewer: User, hindrances: Hindrances) -> list[FileView]:
    """The drawn files as this viewer may see them, in the order of the draw."""
    objected = objected_to(viewer, [file.decision for file in sample.files])
    return [
        _view(file, viewer, hindrances.at(file.decision) or _handled(file.decision, objected), sample)
        for file in sample.files
    ]


def view_of(file: SampleFile, viewer: User, day: date, sample: Sample) -> FileView:
    """One drawn file as this viewer may see it."""
    objected = objected_to(viewer, [file.decision])
    hindrance = hindrances_of(viewer, [file.decision], day).at(file.decision)
    return _view(file, viewer, hindrance or _handled(file.decision, objected), sample)


def _handled(decision: Decision, objected: frozenset[int]) -> Part | None:
    """Who handled the objection to a decision does not judge that decision once more in the sample."""
    return Part.HANDLED if decision.id in objected else None


def file_in(sample: Sample, file_id: int) -> SampleFile | None:
    """A file of this sample."""
    return next((file for file in sample.files if file.id == file_id), None)


def waiting_in(sample: Sample) -> int:
    """How many files of a sample still wait for a judge."""
    return sum(state_of([one.verdict for one in file.judgements]).waits for file in sample.files)


def agreement_of(sample: Sample) -> Agreement:
    """How far the judges agree, over the files that two people judged."""
    judged = [file.judgements for file in sample.files if len(file.judgements) == JUDGES]
    return agreement((one.verdict, other.verdict) for one, other in judged)


def _view(file: SampleFile, viewer: User, hindrance: Tie | Part | None, sample: Sample) -> FileView:
    own = next((one for one in file.judgements if one.judge_id == viewer.id), None)
    state = state_of([one.verdict for one in file.judgements])
    seen = tuple(file.judgements) if not state.waits and (own is not None or sample.closed_at is not None) else ()
    return FileView(file, state, own, seen, hindrance)
