"""Tables of the register: what is asked, judged and decided, what a judge declares, and what the board sets."""

from app.register.models.badges import Badge, SigningKey
from app.register.models.declarations import DeskClaim, TieDeclaration
from app.register.models.matters import Application, Audit, Decision, DossierFinding
from app.register.models.reviews import Objection, Sample, SampleFile, SampleJudgement
from app.register.models.settings import BoardSetting

__all__ = [
    "Application",
    "Audit",
    "Badge",
    "BoardSetting",
    "Decision",
    "DeskClaim",
    "DossierFinding",
    "Objection",
    "Sample",
    "SampleFile",
    "SampleJudgement",
    "SigningKey",
    "TieDeclaration",
]
