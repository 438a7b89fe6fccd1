"""What an administrator fills in about people and teams."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, EmailField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import Optional

from app.core.web.fields import DateInput, Form, SelectChoice, TextInput, at_most, choices_of, member_of, required
from app.core.worded import series
from app.people.administration.rules import Account, Wanted
from app.people.models import Team
from app.people.operations import TeamClosed
from app.people.rules import ORGANISATION_ROLES, LeadKind, Period, RoleName
from app.people.sign_in.forms import address_error

ROLE_HINTS = {
    RoleName.PROFESSIONAL.value: "Scoort zichzelf en maakt een plan.",
    RoleName.MANAGER.value: "Ziet van het eigen team wat mensen zelf delen.",
    RoleName.HR.value: "Beheert eigen teksten en kaders. Ziet geen zelfscans en plannen.",
    RoleName.ADMINISTRATOR.value: "Regelt mensen en teams. Ziet geen zelfscans en plannen.",
}
MEMBER = "member"
PLACES = {MEMBER: "Lid van het team"} | {kind.value: kind.dutch for kind in LeadKind}
NO_TEAM = ""


class FindForm(Form):
    """Whom a list shows; it comes with the address, and what cannot be asked is not asked."""

    class Meta(Form.Meta):
        csrf = False

    q = TextInput("Naam, e-mailadres of functie")
    team = SelectField("Team", validate_choice=False)
    rol = SelectField("Rol", validate_choice=False)

    def __init__(
        self, teams: Sequence[Team], asked: MultiDict[str, str], roles: Sequence[RoleName] = tuple(RoleName)
    ) -> None:
        """`teams` are those of the organisation, `roles` those that occur in it."""
        super().__init__(asked)
        self.rol.choices = [SelectChoice("", "Elke rol"), *choices_of(roles)]
        self._ids = {str(one.id): one.id for one in teams}
        self.team.choices = [SelectChoice("", "Elk team"), *(SelectChoice(str(one.id), one.name) for one in teams)]
        account = member_of(Account)(asked.get("account"))
        self.wanted = Wanted(
            (self.q.data or "")[:100],
            self._ids.get(self.team.data or ""),
            RoleName(self.rol.data) if self.rol.data in set(roles) else None,
            account if isinstance(account, Account) else None,
        )


class PersonForm(Form):
    """Name, job title and roles."""

    name = TextInput("Naam", validators=[required("Vul een naam in."), at_most(200)])
    job_title = TextInput("Functie", description="Bijvoorbeeld: klantmanager.", validators=[at_most(200)])
    roles = SelectMultipleField(
        "Rollen", choices=choices_of(ORGANISATION_ROLES), validators=[required("Kies minstens één rol.")]
    )

    sure = BooleanField("Ja, dat is wat ik wil")

    def __init__(self, keeper: Iterable[RoleName], *args: Any, **kwargs: Any) -> None:
        """`keeper` are the roles of who fills it in: only an administrator makes an administrator."""
        super().__init__(*args, **kwargs)
        if RoleName.ADMINISTRATOR not in keeper:
            self.roles.choices = choices_of(one for one in ORGANISATION_ROLES if one is not RoleName.ADMINISTRATOR)

    def refuse_unsure(self, held: Iterable[RoleName]) -> bool:
        """Whether somebody who changes themselves takes a role from themselves, and did not say that they mean it."""
        lost = [role.dutch for role in ORGANISATION_ROLES if role in frozenset(held) - self.role_names]
        if not lost or self.sure.data:
            return False
        roles = "de rol" if len(lost) == 1 else "de rollen"
        self.sure.errors = [f"Je neemt jezelf {roles} {series(lost)} af. Vink aan dat je dat wilt."]
        return True

    def ask_no_role(self) -> None:
        """Who is only of the register needs no role in the organisation."""
        self.roles.validators, self.roles.flags.required = [Optional()], False
        self.roles.description = "Deze persoon heeft een rol bij het beroepsregister. Een rol bij jullie hoeft niet."

    @property
    def role_names(self) -> frozenset[RoleName]:
        """The chosen roles."""
        return frozenset(RoleName(value) for value in self.roles.data or ())


class MembershipFields(Form):
    """In which team, as what, and from when until when; `roles` are those that the person has or will have."""

    team = SelectField("Team")
    place = RadioField("In dit team is deze persoon", choices=[SelectChoice(*item) for item in PLACES.items()])
    starts_on = DateInput("Vanaf")
    ends_on = DateInput("Tot en met", description="Laat leeg als je dat nog niet weet.")

    def __init__(self, teams: Sequence[Team], *args: Any, **kwargs: Any) -> None:
        """`teams` are those of the organisation; a choice outside them is refused."""
        super().__init__(*args, **kwargs)
        self.team.choices = [SelectChoice(NO_TEAM, self.no_team), *(SelectChoice(str(t.id), t.name) for t in teams)]

    no_team = "Kies een team"

    @property
    def team_id(self) -> int | None:
        """The chosen team."""
        return int(self.team.data) if self.team.data else None

    @property
    def period(self) -> Period:
        """The days; only of a valid form with a team."""
        return Period(self.starts_on.data or date.max, self.ends_on.data)

    def validate_ends_on(self, field: DateInput) -> None:
        """The end comes after the start, and who acts for somebody else does so until a day."""
        if self.team_id is None:
            return
        if field.data is None and self.place.data == LeadKind.ACTING:
            raise ValidationError("Vul in tot en met welke dag deze persoon waarneemt.")
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("Deze dag is vóór de eerste dag.")

    @property
    def lead(self) -> LeadKind | None:
        """In which way the person leads the team; None for a member. Only of a valid form."""
        return None if self.place.data == MEMBER else LeadKind(self.place.data)

    def refuse_leader_without_role(self, roles: Iterable[RoleName]) -> None:
        """Only who has the role can lead a team; otherwise the place would do nothing."""
        if self.place.data in set(LeadKind) and RoleName.MANAGER not in roles:
            raise ValidationError("Dat kan alleen met de rol leidinggevende. Geef eerst die rol.")


class AddPersonForm(PersonForm, MembershipFields):
    """A new person, who may begin in a team at once."""

    no_team = "Nog geen team"

    def __init__(self, keeper: Iterable[RoleName], teams: Sequence[Team], *args: Any, **kwargs: Any) -> None:
        """`keeper` as of `PersonForm`, `teams` as of `MembershipFields`."""
        super().__init__(keeper, teams, *args, **kwargs)
        self._last_days = {str(one.id): one.closed_on for one in teams}

    email = EmailField(
        "E-mailadres",
        description="Hiermee logt deze persoon in.",
        validators=[required("Vul een e-mailadres in."), at_most(255)],
    )

    def validate_email(self, field: EmailField) -> None:
        """An address that mail can be sent to."""
        if sentence := address_error(field.data):
            raise ValidationError(sentence)
        field.data = str(field.data).strip().lower()

    def validate_place(self, field: RadioField) -> None:
        """A leader needs the role."""
        if self.team_id is not None:
            self.refuse_leader_without_role(self.role_names)

    def validate_starts_on(self, field: DateInput) -> None:
        """A team asks for a date."""
        if self.team_id is not None and field.data is None:
            raise ValidationError("Vul in vanaf welke dag.")
        self._refuse_after_end(field)

    def validate_ends_on(self, field: DateInput) -> None:
        """Nor is the team gone by then."""
        super().validate_ends_on(field)
        self._refuse_after_end(field)

    def _refuse_after_end(self, field: DateInput) -> None:
        last_day = self._last_days.get(self.team.data or "")
        if field.data and last_day and field.data > last_day:
            raise ValidationError(TeamClosed.sentence)


class JoinForm(MembershipFields):
    """Put an existing person in a team, possibly until a known day."""

    team = SelectField("Team", validators=[required("Kies een team.")])
    starts_on = DateInput("Vanaf", validators=[required("Vul in vanaf welke dag.")])

    def __init__(self, teams: Sequence[Team], roles: Iterable[RoleName], *args: Any, **kwargs: Any) -> None:
        """`roles` are those of the person."""
        super().__init__(teams, *args, **kwargs)
        self.held = frozenset(roles)

    def validate_place(self, field: RadioField) -> None:
        """A leader needs the role."""
        self.refuse_leader_without_role(self.held)


class EndForm(Form):
    """The last day in a team."""

    last_day = DateInput("Laatste dag in dit team", validators=[required("Vul de laatste dag in.")])

    def __init__(self, first_day: date, *args: Any, **kwargs: Any) -> None:
        """`first_day` is when the membership began."""
        super().__init__(*args, **kwargs)
        self.first_day = first_day

    def allow_none(self) -> None:
        """Of who would stop: an empty field means that they go on."""
        self.last_day.description = "Laat leeg als er geen laatste dag meer is."
        self.last_day.validators, self.last_day.flags.required = [Optional()], False

    def validate_last_day(self, field: DateInput) -> None:
        """The end comes after the start."""
        if field.data and field.data < self.first_day:
            raise ValidationError("Deze dag is vóór de eerste dag in dit team.")
