"""Mail through an outbox: the message is a row in the same transaction as what it is about, and is sent after it.

A delivery claims a message in a short transaction, talks with the mail server outside any, and notes in another what
came of it (docs/decisions, 0012). A message that could not be sent stays with its error, and what a delivery left
that was killed stays with its claim, which ends; the next delivery, or `flask mail send`, tries both again. Of one
that was sent and not noted a second comes, with the same Message-ID. In development messages go to the console or to
files.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from flask import Flask, Response, current_app, g, has_request_context, url_for
from sqlalchemy import Connection, String, Text, func, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from app.config import Config
from app.core import clock
from app.core.db import Base, db

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 8
TIMEOUT = 20
"""Seconds that each answer of the mail server may take."""
CLAIM_LASTS = timedelta(minutes=10)
"""Longer than any talk with a mail server: after it whoever claimed a message is thought dead."""
PORTS = {"smtp": 587, "smtps": 465}
STUCK_AFTER = timedelta(hours=1)
"""So long after it was written, a message that did not leave needs somebody to look."""


class OutboxMail(Base):
    """One message; `sent_at` stays empty until it was handed over, `claim` is of the delivery that is busy with it.

    `sender` is the name that it comes from (empty: that of the installation), `reply_to` where an answer goes.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(80), unique=True, default=lambda: f"<{uuid4().hex}@vakspiegel>")
    recipient: Mapped[str] = mapped_column(String(255))
    sender: Mapped[str] = mapped_column(String(100), default="", server_default="")
    reply_to: Mapped[str] = mapped_column(String(255), default="", server_default="")
    subject: Mapped[str] = mapped_column(String(255))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column()
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(500), default="")
    claim: Mapped[str | None] = mapped_column(String(32))
    claimed_at: Mapped[datetime | None] = mapped_column()


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A message that this delivery may send, without the row that it came from."""

    id: int
    message_id: str
    recipient: str
    sender: str
    reply_to: str
    subject: str
    body: str
    claim: str


def queue(recipient: str, subject: str, body: str, *, sender: str = "", reply_to: str = "") -> None:
    """Put a message in the outbox; it leaves when this request has been committed and answered.

    `sender` is the name that it comes from, `reply_to` the address for answers; without them those of the installation.
    """
    db.session.add(
        OutboxMail(
            recipient=recipient, sender=sender, reply_to=reply_to, subject=subject, body=body, created_at=clock.now()
        )
    )
    g.mail_waiting = True


def link_to(endpoint: str, **values: Any) -> str:
    """The address of a page for in a mail: as it is called now, or without a request (a command) as it is named."""
    if has_request_context():
        return url_for(endpoint, **values, _external=True)
    address = cast(Config, current_app.extensions["vakspiegel"]).address
    with current_app.test_request_context(base_url=address or None):
        return url_for(endpoint, **values, _external=True)


@dataclass(frozen=True, slots=True)
class Stuck:
    """Mail that did not leave: how many messages, and when the oldest was written."""

    count: int
    since: datetime


def stuck_mail(now: datetime) -> Stuck | None:
    """The messages that did not leave within the hour, or could not be handed over; None when all is well."""
    count, since = db.session.execute(
        select(func.count(), func.min(OutboxMail.created_at)).where(
            OutboxMail.sent_at.is_(None), or_(OutboxMail.created_at <= now - STUCK_AFTER, OutboxMail.error != "")
        )
    ).one()
    return Stuck(count, since) if count else None


def deliver_waiting(config: Config) -> tuple[int, int]:
    """Try every waiting message once, the oldest first; answers how many left and how many stayed."""
    sent = stayed = last = 0
    while (mail := _claim_after(last)) is not None:
        last = mail.id
        try:
            _hand_over(mail, config)
        except (OSError, smtplib.SMTPException, ValueError) as error:  # ValueError: no mail can be made of it
            log.warning("Bericht %s is niet verstuurd: %s", mail.id, error)
            _note(mail, sent_at=None, error=str(error)[:500])
            stayed += 1
        else:
            _note(mail, sent_at=clock.now(), error="")
            sent += 1
    return sent, stayed


_SENT = (
    OutboxMail.id,
    OutboxMail.message_id,
    OutboxMail.recipient,
    OutboxMail.sender,
    OutboxMail.reply_to,
    OutboxMail.subject,
    OutboxMail.body,
)


def waiting_since(connection: Connection) -> datetime | None:
    """When the mail was made that is longest in the outbox, also when it was given up; None when all left."""
    return connection.scalar(
        select(OutboxMail.created_at).where(OutboxMail.sent_at.is_(None)).order_by(OutboxMail.created_at).limit(1)
    )


def _claim_after(last: int) -> _Claimed | None:
    """The next message that waits, for this delivery alone."""
    now, claim = clock.now(), uuid4().hex
    with db.engine.begin() as connection:
        row = connection.execute(
            select(*_SENT)
            .where(
                OutboxMail.id > last,
                OutboxMail.sent_at.is_(None),
                OutboxMail.attempts < MAX_ATTEMPTS,
                or_(OutboxMail.claimed_at.is_(None), OutboxMail.claimed_at < now - CLAIM_LASTS),
            )
            .order_by(OutboxMail.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if row is None:
            return None
        values = {"claim": claim, "claimed_at": now, "attempts": OutboxMail.attempts + 1}
        connection.execute(update(OutboxMail).where(OutboxMail.id == row.id).values(values))
    return _Claimed(*row, claim)


def _note(mail: _Claimed, *, sent_at: datetime | None, error: str) -> None:
    """Write down what came of it, unless another delivery took the message over."""
    with db.engine.begin() as connection:
        connection.execute(
            update(OutboxMail)
            .where(OutboxMail.id == mail.id, OutboxMail.claim == mail.claim)
            .values(sent_at=sent_at, error=error, claim=None, claimed_at=None)
        )


def _hand_over(mail: _Claimed, config: Config) -> None:
    message = EmailMessage()
    message["From"] = _from(mail.sender, config.mail_sender)
    message["To"], message["Subject"] = mail.recipient, mail.subject
    if mail.reply_to:
        message["Reply-To"] = mail.reply_to
    message["Message-ID"] = mail.message_id
    # A file is read by people, who must be able to copy a link from it: no line of it may be broken.
    message.set_content(mail.body, cte="8bit" if config.mail == "file" else None)
    if config.mail == "console":
        print(f"\n--- Mail aan {mail.recipient}: {mail.subject}\n{mail.body}\n---", flush=True)
    elif config.mail == "file":
        folder = config.instance / "mail"
        folder.mkdir(parents=True, exist_ok=True)
        Path(folder / f"{mail.id:06}.eml").write_bytes(bytes(message))
    else:
        _smtp(message, config.mail)


def _from(name: str, ours: str) -> str | Address:
    """Whom a message comes from: always at our own address, or mail servers take it for forged."""
    return Address(name, addr_spec=parseaddr(ours)[1]) if name else ours


def _smtp(message: EmailMessage, address: str) -> None:
    url = urlsplit(address)
    port = url.port or PORTS[url.scheme]
    context = ssl.create_default_context()
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(url.hostname or "", port, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(url.hostname or "", port, timeout=TIMEOUT)
    with server:
        if url.scheme == "smtp" and url.hostname not in ("localhost", "127.0.0.1"):
            server.starttls(context=context)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)


class Postman:
    """Delivers in a thread of its own: nobody who asks for a page, and no worker, waits for a mail server."""

    def __init__(self, app: Flask, config: Config) -> None:
        self._app, self._config = app, config
        self._thread = ThreadPoolExecutor(1, "postman")
        self._called: Future[None] | None = None

    def call(self) -> None:
        """There is something in the outbox; one who did not leave yet will take it along."""
        if self._called is None or self._called.done() or self._called.running():
            self._called = self._thread.submit(self._deliver)

    def wait(self) -> None:
        """Be here when all that he was called for was tried."""
        if self._called is not None:
            self._called.result()

    def _deliver(self) -> None:
        try:
            with self._app.app_context():
                deliver_waiting(self._config)
        except SQLAlchemyError as error:
            log.warning("De uitgaande post is niet te lezen: %s", error)


def init_app(app: Flask, config: Config) -> None:
    """Call the postman once a request is committed."""
    postman = app.extensions["postman"] = Postman(app, config)

    @app.after_request
    def call_him(response: Response) -> Response:
        if g.pop("mail_waiting", False) and response.status_code < 400:
            postman.call()
        return response
