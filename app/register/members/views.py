"""Who is in the committee and on the board: the board proposes and confirms, and keeps what members cannot change."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.problems import DomainError
from app.core.web.errors import refused_on
from app.core.web.fields import day_in
from app.core.web.htmx import go_to, render
from app.dossiers.details import operations as details
from app.dossiers.details.forms import FunctionForm
from app.dossiers.details.queries import is_firm
from app.dossiers.holding.queries import own_experience, registrant_of
from app.dossiers.models import Experience
from app.people.access import allow
from app.people.models import User
from app.people.rules import REGISTER_ROLES, RoleName
from app.register.forms import refuse, refused_in
from app.register.members import operations, queries
from app.register.members.forms import CONFIRM, AnswerForm, MemberForm, ReasonForm, TermForm
from app.register.members.queries import Seat
from app.register.members.rules import heading_of, may_answer, place_of
from app.register.models import SeatProposal
from app.register.rules import SeatChange, SeatStatus

blueprint = Blueprint("members", __name__, url_prefix="/kwaliteit/leden")

WAITS = "Een ander bestuurslid moet het bevestigen. Tot dan verandert er niets."


@blueprint.route("/", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def index() -> ResponseReturnValue:
    """The members of committee and board, what is proposed about them, and a new one."""
    form = MemberForm()
    if request.method == "GET" or not form.validate():
        return _page(form, form.page_status)
    with refused_in(form, _page, form, 422):
        proposal = operations.propose_appointment(
            form.email.data or "", RoleName(form.role.data), day_in(form.last_day), form.reason.data or "", current_user
        )
    return _proposed(proposal)


@blueprint.route("/<int:person_id>/<role>/einde", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def end(person_id: int, role: str) -> ResponseReturnValue:
    """Propose that a member leaves. Who left already has no page any more."""
    seat = _seat(person_id, role)
    if seat is None:
        return go_to(url_for("members.index"))
    form = ReasonForm()
    if request.method == "GET" or not form.validate():
        return _seat_page("end", seat, form, form.page_status)
    try:
        proposal = operations.propose_end(seat.person, seat.role, form.reason.data or "", current_user)
    except DomainError as refused:
        form.form_errors.append(str(refused))
        return _seat_page("end", seat, form, 409)
    return _proposed(proposal)


@blueprint.route("/<int:person_id>/<role>/termijn", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def term(person_id: int, role: str) -> ResponseReturnValue:
    """Propose another last day for a member."""
    seat = _seat(person_id, role)
    if seat is None:
        return go_to(url_for("members.index"))
    form = TermForm(data={"last_day": seat.last_day})
    if request.method == "GET" or not form.validate():
        return _seat_page("term", seat, form, form.page_status)
    try:
        proposal = operations.propose_term(
            seat.person, seat.role, day_in(form.last_day), form.reason.data or "", current_user
        )
    except DomainError as refused:
        return _seat_page("term", seat, form, refuse(form, refused))
    return _proposed(proposal)


@blueprint.route("/voorstel/<int:proposal_id>/", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def proposal(proposal_id: int) -> ResponseReturnValue:
    """What is proposed about a seat, and the answer of a second member."""
    found = _proposal(proposal_id)
    form = AnswerForm()
    if request.method == "GET" or not form.validate():
        return _proposal_page(found, form, form.page_status)
    confirmed = form.verdict.data == CONFIRM
    answer = operations.confirm if confirmed else operations.reject
    with refused_on(_proposal_page, found, form):
        answer(found, current_user, form.answer.data or "")
    flash(_said(found) if confirmed else "Het voorstel is afgewezen. Er verandert niets.", "success")
    return go_to(url_for("members.index"))


@blueprint.post("/voorstel/<int:proposal_id>/terug")
@allow(RoleName.BOARD)
def take_back(proposal_id: int) -> ResponseReturnValue:
    """Take back what one proposed oneself."""
    found = _proposal(proposal_id)
    with refused_on(_proposal_page, found, AnswerForm(formdata=None)):
        operations.take_back(found, current_user)
    flash("Je voorstel is ingetrokken.", "success")
    return go_to(url_for("members.index"))


@blueprint.get("/<int:person_id>/functies/")
@allow(RoleName.BOARD)
def functions(person_id: int) -> Response:
    """The functions of the past year of another member, who cannot change them alone."""
    person = _another(person_id)
    registrant = registrant_of(person)
    firm = [one for one in registrant.experience if is_firm(person, one, clock.today())] if registrant else []
    record_look(current_user.id, person.id, "Functies van het afgelopen jaar")
    return render("register/members/functions.html", person=person, functions=firm)


@blueprint.route("/<int:person_id>/functies/<int:experience_id>/", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def change_function(person_id: int, experience_id: int) -> ResponseReturnValue:
    """Other words or days for a function of another member."""
    person = _another(person_id)
    experience = _firm(person, experience_id)
    form = FunctionForm(obj=experience)
    if form.validate_on_submit():
        details.change_function(experience, form.filled_in, current_user)
        flash(f"Gewijzigd voor {person.name}: {experience.function}.", "success")
        return go_to(url_for("members.functions", person_id=person.id))
    return render(
        "register/members/function.html", status=form.page_status, person=person, experience=experience, form=form
    )


@blueprint.post("/<int:person_id>/functies/<int:experience_id>/weghalen")
@allow(RoleName.BOARD)
def remove_function(person_id: int, experience_id: int) -> ResponseReturnValue:
    """Take a function of another member away; the log keeps it. A second click finds that it happened already."""
    person = _another(person_id)
    if own_experience(person, experience_id) is not None:
        experience = _firm(person, experience_id)
        details.remove_function(experience, current_user)
        flash(f"Weggehaald bij {person.name}: {experience.function}.", "success")
    return go_to(url_for("members.functions", person_id=person.id))


def _another(person_id: int) -> User:
    return queries.another_member(person_id, current_user) or abort(404)


def _firm(person: User, experience_id: int) -> Experience:
    experience = own_experience(person, experience_id)
    if experience is None or not is_firm(person, experience, clock.today()):
        abort(404)
    return experience


def _seat(person_id: int, role: str) -> Seat | None:
    """A seat, or None for who sits there no more: a second click finds that it happened already."""
    if role not in {one.value for one in REGISTER_ROLES} or not queries.exists(person_id):
        abort(404)
    return queries.seat_of(person_id, RoleName(role))


def _proposal(proposal_id: int) -> SeatProposal:
    return queries.proposal(proposal_id) or abort(404)


def _proposed(proposal: SeatProposal) -> ResponseReturnValue:
    flash(f"Je voorstel staat klaar. {WAITS}", "success")
    return go_to(url_for("members.proposal", proposal_id=proposal.id))


def _said(proposal: SeatProposal) -> str:
    name, place = proposal.person.name, place_of(proposal.role)
    return {
        SeatChange.APPOINT: f"{name} is nu lid van {place}.",
        SeatChange.TERM: f"De nieuwe termijn van {name} geldt.",
        SeatChange.END: f"{name} is geen lid meer van {place}.",
    }[proposal.change]


def _page(form: MemberForm, status: int) -> Response:
    return render(
        "register/members/index.html",
        status=status,
        form=form,
        seats=queries.seats(),
        waiting=queries.open_proposals(),
        answered=queries.answered_proposals(),
        heading_of=heading_of,
        today=clock.today(),
    )


def _seat_page(name: str, seat: Seat, form: ReasonForm, status: int) -> Response:
    return render(
        f"register/members/{name}.html", status=status, seat=seat, form=form, place=place_of(seat.role), waits=WAITS
    )


def _proposal_page(found: SeatProposal, form: AnswerForm, status: int, refusal: str = "") -> Response:
    waits = found.status is SeatStatus.PROPOSED
    return render(
        "register/members/proposal.html",
        status=status,
        proposal=found,
        title=heading_of(found.change, found.person.name, found.role),
        place=place_of(found.role),
        form=form,
        refusal=refusal,
        may_answer=waits and may_answer(current_user.id, found.proposed_by_id, found.person_id),
        may_take_back=waits and found.proposed_by_id == current_user.id,
    )
