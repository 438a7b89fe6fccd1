"""Tables of what a registrant holds and keeps: status, experience, PE, report, meeting, dossier; and prices.

A PE year is named by its first day (reading A-13: it runs from the date of entry or the previous renewal date up to
the next renewal date, which is not in it).
"""

from app.dossiers.models.activities import PEActivity
from app.dossiers.models.functions import FunctionEntry
from app.dossiers.models.lengths import TITLE_LENGTH
from app.dossiers.models.meetings import PeerAttendance, PeerInvitation, PeerMeeting
from app.dossiers.models.periods import Dossier, EmploymentDeclaration, PracticeReport, Reminder
from app.dossiers.models.prices import Price
from app.dossiers.models.status import Experience, RegisterNumber, Registrant, Registration

__all__ = [
    "TITLE_LENGTH",
    "Dossier",
    "EmploymentDeclaration",
    "Experience",
    "FunctionEntry",
    "PEActivity",
    "PeerAttendance",
    "PeerInvitation",
    "PeerMeeting",
    "PracticeReport",
    "Price",
    "RegisterNumber",
    "Registrant",
    "Registration",
    "Reminder",
]
