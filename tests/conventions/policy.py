"""Who may use which address, for every endpoint, method and persona: what docs/architecture.md, Rights, comes to.

All addresses are about `self`. `in` is let in (also when the page says what is wrong with the form, but not when it
cannot be read), `sign_in` is sent to the sign-in page, `refused` is a 403 and `hidden` a 404.
"""

from __future__ import annotations

from collections.abc import Mapping

PERSONAS = (
    "anonymous",
    "self",
    "colleague",
    "stranger",
    "manager",
    "former_manager",
    "hr",
    "hr_elsewhere",
    "administrator",
    "administrator_elsewhere",
    "committee",
    "committee_here",
    "board",
    "board_here",
    "closed",
)

Row = Mapping[str, str]


def row(default: str, **others: str) -> Row:
    """Somebody who is not signed in, or whose account is closed, has to sign in unless the row says otherwise."""
    return {"anonymous": "sign_in", "closed": "sign_in", **dict.fromkeys(PERSONAS[1:-1], default), **others}


EVERYBODY = dict.fromkeys(PERSONAS, "in")
NOBODY = dict.fromkeys(PERSONAS, "refused")
HIDDEN = dict.fromkeys(PERSONAS, "hidden")
SIGNED_IN = row("in")
PROFESSIONALS = row("refused", self="in", colleague="in", stranger="in")
ONLY_SELF = row("refused", self="in", colleague="hidden", stranger="hidden")
ONLY_SELF_WHATEVER_ROLE = row("hidden", self="in")
SHARED_WITH = row("hidden", self="in", manager="in")
MANAGERS = row("refused", manager="in", former_manager="in")
MANAGER_OF_NOW = row("refused", manager="in", former_manager="hidden")
ADMINISTRATORS = row("refused", administrator="in", administrator_elsewhere="in")
OWN_MATTERS = row("refused", hr="in", hr_elsewhere="in", administrator="in", administrator_elsewhere="in")
OWN_NORM = row("refused", hr="in", hr_elsewhere="hidden", administrator="in", administrator_elsewhere="hidden")
OWN_ADMINISTRATOR = row("refused", administrator="in", administrator_elsewhere="hidden")
OF_THE_HOUSE = row(
    "in", **dict.fromkeys(("stranger", "hr_elsewhere", "administrator_elsewhere", "committee", "board"), "hidden")
)
COMMITTEE = row("refused", committee="in", committee_here="in")
BOARD = row("refused", board="in", board_here="in")
JUDGE = row("refused", committee="in", committee_here="hidden")
DECIDER = row("refused", board="in", board_here="hidden")
READER = row("refused", committee="in", committee_here="hidden", board="in", board_here="hidden")
REGISTER_STAFF = row("refused", committee="in", committee_here="in", board="in", board_here="in")

