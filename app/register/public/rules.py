"""What who is in the register may call themselves (regeling 1.4)."""

from __future__ import annotations

from app.regulation.terms import RegisterName

TITLES = {RegisterName.AMB: "R-AMB", RegisterName.MW: "R-MW"}
FULL_TITLES = {
    RegisterName.AMB: "Geregistreerd Accountmanager Bedrijven",
    RegisterName.MW: "Geregistreerd Manager Werklocaties",
}
