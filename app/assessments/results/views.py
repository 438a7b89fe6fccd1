"""Pages and pictures of the result. Everything here is of the person who is signed in; another's id is a 404."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments.editions.earlier import earlier_than, over_editions
from app.assessments.editions.growth import Growth, growth_of
from app.assessments.models import Assessment
from app.assessments.queries import drafts_of, standard_of, submitted_of
from app.assessments.results import paper, words
from app.assessments.results.content import Part, Result, chart_version
from app.assessments.results.queries import result_of
from app.core import clock
from app.core.charts import Bars, Head, Radar, Size, measures, png_of, svg_of
from app.core.web.headers import KeptResponse
from app.core.web.htmx import render
from app.core.web.sending import send
from app.evidence.models import Evidence
from app.people.access import allow
from app.people.rules import RoleName
from app.standards.library import standard_read_by
from app.standards.norms.queries import norms_for
from app.standards.rules.profile import Profile
from app.standards.rules.standard import UnknownProfile

blueprint = Blueprint("results", __name__)

NO_PREVIOUS = "geen"
"""In the address: compare with no earlier assessment."""
KEPT_SECONDS = 7 * 24 * 3600
COLUMNS_OF_GROWTH = 6
TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """An assessment and what it is held against: both chosen in the address, with what fits by itself as default."""

    assessment: Assessment
    previous: Assessment | None
    profile: str
    own: Sequence[Assessment]
    """All that this person handed in, newest first."""

    @property
    def earlier(self) -> list[Assessment]:
        """Those that it can be compared with, newest first."""
        return earlier_than(self.assessment, self.own)

    @property
    def others(self) -> list[Assessment]:
        """All but this one, newest first."""
        return [one for one in self.own if one is not self.assessment]

    @property
    def growth(self) -> Growth:
        """How the person grew on this standard, over its editions."""
        standard = standard_of(self.assessment)
        return growth_of(over_editions(standard, self.own), self.profile, standard)

    @property
    def profiles(self) -> list[Profile]:
        """What it can be held against: the norms for its person today, its own, the chosen one, and the profiles."""
        standard = standard_of(self.assessment)
        norms = norms_for(self.assessment.subject, standard.slug, clock.today())
        codes = dict.fromkeys((*norms, self.assessment.profile, self.profile))
        return [
            *(standard.profile(code) for code in codes if standard.profile(code) not in standard.profiles),
            *standard.profiles,
        ]

    @property
    def in_address(self) -> dict[str, Any]:
        """The choice as parts of an address."""
        return {
            "assessment_id": self.assessment.id,
            "profiel": self.profile,
            "vorige": self.previous.id if self.previous else NO_PREVIOUS,
        }


@blueprint.get("/resultaat/")
@allow(RoleName.PROFESSIONAL)
def latest() -> ResponseReturnValue:
    """The newest result, or what to do when there is none yet."""
    handed_in = submitted_of(current_user)
    if not handed_in:
        return render("assessments/results/empty.html", drafts=drafts_of(current_user))
    return redirect(url_for("results.show", assessment_id=handed_in[0].id))


@blueprint.get("/resultaat/<int:assessment_id>/")
@allow(RoleName.PROFESSIONAL)
def show(assessment_id: int) -> Response:
    """What one handed-in self-assessment says."""
    comparison = _comparison(assessment_id)
    result = _result(comparison)
    growth = comparison.growth
    return render(
        "assessments/results/show.html",
        result=result,
        comparison=comparison,
        growth=growth,
        trend_version=chart_version(growth.trend),
        newest_columns=slice(-COLUMNS_OF_GROWTH, None),
        notes=_notes(comparison.assessment),
        evidence=_evidence(comparison.assessment),
        picture_of=partial(_picture_address, comparison),
        measures=measures,
        standard_of=partial(standard_read_by, current_user),
        words=words,
    )


@blueprint.get("/resultaat/<int:assessment_id>/<group>.<any(svg, png):kind>")
@allow(RoleName.PROFESSIONAL)
def picture(assessment_id: int, group: str, kind: str) -> Response:
    """The picture of one group of the standard: `klein` for a phone, `mini` without words.

    With `download` it is a file that says what it is and whose; `kaal` leaves that off.
    """
    result = _result(_comparison(assessment_id))
    part = result.part(group) or abort(404)
    chart = part.chart or abort(404)
    size: Size = "mini" if "mini" in request.args else "small" if "klein" in request.args else "large"
    download = "download" in request.args
    head = paper.head_of(result, part, current_user) if download and "kaal" not in request.args else None
    response = _kept(_draw(chart, kind, size, download, head), TYPES[kind], chart_version(chart))
    if download:
        response.headers.set("Content-Disposition", "attachment", filename=words.file_name(result, part, kind))
    return response


@blueprint.get("/resultaat/<int:assessment_id>/pdf")
@allow(RoleName.PROFESSIONAL)
def pdf(assessment_id: int) -> Response:
    """The result on one A4, with the tables behind it, held against what the address names."""
    comparison = _comparison(assessment_id)
    result = _result(comparison)
    content = paper.pdf_of(result, current_user, _notes(comparison.assessment))
    return send(content, "application/pdf", paper.file_name(result))


@blueprint.get("/resultaat/<int:assessment_id>/groei.svg")
@allow(RoleName.PROFESSIONAL)
def growth(assessment_id: int) -> Response:
    """The line of growth over all assessments on the standard."""
    comparison = _comparison(assessment_id)
    trend = comparison.growth.trend or abort(404)
    return _kept(svg_of(trend, "small" if "klein" in request.args else "large"), TYPES["svg"], chart_version(trend))


def _comparison(assessment_id: int) -> Comparison:
    """What the address asks for, from one query on the person's own assessments; 404 for what is not theirs."""
    own = submitted_of(current_user)
    assessment = next((one for one in own if one.id == assessment_id), None) or abort(404)
    earlier = earlier_than(assessment, own)
    wanted = request.args.get("vorige", "")
    previous = next((one for one in earlier if not wanted or str(one.id) == wanted), None)
    if previous is None and wanted not in ("", NO_PREVIOUS):
        abort(404)
    profile = request.args.get("profiel") or assessment.profile
    try:
        standard_of(assessment).profile(profile)
    except UnknownProfile:
        abort(404)
    return Comparison(assessment, previous, profile, own)


