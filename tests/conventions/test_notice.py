from app.config import ROOT
from script.lib.notice import browser_parts, python_parts


def test_the_notice_names_every_part_that_is_installed():
    named = {line[2:].split(":")[0] for line in (ROOT / "NOTICE").read_text().splitlines() if line.startswith("- ")}
    installed = {*python_parts("requirements.lock"), *python_parts("requirements-node.lock"), *browser_parts()}
    assert named == installed
