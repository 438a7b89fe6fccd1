from datetime import date

import pytest

from app.overview.rules import Task, tasks_of

TODAY = date(2026, 11, 20)


def tasks(**facts):
    return tasks_of(**{"drafts": 0, "results": 1, "gaps": 0, "goals": 1, "due": [], "today": TODAY} | facts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"results": 0, "goals": 0}, [Task.FIRST_SCAN]),
        ({"results": 0, "goals": 0, "drafts": 1}, [Task.DRAFT]),
        ({"drafts": 1, "gaps": 3, "goals": 0}, [Task.DRAFT, Task.PLAN]),
        ({"gaps": 3, "goals": 0}, [Task.PLAN]),
        ({"gaps": 3, "goals": 1}, []),
        ({"gaps": 0, "goals": 0}, []),
        ({"last": date(2026, 5, 22)}, [Task.AGAIN]),
        ({"last": date(2026, 5, 23)}, []),
        ({"last": date(2026, 5, 22), "goals": 0}, []),
        ({"last": date(2026, 5, 22), "drafts": 1}, [Task.DRAFT]),
        ({"due": [date(2026, 11, 1), date(2026, 12, 4), date(2026, 12, 5)]}, [Task.ACTION, Task.ACTION]),
    ],
)
def test_the_start_page_asks_one_thing_first(facts, expected):
    assert tasks(**facts) == expected
