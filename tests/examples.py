"""How far the property tests look: the same few examples in every run, or many new ones with `script/fuzz`."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

SAME = "same"
"""The profile of every run that asks for no other one (`--hypothesis-profile=fuzz`)."""

settings.register_profile(SAME, max_examples=100, deadline=None, derandomize=True, database=None)
settings.register_profile("fuzz", max_examples=3000, deadline=None)


def examples(count: int, **options: Any) -> settings:
    """So many examples where the profile asks for a hundred, and more in proportion when it asks for more."""
    return settings(max_examples=count * settings().max_examples // 100, **options)
