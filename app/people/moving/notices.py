"""Mail about a move: to who answers it, and to the person."""

from __future__ import annotations

from flask import render_template

from app.core import mail
from app.people.models import Move
from app.people.moving.queries import administrators_of


def tell_asked(move: Move) -> None:
    """The administrators of both organisations read that there is something to answer."""
    link = mail.link_to("moving.answer", move_id=move.id)
    for keeper in (*administrators_of(move.from_id), *administrators_of(move.to_id)):
        body = render_template("people/moving/asked.txt", keeper=keeper, move=move, link=link)
        mail.queue(keeper.email, "Iemand wil verhuizen naar een andere gemeente", body)


def tell_done(move: Move) -> None:
    """The person is at the new organisation."""
    body = render_template("people/moving/done.txt", move=move, link=mail.link_to("overview.home"))
    mail.queue(move.person.email, "Je account is verhuisd", body)


def tell_refused(move: Move) -> None:
    """The person stays where they are."""
    body = render_template("people/moving/refused.txt", move=move, link=mail.link_to("account.show"))
    mail.queue(move.person.email, "Je verhuizing gaat niet door", body)
