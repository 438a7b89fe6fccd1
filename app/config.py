"""Settings of one installation, read once from the environment.

Everything that differs between machines is here, in one frozen dataclass; the rest of the code never reads the
environment. `Config.from_environment` refuses a combination that would be unsafe, with a sentence that says what to do.
"""

from __future__ import annotations

import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import click

ROOT = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
"""Which version this is."""

_SENDER = re.compile(r"^[^@<>\s]+@[^@<>\s]+$|<[^@<>\s]+@[^@<>\s]+>$")
_CONTACT = re.compile(r"https://\S+|[^\s@:/]+@[^\s@:/]+")
_STORE = re.compile(
    r"s3://[a-z0-9][a-z0-9.-]+(/[\w./-]*)?(\?(endpoint=https?://[^&\s]+|region=[\w-]+)(&region=[\w-]+)?)?"
)

Mode = Literal["development", "production", "test"]


class ConfigurationError(click.ClickException, RuntimeError):
    """The settings do not fit together; the message says which one and what to do, and is all that a command shows.

    A `RuntimeError` too, because that is what gunicorn ends on with its message alone.
    """


@dataclass(frozen=True)
class Config:
    """All settings. Sizes in bytes, times in the unit that the name says.

    `demo` puts the invented people on the sign-in page and never goes together with `mode="production"`.
    `hosts` are the names under which the site is reached: links in mail are made from the name in the request. Without
    them, which production is not, it is reached from this machine and by the name or number in `host`.
    `contact` is where somebody reports a weak spot: an e-mail address, or the https address of a page.
    `template_cache` is a folder for compiled templates; without it they are compiled when first shown.
    `rate_limits` is off only in tests, which sign in more often than anybody may.
    A session ends `session_hours` after its last use, and `session_days` after its beginning whatever happens.
    `files` is the address of an S3 store for uploaded files (`app/core/stores`); empty, they lie in `instance`.
    `mail` is `console`, `file` (one file a message in `instance/mail`) or an `smtp://` or `smtps://` address; in
    production it is such an address, because what stands on a screen or in a folder reaches nobody, with live links.
    `redis_url` is where the worker is woken through; without it that goes through the database.
    `metrics_port` is the port of the figures for Prometheus, and the next one that of the worker; 0 is none. Who may
    come there is for `metrics_host` to say: nothing is asked of them.
    """

    mode: Mode = "development"
    secret_key: str = field(default="", repr=False)
    database_url: str = field(default=f"sqlite:///{ROOT / 'instance' / 'vakspiegel.sqlite'}", repr=False)
    instance: Path = ROOT / "instance"
    template_cache: Path | None = None
    files: str = field(default="", repr=False)
    demo: bool = False
    mail: str = field(default="console", repr=False)
    mail_sender: str = "Vakspiegel <noreply@vakspiegel.example>"
    host: str = "127.0.0.1"
    port: int = 5000
    proxies: int = 0
    hosts: tuple[str, ...] = ()
    contact: str = ""
    rate_limits: bool = True
    redis_url: str = field(default="", repr=False)
    metrics_port: int = 0
    metrics_host: str = "127.0.0.1"
    session_hours: int = 10
    session_days: int = 7
    max_upload_bytes: int = 10 * 1024 * 1024
    max_form_bytes: int = 1024 * 1024

    def __post_init__(self) -> None:
        """Refuse settings that are unsafe together, or that mean nothing."""
        if self.mode == "production":
            self._refuse_in_production()
        if self.mail not in ("console", "file") and not _is_address(self.mail, "smtp", "smtps"):
            raise ConfigurationError("MAIL_URL kan alleen console, file, smtp://server of smtps://server zijn.")
        if not _SENDER.search(self.mail_sender):
            raise ConfigurationError(
                f"MAIL_SENDER is '{self.mail_sender}', maar moet een e-mailadres zijn, of Naam <adres>."
            )
        if self.files and not _STORE.fullmatch(self.files):
            raise ConfigurationError(
                "VAKSPIEGEL_FILES klopt niet. Laat het leeg, of vul een adres in zoals s3://emmer/map?endpoint=https://…"
            )
        if self.redis_url and not _is_address(self.redis_url, "redis", "rediss"):
            raise ConfigurationError("REDIS_URL moet een adres zijn als redis://server:6379/0.")
        if self.contact and not _CONTACT.fullmatch(self.contact):
            raise ConfigurationError(
                f"VAKSPIEGEL_CONTACT is '{self.contact}', maar moet een e-mailadres zijn of een adres met https://."
            )

    def _refuse_in_production(self) -> None:
        if not self.secret_key:
            raise ConfigurationError(f"SECRET_KEY ontbreekt. {_NEEDED['SECRET_KEY']}")
        if len(self.secret_key) < 32:
            raise ConfigurationError("SECRET_KEY is te kort. Gebruik minstens 32 willekeurige tekens.")
        if not self.hosts:
            raise ConfigurationError(f"VAKSPIEGEL_HOSTS ontbreekt. {_NEEDED['VAKSPIEGEL_HOSTS']}")
        if self.demo:
            raise ConfigurationError(
                "VAKSPIEGEL_DEMO kan niet aan staan in productie: dan kan iedereen zonder wachtwoord inloggen."
            )
        if self.mail in ("console", "file"):
            raise ConfigurationError(
                f"MAIL_URL kan in productie niet '{self.mail}' zijn: dan komt geen mail aan, en kan een ander de links "
                "erin lezen. Noem een mailserver, zoals smtp://mailserver:587."
            )

    @property
    def address(self) -> str:
        """Where people find the site, for mail that no request is behind; empty when no host is named."""
        return f"https://{self.hosts[0]}" if self.hosts else ""

    @property
    def trusted_hosts(self) -> list[str] | None:
        """The names that a request may ask for, so that no link is made with another; in tests every name."""
        if self.hosts or self.mode != "development":
            return list(self.hosts) or None
        return ["localhost", "127.0.0.1", self.host]

    @property
    def uploads(self) -> Path:
        """The folder of uploaded files, under our own names."""
        return self.instance / "uploads"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Config:
        """The settings of this process; raises `ConfigurationError` with a Dutch sentence."""
        env = os.environ if environment is None else environment
        mode = env.get("VAKSPIEGEL_MODE", "development")
        if mode not in ("development", "production", "test"):
            raise ConfigurationError(
                f"VAKSPIEGEL_MODE is '{mode}', maar kan alleen development, production of test zijn."
            )
        instance = Path(env.get("VAKSPIEGEL_INSTANCE", str(ROOT / "instance"))).resolve()
        secret_key = env.get("SECRET_KEY", "")
        if mode == "production":
            _refuse_what_is_not_said(env)
        elif not secret_key:
            secret_key = _development_key(instance)
        return cls(
            mode=mode,  # type: ignore[arg-type]
            secret_key=secret_key,
            database_url=_with_psycopg(env.get("DATABASE_URL") or f"sqlite:///{instance / 'vakspiegel.sqlite'}"),
            instance=instance,
            files=env.get("VAKSPIEGEL_FILES", "").strip(),
            demo=_flag(env, "VAKSPIEGEL_DEMO"),
            mail=env.get("MAIL_URL") or "console",
            mail_sender=env.get("MAIL_SENDER") or cls.mail_sender,
            redis_url=env.get("REDIS_URL", "").strip(),
            metrics_port=_number(env, "METRICS_PORT", cls.metrics_port),
            metrics_host=env.get("METRICS_HOST") or cls.metrics_host,
            host=env.get("HOST", cls.host),
            port=_number(env, "PORT", cls.port),
            proxies=_number(env, "VAKSPIEGEL_PROXIES", cls.proxies),
            contact=env.get("VAKSPIEGEL_CONTACT", "").strip(),
            hosts=tuple(name.strip() for name in env.get("VAKSPIEGEL_HOSTS", "").split(",") if name.strip()),
        )


