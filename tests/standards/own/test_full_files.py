"""Standards that are small to send and a lot of work to read: each is refused in words, and soon."""

from __future__ import annotations

from time import perf_counter

import pytest

from app.core.files import limits
from app.core.shapes import Faulty
from app.standards.own.uploads import take_apart
from tests.core.files.bombs import PACKAGES, WORKBOOKS, YAMLS


def faults(content: bytes, name: str) -> list[str]:
    began = perf_counter()
    with pytest.raises(Faulty) as refused:
        take_apart(content, name, [])
    assert perf_counter() - began < 2 * limits.SECONDS
    return [fault.sentence for fault in refused.value.faults]


@pytest.mark.parametrize("kind", YAMLS)
def test_a_yaml_with_too_many_things_is_refused(kind):
    assert 0 < len(faults(YAMLS[kind](), "standaard.yaml")) <= limits.MOST_FAULTS


def test_where_it_is_too_much_is_told():
    assert faults(YAMLS["keys"](), "x.yml") == ["Regel 50000: tot hier staan er al te veel dingen in dit bestand."]


def test_half_a_million_mistakes_are_one_fault():
    found = faults(YAMLS["few empty elements"](), "x.yaml")
    assert found == ["Regel 1: hier kloppen 270006 dingen niet. Kijk of dit het goede bestand is."]


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_package_with_too_many_things_is_refused(kind):
    assert len(faults(PACKAGES[kind](), "standaard.json")) == 1


def test_a_workbook_that_is_too_full_is_refused():
    make, count = WORKBOOKS["styles"]
    assert "te vol" in faults(make(count), "standaard.xlsx")[0]
