"""Pages of the yearly sample, for the quality committee; the board reads what came of it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.files.pdf import write_pdf
from app.core.problems import DomainError
from app.core.web.errors import refused_on
from app.core.web.filters import day as dutch_day
from app.core.web.htmx import go_to, render
from app.core.web.sending import send
from app.evidence.serving import as_download
from app.people.access import allow
from app.people.rules import RoleName
from app.register.judges.forms import undeclared_in
from app.register.judges.operations import declare
from app.register.judges.queries import hindrances_of
from app.register.lists import onwards
from app.register.models import Sample, SampleFile
from app.register.outcomes.pages import content_of, outcome_of
from app.register.rules import SampleVerdict
from app.register.samples import operations, queries
from app.register.samples.forms import DrawForm, JudgeForm

blueprint = Blueprint("samples", __name__, url_prefix="/kwaliteit/steekproef")


@blueprint.get("/")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def index() -> Response:
    """Every sample with how far it is."""
    rows = [(sample, queries.waiting_in(sample), queries.agreement_of(sample)) for sample in queries.samples()]
    return render("register/samples/index.html", rows=rows, may_draw=RoleName.COMMITTEE in current_user.role_names)


@blueprint.route("/nieuw", methods=["GET", "POST"])
@allow(RoleName.COMMITTEE)
def draw() -> ResponseReturnValue:
    """Draw a sample."""
    this_year = clock.today().year
    form = DrawForm(this_year, data={"year": this_year, "statuses": ["C", "B", "A"], "how": "share", "count": 10})
    if request.method == "POST" and form.validate():
        try:
            sample = operations.draw_sample(
                current_user,
                form.year.data or this_year,
                form.statuses.data or (),
                size=form.size,
                share=form.share,
                seed=form.seed.data or "",
            )
        except DomainError as error:
            form.year.errors = [str(error)]
        else:
            flash(f"Getrokken: {_files(sample.size)}.", "ok")
            return go_to(url_for("samples.show", sample_id=sample.id))
    return render("register/samples/draw.html", status=form.page_status, form=form)


@blueprint.get("/<int:sample_id>/")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def show(sample_id: int) -> Response:
    """One sample: its files, who still has to judge, and how far the judges agree."""
    return _shown(_sample(sample_id))


@blueprint.route("/<int:sample_id>/dossier/<int:file_id>/", methods=["GET", "POST"])
@allow(RoleName.COMMITTEE)
def judge(sample_id: int, file_id: int) -> ResponseReturnValue:
    """One drawn file: read it, and say what you find of the decision."""
    sample = _sample(sample_id)
    file = _file(sample, file_id)
    form = JudgeForm().about(file, current_user)
    if form.validate_on_submit():
        with refused_on(_page, sample, file, form), undeclared_in(form, _page, sample, file, form):
            declare(current_user, file, form.declares)
            operations.judge_file(sample, file, current_user, SampleVerdict(form.verdict.data), form.remarks.data or "")
        flash("Je oordeel is vastgelegd.", "ok")
        return go_to(onwards(url_for("samples.show", sample_id=sample.id)))
    if form.is_submitted():
        return _page(sample, file, form, 422)
    view = _view(file, sample)
    if view.hindrance is None and sample.closed_at is None:
        record_look(current_user.id, file.decision.person_id, "je dossier, in de steekproef")
    return _page(sample, file, form, 200, view=view)


@blueprint.get("/<int:sample_id>/dossier/<int:file_id>/bewijs/<int:evidence_id>")
@allow(RoleName.COMMITTEE)
def evidence(sample_id: int, file_id: int, evidence_id: int) -> Response:
    """A file of a drawn dossier, for who may judge it, as long as the sample is open."""
    sample = _sample(sample_id)
    file = _file(sample, file_id)
    view, dossier = _view(file, sample), file.decision.dossier
    if sample.closed_at is not None or view.hindrance is not None or dossier is None:
        abort(404)
    response = as_download(next((one for one in dossier.evidence if one.id == evidence_id), None))
    record_look(current_user.id, file.decision.person_id, "bewijs in je dossier, in de steekproef")
    return response


@blueprint.post("/<int:sample_id>/sluiten")
@allow(RoleName.COMMITTEE)
def close(sample_id: int) -> ResponseReturnValue:
    """Close it: from then on it changes no more, and the report can be made."""
    sample = _sample(sample_id)
    with refused_on(_shown, sample):
        operations.close_sample(sample)
    flash("De steekproef is afgesloten.", "ok")
    return go_to(url_for("samples.show", sample_id=sample.id))


@blueprint.get("/<int:sample_id>/verslag.pdf")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def report(sample_id: int) -> Response:
    """The report of a closed sample, without names."""
    sample = _sample(sample_id)
    if sample.closed_at is None:
        abort(404)
    found = queries.agreement_of(sample)
    content = write_pdf(
        "register/samples/report.typ",
        {
            "year": sample.year,
            "drawn": dutch_day(clock.local(sample.drawn_at)),
            "closed": dutch_day(clock.local(sample.closed_at)),
            "seed": sample.seed,
            "statuses": ", ".join(sample.statuses),
            "population": len(sample.population),
            "size": sample.size,
            "percent": found.percent,
            "same": found.same,
            "kappa": None if found.kappa is None else f"{found.kappa:.2f}".replace(".", ","),
            "files": [
                {
                    "place": file.place,
                    "decision": file.decision.number,
                    "kind": file.decision.kind.dutch,
                    "status": file.decision.register_status.value,
                    "judgements": [{"verdict": one.verdict.dutch, "remarks": one.remarks} for one in file.judgements],
                }
                for file in sample.files
            ],
        },
    )
    return send(content, "application/pdf", f"steekproef-{sample.year}-{sample.id}.pdf")


def _shown(sample: Sample, status: int = 200, refusal: str = "") -> Response:
    hindrances = hindrances_of(current_user, [file.decision for file in sample.files], clock.today())
    views = queries.views_of(sample, current_user, hindrances)
    return render(
        "register/samples/show.html",
        status=status,
        sample=sample,
        views=views,
        population=queries.drawn_from(sample),
        waiting=queries.waiting_in(sample),
        agreement=queries.agreement_of(sample),
        is_judge=RoleName.COMMITTEE in current_user.role_names,
        refusal=refusal,
    )


def _view(file: SampleFile, sample: Sample) -> queries.FileView:
    return queries.view_of(file, current_user, clock.today(), sample)


def _page(
    sample: Sample,
    file: SampleFile,
    form: JudgeForm,
    status: int,
    refusal: str = "",
    view: queries.FileView | None = None,
) -> Response:
    """The page of a file, as it is now or as it was just seen."""
    decision = file.decision
    return render(
        "register/samples/judge.html",
        status=status,
        sample=sample,
        view=view or _view(file, sample),
        form=form,
        refusal=refusal,
        rules_say=outcome_of(decision),
        content=content_of(decision.dossier) if decision.dossier else None,
    )


def _sample(sample_id: int) -> Sample:
    return queries.sample_called(sample_id) or abort(404)


def _file(sample: Sample, file_id: int) -> SampleFile:
    return queries.file_in(sample, file_id) or abort(404)


def _files(count: int) -> str:
    return "1 dossier" if count == 1 else f"{count} dossiers"
