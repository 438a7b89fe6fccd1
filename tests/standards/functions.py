"""A small standard with functions that have more to read than their levels."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from app.standards.rules.profile import Chapter, Entry, Profile, ProfileGroup, StatusIndication
from app.standards.rules.standard import Standard
from tests.standards.samples import sample

AGGRESSION = Entry("agressie", "Agressie", "Je blijft rustig als een klant boos wordt.")
CROWD = Entry("drukte", "Drukte", "Je helpt veel mensen.")
BIG_CROWD = replace(CROWD, text="Je helpt veel mensen tegelijk.")
NIGHT = Entry("nacht", "Nachtwerk", "Je werkt als anderen slapen.")


@cache
def functions() -> Standard:
    """`mini` with two functions in one group, and one that adds to the heavier of them."""
    light = Profile(
        code="bakker-2",
        title="Bakker II",
        description="Je bakt brood.",
        targets={"kneden": "laag", "bakken": "midden", "proeven": "midden", "opstaan": "hoog"},
        number="N1",
        group="bakkers",
        chapters=(Chapter("situations", "Lastige situaties", entries=(AGGRESSION, CROWD)),),
    )
    heavy = Profile(
        code="bakker-1",
        title="Bakker I",
        description="Je leidt de bakkerij.",
        targets={"kneden": "hoog", "bakken": "midden", "rekenen": "midden", "opstaan": "midden"},
        number="N2",
        group="bakkers",
        chapters=(Chapter("situations", "Lastige situaties", entries=(BIG_CROWD, NIGHT)),),
    )
    enriched = replace(
        heavy,
        code="bakker-1-vp",
        title="Bakker I, verrijkt",
        extends="bakker-1",
        chapters=(*heavy.chapters, Chapter("qualifications", "Opleidingen", entries=(Entry("", "Meesterbakker"),))),
    )
    return replace(
        sample("mini"),
        slug="functies",
        title="Functies in de bakkerij",
        profiles=(light, heavy, enriched),
        profile_groups=(ProfileGroup("bakkers", "Bakkers"),),
        status_indication=StatusIndication("bron", "Zo staat het in het boek.", {}, {"bakker-1": "B"}),
    )
