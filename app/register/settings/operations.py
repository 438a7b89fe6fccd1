"""Writes of what the board sets: one member proposes, another confirms or not. Until then nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core import clock
from app.core.db import db, lock, only_once
from app.core.problems import Conflict, DomainError, WrongField
from app.dossiers.holding.operations import set_prices
from app.people.models import User
from app.register.models import BoardSetting
from app.register.rules import SettingKind
from app.register.settings.rules import prices_in


class ProposedTheSame(Conflict):
    """A proposal about the same waits for a second member."""

    sentence = "Hierover ligt al een voorstel dat op een ander bestuurslid wacht."


class SecondIsFirst(DomainError):
    """Whoever proposed it does not confirm it."""

    sentence = "Jij deed dit voorstel. Een ander bestuurslid bevestigt het, of niet."


class NotTheFirst(DomainError):
    """Only who proposed it takes it back."""

    sentence = "Een ander bestuurslid deed dit voorstel."


def propose(
    by: User, kind: SettingKind, value: Mapping[str, Any], *, scope: str = "", reason: str = ""
) -> BoardSetting:
    """A member of the board proposes what shall hold; raises `ProposedTheSame`."""
    setting = BoardSetting(
        kind=kind, scope=scope, value=dict(value), reason=reason, proposed_by_id=by.id, proposed_at=clock.now()
    )
    with only_once(ProposedTheSame):
        db.session.add(setting)
    return setting


def confirm(setting: BoardSetting, by: User, answer: str = "") -> None:
    """Another member agrees: from now on it holds. Raises `SecondIsFirst` and `WrongStep`."""
    _second(setting, by)
    setting.status = setting.status.confirm()
    setting.second_by_id, setting.confirmed_at, setting.answer = by.id, clock.now(), answer
    if setting.kind is SettingKind.FEES:
        set_prices(int(setting.scope), prices_in(int(setting.scope), setting.value))
    db.session.flush()


def drop(setting: BoardSetting, by: User, answer: str) -> None:
    """Another member does not agree and says why: nothing changes.

    Raises `SecondIsFirst`, `WrongField` and `WrongStep`.
    """
    _second(setting, by)
    status = setting.status.drop()
    if not answer.strip():
        raise WrongField("answer", "Schrijf op waarom je het niet eens bent.")
    setting.status = status
    setting.second_by_id, setting.confirmed_at, setting.answer = by.id, clock.now(), answer
    db.session.flush()


def take_back(setting: BoardSetting, by: User) -> None:
    """The one who proposed it takes it back. Raises `NotTheFirst` and `WrongStep`."""
    lock(setting)
    if setting.proposed_by_id != by.id:
        raise NotTheFirst
    setting.status = setting.status.drop()
    db.session.flush()


def _second(setting: BoardSetting, by: User) -> None:
    lock(setting)
    if setting.proposed_by_id == by.id:
        raise SecondIsFirst
