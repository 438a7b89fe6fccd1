"""Writes of the sample: draw, judge, close. The quality committee does all three (regeling 1.9)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from app.core import clock
from app.core.db import db, lock
from app.core.problems import DomainError, WrongStep
from app.people.models import User
from app.register.judges.queries import check_declared
from app.register.judges.rules import refuse_hindered
from app.register.models import Sample, SampleFile, SampleJudgement
from app.register.rules import SampleVerdict
from app.register.samples import queries
from app.register.samples.rules import draw, new_seed, size_of_share
from app.regulation.terms import Status


class NothingToDraw(DomainError):
    """There is no file of this year and these statuses."""

    sentence = "In dit jaar is over deze statussen niets besloten. Er valt niets te trekken."


def draw_sample(
    by: User,
    year: int,
    statuses: Iterable[Status],
    *,
    size: int | None = None,
    share: Decimal | None = None,
    seed: str = "",
) -> Sample:
    """Draw `size` files, or a `share` in percent, from what was handled in a year; raises `NothingToDraw`.

    Give exactly one of the two. Without a `seed` a new one is made; it is kept with the list that was drawn from.
    """
    if (size is None) == (share is None):
        raise ValueError("Give a size or a share.")
    chosen = sorted(set(statuses), key=lambda one: one.rank)
    found = queries.population(year, chosen)
    if not found:
        raise NothingToDraw
    seed = seed or new_seed()
    count = size if size is not None else size_of_share(len(found), share or Decimal(0))
    drawn = draw(found, count, seed)
    sample = Sample(
        year=year,
        seed=seed,
        share=share,
        size=len(drawn),
        statuses=[one.value for one in chosen],
        population=found,
        drawn_at=clock.now(),
        drawn_by_id=by.id,
        files=[SampleFile(decision_id=one, place=place) for place, one in enumerate(drawn, 1)],
    )
    db.session.add(sample)
    db.session.flush()
    return sample


def judge_file(sample: Sample, file: SampleFile, by: User, verdict: SampleVerdict, remarks: str) -> SampleJudgement:
    """Record what one judge finds, once. Raises `WrongStep`, `NotIndependent`, `HadAPart` or `NotDeclared`.

    Judges who are ready at once wait for each other, so that a file never has three.
    """
    lock(sample, file)
    if sample.closed_at is not None:
        raise WrongStep("Deze steekproef is afgesloten.")
    view = queries.view_of(file, by, clock.today(), sample)
    refuse_hindered(view.hindrance)
    if view.own is not None:
        raise WrongStep("Je hebt dit dossier al beoordeeld.")
    if not view.state.waits:
        raise WrongStep("Twee anderen hebben dit dossier al beoordeeld.")
    check_declared(by, file)
    judgement = SampleJudgement(judge_id=by.id, verdict=verdict, remarks=remarks, judged_at=clock.now())
    file.judgements.append(judgement)
    db.session.flush()
    return judgement


def close_sample(sample: Sample) -> None:
    """Close a sample of which every file was judged twice; raises `WrongStep`. From then on it changes no more."""
    lock(sample)
    if sample.closed_at is not None:
        raise WrongStep("Deze steekproef is al afgesloten.")
    if waiting := queries.waiting_in(sample):
        raise WrongStep(f"Nog niet alles is door twee mensen beoordeeld. Er {_wait(waiting)}.")
    sample.closed_at = clock.now()
    db.session.flush()


def _wait(count: int) -> str:
    return "wacht nog 1 dossier" if count == 1 else f"wachten nog {count} dossiers"
