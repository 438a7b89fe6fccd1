"""Who may use which address, for every endpoint, method and persona: what DESIGN.md, section 6, comes down to.

All addresses are about `self`. `in` is let in (also when the form that is sent is not right), `sign_in` is sent to the
sign-in page, `refused` is a 403 and `hidden` a 404.
"""

from __future__ import annotations

from collections.abc import Mapping

PERSONAS = (
    "anonymous", "self", "colleague", "stranger", "manager", "former_manager", "hr", "hr_elsewhere",
    "administrator", "administrator_elsewhere", "closed",
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
    **{(f"own.{name}", "GET"): OWN_MATTERS for name in ("index", "texts", "workbook", "take_off", "new_norm")},
    **{(f"own.{name}", "POST"): OWN_MATTERS for name in ("texts", "confirm", "take_off", "new_norm")},
    **{(f"own.{name}", "GET"): OWN_NORM for name in ("norm", "change_norm", "close_norm")},
    **{(f"own.{name}", "POST"): OWN_NORM for name in ("change_norm", "give_norm", "stop_giving", "close_norm")},
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
