"""Who may use which address, for every endpoint, method and persona: what docs/architecture.md, Rights, comes to.

All addresses are about `self`. `in` is let in (also when the form that is sent is not right), `sign_in` is sent to the
sign-in page, `refused` is a 403 and `hidden` a 404.
"""

from __future__ import annotations

from collections.abc import Mapping

PERSONAS = (
    "anonymous", "self", "colleague", "stranger", "manager", "former_manager", "hr", "hr_elsewhere",
    "administrator", "administrator_elsewhere", "committee", "committee_here", "board", "board_here", "closed",
)  # fmt: skip

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
MANAGERS = row("refused", manager="in", former_manager="in")
MANAGER_OF_NOW = row("refused", manager="in", former_manager="hidden")
ADMINISTRATORS = row("refused", administrator="in", administrator_elsewhere="in")
OWN_MATTERS = row("refused", hr="in", hr_elsewhere="in", administrator="in", administrator_elsewhere="in")
OWN_NORM = row("refused", hr="in", hr_elsewhere="hidden", administrator="in", administrator_elsewhere="hidden")
OWN_ADMINISTRATOR = row("refused", administrator="in", administrator_elsewhere="hidden")
COMMITTEE = row("refused", committee="in", committee_here="in")
BOARD = row("refused", board="in", board_here="in")
JUDGE = row("refused", committee="in", committee_here="hidden")
DECIDER = row("refused", board="in", board_here="hidden")
READER = row("refused", committee="in", committee_here="hidden", board="in", board_here="hidden")
REGISTER_STAFF = row("refused", committee="in", committee_here="in", board="in", board_here="in")

