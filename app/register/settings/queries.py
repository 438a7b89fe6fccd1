"""Reads of what the board set: what holds now, what waits for a second member, and what held before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.db import db
from app.register.models import BoardSetting, Decision
from app.register.rules import DecisionStatus, SettingKind
from app.register.settings.rules import ObjectionTerm, last_day_to_object


def setting_called(setting_id: int) -> BoardSetting | None:
    """One, whatever became of it."""
    return db.session.get(BoardSetting, setting_id)


def history_of(kind: SettingKind, scope: str | None = None) -> Sequence[BoardSetting]:
    """What was set, newest first, with who did it; of one scope or of all."""
    query = _of(kind, DecisionStatus.TAKEN).order_by(BoardSetting.confirmed_at.desc(), BoardSetting.id.desc())
    return db.session.scalars(query if scope is None else query.where(BoardSetting.scope == scope)).all()


def in_force(kind: SettingKind, scope: str = "") -> BoardSetting | None:
    """What holds now, or None as long as the board set nothing."""
    return next(iter(history_of(kind, scope)), None)


def all_in_force(kind: SettingKind) -> Mapping[str, BoardSetting]:
    """What holds now of every scope of a kind, by scope; one query."""
    return {one.scope: one for one in reversed(history_of(kind))}


def proposals(kind: SettingKind | None = None) -> Sequence[BoardSetting]:
    """What waits for a second member, oldest first."""
    return db.session.scalars(
        _of(kind, DecisionStatus.PROPOSED).order_by(BoardSetting.proposed_at, BoardSetting.id)
    ).all()


def terms_for_objection() -> list[ObjectionTerm]:
    """Every term that the board set, oldest first."""
    return [_term(one) for one in reversed(history_of(SettingKind.OBJECTION_TERM))]


def until_when(decision: Decision, terms: Sequence[ObjectionTerm]) -> date | None:
    """The last day on which the person can object to a decision; None when there is no term."""
    days = [clock.local(one.since).date() for one in terms]
    return last_day_to_object(decision.confirmed_at or decision.recorded_at, decision.decided_on, terms, days)


def _term(setting: BoardSetting) -> ObjectionTerm:
    return ObjectionTerm(setting.value["weeks"], setting.confirmed_at or setting.proposed_at)


def _of(kind: SettingKind | None, status: DecisionStatus) -> Select[BoardSetting]:
    query = select(BoardSetting).where(BoardSetting.status == status)
    query = query if kind is None else query.where(BoardSetting.kind == kind)
    return query.options(joinedload(BoardSetting.proposed_by), joinedload(BoardSetting.second_by))
