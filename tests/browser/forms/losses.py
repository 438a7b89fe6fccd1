"""What can be lost quietly: the forms in which people write, and all that can go wrong when one is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Page, Route

from app.core.db import Base
from app.dossiers.models import PEActivity, PeerMeeting, PracticeReport
from app.evidence.models import Evidence
from app.plans.models import Action, Goal
from app.register.models import Application, Decision, Objection

PROXY = "<html><head><title>{0}</title></head><body><center><h1>{0} Bad Gateway</h1></center><hr>nginx</body></html>"
OUR_PAGE = (
    '<!DOCTYPE html><html lang="nl"><body><main id="inhoud"><h1>Er ging iets mis bij ons</h1></main></body></html>'
)


@dataclass(frozen=True)
class WrittenForm:
    """A form: who fills it in, where, what with, by which button it is sent, and what it makes one of.

    `before` is the button by which one first sees what will come of it. Ids of the world stand in the path as `{name}`.
    The names of `fields` are those of the controls.
    """

    name: str
    who: str
    path: str
    button: str
    makes: type[Base]
    fields: Mapping[str, str]
    choose: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    before: str = ""

    def __str__(self) -> str:
        return self.name


TODAY = "2026-11-20"
FORMS = (
    WrittenForm(
        "doel",
        "noor",
        "/plan/doel/nieuw?zelfscan={result}&onderdeel=uitvoering",
        "Zet in mijn plan",
        Goal,
        {"title": "Doorvragen", "how_noticed": "Ik hoor het verhaal\nachter de vraag."},
    ),
    WrittenForm(
        "actie",
        "noor",
        "/plan/doel/{goal}/actie/nieuw",
        "Zet in mijn plan",
        Action,
        {"title": "Meelopen", "due": "2027-01-12", "helper": "Joke"},
    ),
    WrittenForm(
        "bewijs",
        "noor",
        "/plan/actie/{action}/",
        "Voeg toe",
        Evidence,
        {"title": "Verslag van de dag"},
        file="verslag.txt",
    ),
    WrittenForm(
        "PE-activiteit",
        "noor",
        "/mijn-register/pe/nieuw?soort=workshop",
        "Bewaar",
        PEActivity,
        {"title": "Leegstand", "held_on": "2026-10-01", "hours": "3", "note": "Wat ik leerde."},
        choose={"clok": "ja"},
    ),
    WrittenForm(
        "intervisie",
        "noor",
        "/mijn-register/intervisie/nieuw",
        "Bewaar en nodig mensen uit",
        PeerMeeting,
        {"held_on": "2026-10-02", "group": "Kring", "place": "Stadhuis"},
    ),
    WrittenForm(
        "praktijkverslag",
        "noor",
        "/mijn-register/praktijkverslag/",
        "Bewaar voor later",
        PracticeReport,
        {"subject": "Bedrijvenloket", "beyond_routine": "Drie gemeenten\ndoen mee."},
    ),
    WrittenForm(
        "aanvraag",
        "sem",
        "/mijn-register/aanvraag/nieuw?wat=C-entree_audit",
        "Dien de aanvraag in",
        Application,
        {"motivation": "Ik doe de grote dossiers."},
    ),
    WrittenForm(
        "bezwaar",
        "petra",
        "/mijn-register/bezwaar/{decision}/",
        "Dien mijn bezwaar in",
        Objection,
        {"grounds": "De punten tellen niet mee."},
    ),
    WrittenForm(
        "besluit",
        "lot",
        "/kwaliteit/aanvraag/{application}/",
        "Leg dit voorstel voor",
        Decision,
        {"effective_on": TODAY, "reason": "Je werk past bij C.", "deviation": "Het diploma kwam later."},
        choose={"kind": "grant", "independent": "y"},
        before="Bekijk de brief",
    ),
)
"""Goal, action, evidence, PE activity, meeting, report, application, objection and decision."""


@dataclass(frozen=True)
class Loss:
    """Something that goes wrong once, at the edge of the network, and what the page says of it."""

    what: str
    happens: Callable[[Route], None]
    says: str

    def __str__(self) -> str:
        return self.what


def answered(status: int, body: str = "", **headers: str) -> Callable[[Route], None]:
    """The answer that comes in place of ours."""
    return lambda route: route.fulfill(status=status, body=body, content_type="text/html", headers=headers or None)


def aborted(why: str) -> Callable[[Route], None]:
    """No answer at all."""
    return lambda route: route.abort(why)


NO_ANSWER, NOT_SAVED, PERHAPS = "Er kwam geen antwoord.", "NIET opgeslagen.", "Waarschijnlijk NIET opgeslagen."
AT_THE_EDGE = (
    Loss("offline", aborted("internetdisconnected"), NO_ANSWER),
    Loss("server gone", aborted("connectionrefused"), NO_ANSWER),
    Loss("connection cut", aborted("connectionreset"), NO_ANSWER),
    Loss("413, empty", answered(413), "Wat je stuurt is te groot."),
    Loss("413 of a proxy", answered(413, PROXY.format(413)), "Wat je stuurt is te groot."),
    Loss("500, empty", answered(500), PERHAPS),
    Loss("disk full: 500 with a page", answered(500, OUR_PAGE), PERHAPS),
    Loss("502 of a proxy", answered(502, PROXY.format(502)), PERHAPS),
    Loss("503 of a proxy", answered(503, PROXY.format(503)), "even niet bereikbaar"),
    Loss("database locked: 503 with a page", answered(503, OUR_PAGE), "even niet bereikbaar"),
    Loss("429", answered(429, **{"Retry-After": "60"}), "Wacht een minuut."),
    Loss("403: rights withdrawn", answered(403), "Je mag dit niet of niet meer."),
    Loss("404: thing gone", answered(404), "is er niet meer"),
    Loss("409", answered(409), "Dit is ondertussen veranderd."),
    Loss("200 with the sign-in page of a proxy", answered(200, PROXY.format("Sign in")), PERHAPS),
)
"""The others are in `test_losses.py`: four of a session, two of a hurry, two of leaving, a slow and a lost answer."""


def fill(page: Page, form: WrittenForm) -> None:
    """Type and choose all of it."""
    for name, text in form.fields.items():
        page.locator(f"main form[method=post] [name={name}]").first.fill(text)
    for name, value in form.choose.items():
        page.locator(f"main [name={name}][value={value}]").check()
    if form.file:
        page.locator("main [type=file]").set_input_files(
            {"name": form.file, "mimeType": "text/plain", "buffer": b"Een verslag."}
        )