_NEEDED = {
    "SECRET_KEY": "Een productie-omgeving start niet zonder een eigen, geheime sleutel.",
    "VAKSPIEGEL_HOSTS": "Noem de naam van je site, zoals vakspiegel.nl.",
    "DATABASE_URL": "Noem de database, zoals postgresql://gebruiker:wachtwoord@server/vakspiegel.",
    "MAIL_URL": "Noem de mailserver, zoals smtp://gebruiker:wachtwoord@mailserver:587.",
    "MAIL_SENDER": "Noem de afzender van de mail, zoals Vakspiegel <noreply@gemeente.nl>.",
}
"""What production never guesses, and what it says when it is missing."""


def _refuse_what_is_not_said(env: Mapping[str, str]) -> None:
    """A default, such as a database of its own or mail on the screen, would be a surprise in production."""
    for name, what_to_do in _NEEDED.items():
        if not env.get(name, "").strip():
            raise ConfigurationError(f"{name} ontbreekt. {what_to_do}")


def _is_address(text: str, *schemes: str) -> bool:
    """Whether it is an address of one of these schemes that names a server."""
    try:
        url = urlsplit(text)
        return url.scheme in schemes and bool(url.hostname) and (url.port is None or url.port > 0)
    except ValueError:
        return False


def _with_psycopg(url: str) -> str:
    """Name the driver: `postgres://` and `postgresql://` would look for another one."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _flag(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "").strip().lower()
    if value not in ("", "0", "1", "true", "false", "ja", "nee"):
        raise ConfigurationError(f"{name} is '{value}', maar kan alleen 1 of 0 zijn.")
    return value in ("1", "true", "ja")


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, "").strip()
    if not value:
        return default
    if not value.isdigit():
        raise ConfigurationError(f"{name} is '{value}', maar moet een getal zijn.")
    return int(value)


def _development_key(instance: Path) -> str:
    """A key that survives a restart, so that nobody has to sign in again while developing."""
    path = instance / "secret_key"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()
