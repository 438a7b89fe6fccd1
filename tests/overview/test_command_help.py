"""What `--help` says: our commands in Dutch, and none of those of a library."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from flask.cli import cli as flask_cli

from app import command_help


@pytest.fixture
def help_of(app):
    def call(*arguments: str) -> str:
        info = ScriptInfo(create_app=lambda: app)
        return CliRunner().invoke(flask_cli, [*arguments, "--help"], obj=info, terminal_width=200).output

    return call


def test_help_names_every_command_of_ours_in_groups_with_three_examples(app, help_of):
    text = help_of()
    for heading, _ in command_help.GROUPS:
        assert f"\n{heading}:\n" in text
    for name in ("database upgrade", "demo load", "serve", "people invite", "people set-password", "mail send"):
        assert f"\n  {name} " in text
    assert text.count(f"  {command_help.CALLED} ") == len(command_help.EXAMPLES) == 3


def test_help_is_silent_on_what_came_with_a_library_which_still_works(app, help_of):
    lines = [line.split() for line in help_of().splitlines()]
    assert not {line[0] for line in lines if line} & {"run", "shell", "routes", "db", "limiter", "A"}
    assert (
        "overview.home"
        in app.test_cli_runner().invoke(flask_cli, ["routes"], obj=ScriptInfo(create_app=lambda: app)).output
    )


@pytest.mark.parametrize("command", [(), ("people",), ("people", "invite"), ("register", "fee"), ("serve",)])
def test_help_has_no_english_words_of_click(help_of, command):
    text = help_of(*command)
    assert text.startswith(f"Gebruik: {command_help.CALLED}")
    for word in ("Usage", "Options", "Commands", "COMMAND", "Show this", "required", "default", "..."):
        assert word not in text


@pytest.mark.parametrize("example", command_help.EXAMPLES)
def test_every_example_is_a_command(app, example):
    group, name = example.split()[:2]
    assert app.cli.commands[group].commands[name]
