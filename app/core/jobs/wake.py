"""Waking who does the work: through Redis, or where there is none through a table of our own database.

A call says which kind of work waits and no more; what is to be done stands in the rows of jobs. A call that got lost is
no harm: whoever works looks by itself each minute. Calls are JSON with a signature, so that who can write to the queue
cannot let us run anything.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from typing import Any, cast

from flask import Flask, Response, current_app, g
from huey import Huey
from huey.registry import Message
from huey.serializer import SignedSerializer
from huey.storage import BlackHoleStorage, RedisStorage
from redis import ConnectionPool
from redis.exceptions import RedisError
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from app.config import Config
from app.core.db import db
from app.core.jobs.doing import do_all_due
from app.core.jobs.kinds import Kind
from app.core.jobs.models import WakeCall

log = logging.getLogger(__name__)

MOST_CALLS = 100
"""More than this do not wait: nobody listens then, and who comes looks by itself."""
PATIENCE = 3
"""Seconds that Redis may take to answer."""
NOT_THERE = (RedisError, SQLAlchemyError, OSError)


class Calls(BlackHoleStorage):
    """A queue of calls in our own table, for huey; of all else that it can keep we use nothing."""

    def __init__(self, name: str, app: Flask) -> None:
        super().__init__(name)
        self._app = app

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Add a call."""
        with self._app.app_context(), db.engine.begin() as connection:
            connection.execute(insert(WakeCall).values(data=data))

    def dequeue(self) -> bytes | None:
        """The oldest call, for one alone; nothing is written when there is none."""
        oldest = select(WakeCall.id, WakeCall.data).order_by(WakeCall.id).limit(1)
        with self._app.app_context():
            with db.engine.connect() as connection:
                if connection.execute(oldest).one_or_none() is None:
                    return None
            with db.engine.begin() as connection:
                row = connection.execute(oldest.with_for_update(skip_locked=True)).one_or_none()
                if row is None:
                    return None
                connection.execute(delete(WakeCall).where(WakeCall.id == row.id))
                return cast(bytes, row.data)

    def queue_size(self) -> int:
        """How many calls wait."""
        with self._app.app_context(), db.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(WakeCall)) or 0


class _Signed(SignedSerializer):
    """A call as JSON with a signature, where huey would pickle it."""

    def _serialize(self, message: Any) -> bytes:
        return cast(bytes, self._sign(json.dumps(message).encode()))

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(self._unsign(data)))


class Waker:
    """Calls in a thread of its own: nobody who asks for a page waits for Redis."""

    def __init__(self, app: Flask, config: Config) -> None:
        """Connects to nothing yet."""
        self.app = app
        name = f"vakspiegel{sha256(config.database_url.encode()).hexdigest()[:12]}"
        secret = {"serializer": _Signed(config.secret_key, salt="vakspiegel.jobs"), "results": False}
        if config.redis_url:
            pool = ConnectionPool.from_url(
                config.redis_url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE, health_check_interval=30
            )
            self.huey = Huey(name, storage_class=RedisStorage, connection_pool=pool, **secret)
        else:
            self.huey = Huey(name, storage_class=Calls, app=app, **secret)
        self._work = self.huey.task(name="work")(self._answer)
        self._thread = ThreadPoolExecutor(1, "waker")
        self._last: Future[None] | None = None

    def call(self, keys: Iterable[str]) -> None:
        """Say, from the thread, that something of these kinds waits."""
        self._last = self._thread.submit(self._call, tuple(keys))

    def wait(self) -> None:
        """Be here when all calls are made."""
        if self._last is not None:
            self._last.result()

    def redis_answers(self) -> bool | None:
        """Whether Redis is there; None where there is none to be."""
        if not isinstance(self.huey.storage, RedisStorage):
            return None
        try:
            return bool(self.huey.storage.conn.ping())
        except RedisError:
            return False

    def spread(self, key: str) -> None:
        """Let somebody do what is due of a kind; when nobody can be called, do it here."""
        try:
            self._work(key, False)
        except NOT_THERE:
            with self.app.app_context():
                do_all_due(key)

    def _call(self, keys: tuple[str, ...]) -> None:
        try:
            if self.huey.storage.queue_size() < MOST_CALLS:
                for key in keys:
                    self._work(key, True)
        except NOT_THERE as error:
            log.warning("Niemand is gewekt voor %s: %s", ", ".join(keys), type(error).__name__)

    def _answer(self, key: str, at_once: bool) -> None:
        """What a call makes somebody do: all that is due of this kind, and what the call was made for at once."""
        with self.app.app_context():
            do_all_due(key, at_once=at_once)


def wake(key: str) -> None:
    """Call for this kind of work once this request is committed; where there is no request nobody is called."""
    if "to_wake" not in g:
        g.to_wake = set()
    g.to_wake.add(key)


def waker() -> Waker:
    """That of this application."""
    return cast(Waker, current_app.extensions["waker"])


def init_app(app: Flask, config: Config, kinds: Iterable[Kind]) -> Callable[[Response], Response]:
    """Know these kinds, and call once a request is committed: comes before the database, whose commit comes first."""
    app.extensions["kinds"] = {kind.key: kind for kind in kinds}
    calling = app.extensions["waker"] = Waker(app, config)

    def call(response: Response) -> Response:
        if (keys := g.pop("to_wake", None)) and response.status_code < 400:
            calling.call(sorted(keys))
        return response

    return app.after_request(call)
