"""Which work is done beside the pages: each kind once, in its order on the screen of the administrator."""

from __future__ import annotations

from app.core import mail
from app.core.jobs.kinds import Kind
from app.dossiers.reminders import jobs as reminders
from app.people.imports import jobs as imports
from app.people.leaving import jobs as leaving
from app.people.sign_in import jobs as sign_in
from app.register.digests import jobs as digests

KINDS: tuple[Kind, ...] = (
    mail.KIND,
    leaving.KIND,
    reminders.KIND,
    digests.TERMS,
    digests.OVERVIEWS,
    sign_in.KIND,
    imports.KIND,
)