POLICY: Mapping[tuple[str, str], Row] = {
    ("scans.index", "GET"): PROFESSIONALS,
    ("scans.start", "GET"): PROFESSIONALS,
    ("scans.start", "POST"): PROFESSIONALS,
    ("draft.shortcuts", "POST"): PROFESSIONALS,
    ("draft.choose_reading", "POST"): PROFESSIONALS,
    ("draft.overview", "GET"): ONLY_SELF,
    ("draft.score", "GET"): ONLY_SELF,
    ("draft.score", "POST"): ONLY_SELF,
    ("draft.score_aspect", "GET"): ONLY_SELF,
    ("draft.score_aspect", "POST"): ONLY_SELF,
    ("draft.add_evidence", "POST"): ONLY_SELF,
    ("draft.remove_evidence", "POST"): ONLY_SELF,
    ("draft.switch_mode", "POST"): ONLY_SELF,
    ("draft.halfway", "GET"): ONLY_SELF,
    ("draft.hand_in", "GET"): ONLY_SELF,
    ("draft.hand_in", "POST"): ONLY_SELF,
    ("draft.discard", "GET"): ONLY_SELF,
    ("draft.discard", "POST"): ONLY_SELF,
    ("results.latest", "GET"): PROFESSIONALS,
    ("results.show", "GET"): ONLY_SELF,
    ("results.picture", "GET"): ONLY_SELF,
    ("results.growth", "GET"): ONLY_SELF,
    ("results.pdf", "GET"): ONLY_SELF,
    ("sharing.share", "GET"): ONLY_SELF,
    ("sharing.share", "POST"): ONLY_SELF,
    ("sharing.stop", "POST"): ONLY_SELF,
    ("sharing.preview", "GET"): ONLY_SELF,
    ("sharing.show", "GET"): SHARED_WITH,
    ("sharing.picture", "GET"): SHARED_WITH,
    **{(f"plan.{name}", "GET"): PROFESSIONALS for name in ("show", "calendar", "sharing", "preview")},
    **{(f"plan.{name}", "POST"): PROFESSIONALS for name in ("sharing", "renew_feed", "stop_feed")},
    **{("goals.new", method): PROFESSIONALS for method in ("GET", "POST")},
    **{(f"goals.{name}", "GET"): ONLY_SELF for name in ("show", "change", "delete")},
    **{(f"goals.{name}", "POST"): ONLY_SELF for name in ("change", "delete", "drop", "reach", "reopen")},
    **{(f"actions.{name}", "GET"): ONLY_SELF for name in ("new", "show", "change", "delete")},
    **{
        (f"actions.{name}", "POST"): ONLY_SELF
        for name in (
            "new",
            "change",
            "delete",
            "drop",
            "finish",
            "reopen",
            "write_note",
            "add_evidence",
            "remove_evidence",
        )
    },
    ("plan.shared", "GET"): MANAGER_OF_NOW,
    ("plan.calendar_feed", "GET"): EVERYBODY,
    **{(f"standing.{name}", "GET"): PROFESSIONALS for name in ("show", "points_bar", "clauses")},
    ("what_if.show", "GET"): PROFESSIONALS,
    **{(f"details.{name}", method): PROFESSIONALS for name in ("show", "add_function") for method in ("GET", "POST")},
    **{
        (f"details.{name}", method): ONLY_SELF
        for name in ("change_function", "remove_function")
        for method in ("GET", "POST")
    },
    **{(f"pe.{name}", "GET"): PROFESSIONALS for name in ("show", "new", "import_file", "import_workbook")},
    **{(f"pe.{name}", "POST"): PROFESSIONALS for name in ("new", "calculate", "import_file", "confirm_import")},
    **{
        (f"pe.{name}", "GET"): ONLY_SELF
        for name in ("activity", "change", "finish", "plan_again", "delete", "from_action", "ask_approval")
    },
    **{
        (f"pe.{name}", "POST"): ONLY_SELF
        for name in (
            "change",
            "finish",
            "plan_again",
            "delete",
            "from_action",
            "add_evidence",
            "remove_evidence",
            "ask_approval",
            "take_back_approval",
        )
    },
    ("reports.show", "GET"): PROFESSIONALS,
    **{(f"reports.{name}", "GET"): ONLY_SELF for name in ("write", "send", "earlier")},
    **{
        (f"reports.{name}", "POST"): ONLY_SELF
        for name in ("propose", "save", "send", "add_evidence", "remove_evidence")
    },
    ("meetings.index", "GET"): PROFESSIONALS,
    ("meetings.new", "GET"): PROFESSIONALS,
    ("meetings.new", "POST"): PROFESSIONALS,
    **{(f"meetings.{name}", "GET"): ONLY_SELF for name in ("show", "change", "leave", "delete")},
    **{
        (f"meetings.{name}", "POST"): ONLY_SELF
        for name in ("change", "invite", "withdraw", "answer", "remove", "confirm", "reflect", "leave", "delete")
    },
    ("declarations.show", "GET"): PROFESSIONALS,
    ("declarations.sign", "POST"): PROFESSIONALS,
    ("dossier.show", "GET"): PROFESSIONALS,
    **{
        (f"dossier.{name}", "GET"): ONLY_SELF
        for name in ("hand_in", "pdf", "package", "earlier", "earlier_pdf", "earlier_package")
    },
    ("dossier.hand_in", "POST"): ONLY_SELF,
    ("evidence.download", "GET"): ONLY_SELF_WHATEVER_ROLE,
    **{
        (f"standards.{name}", "GET"): SIGNED_IN
        for name in ("index", "show", "element", "profile", "compare", "difference")
    },
    ("standards.fits", "GET"): PROFESSIONALS,
    **{
        (f"case_exchange.{name}", "GET"): EVERYBODY
        for name in (
            "documents",
            "document",
            "package",
            "item",
            "item_associations",
            "association",
            "rubric",
            "concept",
            "item_type",
        )
    },
    ("case_exchange.not_kept", "GET"): HIDDEN,
    **{(f"public.{name}", "GET"): EVERYBODY for name in ("index", "person", "as_json", "as_csv")},
    **{
        (f"badges.{name}", "GET"): EVERYBODY
        for name in ("check", "badge", "issuer", "achievement", "keys", "key", "status_list", "logo")
    },
    ("badges.check", "POST"): EVERYBODY,
    ("badges.own", "GET"): PROFESSIONALS,
    ("badges.give", "POST"): PROFESSIONALS,
    **{(f"badges.{name}", "GET"): ONLY_SELF for name in ("png", "svg", "token")},
    **{(f"samples.{name}", "GET"): REGISTER_STAFF for name in ("index", "show", "report")},
    **{(f"samples.{name}", "GET"): COMMITTEE for name in ("draw", "judge")},
    **{(f"samples.{name}", "POST"): COMMITTEE for name in ("draw", "judge", "close")},
    **{(f"desk.{name}", "GET"): REGISTER_STAFF for name in ("index", "next_one")},
    **{(f"desk.{name}", "POST"): REGISTER_STAFF for name in ("claim", "let_go")},
    **{(f"desk.{name}", "GET"): BOARD for name in ("registrations", "decisions")},
    **{
        (f"members.{name}", method): BOARD
        for name in ("index", "end", "term", "proposal")
        for method in ("GET", "POST")
    },
    ("members.take_back", "POST"): BOARD,
    **{("accounts.index", method): BOARD for method in ("GET", "POST")},
    **{("accounts.give", method): BOARD for method in ("GET", "POST")},
    **{("accounts.invitation", method): BOARD for method in ("GET", "POST")},
    ("accounts.close", "POST"): BOARD,
    **{("accounts.take", method): EVERYBODY for method in ("GET", "POST")},
    **{("account.own_email", method): PROFESSIONALS for method in ("GET", "POST")},
    **{(f"members.{name}", "GET"): BOARD for name in ("functions", "change_function")},
    **{(f"members.{name}", "POST"): BOARD for name in ("change_function", "remove_function")},
    **{(f"approvals.{name}", "GET"): JUDGE for name in ("activity", "activities", "activity_evidence", "subject")},
    **{(f"approvals.{name}", "POST"): JUDGE for name in ("answer_activity", "approve_activities", "answer_subject")},
    **{
        (f"decisions.{name}", "GET"): READER
        for name in ("application", "appointment", "application_evidence", "dossier", "dossier_evidence")
    },
    **{(f"decisions.{name}", "GET"): DECIDER for name in ("registration", "show", "letter")},
    **{(f"decisions.{name}", "POST"): JUDGE for name in ("audit", "find", "plan_audit")},
    **{
        (f"decisions.{name}", "POST"): DECIDER
        for name in ("decide_application", "decide_dossier", "registration", "confirm", "drop")
    },
    ("decisions.own", "GET"): PROFESSIONALS,
    ("decisions.own_letter", "GET"): ONLY_SELF,
    **{(f"applications.{name}", "GET"): PROFESSIONALS for name in ("index", "new")},
    ("applications.new", "POST"): PROFESSIONALS,
    **{(f"applications.{name}", "GET"): ONLY_SELF for name in ("show", "appointment", "withdraw")},
    **{(f"applications.{name}", "POST"): ONLY_SELF for name in ("add_evidence", "remove_evidence", "withdraw")},
    ("samples.evidence", "GET"): row("refused", committee="hidden", committee_here="hidden"),
    ("objections.own", "GET"): ONLY_SELF,
    ("objections.own", "POST"): ONLY_SELF,
    ("objections.withdraw", "POST"): ONLY_SELF,
    ("objections.index", "GET"): REGISTER_STAFF,
    ("objections.show", "GET"): REGISTER_STAFF,
    ("objections.show", "POST"): COMMITTEE,
    **{(f"objections.{name}", "POST"): COMMITTEE for name in ("confirm", "receive", "reject")},
    ("objections.evidence", "GET"): row(
        "refused", committee="hidden", committee_here="hidden", board="hidden", board_here="hidden"
    ),
    ("objections.decide", "GET"): BOARD,
    ("objections.decide", "POST"): BOARD,
    **{(f"fees.{name}", "GET"): BOARD for name in ("index", "workbook", "propose", "invoice", "debtor")},
    **{(f"fees.{name}", "POST"): BOARD for name in ("propose", "invoice", "debtor")},
    **{(f"settings.{name}", "GET"): BOARD for name in ("index", "show")},
    **{(f"settings.{name}", "POST"): BOARD for name in ("index", "confirm", "drop")},
    ("setup.skip", "POST"): ADMINISTRATORS,
    ("overview.example", "GET"): SIGNED_IN,
    ("work.show", "GET"): ADMINISTRATORS,
    ("work.try_mail", "POST"): ADMINISTRATORS,
    ("overview.home", "GET"): SIGNED_IN,
    ("overview.team", "GET"): MANAGERS,
    ("overview.accessibility", "GET"): EVERYBODY,
    ("overview.help", "GET"): EVERYBODY,
    ("overview.privacy", "GET"): EVERYBODY,
    ("overview.who_sees_what", "GET"): EVERYBODY,
    ("overview.security_contact", "GET"): EVERYBODY,
    ("overview.robots", "GET"): EVERYBODY,
    ("patterns.show", "GET"): EVERYBODY,
    ("account.show", "GET"): SIGNED_IN,
    ("account.show", "POST"): SIGNED_IN,
    ("account.looks", "GET"): SIGNED_IN,
    ("account.sign_out_there", "POST"): ONLY_SELF_WHATEVER_ROLE,
    ("account.sign_out_everywhere", "POST"): SIGNED_IN,
    ("sign_in.token", "GET"): SIGNED_IN,
    ("sign_in.demo", "POST"): HIDDEN,
    ("administration.index", "GET"): ADMINISTRATORS,
    ("administration.add", "GET"): ADMINISTRATORS,
    ("administration.add", "POST"): ADMINISTRATORS,
    ("structure.index", "GET"): ADMINISTRATORS,
    ("structure.add", "GET"): ADMINISTRATORS,
    ("structure.add", "POST"): ADMINISTRATORS,
    ("structure.team", "GET"): OWN_ADMINISTRATOR,
    ("structure.department", "GET"): OWN_ADMINISTRATOR,
    ("structure.keep", "POST"): OWN_ADMINISTRATOR,
    **{
        (f"structure.{name}", method): OWN_ADMINISTRATOR
        for name in ("change", "merge", "stop", "enter", "place", "change_part", "merge_part", "stop_part")
        for method in ("GET", "POST")
    },
    ("administration.person", "GET"): OWN_ADMINISTRATOR,
    ("administration.person", "POST"): OWN_ADMINISTRATOR,
    **{("addresses.own", method): SIGNED_IN for method in ("GET", "POST")},
    ("addresses.take_back_own", "POST"): SIGNED_IN,
    **{("addresses.keeper", method): OWN_ADMINISTRATOR for method in ("GET", "POST")},
    ("addresses.take_back", "POST"): OWN_ADMINISTRATOR,
    **{(f"addresses.{name}", "GET"): EVERYBODY for name in ("confirm", "stop")},
    **{(f"addresses.{name}", "POST"): EVERYBODY for name in ("take", "undo")},
    **{
        (f"leaving.{name}", method): OWN_ADMINISTRATOR
        for name in ("leave", "close", "reopen")
        for method in ("GET", "POST")
    },
    **{("moving.own", method): SIGNED_IN for method in ("GET", "POST")},
    ("moving.take_back", "POST"): SIGNED_IN,
    **{("moving.answer", method): ADMINISTRATORS for method in ("GET", "POST")},
    ("leaving.stay", "POST"): OWN_ADMINISTRATOR,
    ("invitations.one", "POST"): OWN_ADMINISTRATOR,
    ("invitations.everybody", "POST"): ADMINISTRATORS,
    ("administration.join", "POST"): OWN_ADMINISTRATOR,
    ("administration.leave", "GET"): OWN_ADMINISTRATOR,
    ("administration.leave", "POST"): OWN_ADMINISTRATOR,
    ("administration.remove", "POST"): OWN_ADMINISTRATOR,
    **{(f"imports.{name}", "GET"): ADMINISTRATORS for name in ("start", "example", "everybody")},
    ("imports.start", "POST"): ADMINISTRATORS,
    **{(f"imports.{name}", "GET"): OWN_ADMINISTRATOR for name in ("preview", "rows")},
    **{(f"imports.{name}", "POST"): OWN_ADMINISTRATOR for name in ("preview", "discard")},
    ("organisation.show", "GET"): OWN_MATTERS,
    **{
        (f"organisation.{name}", method): ADMINISTRATORS
        for name in ("look", "contact", "begin")
        for method in ("GET", "POST")
    },
    ("organisation.hr", "POST"): ADMINISTRATORS,
    ("organisation.logo", "GET"): OF_THE_HOUSE,
    ("organisation.colours", "GET"): OF_THE_HOUSE,
    **{(f"offer.{name}", method): OWN_MATTERS for name in ("show", "teams") for method in ("GET", "POST")},
    ("start.index", "GET"): OWN_MATTERS,
    ("norms.index", "GET"): OWN_MATTERS,
    **{(f"texts.{name}", "GET"): OWN_MATTERS for name in ("show", "workbook", "take_off")},
    **{(f"texts.{name}", "POST"): OWN_MATTERS for name in ("show", "confirm", "take_off")},
    ("steps.show", "GET"): OWN_MATTERS,
    ("steps.show", "POST"): OWN_MATTERS,
    ("steps.remove", "POST"): OWN_MATTERS,
    ("editions.show", "GET"): OWN_MATTERS,
    ("editions.show", "POST"): OWN_MATTERS,
    ("norms.new", "GET"): OWN_MATTERS,
    ("norms.new", "POST"): OWN_MATTERS,
    **{(f"norms.{name}", "GET"): OWN_NORM for name in ("show", "change", "carry", "give", "close")},
    **{(f"norms.{name}", "POST"): OWN_NORM for name in ("change", "carry", "give", "stop_giving", "close")},
    **{(f"own.{name}", "GET"): OWN_MATTERS for name in ("new", "empty_workbook")},
    ("own.new", "POST"): OWN_MATTERS,
    **{
        (f"own.{name}", "GET"): OWN_NORM
        for name in ("show", "replace", "publish", "throw_away", "withdraw", "workbook", "yaml")
    },
    **{(f"own.{name}", "POST"): OWN_NORM for name in ("replace", "publish", "throw_away", "withdraw", "offer")},
    ("security.login", "GET"): EVERYBODY,
    ("security.login", "POST"): EVERYBODY,
    ("security.logout", "POST"): EVERYBODY,
    ("security.forgot_password", "GET"): EVERYBODY,
    ("security.forgot_password", "POST"): EVERYBODY,
    ("security.reset_password", "GET"): EVERYBODY,
    ("security.reset_password", "POST"): EVERYBODY,
    ("security.change_password", "GET"): SIGNED_IN,
    ("security.change_password", "POST"): SIGNED_IN,
    ("security.static", "GET"): NOBODY,
}
