"""Built files of the browser: from their logical name to the name with a hash, served by WhiteNoise."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

from app.config import ROOT

DIST = ROOT / "static" / "dist"
_HASHED = re.compile(r"-[0-9A-Za-z]{8,}\.[a-z0-9]+$")


@cache
def _manifest(path: Path) -> dict[str, str]:
    if not path.exists():
        raise RuntimeError("De bestanden voor de browser ontbreken. Voer script/setup uit.")
    return dict(json.loads(path.read_text()))


def asset(name: str) -> str:
    """The address of a built file such as `app.css`; raises KeyError for a name that was not built."""
    return "/static/" + _manifest(DIST / "manifest.json")[name]


def init_app(app: Flask) -> None:
    """Serve `static/dist` under `/static/`; hashed names are kept for ever."""
    if DIST.exists():
        _manifest(DIST / "manifest.json")
    app.jinja_env.globals["asset"] = asset
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(DIST) if DIST.exists() else None,
        prefix="/static/",
        max_age=3600,
        allow_all_origins=False,
        immutable_file_test=lambda path, url: bool(_HASHED.search(url)),
    )
