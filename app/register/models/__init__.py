"""Tables of the register: what is asked, decided and declared, what the board sets, who sits where, and who pays."""

from app.register.models.badges import Badge, SigningKey
from app.register.models.declarations import DeskClaim, TieDeclaration
from app.register.models.invoices import Debtor, Invoice
from app.register.models.matters import Application, Audit, Decision, DossierFinding
from app.register.models.reviews import Objection, Sample, SampleFile, SampleJudgement
from app.register.models.seats import Digest, SeatProposal
from app.register.models.settings import BoardSetting

__all__ = [
    "Application",
    "Audit",
    "Badge",
    "BoardSetting",
    "Debtor",
    "Decision",
    "DeskClaim",
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
