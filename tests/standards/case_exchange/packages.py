"""A small CASE package of another system, made by hand."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

Data = dict[str, Any]

MOMENT = "2024-05-06T07:08:09+00:00"


def identifier(number: int) -> str:
    return str(UUID(int=number))


def described(number: int, **more: Any) -> Data:
    one = identifier(number)
    return {"identifier": one, "uri": f"https://elders.example/uri/{one}", "lastChangeDateTime": MOMENT, **more}


def link(number: int) -> Data:
    return {"title": "iets", "identifier": identifier(number), "uri": f"https://elders.example/uri/{number}"}


def item(number: int, statement: str, **more: Any) -> Data:
    return described(number, fullStatement=statement, **more)


def association(number: int, origin: int, kind: str, destination: int, sequence: int | None = None) -> Data:
    more = {} if sequence is None else {"sequenceNumber": sequence}
    ends = {"originNodeURI": link(origin), "destinationNodeURI": link(destination)}
    return described(number, associationType=kind, **ends, **more)


def child(origin: int, destination: int, sequence: int | None = None) -> Data:
    return association(1000 + origin * 50 + destination, origin, "isChildOf", destination, sequence)


def foreign() -> Data:
    """A framework with a domain, two clusters, statements under them, an item with a rubric and one on its own."""
    return {
        "CFDocument": described(
            1,
            creator="Stichting Elders",
            title="Raamwerk bakkersvak",
            version="3",
            description="Voor wie bakt.",
            officialSourceURL="https://elders.example/raamwerk",
            notes=None,
        ),
        "CFItems": [
            item(2, "Deeg", humanCodingScheme="D", CFItemType="Domain"),
            item(
                3,
                "Deeg maken en bewaren in een winkel met veel soorten brood",
                humanCodingScheme="D.1",
                CFItemType="Cluster",
                notes="Afgeleid van het oude raamwerk.",
            ),
            item(4, "Ik kneed het deeg tot het soepel is.", humanCodingScheme="D.1.b", CFItemType="Standard"),
            item(5, "Ik weeg alles af.", humanCodingScheme="D.1.a", CFItemType="Standard", educationLevel=["09"]),
            item(6, "Winkel", CFItemType="Domain", abbreviatedStatement="In de winkel"),
            item(7, "Ik help klanten.", CFItemType="Taak"),
            item(8, "Ik ruim op.", CFItemType="Standard"),
        ],
        "CFAssociations": [
            child(2, 1, 1),
            child(6, 1, 2),
            child(3, 2, 1),
            child(4, 3, 2),
            child(5, 3, 1),
            child(7, 6, 1),
            association(901, 4, "exactMatchOf", 77),
            association(902, 5, "isRelatedTo", 8),
        ],
        "CFDefinitions": {"CFSubjects": [described(20, title="Bakken", hierarchyCode="1")]},
        "CFRubrics": [
            described(
                30,
                title="Hoe goed help ik klanten?",
                CFRubricCriteria=[
                    described(
                        31,
                        CFItemURI=link(7),
                        position=1,
                        CFRubricCriterionLevels=[
                            described(
                                33, quality="Zelfstandig", score=2, description="Ik help elke klant.\nIk vraag door."
                            ),
                            described(
                                32, quality="Met hulp", score=1, description="Ik help een klant die iets vraagt."
                            ),
                        ],
                    )
                ],
            )
        ],
    }


def as_bytes(package: Any) -> bytes:
    return json.dumps(package, ensure_ascii=False).encode()
