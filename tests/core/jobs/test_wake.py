"""Whoever does the work is called, through Redis or through our own table, and nobody can let it run something else."""

from __future__ import annotations

import pickle
import socket

import pytest
from sqlalchemy import select

from app.core import mail
from app.core.db import db
from app.core.jobs.models import WakeCall
from app.core.jobs.wake import MOST_CALLS, Calls, Waker
from tests.databases import config_for

REDIS = "redis://127.0.0.1:6379/9"


def has_redis() -> bool:
    with socket.socket() as there:
        return there.connect_ex(("127.0.0.1", 6379)) == 0


@pytest.fixture(params=["tabel", pytest.param("redis", marks=pytest.mark.skipif(not has_redis(), reason="no Redis"))])
def waker(app, request, database_url, tmp_path):
    redis = {"redis_url": REDIS} if request.param == "redis" else {}
    made = Waker(app, config_for(database_url, tmp_path, **redis))
    made.huey.storage.flush_queue()
    yield made
    made.huey.storage.flush_queue()


def answer(waker):
    """Do what the next call asks; whether there was one."""
    task = waker.huey.dequeue()
    if task is not None:
        waker.huey.execute(task)
    return task is not None


def test_who_is_called_does_what_waits_of_that_kind(app, waker):
    mail.queue("sem@voorbeeldstad.example", "Dag", "Een bericht.")
    db.session.commit()
    waker.call(["mail"])
    waker.wait()
    assert answer(waker)
    assert not answer(waker), "a call is for one alone"
    db.session.rollback()
    assert db.session.scalar(select(mail.OutboxMail.sent_at)) is not None


def test_when_nobody_listens_the_calls_do_not_pile_up(waker):
    for _ in range(MOST_CALLS + 5):
        waker.call(["mail"])
    waker.wait()
    assert waker.huey.storage.queue_size() == MOST_CALLS


def test_what_we_did_not_sign_is_not_run(waker, tmp_path):
    class Evil:
        def __reduce__(self):
            return (tmp_path.joinpath("kwaad").touch, ())

    waker.huey.storage.enqueue(pickle.dumps(Evil()))
    with pytest.raises(ValueError, match=r"eparator|ignature"):
        waker.huey.dequeue()
    assert not (tmp_path / "kwaad").exists()


def test_a_call_says_no_more_than_which_kind(app, now, database_url, tmp_path):
    waker = Waker(app, config_for(database_url, tmp_path))
    assert isinstance(waker.huey.storage, Calls)
    waker.call(["mail"])
    waker.wait()
    assert b'["mail", true]' in db.session.scalars(select(WakeCall.data)).one()


def test_without_redis_who_works_does_it_at_once(app, database_url, tmp_path, caplog):
    waker = Waker(app, config_for(database_url, tmp_path, redis_url="redis://:geheim@127.0.0.1:9/0"))
    mail.queue("sem@voorbeeldstad.example", "Dag", "Een bericht.")
    db.session.commit()
    waker.call(["mail"])
    waker.wait()
    assert "Niemand is gewekt voor mail" in caplog.text
    assert "geheim" not in caplog.text
    app.extensions["waker"].spread("mail")
