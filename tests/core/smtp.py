"""A real mail server on this machine, for one test."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message

from aiosmtpd.controller import Controller


class Sink:
    """Takes what is sent; `before_it_answers` is called when a message is in and the answer is not out."""

    def __init__(self, answer: str, before_it_answers: Callable[[], None]) -> None:
        self.answer, self.before_it_answers = answer, before_it_answers
        self.messages: list[Message] = []
        self.address = ""

    async def handle_DATA(self, server, session, envelope) -> str:
        self.messages.append(message_from_bytes(envelope.content))
        self.before_it_answers()
        return self.answer


@contextmanager
def mail_server(answer: str = "250 OK", before_it_answers: Callable[[], None] = lambda: None) -> Iterator[Sink]:
    """A mail server whose address is `address`; it gives this answer to every message."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    sink = Sink(answer, before_it_answers)
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    sink.address = f"smtp://127.0.0.1:{port}"
    try:
        yield sink
    finally:
        controller.stop()
