"""Tables of the register: what is asked, judged and decided, what a judge declares, and who sits where."""

from app.register.models.declarations import TieDeclaration
from app.register.models.invoices import Debtor, Invoice
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
from app.register.models.seats import Digest, SeatProposal
from app.register.models.settings import BoardSetting

__all__ = [
    "Application",
    "Audit",
    "Badge",
    "BoardSetting",
    "Debtor",
    "Decision",
    "Digest",
    "DossierFinding",
    "Invoice",
    "Objection",
    "Sample",
    "SampleFile",
    "SampleJudgement",
    "SeatProposal",
    "SigningKey",
    "TieDeclaration",
]
