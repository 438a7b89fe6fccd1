"""Mail through an outbox: the message is a row in the same transaction as what it is about, and is sent after it.

Who does the work (`app/core/jobs`) claims a message in a short transaction, talks with the mail server outside any, and
notes in another what came of it (docs/decisions, 0012 and 0042). A message that could not be sent stays with its error
and is tried again after pauses that grow; what a delivery left that was killed stays with its claim, which ends. Of one
that was sent and not noted a second comes, with the same Message-ID. Development writes to the console or to files.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any, cast
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from flask import current_app, has_request_context, url_for
from sqlalchemy import Connection, String, Table, Text, func, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.config import Config
from app.core import clock
from app.core.db import Base, db
from app.core.jobs.kinds import Kind, Run
from app.core.jobs.rules import Every
from app.core.jobs.wake import wake

log = logging.getLogger(__name__)

KEY = "mail"
"""What the job is called that sends it."""
PAUSES = tuple(timedelta(minutes=one) for one in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60))
"""How long a message waits after each try that failed; after one more it is given up."""
MAX_ATTEMPTS = len(PAUSES) + 1
STUCK_AFTER, STUCK_UNTIL = timedelta(hours=1), timedelta(days=14)
"""What waits longer than the first is worth a look of the administrator; after the second it is too late anyhow."""
TIMEOUT, CLAIM_LASTS = 20, timedelta(minutes=10)
"""Seconds for each answer of the mail server; longer than any talk with it: whoever claimed a message is dead then."""
PORTS = {"smtp": 587, "smtps": 465}


class OutboxMail(Base):
    """One message; `sent_at` stays empty until it was handed over, `claim` is of the delivery that is busy with it.

    `due_at` is when it is tried again, `error` a Dutch sentence that names nobody, `sender` the name that it comes from
    (empty: that of the installation), `reply_to` where an answer goes.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(80), unique=True, default=lambda: f"<{uuid4().hex}@vakspiegel>")
    recipient: Mapped[str] = mapped_column(String(255))
    sender: Mapped[str] = mapped_column(String(100), default="", server_default="")
    reply_to: Mapped[str] = mapped_column(String(255), default="", server_default="")
    subject: Mapped[str] = mapped_column(String(255))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=lambda: clock.now())
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(500), default="")
    due_at: Mapped[datetime | None] = mapped_column()
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
    attempts: int
    claim: str


@dataclass(frozen=True, slots=True)
class Stuck:
    """Mail that waits too long: how many, since when the oldest does, how many were given up, and the last reason."""

    count: int
    since: datetime
    given_up: int
    reason: str


def queue(recipient: str, subject: str, body: str) -> None:
    """Put a message in the outbox; it leaves when this request has been committed and answered."""
    put(OutboxMail(recipient=recipient, subject=subject, body=body))


def put(one: OutboxMail) -> None:
    """Put a message in the outbox."""
    db.session.add(one)
    wake(KEY)


def queue_all(messages: Sequence[OutboxMail]) -> None:
    """Put many messages in the outbox in one statement."""
    columns = ("recipient", "sender", "reply_to", "subject", "body")
    rows = [{name: getattr(one, name) for name in columns} for one in messages]
    if rows:
        db.session.execute(insert(cast(Table, OutboxMail.__table__)), rows)
        wake(KEY)


def link_to(endpoint: str, **values: Any) -> str:
    """The address of a page for in a mail: as it is called now, or without a request (a command) as it is named."""
    if has_request_context():
        return url_for(endpoint, **values, _external=True)
    address = cast(Config, current_app.extensions["vakspiegel"]).address
    with current_app.test_request_context(base_url=address or None):
        return url_for(endpoint, **values, _external=True)


def deliver_waiting(config: Config, run: Run | None = None) -> tuple[int, int]:
    """Try every message that is due once, the oldest first; answers how many left and how many stayed.

    When the mail server is away the rest is not tried: it would take as long again for each.
    """
    sent = stayed = last = 0
    while (mail := _claim_after(last)) is not None:
        last = mail.id
        try:
            _hand_over(mail, config)
        except (OSError, smtplib.SMTPException, ValueError) as error:  # ValueError: no mail can be made of it
            reason = _reason(error)
            log.warning("Bericht %s is niet verstuurd: %s", mail.id, reason)
            _note(mail, sent_at=None, error=reason)
            stayed += 1
            if reason in (_AWAY, _NOT_LET_IN):
                break
        else:
            _note(mail, sent_at=clock.now(), error="")
            sent += 1
        if run is not None:
            run.at(sent + stayed, 0)
    return sent, stayed


