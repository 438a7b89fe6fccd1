"""That everybody of the register declared that they have no tie, for tests of what comes after it."""

from app.core.db import db
from app.dossiers.models import Dossier, PEActivity, PracticeReport, Registration
from app.people.models import User
from app.register.judges.operations import declare
from app.register.models import Application, Decision, Objection, Sample
from tests.pairs import the

FILES = {
    "application": Application,
    "second": Application,
    "dossier": Dossier,
    "registration": Registration,
    "decision": Decision,
    "activity": PEActivity,
    "report": PracticeReport,
    "objection": Objection,
}


def declared(ids):
    """The same, after each of board and committee declared at each file that they have no tie with its person."""
    files = [the(model, ids[name]) for name, model in FILES.items() if name in ids]
    files += the(Sample, ids["sample"]).files if "sample" in ids else []
    for who in [name for name in ids if name.startswith(("board", "committee"))]:
        for file in files:
            declare(the(User, ids[who]), file)
    db.session.commit()
    return ids
