import os
import subprocess
import sys
from dataclasses import replace

import pytest

from app.config import ROOT, Config, ConfigurationError
from app.core.sqlite import Version, advice, is_repaired

KEY = "k" * 40
PRODUCTION = {
    "VAKSPIEGEL_MODE": "production",
    "SECRET_KEY": KEY,
    "VAKSPIEGEL_HOSTS": "vakspiegel.example",
    "DATABASE_URL": "postgresql://x@h/d",
    "MAIL_URL": "smtp://mail.example:587",
    "MAIL_SENDER": "Vakspiegel <noreply@vakspiegel.example>",
}
REAL = Config(
    mode="production",
    secret_key=KEY,
    hosts=("vakspiegel.example",),
    database_url="sqlite:///x.sqlite",
    mail="smtp://mail.example",
)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"VAKSPIEGEL_MODE": "production"}, "SECRET_KEY ontbreekt"),
        (PRODUCTION | {"SECRET_KEY": "kort"}, "te kort"),
        (PRODUCTION | {"VAKSPIEGEL_HOSTS": ""}, "VAKSPIEGEL_HOSTS ontbreekt"),
        (PRODUCTION | {"DATABASE_URL": ""}, "DATABASE_URL ontbreekt"),
        (PRODUCTION | {"MAIL_URL": ""}, "MAIL_URL ontbreekt"),
        (PRODUCTION | {"MAIL_SENDER": " "}, "MAIL_SENDER ontbreekt"),
        (PRODUCTION | {"MAIL_URL": "console"}, "kan in productie niet 'console' zijn"),
        (PRODUCTION | {"MAIL_URL": "file"}, "kan in productie niet 'file' zijn"),
        ({"MAIL_URL": "http://x", "SECRET_KEY": KEY}, "MAIL_URL kan alleen"),
        ({"MAIL_URL": "smtp://", "SECRET_KEY": KEY}, "MAIL_URL kan alleen"),
        ({"MAIL_SENDER": "Vakspiegel", "SECRET_KEY": KEY}, "MAIL_SENDER is 'Vakspiegel'"),
        ({"REDIS_URL": "localhost", "SECRET_KEY": KEY}, "REDIS_URL moet"),
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


@pytest.mark.parametrize("version", [(3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 53, 0)])
def test_a_repaired_version_needs_no_words(version: Version):
    assert is_repaired(version)
    assert advice(REAL, version) == ""


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 2)])
def test_an_older_version_is_told_with_what_to_do(version: Version):
    assert not is_repaired(version)
    said = advice(REAL, version)
    assert ".".join(map(str, version)) in said
    assert "PostgreSQL" in said
    assert "\n" not in said


def test_it_is_told_for_real_use_of_sqlite_alone():
    old = (3, 40, 1)
    assert advice(replace(REAL, database_url="postgresql+psycopg://x@h/d"), old) == ""
    assert advice(Config(secret_key=KEY), old) == ""


@pytest.mark.parametrize(
    "address", ["s3://", "bestanden", "s3://emmer?endpoint=ftp://x", "s3://emmer/a?geheim=x", "s3://a b"]
)
def test_a_store_that_cannot_be_is_refused(address: str):
    with pytest.raises(ConfigurationError, match="VAKSPIEGEL_FILES"):
        Config.from_environment({"SECRET_KEY": "x" * 32, "VAKSPIEGEL_FILES": address})


@pytest.mark.parametrize(
    "address", ["", "s3://emmer", "s3://emmer/voorbeeldstad?endpoint=https://s3.example&region=nl-1"]
)
def test_a_store_is_a_folder_or_a_bucket(address: str):
    assert Config.from_environment({"SECRET_KEY": "x" * 32, "VAKSPIEGEL_FILES": address}).files == address
