"""What somebody sends to take a workbook over: the workbook, and yes to what was shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from wtforms import BooleanField, HiddenField

from app.core.fields import Form
from app.dossiers.pe.rules import Facts
from app.dossiers.rules import ActivityStatus
from app.regulation.terms import PEKind

_PREVIEW_SECONDS = 24 * 3600


class ConfirmForm(Form):
    """Yes to what was shown; it carries that, signed, so that nothing is written before the yes."""

    preview = HiddenField()
    again = BooleanField("Zet ook erbij wat er al staat")

    def carry(self, many: Sequence[Facts], person_id: int) -> None:
        """Put what is shown in the form; it is for this person alone."""
        self.preview.data = _signer(person_id).dumps([_packed(one) for one in many])

    def carried(self, person_id: int) -> list[Facts] | None:
        """What this person was shown; None when it is too old or not ours."""
        try:
            rows = _signer(person_id).loads(self.preview.data or "", max_age=_PREVIEW_SECONDS)
        except BadData:
            return None
        return [_unpacked(one) for one in rows]


def _signer(person_id: int) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=json.dumps(["pe-import-2", person_id]))


def _packed(facts: Facts) -> list[Any]:
    return [
        facts.kind.value, facts.title, facts.held_on.isoformat(), facts.status.value,
        str(facts.hours) if facts.hours is not None else None, facts.words, facts.consecutive_months, facts.clok,
        facts.network, facts.note,
    ]  # fmt: skip


def _unpacked(row: list[Any]) -> Facts:
    kind, title, day, status, hours, words, months, clok, network, note = row
    return Facts(
        kind=PEKind(kind), title=title, held_on=date.fromisoformat(day), status=ActivityStatus(status),
        hours=Decimal(hours) if hours is not None else None, words=words, consecutive_months=months, clok=clok,
        network=network, note=note,
    )  # fmt: skip