def _work(run: Run) -> str:
    sent, stayed = deliver_waiting(cast(Config, current_app.extensions["vakspiegel"]), run)
    run.is_whole = not stayed
    return f"{sent} verstuurd, {stayed} niet gelukt." if sent or stayed else ""


KIND = Kind(KEY, "Mail versturen", _work, Every(timedelta(minutes=1), "Meteen, en elke minuut"))
"""The job that sends what waits."""


def stuck_mail(now: datetime) -> Stuck | None:
    """What an administrator must know of the outbox; None when nothing waits too long."""
    late = (OutboxMail.sent_at.is_(None), OutboxMail.created_at.between(now - STUCK_UNTIL, now - STUCK_AFTER))
    given_up = func.count().filter(OutboxMail.attempts >= MAX_ATTEMPTS)
    count, since, hopeless = db.session.execute(
        select(func.count(), func.min(OutboxMail.created_at), given_up).where(*late)
    ).one()
    if not count:
        return None
    reason = select(OutboxMail.error).where(*late, OutboxMail.error != "").order_by(OutboxMail.id.desc()).limit(1)
    return Stuck(count, since, hopeless, db.session.scalar(reason) or "")


def try_again() -> int:
    """Let all that waits be tried at once, also what was given up, unless it is too late anyhow; answers how many.

    In the open transaction.
    """
    in_time = OutboxMail.created_at >= clock.now() - STUCK_UNTIL
    waiting = update(OutboxMail).where(OutboxMail.sent_at.is_(None), OutboxMail.claim.is_(None), in_time)
    wake(KEY)
    return cast(Any, db.session.execute(waiting.values(attempts=0, due_at=None))).rowcount  # type: ignore[no-any-return]


_SENT = (
    OutboxMail.id,
    OutboxMail.message_id,
    OutboxMail.recipient,
    OutboxMail.sender,
    OutboxMail.reply_to,
    OutboxMail.subject,
    OutboxMail.body,
    OutboxMail.attempts,
)


def waiting_since(connection: Connection) -> datetime | None:
    """When the mail was made that waits longest and is still tried; None when there is none."""
    waits = (OutboxMail.sent_at.is_(None), OutboxMail.attempts < MAX_ATTEMPTS)
    return connection.scalar(select(func.min(OutboxMail.created_at)).where(*waits))


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
                or_(OutboxMail.due_at.is_(None), OutboxMail.due_at <= now),
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
    due_at = None if sent_at or mail.attempts >= len(PAUSES) else clock.now() + PAUSES[mail.attempts]
    with db.engine.begin() as connection:
        connection.execute(
            update(OutboxMail)
            .where(OutboxMail.id == mail.id, OutboxMail.claim == mail.claim)
            .values(sent_at=sent_at, error=error, due_at=due_at, claim=None, claimed_at=None)
        )


_AWAY = "De mailserver is niet te bereiken."
_NOT_LET_IN = "De mailserver weigert de gebruiker of het wachtwoord."
_UNMADE = "Van dit bericht is geen mail te maken."
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPRecipientsRefused, "De mailserver weigert dit adres."),
    (smtplib.SMTPSenderRefused, "De mailserver weigert de afzender."),
    (smtplib.SMTPAuthenticationError, _NOT_LET_IN),
    (smtplib.SMTPServerDisconnected, "De mailserver verbrak de verbinding."),
    (smtplib.SMTPException, "De mailserver weigert het bericht."),
    (ssl.SSLError, "De verbinding met de mailserver is niet veilig."),
    (OSError, _AWAY),
)


def _reason(error: Exception) -> str:
    """What went wrong, without the words of the mail server: those name the person."""
    return next((words for kind, words in _REASONS if isinstance(error, kind)), _UNMADE)


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
        (folder := config.instance / "mail").mkdir(parents=True, exist_ok=True)
        (folder / f"{mail.id:06}.eml").write_bytes(bytes(message))
    else:
        _smtp(message, config.mail)


def _from(name: str, ours: str) -> str | Address:
    """Whom a message comes from: always at our own address, or mail servers take it for forged."""
    return Address(name, addr_spec=parseaddr(ours)[1]) if name else ours


def _smtp(message: EmailMessage, address: str) -> None:
    url, context = urlsplit(address), ssl.create_default_context()
    port = url.port or PORTS[url.scheme]
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
