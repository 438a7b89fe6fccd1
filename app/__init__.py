"""Vakspiegel: professionals of Dutch municipalities hold a mirror to their own craft.

`create_app` is the only place that knows every package.
"""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from flask import Flask, request, url_for
from flask_babel import Babel
from flask_security import current_user
from flask_wtf import CSRFProtect
from jinja2 import FileSystemBytecodeCache
from werkzeug.middleware.proxy_fix import ProxyFix

from app import cli
from app.assessments.sharing.queries import readers_of
from app.config import ROOT, Config
from app.core import clock, db
from app.core.jobs import wake
from app.core.running import health, lines
from app.core.web import addresses, assets, errors, filters, headers, htmx, logged, once, sent
from app.demo.people import people_to_sign_in_as
from app.dossiers.pe.queries import for_pe
from app.dossiers.reminders.operations import calendar_dates
from app.jobs import KINDS
from app.navigation import DESK, OWN_REGISTER, OWN_SCANS, account_menu_of, menu_of
from app.people import access
from app.people.organisation.queries import house_of
from app.people.queries import contact_of, officer_of
from app.people.sign_in import setup as sign_in
from app.plans.places import planned_for
from app.register.desk.places import desk_place


def create_app(config: Config | None = None) -> Flask:
    """The application for these settings (default: those of the environment); raises `ConfigurationError`.

    What the process writes from now on, database, uploads and mail, is for its own account alone.
    """
    config = config or Config.from_environment()
    os.umask(0o077)
    app = Flask(
        __name__, static_folder=None, template_folder=str(ROOT / "templates"), instance_path=str(config.instance)
    )
    app.config.update(
        SECRET_KEY=config.secret_key,
        TESTING=config.mode == "test",
        MAX_CONTENT_LENGTH=config.max_upload_bytes + config.max_form_bytes,
        MAX_FORM_MEMORY_SIZE=config.max_form_bytes,
        SESSION_COOKIE_NAME="__Host-vakspiegel" if config.mode == "production" else "vakspiegel",
        SESSION_COOKIE_SECURE=config.mode == "production",
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=config.session_hours),
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="nl",
        BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam",
        TRUSTED_HOSTS=config.trusted_hosts,
    )
    app.extensions["vakspiegel"] = config
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if config.template_cache is not None:
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(config.template_cache))
    logged.init_app(app)
    addresses.init_app(app)
    headers.init_app(app)
    wake.init_app(app, config, KINDS)
    db.init_app(app, config)
    htmx.init_app(app)
    errors.init_app(app)
    filters.add_to(app.jinja_env)
    Babel(app)
    sent.init_app(app, config)
    access.init_app(app)
    CSRFProtect(app).exempt("app.register.badges.views.check")  # it changes nothing, and sets no cookie
    once.init_app(app)
    sign_in.init_app(app, config)
    _register_views(app, config)
    _add_to_templates(app, config)
    cli.init_app(app)
    if config.demo:
        app.extensions["demo_people"] = people_to_sign_in_as
    app.wsgi_app = clock.once_a_request(app.wsgi_app)  # type: ignore[method-assign]
    assets.init_app(app)
    _tell_of_requests(app, config)
    app.wsgi_app = health.watched(app.wsgi_app, app)  # type: ignore[method-assign]
    app.wsgi_app = headers.on_every_answer(app.wsgi_app, config)  # type: ignore[method-assign]
    if config.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, config.proxies, config.proxies, config.proxies)  # type: ignore[method-assign]
    return app


def _tell_of_requests(app: Flask, config: Config) -> None:
    """In real use each request is a line in the log; where figures are kept it is counted."""
    tell = []
    if config.mode == "production":
        lines.set_up()
        tell.append(lines.write_down)
    if config.metrics_port:
        from app.core.running import figures

        tell.append(figures.count_request)
        app.extensions["count_job"] = figures.count_job
    app.wsgi_app = lines.on_every_request(app.wsgi_app, tell)  # type: ignore[method-assign]