POLICY: Mapping[tuple[str, str], Row] = {
    ("assessments.index", "GET"): PROFESSIONALS,
    ("assessments.start", "GET"): PROFESSIONALS,
    ("assessments.start", "POST"): PROFESSIONALS,
    ("assessments.shortcuts", "POST"): PROFESSIONALS,
    ("assessments.overview", "GET"): ONLY_SELF,
    ("assessments.score", "GET"): ONLY_SELF,
    ("assessments.score", "POST"): ONLY_SELF,
    ("assessments.score_aspect", "GET"): ONLY_SELF,
    ("assessments.score_aspect", "POST"): ONLY_SELF,
    ("assessments.add_evidence", "POST"): ONLY_SELF,
    ("assessments.remove_evidence", "POST"): ONLY_SELF,
    ("assessments.switch_mode", "POST"): ONLY_SELF,
    ("assessments.hand_in", "GET"): ONLY_SELF,
    ("assessments.hand_in", "POST"): ONLY_SELF,
    ("assessments.discard", "GET"): ONLY_SELF,
    ("assessments.discard", "POST"): ONLY_SELF,
    ("results.latest", "GET"): PROFESSIONALS,
    ("results.show", "GET"): ONLY_SELF,
    ("results.picture", "GET"): ONLY_SELF,
    ("results.growth", "GET"): ONLY_SELF,
    **{(f"plans.{name}", "GET"): PROFESSIONALS for name in ("show", "calendar", "sharing", "new_goal")},
    **{(f"plans.{name}", "POST"): PROFESSIONALS for name in ("sharing", "renew_feed", "stop_feed", "new_goal")},
    **{
        (f"plans.{name}", "GET"): ONLY_SELF
        for name in ("goal", "change_goal", "delete_goal", "new_action", "action", "change_action", "delete_action")
    },
    **{
        (f"plans.{name}", "POST"): ONLY_SELF
        for name in (
            "change_goal",
            "delete_goal",
            "drop_goal",
            "reach_goal",
            "reopen_goal",
            "new_action",
            "change_action",
            "delete_action",
            "drop_action",
            "finish_action",
            "reopen_action",
            "write_note",
            "add_evidence",
            "remove_evidence",
        )
    },
    ("plans.shared", "GET"): MANAGER_OF_NOW,
    ("plans.calendar_feed", "GET"): EVERYBODY,
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
        for name in ("change", "add", "remove", "confirm", "reflect", "leave", "delete")
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
        (f"case.{name}", "GET"): EVERYBODY
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
    ("case.not_kept", "GET"): HIDDEN,
    **{(f"public.{name}", "GET"): EVERYBODY for name in ("index", "as_json", "as_csv")},
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
    ("desk.index", "GET"): REGISTER_STAFF,
    **{(f"desk.{name}", "GET"): BOARD for name in ("registrations", "decisions")},
    **{(f"members.{name}", method): BOARD for name in ("index", "dismiss") for method in ("GET", "POST")},
    **{(f"approvals.{name}", "GET"): JUDGE for name in ("activity", "activity_evidence", "subject")},
    **{(f"approvals.{name}", "POST"): JUDGE for name in ("answer_activity", "answer_subject")},
    **{(f"decisions.{name}", "GET"): READER for name in ("application", "dossier", "dossier_evidence")},
    **{(f"decisions.{name}", "GET"): DECIDER for name in ("registration", "show", "letter")},
    **{(f"decisions.{name}", "POST"): JUDGE for name in ("audit", "find")},
    **{
        (f"decisions.{name}", "POST"): DECIDER
        for name in ("decide_application", "decide_dossier", "registration", "confirm", "drop")
    },
    ("decisions.own", "GET"): PROFESSIONALS,
    ("decisions.own_letter", "GET"): ONLY_SELF,
    **{(f"applications.{name}", "GET"): PROFESSIONALS for name in ("index", "new")},
    ("applications.new", "POST"): PROFESSIONALS,
    **{(f"applications.{name}", "GET"): ONLY_SELF for name in ("show", "withdraw")},
    ("applications.withdraw", "POST"): ONLY_SELF,
    ("samples.evidence", "GET"): row("refused", committee="hidden", committee_here="hidden"),
    ("objections.own", "GET"): ONLY_SELF,
    ("objections.own", "POST"): ONLY_SELF,
    ("objections.withdraw", "POST"): ONLY_SELF,
    ("objections.index", "GET"): REGISTER_STAFF,
    ("objections.show", "GET"): REGISTER_STAFF,
    ("objections.show", "POST"): COMMITTEE,
    ("objections.receive", "POST"): COMMITTEE,
    ("objections.evidence", "GET"): row(
        "refused", committee="hidden", committee_here="hidden", board="hidden", board_here="hidden"
    ),
    ("objections.decide", "GET"): BOARD,
    ("objections.decide", "POST"): BOARD,
    **{(f"fees.{name}", "GET"): BOARD for name in ("index", "workbook")},
    ("overview.home", "GET"): SIGNED_IN,
    ("overview.team", "GET"): MANAGERS,
    ("overview.accessibility", "GET"): EVERYBODY,
    ("overview.help", "GET"): EVERYBODY,
    ("overview.privacy", "GET"): EVERYBODY,
    ("overview.who_sees_what", "GET"): EVERYBODY,
    ("parts.show", "GET"): EVERYBODY,
    ("people.account", "GET"): SIGNED_IN,
    ("people.account", "POST"): SIGNED_IN,
    ("people.looks", "GET"): SIGNED_IN,
    ("people.session_token", "GET"): SIGNED_IN,
    ("people.demo_sign_in", "POST"): HIDDEN,
    ("people.index", "GET"): ADMINISTRATORS,
    ("people.add", "GET"): ADMINISTRATORS,
    ("people.add", "POST"): ADMINISTRATORS,
    ("people.teams", "GET"): ADMINISTRATORS,
    ("people.teams", "POST"): ADMINISTRATORS,
    ("people.team", "GET"): OWN_ADMINISTRATOR,
    ("people.team", "POST"): OWN_ADMINISTRATOR,
    ("people.person", "GET"): OWN_ADMINISTRATOR,
    ("people.person", "POST"): OWN_ADMINISTRATOR,
    ("people.invite", "POST"): OWN_ADMINISTRATOR,
    ("people.join", "POST"): OWN_ADMINISTRATOR,
    ("people.leave", "GET"): OWN_ADMINISTRATOR,
    ("people.leave", "POST"): OWN_ADMINISTRATOR,
    ("people.remove", "POST"): OWN_ADMINISTRATOR,
    ("people.close", "GET"): OWN_ADMINISTRATOR,
    ("people.close", "POST"): OWN_ADMINISTRATOR,
    ("people.reopen", "GET"): OWN_ADMINISTRATOR,
    ("people.reopen", "POST"): OWN_ADMINISTRATOR,
    **{
        (f"own.{name}", "GET"): OWN_MATTERS
        for name in ("index", "texts", "workbook", "take_off", "new_norm", "edition")
    },
    **{(f"own.{name}", "POST"): OWN_MATTERS for name in ("texts", "confirm", "take_off", "new_norm", "edition")},
    **{(f"own.{name}", "GET"): OWN_NORM for name in ("norm", "change_norm", "carry_norm", "close_norm")},
    **{
        (f"own.{name}", "POST"): OWN_NORM
        for name in ("change_norm", "carry_norm", "give_norm", "stop_giving", "close_norm")
    },
    **{(f"own.{name}", "GET"): OWN_MATTERS for name in ("new_standard", "empty_workbook")},
    ("own.new_standard", "POST"): OWN_MATTERS,
    **{(f"own.{name}_standard", "GET"): OWN_NORM for name in ("own", "replace", "publish", "throw_away", "withdraw")},
    **{(f"own.standard_{name}", "GET"): OWN_NORM for name in ("workbook", "yaml")},
    **{
        (f"own.{name}_standard", "POST"): OWN_NORM for name in ("replace", "publish", "throw_away", "withdraw", "offer")
    },
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
