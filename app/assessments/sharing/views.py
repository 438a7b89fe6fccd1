"""Pages of a shared result: for its person to share it and stop, for another to read it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments.models import Assessment, ResultShare
from app.assessments.queries import submitted_of
from app.assessments.results.content import chart_version
from app.assessments.results.queries import result_of
from app.assessments.results.words import kind_word
from app.assessments.sharing import operations, queries
from app.assessments.sharing.forms import ShareForm
from app.core import clock
from app.core.audit import last_looks, record_look
from app.core.charts import measures, svg_of
from app.core.web.filters import weekday
from app.core.web.htmx import go_to, render
from app.core.worded import series
from app.people.access import Door, allow
from app.people.queries import managers_of
from app.people.rules import RoleName

blueprint = Blueprint("sharing", __name__)

AGAIN = "Ziet dit al. Deel opnieuw als je iets wilt veranderen."


@blueprint.route("/resultaat/<int:assessment_id>/delen", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def share(assessment_id: int) -> ResponseReturnValue:
    """Say who reads this result, what of it, and until when."""
    assessment = _own(assessment_id)
    form = ShareForm.of(assessment, managers_of(current_user, clock.today()))
    if form.validate_on_submit():
        people = form.chosen_people
        for one in people:
            operations.share_result(assessment, one, form.chosen_elements, form.until)
        sees = "ziet" if len(people) == 1 else "zien"
        flash(f"{series([one.name for one in people])} {sees} dit tot en met {weekday(form.until)}.", "success")
        return go_to(url_for("sharing.share", assessment_id=assessment.id))
    looks = last_looks(current_user.id, queries.looked_at(assessment))
    shares = queries.shares_of(assessment, clock.today())
    reading = {one.viewer_id for one in shares}
    return render(
        "assessments/sharing/share.html",
        status=form.page_status,
        assessment=assessment,
        result=result_of(assessment),
        form=form,
        shares=[(one, looks.get(one.viewer_id)) for one in shares],
        hints={str(one.id): AGAIN if one.id in reading else "Je leidinggevende" for one in form.viewers},
    )


@blueprint.post("/resultaat/<int:assessment_id>/delen/<int:share_id>/stop")
@allow(RoleName.PROFESSIONAL)
def stop(assessment_id: int, share_id: int) -> ResponseReturnValue:
    """They see it no more. A second press finds it stopped already."""
    assessment = _own(assessment_id)
    found = next((one for one in queries.open_shares_of(assessment) if one.id == share_id), None)
    if found is not None:
        operations.stop_sharing(found)
        flash(f"{found.viewer.name} ziet dit resultaat niet meer.", "success")
    return go_to(url_for("sharing.share", assessment_id=assessment.id))


@blueprint.get("/resultaat/<int:assessment_id>/delen/voorbeeld")
@allow(RoleName.PROFESSIONAL)
def preview(assessment_id: int) -> ResponseReturnValue:
    """My whole result as another reads it when I share it."""
    assessment = _own(assessment_id)

    def picture_of(group: str, version: str) -> str:
        return url_for(
            "results.picture",
            assessment_id=assessment.id,
            group=group,
            kind="svg",
            profiel=assessment.profile,
            vorige="geen",
            v=version,
        )

    return render(
        "assessments/sharing/shared.html",
        person=current_user,
        assessment=assessment,
        result=result_of(assessment),
        share=None,
        mine=True,
        picture_of=picture_of,
        chart_version=chart_version,
        measures=measures,
        kind_word=kind_word,
    )


@blueprint.get("/gedeeld/<int:share_id>/")
@allow(Door.SIGNED_IN)
def show(share_id: int) -> ResponseReturnValue:
    """What somebody shares with me of a result; each look is written down. Who shares it sees the same."""
    found = _found(share_id)
    assessment, person = found.assessment, found.assessment.subject
    record_look(current_user.id, person.id, queries.looked_at(assessment))
    return render(
        "assessments/sharing/shared.html",
        person=person,
        assessment=assessment,
        result=queries.shown_of(found),
        share=found,
        mine=person.id == current_user.id,
        picture_of=lambda group, version: url_for("sharing.picture", share_id=found.id, group=group, v=version),
        chart_version=chart_version,
        measures=measures,
        kind_word=kind_word,
    )


@blueprint.get("/gedeeld/<int:share_id>/<group>.svg")
@allow(Door.SIGNED_IN)
def picture(share_id: int, group: str) -> Response:
    """The picture of what is shared, of one group of the standard; `klein` for a phone."""
    part = queries.shown_of(_found(share_id)).part(group)
    chart = part.chart if part else None
    if chart is None:
        abort(404)
    return Response(svg_of(chart, "small" if "klein" in request.args else "large"), mimetype="image/svg+xml")


def _own(assessment_id: int) -> Assessment:
    return next((one for one in submitted_of(current_user) if one.id == assessment_id), None) or abort(404)


def _found(share_id: int) -> ResultShare:
    return queries.share_for(current_user, share_id, clock.today()) or abort(404)
