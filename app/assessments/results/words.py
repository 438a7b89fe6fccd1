"""The sentences of a result, made from its numbers. One place, so that page, picture and export say the same.

A sentence is `Markup`: what matters is in `<strong>`, and `plain` gives the same words without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from app.assessments.editions.growth import Growth
from app.assessments.models import DOUBT
from app.assessments.results.content import Part, Result
from app.assessments.results.rows import Row
from app.assessments.words import OTHER_EDITION
from app.core.clock import local
from app.core.web.filters import day, month
from app.core.worded import series
from app.standards.rules.element import KIND_TITLES, KIND_WORDS

_OTHER_WORDS = ("onderdeel", "onderdelen")
NAMED_GAPS = 6
NAMED_STEPS = 3


def kind_word(key: str, count: int = 1) -> str:
    """`taak` or `taken`; a kind without words of its own is an `onderdeel`."""
    kind = next((kind for kind in KIND_WORDS if kind == key), None)
    if kind is None:
        return _OTHER_WORDS[count != 1]
    return KIND_WORDS[kind] if count == 1 else KIND_TITLES[kind].lower()


def plain(*sentences: Markup) -> str:
    """The sentences without their marks, as one text."""
    return " ".join(sentence.striptags() for sentence in sentences)


def since(result: Result) -> str:
    """`maart 2026`, or the whole date when both are of one month; empty without an earlier assessment."""
    before = result.previous_at
    if before is None:
        return ""
    return day(before) if month(before) == month(result.handed_in) else month(before)


def since_when(result: Result) -> str:
    """As `since`, with a mark when it was on another edition: for a label."""
    return f"{since(result)}, {OTHER_EDITION}" if result.crossing else since(result)


def crossed(result: Result) -> str:
    """What is compared with a result on another edition; empty when it was on the same one."""
    way = result.crossing
    if way is None:
        return ""
    count, before = len(way.same), f"Vorige keer was op editie {way.edition.edition}."
    if not count:
        return f"{before} Geen onderdeel daarvan is nog te vergelijken."
    if count == 1:
        return f"{before} Vergeleken is alleen het onderdeel dat gelijk bleef of anders is geschreven."
    return f"{before} Vergeleken zijn alleen de {count} onderdelen die gelijk bleven of anders zijn geschreven."


def not_compared(result: Result) -> list[str]:
    """Per element or group of elements that cannot be compared over two editions: what became of it."""
    way, after = result.crossing, result.standard
    if way is None:
        return []
    ways: dict[tuple[str, ...], list[str]] = {}
    for code, came_from in way.changed.items():
        ways.setdefault(came_from, []).append(after.element(code).title)
    sentences = []
    for codes, titles in ways.items():
        old = [way.edition.element(code).title for code in codes]
        together = "samen " if len(old) > 1 and len(titles) == 1 else ""
        sentences.append(f"{series(old)}: nu {together}{series(titles)}.")
    new = [one.title for one in after.elements if one.code not in way.same and one.code not in way.changed]
    for word, elements in (
        ("Nieuw", new),
        ("Vervallen", [one.title for one in way.gone]),
        ("Nog niet besloten", [one.title for one in way.undecided]),
    ):
        if elements:
            sentences.append(f"{word}: {series(elements)}.")
    return sentences


def step_words(gap: int | None) -> str:
    """The difference with what is asked, in words."""
    if gap is None:
        return "niet gevraagd"
    if gap == 0:
        return "op niveau"
    levels = "niveau" if abs(gap) == 1 else "niveaus"
    return f"{gap} {levels} te gaan" if gap > 0 else f"{-gap} {levels} erboven"


def verdict(result: Result) -> list[Markup]:
    """What the whole result says: where you stand and how you grew."""
    if not result.counting:
        return [Markup("Deze onderdelen kunnen we niet met een gevraagd niveau vergelijken.")]
    return [*_standing(result), *_growth(result)]


def left_out(result: Result) -> list[Markup]:
    """What does not count in the verdict, and why."""
    sentences = []
    for count, words in ((result.not_applicable, "niet van toepassing"), (result.open, "niet ingevuld")):
        if count:
            verb = "is" if count == 1 else "zijn"
            sentences.append(
                Markup("{} {} {} {} en {} niet mee.").format(
                    count, _noun(count), verb, words, "telt" if count == 1 else "tellen"
                )
            )
    return sentences


def doubted(result: Result, notes: Mapping[str, Mapping[str, str]]) -> str:
    """Where the person marked that they doubt, for who reads their own result; `notes` are by element and purpose."""
    titles = [row.element.title for row in result.rows if notes.get(row.element.code, {}).get(DOUBT)]
    return f"Je twijfelde bij {series(titles)}." if titles else ""


def standing(part: Part, verb: str = "zit") -> Markup:
    """On how many elements of this part the level is reached: `Bij 5 van de 10 taken zit je …`."""
    noun = kind_word(part.key, part.counting)
    if not part.counting:
        return Markup("Deze {} kunnen we niet met een gevraagd niveau vergelijken.").format(kind_word(part.key, 2))
    if not part.on_level:
        return Markup("Bij <strong>{}</strong> {} je nog niet op het gevraagde niveau.").format(
            f"{_share(part.counting, part.counting)} {noun}", verb
        )
    return Markup("Bij <strong>{}</strong> {} {} je op het gevraagde niveau of hoger.").format(
        _share(part.on_level, part.counting), noun, verb
    )


def caption(part: Part) -> list[Markup]:
    """What a picture shows: the strongest elements, and where the largest step is."""
    rest = [row.element.title for row in part.rows if row not in part.pictured]
    if not rest:
        return _caption(part)
    named = series(rest) if len(rest) <= NAMED_STEPS else f"{len(rest)} {kind_word(part.key, 2)}"
    verb, scores = ("hoort", "Je score") if len(rest) == 1 else ("horen", "Je scores")
    return [*_caption(part), Markup("{} {} niet bij dit profiel. {} zie je in de tabel.").format(named, verb, scores)]


def _caption(part: Part) -> list[Markup]:
    nouns = kind_word(part.key, 2)
    if not part.counting:
        return [standing(part)]
    gaps = part.gaps()
    strong = [row for row in part.strongest(len(part.rows)) if row in part.pictured][:2]
    if not gaps:
        return [Markup("Je zit bij alle {} op het gevraagde niveau of hoger.").format(nouns)]
    sentences = []
    if strong:
        names = series([row.element.title for row in strong])
        words = f"Je sterkste {nouns} zijn" if len(strong) > 1 else f"Je sterkste {kind_word(part.key)} is"
        sentences.append(Markup("{} {}.").format(words, names))
    return [*sentences, _where_the_step_is(gaps)]


def alternative(part: Part) -> str:
    """The text of a picture: verdict, gaps, and where the numbers are (docs/look.md, Pictures)."""
    gaps = part.gaps()
    sentences = [f"{part.title[:1].upper()}{part.title[1:]} in beeld.", plain(standing(part))]
    if gaps:
        named = [f"{row.element.label} ({row.now}, gevraagd {row.asked})" for row in gaps[:NAMED_GAPS]]
        rest = len(gaps) - len(named)
        named += [f"nog {rest} andere"] if rest else []
        sentences.append(f"Een stap te zetten bij {series(named)}.")
    return " ".join([*sentences, "Alle niveaus staan in de tabel."])


def strength(row: Row) -> str:
    """`Vakvolwassen, 1 niveau boven gevraagd`."""
    gap = row.standing.gap
    if gap is None:
        return row.now
    if gap == 0:
        return f"{row.now}, precies wat wordt gevraagd"
    return f"{row.now}, {-gap} {'niveau' if gap == -1 else 'niveaus'} boven gevraagd"


def step(row: Row) -> str:
    """`Nu: Basis. Gevraagd: Vakbekwaam`."""
    return f"Nu: {row.now}. Gevraagd: {row.asked}"


def hint(result: Result) -> list[Markup]:
    """Where the scores or the profile point on the ladder of the register, as an indication (reading A-61)."""
    hint, indication = result.hint, result.standard.status_indication
    if hint is None and result.status:
        return [
            Markup("{} hoort bij status <strong>{}</strong>. Dat ligt aan de functie, niet aan je scores.").format(
                result.profile.title, result.status
            )
        ]
    if hint is None or indication is None:
        return []
    levels = {str(indication.statuses.get(level.code)): level.name for level in result.rows[0].element.levels}
    sentences = [Markup("Je scores wijzen nog niet naar een status.")]
    if hint.status:
        sentences = [
            Markup("Je scores wijzen naar <strong>{}</strong>: op {} zit je op {} of hoger.").format(
                hint.status, _everything(hint.counting), levels[hint.status]
            )
        ]
    if hint.next_status:
        sentences.append(
            Markup("Voor {} is overal {} nodig. Zo ver ben je op {} onderdelen.").format(
                hint.next_status, levels[hint.next_status], _share(hint.next_reached, hint.counting)
            )
        )
    return sentences


def growth(growth: Growth) -> str:
    """From where to where, over all assessments; empty for a single one."""
    if len(growth.moments) < 2:
        return ""
    (first, _), (last, counting) = growth.counts[0], growth.counts[-1]
    start = f"In {month(growth.moments[0])} zat je op {first} {_noun(first)} op het gevraagde niveau"
    if last == first:
        return f"{start}. Dat zijn er nu evenveel."
    return f"{start}, nu op {last} van de {counting}."


def _standing(result: Result) -> list[Markup]:
    if result.on_level == result.counting:
        return [
            Markup("Bij <strong>{}</strong> zit je op het gevraagde niveau of hoger.").format(
                _everything(result.counting)
            )
        ]
    if not result.on_level:
        return [Markup("Bij <strong>{}</strong> kun je nog een stap zetten.").format(_everything(result.to_go))]
    return [
        Markup("Bij <strong>{}</strong> onderdelen zit je op het gevraagde niveau of hoger.").format(
            _share(result.on_level, result.counting)
        ),
        Markup("Bij <strong>{}</strong> kun je nog een stap zetten.").format(result.to_go),
    ]


def _growth(result: Result) -> list[Markup]:
    if not result.compared:
        return []
    when, up, down = since(result), result.grown, result.fallen
    if not up and not down:
        return [Markup("Sinds {} is er niets veranderd.").format(when)]
    sentences = []
    if up:
        sentences.append(Markup("Op <strong>{}</strong> {} ben je gegroeid sinds {}.").format(up, _noun(up), when))
    if down:
        than = "dan toen" if up else f"dan {'op' if when[0].isdigit() else 'in'} {when}"
        sentences.append(Markup("Op <strong>{}</strong> {} zit je lager {}.").format(down, _noun(down), than))
    return sentences


def _where_the_step_is(gaps: Sequence[Row]) -> Markup:
    largest = gaps[0].standing.gap
    top = [row for row in gaps if row.standing.gap == largest]
    if len(top) > NAMED_STEPS:
        where = Markup("<strong>{} {}</strong>").format(len(top), kind_word(gaps[0].element.kind, len(top)))
    else:
        where = _bold_series([row.element.title for row in top])
    if len(top) == len(gaps):
        return Markup("Bij {} ligt nog een stap.").format(where)
    return Markup("De grootste stap ligt bij {}.").format(where)


def _bold_series(names: Sequence[str]) -> Markup:
    *others, last = [Markup("<strong>{}</strong>").format(name) for name in names]
    return Markup("{} en {}").format(Markup(", ").join(others), last) if others else last


def _noun(count: int) -> str:
    return _OTHER_WORDS[count != 1]


def _everything(count: int) -> str:
    return f"alle {count} onderdelen" if count > 1 else "het ene onderdeel dat meetelt"


def _share(part: int, whole: int) -> str:
    if part == whole:
        return f"alle {whole}"
    return f"{part} van de {whole}" if part else f"geen van de {whole}"


def file_name(result: Result, part: Part, kind: str) -> str:
    """`resultaat-taken-2026-12-02.png`."""
    return f"resultaat-{kind_word(part.key, 2)}-{local(result.handed_in).date().isoformat()}.{kind}"
