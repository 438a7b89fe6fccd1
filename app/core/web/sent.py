"""What a form sent: read to its end first of all, and given back to the person when it could not be accepted.

With scripts the page itself stays (`static/src/js/forms`). Without them the page of the error shows what was written,
names the files that were chosen, and sends the same again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask_wtf import FlaskForm
from werkzeug.exceptions import HTTPException
from wtforms import DateField, DecimalField, HiddenField, IntegerField, PasswordField, StringField
from wtforms.fields.core import UnboundField

from app.config import Config
from app.core.db import SAFE_METHODS
from app.core.web.htmx import wants_fragment

MOST_FIELDS = 5_000
"""In a form without files; our largest has a few hundred."""
TOKEN = "csrf_token"  # noqa: S105
_SECRET = re.compile("password|passcode|token")
_TYPED = (StringField, DateField, DecimalField, IntegerField)
_NEVER_TYPED = (HiddenField, PasswordField)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a request: texts and names of files to show, and all `fields` (name and value) to send again.

    It can be sent `again` from the page of the error unless it came from another site or held a password.
    """

    texts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    action: str = ""
    token: str = ""
    again: bool = False

    @property
    def is_written(self) -> bool:
        """Whether somebody typed or chose something."""
        return bool(self.texts or self.files)


def init_app(app: Flask, config: Config) -> None:
    """Read the body of each request that writes before the first query: a slow phone holds up nobody but itself.

    What has no files may be as long as the fields of a form may, and hold no more of them than anybody fills in. The
    script that sends forms hears where a redirect leads.
    """

    @app.before_request
    def read_all() -> None:
        if request.method in SAFE_METHODS:
            return
        if request.mimetype != "multipart/form-data":
            request.max_content_length = config.max_form_bytes
            if request.get_data().count(b"&") > MOST_FIELDS:
                abort(413)
        _ = request.form, request.files

    app.after_request(_tell_where)


def what_was_sent() -> Sent:
    """The form of this request; nothing for a request that only asks, or when the server could not read it."""
    if request.method in SAFE_METHODS:
        return Sent()
    try:
        fields = tuple((name, value) for name, value in request.form.items(multi=True) if name != TOKEN)
        files = tuple(file.filename for _, file in request.files.items(multi=True) if file.filename)
    except HTTPException:
        return Sent()
    is_secret = any(_SECRET.search(name) for name, _ in fields)
    return Sent(
        texts=tuple(value for name, value in fields if value.strip() and _is_typed(name, value)),
        files=files,
        fields=() if is_secret else fields,
        action=request.full_path.rstrip("?"),
        token=request.form.get(TOKEN, ""),
        again=not is_secret and _is_ours(),
    )


def stays_on_page() -> bool:
    """Whether a script sent this and keeps the page as it is, so that it needs the status and no page."""
    return "X-Autosave" in request.headers or "X-Form" in request.headers or wants_fragment()


def _tell_where(response: Response) -> Response:
    if "X-Form" in request.headers and response.status_code in (302, 303):
        response.headers["HX-Redirect"] = response.headers.pop("Location")
        response.status_code = 204
        response.set_data(b"")
    return response


def _is_ours() -> bool:
    """Whether a page of ours sent it: what another site filled in must not be a press on a button away."""
    return urlsplit(request.headers.get("Origin") or request.referrer or "").netloc == request.host


def _is_typed(name: str, value: str) -> bool:
    """Whether somebody wrote this: in a field for text or, in a form without a class, in more words than one."""
    return not _SECRET.search(name) and (name in _typed_names() or " " in value.strip())


@cache
def _typed_names() -> frozenset[str]:
    """The names of the fields of all our forms in which people type."""
    return frozenset(
        name
        for form in _below(FlaskForm)
        for name, field in vars(form).items()
        if isinstance(field, UnboundField)
        and issubclass(field.field_class, _TYPED)
        and not issubclass(field.field_class, _NEVER_TYPED)
    )


def _below(form: type[FlaskForm]) -> Iterator[type[FlaskForm]]:
    for one in form.__subclasses__():
        yield one
        yield from _below(one)