def _result(comparison: Comparison) -> Result:
    return result_of(comparison.assessment, comparison.previous, comparison.profile)


def _notes(assessment: Assessment) -> dict[str, dict[str, str]]:
    """What the person wrote: per element the text per purpose."""
    notes: dict[str, dict[str, str]] = {}
    for note in assessment.notes:
        if note.text:
            notes.setdefault(note.element, {})[note.purpose] = note.text
    return notes


def _evidence(assessment: Assessment) -> dict[str, list[Evidence]]:
    """What the person showed: the evidence per element."""
    evidence: dict[str, list[Evidence]] = {}
    for row in assessment.evidence:
        evidence.setdefault(row.element, []).append(row.evidence)
    return evidence


def _picture_address(comparison: Comparison, part: Part, kind: str = "svg", **more: int) -> str:
    """Where the picture of a part is; the address changes with the picture, so that the browser can keep it."""
    place = comparison.in_address | {"v": chart_version(part.chart)} | more
    return url_for("results.picture", group=part.key, kind=kind, **place)


def _draw(chart: Radar | Bars, kind: str, size: Size, download: bool, head: Head | None) -> bytes:
    if kind == "png":
        return png_of(chart, size, legend=download, head=head)
    return svg_of(chart, size, legend=download, head=head)


def _kept(data: bytes, mimetype: str, version: str) -> Response:
    """The picture with a tag of its content; kept without asking again when the address names this version."""
    response = KeptResponse(data, mimetype=mimetype)
    response.set_etag(sha256(data).hexdigest()[:32])
    response.cache_control.private = True
    if request.args.get("v") == version:
        response.cache_control.max_age = KEPT_SECONDS
    else:
        response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
