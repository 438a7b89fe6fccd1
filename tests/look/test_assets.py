"""What script/build-static left in static/dist."""

from __future__ import annotations

import json
import re
from pathlib import Path

from flask.testing import FlaskClient
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from app.config import ROOT
from app.core.web.assets import asset

DIST = ROOT / "static" / "dist"


def test_every_file_in_the_manifest_is_there() -> None:
    manifest = json.loads((DIST / "manifest.json").read_text())
    assert [name for name, made in manifest.items() if not (DIST / made).is_file()] == []


def test_every_asset_that_a_template_asks_for_was_built() -> None:
    manifest = json.loads((DIST / "manifest.json").read_text())
    asked = {
        name
        for template in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r"asset\('([^']+)'\)", template.read_text())
    }
    assert asked - manifest.keys() == set()


def test_every_colour_and_size_that_our_styles_use_has_a_value() -> None:
    css = (DIST / json.loads((DIST / "manifest.json").read_text())["app.css"]).read_text()
    given = set(re.findall(r"(--[\w-]+):", css))
    ours = {
        name
        for sheet in Path(ROOT / "static" / "src" / "css").glob("*.css")
        for name in re.findall(r"var\((--[\w-]+)", sheet.read_text())
    }
    assert ours - given == set()


def test_charts_can_draw_dutch_and_borrowed_letters() -> None:
    for weight in (400, 600):
        font = FontProperties(fname=DIST / "fonts" / f"Commissioner-{weight}.ttf")
        for letter in "aZé’ëŁŞ":
            assert len(TextPath((0, 0), letter, prop=font).vertices) > 0


def test_what_is_text_is_there_compressed_for_who_asks_for_it() -> None:
    manifest = json.loads((DIST / "manifest.json").read_text())
    for name in ("app.css", "main.js"):
        made = DIST / manifest[name]
        for kind in ("br", "gz"):
            assert made.with_name(f"{made.name}.{kind}").stat().st_size < made.stat().st_size / 2


def test_a_browser_that_takes_brotli_gets_it(client: FlaskClient) -> None:
    address = asset("app.css")
    answer = client.get(address, headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Content-Encoding" not in client.get(address, headers={"Accept-Encoding": "identity"}).headers
