import tomllib

import pytest

from app.config import ROOT
from app.core.running.schema import named


@pytest.fixture
def run(app):
    return lambda *args: app.test_cli_runner().invoke(args=args)


def test_a_command_says_first_on_which_installation_it_works(run, database_url):
    said = run("mail", "send")
    assert said.stdout == "Mail versturen: niets te doen.\n"
    assert said.stderr == f"Vakspiegel (test) op {named(database_url)}\n"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [("0001", "De database is niet bij (nu 0001, nodig"), ("9999", "van een nieuwere versie van Vakspiegel (9999)")],
)
@pytest.mark.parametrize("command", [("mail", "send"), ("dossiers", "remind"), ("register", "remind")])
def test_a_command_works_on_no_other_schema(run, at_version, number, sentence, command):
    at_version(number)
    said = run(*command)
    assert said.exit_code == 1
    assert sentence in said.stderr
    assert said.stdout == ""


def test_what_asks_no_table_works_without_one(run, at_version):
    at_version("0001")
    assert run("standards", "list").exit_code == 0
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert run("version").stdout == f"{version}\n"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (
            "postgresql+psycopg://jo:geheim@db.example:5433/vak?password=geheim",
            "postgresql+psycopg://jo@db.example:5433/vak",
        ),
        ("sqlite:////srv/vakspiegel.sqlite", "sqlite:////srv/vakspiegel.sqlite"),
    ],
)
def test_a_database_is_named_without_its_password(url, said):
    assert named(url) == said
