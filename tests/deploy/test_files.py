"""The files that an installation is run with: whole, safe, and about the program as it is."""

from __future__ import annotations

import os
import pwd
import re
import subprocess
from pathlib import Path

import click
import pytest
from flask import Flask

from app.config import ROOT, VERSION, Config
from tests.deploy.serving import DEPLOY, PLACE, example, site

UNITS = sorted((*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")))


def test_systemd_finds_nothing_wrong_with_the_units(systemd_analyze: str, tmp_path: Path):
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text().replace(PLACE, str(ROOT)))
    units = [str(tmp_path / unit.name) for unit in UNITS]
    found = subprocess.run([systemd_analyze, "verify", *units], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("unit", [one.name for one in DEPLOY.glob("*.service")])
def test_a_unit_touches_little_of_the_machine(unit: str, systemd_analyze: str):
    limit = ["security", "--offline=true", "--threshold=35", str(DEPLOY / unit)]
    found = subprocess.run([systemd_analyze, *limit], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout[-300:]


def is_command(app: Flask, words: list[str]) -> bool:
    """Whether these words begin with a command of ours; what comes after it is its own business."""
    found: click.Command | None = app.cli
    while isinstance(found, click.Group):
        found = found.commands.get(words.pop(0)) if words else None
    return found is not None


def test_each_command_of_a_unit_is_there(app: Flask):
    text = "\n".join(one.read_text() for one in (*DEPLOY.glob("*.service"), DEPLOY / "Containerfile"))
    commands = re.findall(r'flask --app app ([a-z][a-z -]*[a-z])|"([a-z]+ [a-z-]+)"', text)
    commands = [one or other for one, other in commands]
    assert {"worker", "backup", "mail send", "people close-leavers", "dossiers remind", "register remind"} <= set(
        commands
    )
    assert [one for one in commands if not is_command(app, one.split())] == []


def test_nginx_finds_nothing_wrong_with_its_file(nginx: str, tmp_path: Path):
    whole = site(tmp_path, 8080, 8443, ["127.0.0.1:8000"])
    found = subprocess.run(
        [nginx, "-t", "-p", str(tmp_path), "-c", str(whole)], capture_output=True, text=True, check=False
    )
    assert "syntax is ok" in found.stderr
    assert found.returncode == 0, found.stderr
    assert "[warn]" not in found.stderr


def test_the_example_needs_only_a_key_to_be_real():
    settings = example("vakspiegel.env.example")
    config = Config.from_environment(settings | {"SECRET_KEY": "x" * 40})
    assert (config.mode, config.proxies) == ("production", 1)
    assert config.mail_sender == "Vakspiegel <noreply@gemeente.example>"
    assert not settings["SECRET_KEY"]


def test_one_command_gets_the_settings_and_the_account(tmp_path: Path):
    settings = tmp_path / "vakspiegel.env"
    key = "SECRET_KEY='een $sleutel met \"alles\" erin, lang genoeg'"
    settings.write_text((DEPLOY / "vakspiegel.env.example").read_text().replace("SECRET_KEY=\n", f"{key}\n"))
    account = pwd.getpwuid(os.getuid()).pw_name
    environment = {"PATH": os.environ["PATH"], "VAKSPIEGEL_SETTINGS": str(settings), "VAKSPIEGEL_ACCOUNT": account}
    answer = subprocess.run(
        [DEPLOY / "vakspiegel", "version"], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout.strip()) == (0, VERSION), answer.stderr
    assert "Vakspiegel (production) op postgresql" in answer.stderr
    assert "WACHTWOORD" not in answer.stderr
