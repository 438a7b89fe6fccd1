"""Counts what costs time on purpose when somebody signs in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from flask import Flask


@contextmanager
def hashes_of(app: Flask) -> Iterator[list[str]]:
    """Each hash that is made or verified in the block; one takes as long as another."""
    context, made = app.extensions["security"].pwd_context, []

    def counted(name: str) -> Any:
        real = getattr(context, name)

        def call(*arguments: Any, **options: Any) -> Any:
            made.append(name)
            return real(*arguments, **options)

        return patch.object(context, name, call)

    with counted("hash"), counted("verify"), counted("verify_and_update"):
        yield made
