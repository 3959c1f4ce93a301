"""GET /openapi.json: the data addresses described as OpenAPI 3.1 has it, made from their own entries."""

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from explorer.core.language import Words
from explorer.web.api import addresses, documents, routes, schemas
from explorer.web.api.addresses import ADDRESSES, JSON, Address
from explorer.web.api.schemas import Schema
from explorer.web.http import responses

ERROR = {"$ref": "#/components/schemas/Error"}
REFUSALS = ("400", "404", "500", "503")


async def openapi(request: Request) -> Response:
    """GET /openapi.json?lang=."""
    return await routes.answer(request, lambda: _asked(request))


def _asked(request: Request) -> dict[str, Any]:
    documents.known(responses.query(request), ("lang",))
    return document(responses.words(request), responses.at(request))


def document(words: Words, at: str) -> dict[str, Any]:
    """Return the description; ``at`` is where the site answers (see urls.origin)."""
    return {
        "openapi": "3.1.0",
        "info": {"title": words("common.product"), "description": words("openapi.about"), "version": "1"},
        "externalDocs": {"url": f"{at}/docs?lang={words.code}"},
        "servers": [{"url": at}],
        "paths": {one.path: {"get": _operation(one, words)} for one in ADDRESSES},
        "components": {
            "schemas": {
                "Error": {
                    "type": "object",
                    "properties": {"error": {"type": "string", "description": words("openapi.error")}},
                    "required": ["error"],
                }
            }
        },
    }


def _operation(address: Address, words: Words) -> dict[str, Any]:
    in_path = re.findall(r"\{(\w+)\}", address.path)
    named = [(name, "path") for name in in_path] + [(name, "query") for name in address.reads if name not in in_path]
    refusals = (*REFUSALS, *(["403"] if address.guarded else []), *(["410"] if "release" in address.reads else []))
    answers = {
        "200": {
            "description": words("openapi.answer", example=address.example),
            "content": {kind: {"schema": _schema(address, kind)} for kind in address.gives},
        },
        "304": {"description": words("openapi.unchanged")},
    }
    told = {"description": words("openapi.refusal"), "content": {JSON: {"schema": ERROR}}}
    return {
        "operationId": address.name,
        "summary": words(f"openapi_address.{address.name}"),
        "parameters": [_parameter(name, where, address, words) for name, where in named],
        "responses": answers | dict.fromkeys(sorted(refusals), told),
    }


def _parameter(name: str, where: str, address: Address, words: Words) -> dict[str, Any]:
    schema, example = addresses.PARAMETERS[name]
    return {
        "name": name,
        "in": where,
        "required": where == "path" or name in address.needs,
        "description": words(f"openapi_parameter.{name}"),
        "schema": schema,
        "example": example,
    }


def _schema(address: Address, kind: str) -> Schema:
    """Return what an answer of a media type is: a document or the rows of a table, a text, or bytes."""
    if kind.endswith(("/json", "+json")):
        return schemas.ANSWERS[address.name]
    return schemas.TEXT if kind.startswith("text/") else {}
