"""Nothing in scoring knows which standard it has: the same pages for four levels, and for ten."""

import pytest

from app.assessments import queries
from app.assessments.rules import Answer, Mode
from app.standards import library as standards
from app.standards.crosswalk import Crosswalk
from app.standards.rules.element import Aspect, Element, Indicator, Level, Scale
from app.standards.rules.profile import Profile
from app.standards.rules.standard import Standard
from tests.factories.assessments import make_draft, make_submitted
from tests.factories.people import make_person


def standard_with(count: int) -> Standard:
    levels = tuple(Level(f"n{rank}", f"Niveau {rank}", rank) for rank in range(1, count + 1))
    scale = Scale("schaal", cumulative=False, levels=levels)
    aspects = (Aspect("X", "Tempo"), Aspect("Y", "Zorg"))

    def element(code: str, number: str | None, aspects: tuple[Aspect, ...]) -> Element:
        lines = tuple(
            Indicator(
                f"{code}-{aspect and aspect.code}-{level.rank}",
                aspect and aspect.code,
                level.code,
                f"Ik doe {level.rank}.",
            )
            for aspect in (aspects or (None,))
            for level in levels
        )
        kind = "task" if number else "competence"
        return Element(code, kind, number, "groep", code.title(), "Je doet iets.", scale, aspects, {}, lines)

    elements = (element("bakken", "1", aspects), element("proeven", None, ()))
    profile = Profile("alles", "Alles", "", {one.code: levels[-1].code for one in elements})
    return Standard(f"proef-{count}", f"Proef met {count}", "Wij", "1", "Bron", (scale,), elements, (profile,))


class Shelf:
    def __init__(self, *editions: Standard) -> None:
        self.editions = {edition.slug: edition for edition in editions}

    def by_slug(self) -> dict[str, Standard]:
        return self.editions

    def crosswalk(self) -> Crosswalk:
        return Crosswalk()


@pytest.fixture
def shelf(monkeypatch):
    monkeypatch.setattr(standards, "_library", Shelf(standard_with(4), standard_with(10)))


@pytest.mark.parametrize("count", [4, 10])
def test_an_element_has_a_card_for_every_level_of_its_scale(app, client_for, shelf, count):
    person = make_person()
    draft = make_draft(person, standard=f"proef-{count}")
    mine, address = client_for(person), f"/zelfscan/{draft.id}/bakken/"
    page = mine.get(address).text
    assert page.count('class="level-card"') == count
    assert ("level-cards--many" in page) == (count > 4)
    assert mine.post(address, data={"level": f"n{count}", "level_version": 0}).location.endswith("/proeven/")
    assert mine.post(address, data={"level": f"n{count + 1}", "level_version": 1}).status_code == 422
    assert queries.answers_of(draft)["bakken"] == Answer.level(count)


def test_with_other_aspects_the_lowest_is_still_the_proposal(app, client_for, shelf):
    person = make_person()
    aspects = {("bakken", "X"): 9, ("bakken", "Y"): 7}
    draft = make_draft(person, standard="proef-10", aspects=aspects, mode=Mode.THOROUGH)
    page = client_for(person).get(f"/zelfscan/{draft.id}/bakken/").text
    assert "<strong>Niveau 7</strong>. Dat is het laagste niveau van je aspecten, bij Zorg." in page


def test_with_more_standards_you_choose_one_first_and_have_a_draft_on_each(app, client_for, shelf):
    person = make_person()
    draft = make_draft(person, standard="proef-4")
    mine = client_for(person)
    page = mine.get("/zelfscan/nieuw").text
    assert f'href="/zelfscan/{draft.id}/"' in page
    assert 'href="/zelfscan/nieuw?standaard=proef-10"' in page
    data = {"profile": "alles", "mode": "quick", "origin": "nieuw"}
    assert mine.post("/zelfscan/nieuw?standaard=proef-10", data=data).status_code == 303
    assert len(queries.drafts_of(person)) == 2
    assert mine.get("/zelfscan/nieuw?standaard=bestaat-niet").status_code == 404


def test_a_standard_is_handed_in_and_read_back_in_its_own_order(app, shelf):
    done = make_submitted(make_person(), {"bakken": 10, "proeven": 0}, standard="proef-10")
    assert done.levels == bytes([11, 1])
    assert queries.answers_of(done)["bakken"].rank == 10


MBO = "mbo-accountmanager-25132"


def test_a_core_task_comes_with_its_own_work_processes_and_only_those_in_use_are_open(app, client_for):
    person = make_person()
    draft = make_draft(person, {"w2-1-voorbereiden": 6}, standard=MBO)
    page = client_for(person).get(f"/zelfscan/{draft.id}/w2-2-acquireren/").text
    rail = page.partition('<nav class="rail"')[2].partition("</nav>")[0]
    folds = rail.split("<details")[1:]
    assert [fold.count("<li") for fold in folds] == [3, 6, 5, 6]
    assert [" open" in fold.partition(">")[0] for fold in folds] == [False, True, False, False]
    assert "1 van 6" in folds[1]


def test_a_save_tells_how_far_the_folded_group_is(app, client_for):
    person = make_person()
    draft = make_draft(person, standard=MBO)
    mine, address = client_for(person), f"/zelfscan/{draft.id}/k1-markt-en-beleid/"
    answer = mine.post(address, data={"level": "7", "version": 0}, headers={"X-Autosave": "1"})
    assert 'id="rail-count-1">1 van 3' in answer.json["parts"]


def test_a_result_has_the_work_processes_folded_under_their_core_task(app, client_for):
    person = make_person()
    result = make_submitted(person, standard=MBO, profile="voldoende")
    page = client_for(person).get(f"/resultaat/{result.id}/").text
    families = page.partition('id="tabel-per-geheel"')[2].partition("</section>")[0]
    assert families.count("<details") == 4
    assert families.count("<tr>") == 4 + 16
    assert "Alle werkprocessen" not in page
