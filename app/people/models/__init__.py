"""Tables of organisations, departments, teams, people, their roles, and signing in."""

from app.people.models.people import (
    EmailChange,
    FormerPlace,
    Move,
    PeopleImport,
    Role,
    TeamMembership,
    User,
    roles_users,
)
from app.people.models.places import (
    Department,
    FormerName,
    Organisation,
    OrganisationLogo,
    SkippedStep,
    Team,
    TreeChange,
)
from app.people.models.signing_in import SignInTry, UserSession

__all__ = [
    "Department",
    "EmailChange",
    "FormerName",
    "FormerPlace",
    "Move",
    "Organisation",
    "OrganisationLogo",
    "PeopleImport",
    "Role",
    "SignInTry",
    "SkippedStep",
    "Team",
    "TeamMembership",
    "TreeChange",
    "User",
    "UserSession",
    "roles_users",
]
