"""The parts that every screen is made of, on their own."""

from __future__ import annotations

import re

import pytest
from jinja2 import Environment, FileSystemLoader
from wtforms import Form, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.config import ROOT
from app.core.web.filters import weekday

templates = Environment(
    loader=FileSystemLoader(ROOT / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
templates.filters["weekday"] = weekday


class GoalForm(Form):
    goal = StringField("Wat wil je kunnen?", [InputRequired("Vul in wat je wilt kunnen.")], description="Eén zin.")
    kind = RadioField(
        "Hoe", [InputRequired("Kies hoe.")], choices=[SelectChoice("q", "Snel"), SelectChoice("t", "Grondig")]
    )
    note = StringField("Notitie")


def draw(source: str, **context: object) -> str:
    return templates.from_string(source).render(**context)


def mark(call: str) -> str:
    return draw("{% from 'macros/marks.html' import level_mark %}{{ level_mark(" + call + ") }}")


@pytest.mark.parametrize(("rank", "filled"), [(1, 0), (2, 1), (3, 2)])
def test_a_level_fills_its_rings_from_the_inside_out(rank: int, filled: int) -> None:
    drawn = mark(f"'level', {rank}")
    assert drawn.count('class="mark__dot"') == 1
    assert drawn.count('stroke-width="2.6"') == filled
    assert drawn.count("mark__thin") == 2 - filled


def test_not_yet_fills_nothing_and_is_not_the_same_as_unanswered() -> None:
    assert mark("'not_yet'").count("mark__thin") == 3
    assert "mark__thin" not in mark("'empty'")


def test_the_asked_level_is_dashed_only_when_it_was_not_reached() -> None:
    assert "mark__asked" in mark("'level', 1, asked=3")
    assert "mark__asked" not in mark("'level', 3, asked=2")


def test_a_mark_says_its_word_to_who_does_not_see_it() -> None:
    assert '<span class="hidden-text">Basis</span>' in mark("'level', 1, label='Basis'")


def test_a_scale_of_another_length_has_as_many_rings() -> None:
    assert mark("'level', 3, rings=4").count("<circle") == 4


def test_a_field_with_an_error_names_its_hint_and_its_error() -> None:
    form = GoalForm()
    form.validate()
    drawn = draw("{% from 'macros/forms.html' import text %}{{ text(form.goal) }}", form=form)
    assert 'aria-describedby="goal-hint goal-error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert drawn.index("goal-hint") < drawn.index('id="goal-error"') < drawn.index("<input")


def test_only_a_field_that_may_stay_empty_says_so() -> None:
    form = GoalForm()
    source = "{% from 'macros/forms.html' import text %}{{ text(field) }}"
    assert "niet verplicht" in draw(source, field=form.note)
    assert "niet verplicht" not in draw(source, field=form.goal)


def test_two_errors_are_listed_on_top_with_links_to_their_fields() -> None:
    form = GoalForm()
    form.validate()
    drawn = draw("{% from 'macros/forms.html' import error_summary %}{{ error_summary(form) }}", form=form)
    assert re.findall(r'href="#(\w+)"', drawn) == ["goal", "kind"]
    assert 'tabindex="-1"' in drawn
    assert "Wat wil je kunnen? Vul in wat je wilt kunnen." in drawn


def test_one_error_needs_no_list() -> None:
    form = GoalForm(data={"kind": "q"})
    form.goal.errors = ["Vul in wat je wilt kunnen."]
    assert draw("{% from 'macros/forms.html' import error_summary %}{{ error_summary(form) }}", form=form).strip() == ""


def test_what_a_person_typed_is_never_markup() -> None:
    drawn = draw("{% from 'macros/parts.html' import alert %}{{ alert('info', text=text) }}", text="<b>hoi</b>")
    assert "&lt;b&gt;hoi&lt;/b&gt;" in drawn
