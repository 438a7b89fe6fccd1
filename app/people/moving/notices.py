"""Mail about a move: to who answers it, and to the person."""

from __future__ import annotations

from flask import render_template

from app.core.mail import link_to
from app.people.models import Move
from app.people.moving.queries import administrators_of
from app.people.post import write_to


def tell_asked(move: Move) -> None:
    """The administrators of both organisations read that there is something to answer."""
    link = link_to("moving.answer", move_id=move.id)
    for keeper in (*administrators_of(move.from_id), *administrators_of(move.to_id)):
        body = render_template("people/moving/asked.txt", keeper=keeper, move=move, link=link)
        write_to(keeper, "Iemand wil verhuizen naar een andere gemeente", body)


def tell_done(move: Move) -> None:
    """The person is at the new organisation."""
    body = render_template("people/moving/done.txt", move=move, link=link_to("overview.home"))
    write_to(move.person, "Je account is verhuisd", body)


def tell_refused(move: Move) -> None:
    """The person stays where they are."""
    body = render_template("people/moving/refused.txt", move=move, link=link_to("account.show"))
    write_to(move.person, "Je verhuizing gaat niet door", body)
