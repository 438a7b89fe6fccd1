"""Settings of gunicorn for real use: what is loaded before the workers part is shared by them, and left alone."""

from __future__ import annotations

import gc
from typing import Any

accesslog = "-"
timeout = 60


def when_ready(server: Any) -> None:
    """Move all that was loaded out of the sight of the garbage collector, once, before the workers begin."""
    gc.collect()
    gc.freeze()
