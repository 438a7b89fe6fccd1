"""Tables of the register: what is asked, judged and decided, and what a judge declares."""

from app.register.models.declarations import TieDeclaration
from app.register.models.matters import (
    Application,
    Audit,
    Badge,
    Decision,
    DossierFinding,
    Objection,
    Sample,
    SampleFile,
    SampleJudgement,
    SigningKey,
)
from app.register.models.settings import BoardSetting

__all__ = [
    "Application",
    "Audit",
    "Badge",
    "BoardSetting",
    "Decision",
    "DossierFinding",
    "Objection",
    "Sample",
    "SampleFile",
    "SampleJudgement",
    "SigningKey",
    "TieDeclaration",
]
