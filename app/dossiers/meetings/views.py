"""Pages of peer meetings (intervisie): mine, a new one, who was there, and what I take from it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.web.addresses import id_in
from app.core.web.errors import refused_on
from app.core.web.htmx import go_to, render
from app.dossiers.holding.position import own_year
from app.dossiers.meetings import operations, queries
from app.dossiers.meetings.forms import AddressForm, MeetingForm, ReflectionForm
from app.dossiers.models import PeerAttendance, PeerMeeting
from app.people.access import allow
from app.people.rules import RoleName

blueprint = Blueprint("meetings", __name__, url_prefix="/mijn-register/intervisie")


@blueprint.get("/")
@allow(RoleName.PROFESSIONAL)
def index() -> ResponseReturnValue:
    """My meetings, newest first."""
    meetings = queries.meetings_of(current_user)
    return render(
        "dossiers/meetings/index.html",
        own=own_year(current_user, clock.today()),
        meetings=[(one, _own_attendance(one)) for one in meetings],
        waiting={one.id for one in queries.waiting_in(meetings, current_user)},
        invitations=queries.invitations_for(current_user),
    )


@blueprint.route("/nieuw", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def new() -> ResponseReturnValue:
    """Write down a meeting that took place."""
    form = MeetingForm(data={"held_on": clock.today()})
    if form.validate_on_submit() and form.held_on.data is not None:
        meeting = operations.make_meeting(
            current_user, held_on=form.held_on.data, group=form.group.data or "", place=form.place.data or ""
        )
        flash("De bijeenkomst staat erin. Nodig nu uit wie er nog meer waren.", "success")
        return go_to(url_for("meetings.show", meeting_id=meeting.id))
    return render("dossiers/meetings/new.html", status=form.page_status, form=form)


@blueprint.get("/<int:meeting_id>/")
@allow(RoleName.PROFESSIONAL)
def show(meeting_id: int) -> ResponseReturnValue:
    """One meeting: who was there, and what I take from it."""
    return _page(_mine(meeting_id))


def _page(
    meeting: PeerMeeting,
    status: int = 200,
    *,
    address: AddressForm | None = None,
    reflection: ReflectionForm | None = None,
    refusal: str = "",
    confirm_error: str = "",
) -> ResponseReturnValue:
    own = _own_attendance(meeting)
    search = request.args.get("zoek", "").strip()
    there = {one.person_id for one in meeting.attendances}
    found, is_maker = queries.find_people(current_user, search, clock.today()), meeting.made_by_id == current_user.id
    return render(
        "dossiers/meetings/show.html",
        fragment="dossiers/meetings/_found.html" if request.args.get("zoek") is not None else None,
        status=status,
        meeting=meeting,
        own=own,
        others=[one for one in meeting.attendances if one is not own],
        is_maker=is_maker,
        invited=queries.open_at(meeting, current_user) if is_maker else (),
        is_confirmed=any(one.confirmed_at for one in meeting.attendances),
        names=queries.names_at(meeting),
        search=search,
        shortest=queries.SHORTEST_SEARCH,
        found=[one for one in found if one.id not in there],
        address=address or AddressForm(formdata=None),
        reflection=reflection or ReflectionForm(formdata=None, data={"reflection": own.reflection}),
        refusal=refusal,
        confirm_error=confirm_error,
    )


@blueprint.route("/<int:meeting_id>/wijzigen", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def change(meeting_id: int) -> ResponseReturnValue:
    """Another day, group or place."""
    meeting = _made_by_me(meeting_id)
    form = MeetingForm(obj=meeting)
    if form.validate_on_submit() and form.held_on.data is not None:
        with refused_on(_page, meeting):
            operations.change_meeting(
                meeting, held_on=form.held_on.data, group=form.group.data or "", place=form.place.data or ""
            )
        flash("De bijeenkomst is gewijzigd.", "success")
        return go_to(url_for("meetings.show", meeting_id=meeting.id))
    return render("dossiers/meetings/change.html", status=form.page_status, form=form, meeting=meeting)


@blueprint.post("/<int:meeting_id>/uitnodigen")
@allow(RoleName.PROFESSIONAL)
def invite(meeting_id: int) -> ResponseReturnValue:
    """Invite somebody: who was found by name, or whoever has this address; nobody hears whether anybody has."""
    meeting = _made_by_me(meeting_id)
    address = AddressForm()
    person = None
    if "person" in request.form:
        person = queries.invitable(current_user, request.form.get("person", 0, type=id_in), clock.today())
        if person is None:
            return _page(meeting, 409, refusal="Deze persoon kun je niet uitnodigen.")
    elif not address.validate():
        return _page(meeting, 422, address=address)
    with refused_on(_page, meeting):
        operations.invite(meeting, current_user, person=person, email="" if person else address.email.data or "")
    flash(
        f"{person.name} krijgt een uitnodiging."
        if person
        else "Als dit adres bij iemand hoort, krijgt die een uitnodiging.",
        "success",
    )
    return go_to(url_for("meetings.show", meeting_id=meeting.id, _anchor="wie"))


@blueprint.post("/<int:meeting_id>/uitnodiging/<int:invitation_id>/intrekken")
@allow(RoleName.PROFESSIONAL)
def withdraw(meeting_id: int, invitation_id: int) -> ResponseReturnValue:
    """Ask somebody no more whom I invited."""
    meeting = _made_by_me(meeting_id)
    invitation = queries.sent_by(current_user, meeting, invitation_id) or abort(404)
    with refused_on(_page, meeting):
        operations.withdraw(invitation)
    flash(f"De uitnodiging aan {invitation.to} is ingetrokken.", "success")
    return go_to(url_for("meetings.show", meeting_id=meeting.id, _anchor="wie"))


@blueprint.post("/uitnodiging/<int:invitation_id>/")
@allow(RoleName.PROFESSIONAL)
def answer(invitation_id: int) -> ResponseReturnValue:
    """Say yes or no to an invitation; a yes puts me on the list."""
    invitation = queries.invitation_for(current_user, invitation_id) or abort(404)
    accepted = request.form.get("answer") == "ja"
    operations.answer(invitation, current_user, accepted=accepted)
    if not accepted:
        flash("Je staat niet op de lijst van deze bijeenkomst.", "success")
        return go_to(url_for("meetings.index"))
    flash("Je staat op de lijst. Bevestig ook wie jij er zag.", "success")
    return go_to(url_for("meetings.show", meeting_id=invitation.meeting_id))


@blueprint.post("/<int:meeting_id>/aanwezig/<int:attendance_id>/weghalen")
@allow(RoleName.PROFESSIONAL)
def remove(meeting_id: int, attendance_id: int) -> ResponseReturnValue:
    """Somebody was not there after all."""
    meeting = _made_by_me(meeting_id)
    attendance = next((one for one in meeting.attendances if one.id == attendance_id), None)
    if attendance is None or attendance.person_id == current_user.id:
        abort(404)
    name = attendance.person.name
    with refused_on(_page, meeting):
        operations.remove_attendee(meeting, attendance)
    flash(f"{name} staat niet meer op de lijst.", "success")
    return go_to(url_for("meetings.show", meeting_id=meeting.id, _anchor="wie"))


@blueprint.post("/<int:meeting_id>/bevestigen")
@allow(RoleName.PROFESSIONAL)
def confirm(meeting_id: int) -> ResponseReturnValue:
    """Say who was there and who presented."""
    meeting = _mine(meeting_id)
    present = set(request.form.getlist("present", type=int))
    presented = set(request.form.getlist("presented", type=int))
    if not present and not presented:
        return _page(meeting, 422, confirm_error="Vink aan wie er was.")
    with refused_on(_page, meeting):
        operations.confirm(meeting, current_user, present | presented, presented)
    flash("Bedankt, het is bevestigd.", "success")
    return go_to(url_for("meetings.show", meeting_id=meeting.id, _anchor="wie"))


@blueprint.post("/<int:meeting_id>/terugblik")
@allow(RoleName.PROFESSIONAL)
def reflect(meeting_id: int) -> ResponseReturnValue:
    """Keep what I take from it."""
    meeting = _mine(meeting_id)
    form = ReflectionForm()
    if not form.validate_on_submit():
        return _page(meeting, 422, reflection=form)
    operations.write_reflection(_own_attendance(meeting), form.reflection.data or "")
    flash("Je terugblik is bewaard. Alleen jij leest hem.", "success")
    return go_to(url_for("meetings.show", meeting_id=meeting.id, _anchor="terugblik"))


@blueprint.route("/<int:meeting_id>/afmelden", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def leave(meeting_id: int) -> ResponseReturnValue:
    """I was not there: take me from the list, after asking. The last one takes the meeting away."""
    meeting = _mine(meeting_id)
    if request.method == "POST":
        operations.leave(meeting, _own_attendance(meeting))
        flash("Je staat niet meer bij deze bijeenkomst.", "success")
        return go_to(url_for("meetings.index"))
    return render("dossiers/meetings/leave.html", meeting=meeting)


@blueprint.route("/<int:meeting_id>/weggooien", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def delete(meeting_id: int) -> ResponseReturnValue:
    """Throw a meeting away that nobody confirmed, after asking."""
    meeting = _made_by_me(meeting_id)
    if request.method == "POST":
        with refused_on(_page, meeting):
            operations.delete_meeting(meeting)
        flash("De bijeenkomst is weggegooid.", "success")
        return go_to(url_for("meetings.index"))
    return render("dossiers/meetings/delete.html", meeting=meeting)


def _mine(meeting_id: int) -> PeerMeeting:
    """A meeting that I attend; any other does not exist for me."""
    return queries.meeting_of(current_user, meeting_id) or abort(404)


def _made_by_me(meeting_id: int) -> PeerMeeting:
    """A meeting that I wrote down and attend."""
    meeting = _mine(meeting_id)
    if meeting.made_by_id != current_user.id:
        abort(404)
    return meeting


def _own_attendance(meeting: PeerMeeting) -> PeerAttendance:
    return next(one for one in meeting.attendances if one.person_id == current_user.id)
