"""Our standards for other systems, as 1EdTech CASE 1.1 by HTTP: public, since the sentences are ours and published.

The addresses, the query parameters and the errors are those of the REST binding of CASE 1.1. An answer may be kept
for an hour.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import HTTPException

from app.core.web.errors import http_error
from app.core.web.headers import KeptResponse
from app.overview.case_exchange.rules import FaultyFilter, read_filter
from app.people.access import Door, allow
from app.standards.case_exchange.writing import as_case, case_text
from app.standards.library import all_standards
from app.standards.rules.standard import Standard

blueprint = Blueprint("case_exchange", __name__, url_prefix="/ims/case/v1p1")

KEPT_SECONDS = 3600
DEFAULT_LIMIT = 100
HERE = "https://vakspiegel.invalid/ims/case/v1p1"
"""Stands in what is made once, for the address that a request really came to."""

Data = dict[str, Any]
Minor = Literal["unknownobject", "forbidden", "invalid_uuid", "invalid_selection_field", "invalid_sort_field"]


class Refused(Exception):
    """The request asks something that is not there or not possible: a status, a code of CASE, and why."""

    def __init__(self, status: int, minor: Minor, description: str) -> None:
        super().__init__(description)
        self.status, self.minor = status, minor


@blueprint.get("/CFDocuments")
@allow(Door.PUBLIC)
def documents() -> Response:
    """All standards as documents: `limit`, `offset`, `sort`, `orderBy`, `filter` and `fields` as CASE has them."""
    found = _sorted(_filtered([_with_package(package["CFDocument"]) for package in _packages()]))
    limit, offset = _number("limit", DEFAULT_LIMIT, least=1), _number("offset", 0, least=0)
    shown = [_selected(document) for document in found[offset : offset + limit]]
    response = _answer({"CFDocuments": shown})
    response.headers["X-Total-Count"] = str(len(found))
    response.headers.extend(("Link", link) for link in _links(len(found), limit, offset))
    return response


@blueprint.get("/CFDocuments/<identifier>")
@allow(Door.PUBLIC)
def document(identifier: str) -> Response:
    """One standard as a document."""
    return _answer(_with_package(_package_of(identifier)["CFDocument"]))


@blueprint.get("/CFPackages/<identifier>")
@allow(Door.PUBLIC)
def package(identifier: str) -> Response:
    """One standard with everything in it."""
    return _answer_text(_package_text(_package_of(identifier)["CFDocument"]["identifier"]))


@blueprint.get("/CFItems/<identifier>")
@allow(Door.PUBLIC)
def item(identifier: str) -> Response:
    """One item: a group, an element, a level, a statement or a profile."""
    return _answer(_with_document(*_part("CFItems", identifier)))


@blueprint.get("/CFItemAssociations/<identifier>")
@allow(Door.PUBLIC)
def item_associations(identifier: str) -> Response:
    """One item with every association that it is an end of."""
    found, package = _part("CFItems", identifier)
    ends = ("originNodeURI", "destinationNodeURI")
    links = [
        link for link in package["CFAssociations"] if found["identifier"] in [link[end]["identifier"] for end in ends]
    ]
    return _answer({"CFItem": _with_document(found, package), "CFAssociations": links})


@blueprint.get("/CFAssociations/<identifier>")
@allow(Door.PUBLIC)
def association(identifier: str) -> Response:
    """One association."""
    return _answer(_with_document(*_part("CFAssociations", identifier)))


@blueprint.get("/CFRubrics/<identifier>")
@allow(Door.PUBLIC)
def rubric(identifier: str) -> Response:
    """One scale with what it says of each element."""
    return _answer(_part("CFRubrics", identifier)[0])


@blueprint.get("/CFConcepts/<identifier>")
@allow(Door.PUBLIC)
def concept(identifier: str) -> Response:
    """What a standard means by a word; CASE answers with a list."""
    return _answer({"CFConcepts": [_part("CFConcepts", identifier)[0]]})


@blueprint.get("/CFItemTypes/<identifier>")
@allow(Door.PUBLIC)
def item_type(identifier: str) -> Response:
    """A kind of item; CASE answers with a list."""
    return _answer({"CFItemTypes": [_part("CFItemTypes", identifier)[0]]})


@blueprint.get("/<any(CFAssociationGroupings, CFLicenses, CFSubjects):collection>/<identifier>")
@allow(Door.PUBLIC)
def not_kept(collection: str, identifier: str) -> Response:
    """What CASE knows and our standards do not have."""
    _uuid(identifier)
    raise _unknown(collection)


@blueprint.errorhandler(Refused)
def refused(error: Refused) -> Response:
    """The error as the `imsx_StatusInfo` of CASE."""
    return _json(
        case_text(
            {
                "imsx_codeMajor": "failure",
                "imsx_severity": "error",
                "imsx_description": str(error),
                "imsx_codeMinor": {
                    "imsx_codeMinorField": [
                        {"imsx_codeMinorFieldName": "vakspiegel", "imsx_codeMinorFieldValue": error.minor}
                    ]
                },
            }
        ),
        error.status,
    )


@blueprint.app_errorhandler(404)
@blueprint.app_errorhandler(405)
def not_of_case(error: HTTPException) -> Response:
    """An address below ours that CASE does not know, or a method that it does not take; elsewhere the page of all."""
    if not request.path.startswith(f"{blueprint.url_prefix}/"):
        return http_error(error)
    if error.code == 405:
        response = refused(Refused(405, "forbidden", "Only GET is possible here."))
        response.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
        return response
    return refused(Refused(404, "unknownobject", "Unknown Object: there is nothing at this address."))


def _packages() -> list[Data]:
    return [_made(standard)[0] for standard in all_standards()]


@lru_cache(maxsize=64)
def _made(standard: Standard) -> tuple[Data, Mapping[tuple[str, str], Data]]:
    """The package of a standard, and what is in it by collection and identifier. Nobody may change it."""
    package = as_case(standard, HERE)
    collections = {**package, **package["CFDefinitions"]}
    parts = {
        (name, one["identifier"]): one
        for name in ("CFItems", "CFAssociations", "CFRubrics", "CFConcepts", "CFItemTypes")
        for one in collections[name]
    }
    return package, parts


@lru_cache(maxsize=64)
def _package_text(identifier: str) -> str:
    return case_text(_package_of(identifier))


def _package_of(identifier: str) -> Data:
    wanted = _uuid(identifier)
    for package in _packages():
        if package["CFDocument"]["identifier"] == wanted:
            return package
    raise Refused(404, "unknownobject", "Unknown Object: there is no document with this identifier.")


def _part(collection: str, identifier: str) -> tuple[Data, Data]:
    """A part of a package, and the package."""
    wanted = _uuid(identifier)
    for standard in all_standards():
        package, parts = _made(standard)
        if found := parts.get((collection, wanted)):
            return found, package
    raise _unknown(collection)


def _unknown(collection: str) -> Refused:
    return Refused(404, "unknownobject", f"Unknown Object: there is nothing with this identifier in {collection}.")


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise Refused(404, "invalid_uuid", "Invalid UUID.") from None


def _with_package(document: Data) -> Data:
    address = f"{HERE}/CFPackages/{document['identifier']}"
    link = {"title": document["title"], "identifier": document["identifier"], "uri": address}
    return {**document, "CFPackageURI": link}


def _with_document(part: Data, package: Data) -> Data:
    document = package["CFDocument"]
    return {**part, "CFDocumentURI": {key: document[key] for key in ("title", "identifier", "uri")}}


def _number(name: str, default: int, *, least: int) -> int:
    text = request.args.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or int(text) < least:
        raise Refused(400, "invalid_selection_field", f"{name} must be a whole number, {least} or more.")
    return int(text)


def _filtered(documents: list[Data]) -> list[Data]:
    text = request.args.get("filter", "")
    if not text:
        return documents
    try:
        wanted = read_filter(text)
    except FaultyFilter as faulty:
        raise Refused(400, "invalid_selection_field", str(faulty)) from None
    known = {name for document in documents for name, value in document.items() if isinstance(value, str)}
    if unknown := [name for name in wanted.fields if name not in known]:
        raise Refused(400, "invalid_selection_field", f"Documents cannot be filtered by {unknown[0][:40]!r}.")
    return [document for document in documents if wanted.holds(document)]


def _sorted(documents: list[Data]) -> list[Data]:
    field, order = request.args.get("sort"), request.args.get("orderBy", "asc")
    if order not in ("asc", "desc"):
        raise Refused(400, "invalid_sort_field", "orderBy must be asc or desc.")
    if field is None:
        return documents
    if not all(isinstance(document.get(field), str) for document in documents):
        raise Refused(400, "invalid_sort_field", "Documents cannot be sorted by this field.")
    return sorted(documents, key=lambda document: str(document[field]), reverse=order == "desc")


def _selected(document: Data) -> Data:
    """The fields that were asked, with those that CASE requires."""
    names = [name for text in request.args.getlist("fields") for name in text.split(",") if name]
    if not names:
        return document
    if unknown := [name for name in names if name not in document]:
        raise Refused(400, "invalid_selection_field", f"A document has no field {unknown[0][:40]!r}.")
    required = ("identifier", "uri", "creator", "title", "lastChangeDateTime", "CFPackageURI")
    return {key: value for key, value in document.items() if key in names or key in required}


def _links(total: int, limit: int, offset: int) -> Iterator[str]:
    last = max(0, (total - 1) // limit * limit)
    places = {"first": 0, "last": last}
    if offset + limit < total:
        places["next"] = offset + limit
    if offset > 0:
        places["prev"] = max(0, offset - limit)
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in ("limit", "offset")]
    for relation, place in places.items():
        yield f'<{request.base_url}?{urlencode([*kept, ("limit", limit), ("offset", place)])}>; rel="{relation}"'


def _answer(content: Any) -> Response:
    return _answer_text(case_text(content))


def _answer_text(text: str) -> Response:
    base = url_for("case_exchange.documents", _external=True).removesuffix("/CFDocuments")
    text = text.replace(HERE, json.dumps(base)[1:-1])
    response = _json(text, 200)
    response.cache_control.public = True
    response.cache_control.max_age = KEPT_SECONDS
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    response.make_conditional(request)
    return response


def _json(text: str, status: int) -> Response:
    response = KeptResponse(text, status, mimetype="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
