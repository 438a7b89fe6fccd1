"""Own statement and finding about the work: the newest of the two counts."""

from __future__ import annotations

from datetime import date

import pytest

from app.dossiers.details.queries import FunctionContent
from app.regulation.terms import Status

EARLY, LATE = date(2026, 3, 1), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("stated", "stated_on", "found", "found_on", "counts"),
    [
        (None, None, None, None, None),
        (Status.B, EARLY, None, None, Status.B),
        (None, None, Status.C, EARLY, Status.C),
        (Status.B, EARLY, Status.C, LATE, Status.C),
        (Status.B, LATE, Status.C, EARLY, Status.B),
        (Status.B, LATE, Status.C, LATE, Status.C),
        (None, LATE, Status.C, EARLY, Status.C),
    ],
)
def test_the_newest_of_statement_and_finding_counts(stated, stated_on, found, found_on, counts):
    assert FunctionContent(stated, stated_on, 1, found, found_on).status is counts
