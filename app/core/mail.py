"""Mail through an outbox: the message is a row in the same transaction as what it is about, and is sent after it.

A message that could not be sent stays in the outbox with its error; the next delivery, or `flask mail send`, tries it
again. In development the messages go to the console or to files.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import Flask, Response, current_app, g
from sqlalchemy import String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from app.config import Config
from app.core import clock
from app.core.db import Base, db, writing

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 8
PORTS = {"smtp": 587, "smtps": 465}


class OutboxMail(Base):
    """One message; `sent_at` stays empty until it was handed over."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column()
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(500), default="")


def queue(recipient: str, subject: str, body: str) -> None:
    """Put a message in the outbox; it leaves when this request has been committed and answered."""
    db.session.add(OutboxMail(recipient=recipient, subject=subject, body=body, created_at=clock.now()))
    g.mail_waiting = True


def deliver_waiting(config: Config) -> tuple[int, int]:
    """Try every waiting message once; answers how many left and how many stayed."""
    sent = stayed = 0
    with writing():
        waiting = db.session.scalars(
            select(OutboxMail)
            .where(OutboxMail.sent_at.is_(None), OutboxMail.attempts < MAX_ATTEMPTS)
            .order_by(OutboxMail.id)
            .with_for_update(skip_locked=True)
        ).all()
        for mail in waiting:
            mail.attempts += 1
            try:
                _hand_over(mail, config)
            except (OSError, smtplib.SMTPException, ValueError) as error:  # ValueError: no mail can be made of it
                mail.error, stayed = str(error)[:500], stayed + 1
                log.warning("Bericht %s is niet verstuurd: %s", mail.id, error)
            else:
                mail.sent_at, mail.error, sent = clock.now(), "", sent + 1
        db.session.commit()
    return sent, stayed


def _hand_over(mail: OutboxMail, config: Config) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = config.mail_sender, mail.recipient, mail.subject
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


def _smtp(message: EmailMessage, address: str) -> None:
    url = urlsplit(address)
    port = url.port or PORTS[url.scheme]
    context = ssl.create_default_context()
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(url.hostname or "", port, timeout=20, context=context)
    else:
        server = smtplib.SMTP(url.hostname or "", port, timeout=20)
    with server:
        if url.scheme == "smtp" and url.hostname not in ("localhost", "127.0.0.1"):
            server.starttls(context=context)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)


def init_app(app: Flask, config: Config) -> None:
    """Deliver after the answer was sent, so that nobody waits for a mail server."""

    @app.after_request
    def deliver_later(response: Response) -> Response:
        if g.pop("mail_waiting", False) and response.status_code < 400:
            real = current_app._get_current_object()  # type: ignore[attr-defined]

            @response.call_on_close
            def deliver() -> None:
                with real.app_context():
                    deliver_waiting(config)

        return response
