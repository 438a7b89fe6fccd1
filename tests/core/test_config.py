import os
import subprocess
import sys

import pytest

from app.config import ROOT, Config, ConfigurationError

KEY = "k" * 40
PRODUCTION = {"VAKSPIEGEL_MODE": "production", "SECRET_KEY": KEY, "VAKSPIEGEL_HOSTS": "vakspiegel.example"}


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"VAKSPIEGEL_MODE": "production"}, "SECRET_KEY ontbreekt"),
        ({"VAKSPIEGEL_MODE": "production", "SECRET_KEY": "kort"}, "te kort"),
        ({"VAKSPIEGEL_MODE": "production", "SECRET_KEY": KEY}, "VAKSPIEGEL_HOSTS ontbreekt"),
        (PRODUCTION | {"VAKSPIEGEL_DEMO": "1"}, "kan niet aan staan in productie"),
        ({"VAKSPIEGEL_MODE": "prod"}, "kan alleen development, production of test zijn"),
        ({"PORT": "vijfduizend", "SECRET_KEY": KEY}, "PORT is 'vijfduizend'"),
        ({"VAKSPIEGEL_DEMO": "misschien", "SECRET_KEY": KEY}, "VAKSPIEGEL_DEMO"),
    ],
)
def test_settings_that_are_unsafe_or_wrong_are_refused_with_a_sentence(environment, sentence):
    with pytest.raises(ConfigurationError, match=sentence):
        Config.from_environment(environment)


def test_production_with_a_key_starts():
    config = Config.from_environment(PRODUCTION)
    assert not config.demo


@pytest.mark.parametrize("address", ["postgres://x@h/d", "postgresql://x@h/d", "postgresql+psycopg://x@h/d"])
def test_every_way_to_write_a_postgresql_address_names_our_driver(address):
    config = Config.from_environment({"SECRET_KEY": KEY, "DATABASE_URL": address})
    assert config.database_url == "postgresql+psycopg://x@h/d"


def test_a_development_key_survives_a_restart(tmp_path):
    environment = {"VAKSPIEGEL_INSTANCE": str(tmp_path)}
    first = Config.from_environment(environment).secret_key
    assert first
    assert Config.from_environment(environment).secret_key == first


def test_secrets_do_not_show_in_a_log():
    assert KEY not in repr(Config(secret_key=KEY))


def test_a_production_start_without_a_key_ends_with_one_clear_line(tmp_path):
    command = [sys.executable, "-m", "flask", "--app", "app", "serve"]
    environment = {"PATH": os.environ["PATH"], "VAKSPIEGEL_MODE": "production", "VAKSPIEGEL_INSTANCE": str(tmp_path)}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert ended.stderr.strip().splitlines() == [
        "Error: SECRET_KEY ontbreekt. Een productie-omgeving start niet zonder een eigen, geheime sleutel."
    ]