def _register_views(app: Flask, config: Config) -> None:
    from app.assessments.draft.views import blueprint as draft
    from app.assessments.results.views import blueprint as results
    from app.assessments.scans.views import blueprint as scans
    from app.assessments.sharing.views import blueprint as sharing
    from app.dossiers.declarations.views import blueprint as declarations
    from app.dossiers.details.views import blueprint as details
    from app.dossiers.dossier.views import blueprint as dossier
    from app.dossiers.meetings.views import blueprint as meetings
    from app.dossiers.pe.views import blueprint as pe
    from app.dossiers.reports.views import blueprint as reports
    from app.dossiers.standing.views import blueprint as standing
    from app.dossiers.what_if.views import blueprint as what_if
    from app.evidence.views import blueprint as evidence
    from app.overview.case_exchange.views import blueprint as case_exchange
    from app.overview.patterns.views import blueprint as patterns
    from app.overview.setup.views import blueprint as setup
    from app.overview.standards.views import blueprint as standards
    from app.overview.views import blueprint as overview
    from app.overview.work.views import blueprint as work
    from app.people.account.views import blueprint as account
    from app.people.addresses.views import blueprint as addresses_of_people
    from app.people.administration.views import blueprint as administration
    from app.people.imports.views import blueprint as imports
    from app.people.invitations.views import blueprint as invitations
    from app.people.leaving.views import blueprint as leaving
    from app.people.moving.views import blueprint as moving
    from app.people.organisation.views import blueprint as organisation
    from app.people.sign_in.views import blueprint as sign_in_pages
    from app.plans.actions.views import blueprint as actions
    from app.plans.goals.views import blueprint as goals
    from app.plans.plan.views import blueprint as plan
    from app.plans.steps.views import blueprint as steps
    from app.register.accounts.views import blueprint as accounts
    from app.register.applications.views import blueprint as applications
    from app.register.approvals.views import blueprint as approvals
    from app.register.badges.views import blueprint as badges
    from app.register.decisions.views import blueprint as decisions
    from app.register.desk.views import blueprint as desk
    from app.register.fees.views import blueprint as fees
    from app.register.members.views import blueprint as members
    from app.register.objections.views import blueprint as objections
    from app.register.public.views import blueprint as public
    from app.register.samples.views import blueprint as samples
    from app.register.settings.views import blueprint as settings
    from app.standards.editions.views import blueprint as editions
    from app.standards.norms.views import blueprint as norms
    from app.standards.offer.views import blueprint as offer
    from app.standards.own.views import blueprint as own
    from app.standards.start.views import blueprint as start
    from app.standards.texts.views import blueprint as texts
    from app.structure.views import blueprint as structure

    for blueprint in (
        overview,
        setup,
        case_exchange,
        standards,
        work,
        sign_in_pages,
        account,
        administration,
        structure,
        imports,
        invitations,
        moving,
        accounts,
        leaving,
        addresses_of_people,
        organisation,
        scans,
        draft,
        results,
        sharing,
        evidence,
        plan,
        goals,
        actions,
        steps,
        start,
        texts,
        norms,
        editions,
        offer,
        own,
        standing,
        what_if,
        details,
        pe,
        reports,
        meetings,
        declarations,
        dossier,
        applications,
        approvals,
        decisions,
        members,
        desk,
        public,
        badges,
        samples,
        objections,
        fees,
        settings,
    ):
        app.register_blueprint(blueprint)
    if config.mode != "production":
        app.register_blueprint(patterns)


def _add_to_templates(app: Flask, config: Config) -> None:
    # The page of a result says "Staat in je plan", and who reads it. Its code stands below both; its template can ask.
    app.jinja_env.globals["planned_for"] = planned_for
    app.jinja_env.globals["readers_of"] = readers_of
    # Every page that says "vraag het de beheerder" says who that is, also one that an error shows.
    app.jinja_env.globals |= {"contact_of": contact_of, "officer_of": officer_of}
    # So does the page of a done action of the plan: "Zet bij je PE-activiteiten".
    app.jinja_env.globals["for_pe"] = for_pe
    # The calendar of a plan has the dates of the register too; its code stands below the dossiers and can't ask.
    app.extensions["dates_of_person"] = calendar_dates
    # The pages of what is judged say where they stand in the list of the desk, which stands above them all.
    app.jinja_env.globals |= {"own_register_pages": OWN_REGISTER, "desk_menu": DESK, "desk_place": desk_place}
    app.jinja_env.globals["own_scan_pages"] = OWN_SCANS

    @app.context_processor
    def values() -> dict[str, Any]:
        signed_in = bool(current_user and current_user.is_authenticated)
        return {
            "nav": menu_of(current_user.role_names, request.endpoint, url_for, current_user.keeps_people)
            if signed_in
            else None,
            "account_nav": account_menu_of(request.endpoint, url_for) if signed_in else (),
            "demo": config.demo,
            "today": clock.today(),
            "house": house_of(current_user.organisation) if signed_in else None,
        }
