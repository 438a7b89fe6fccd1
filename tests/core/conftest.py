"""Here a test may add pages to its application."""

from __future__ import annotations

import pytest
from flask import Flask


@pytest.fixture
def app(own_app: Flask) -> Flask:
    return own_app
