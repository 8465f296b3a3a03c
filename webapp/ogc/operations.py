"""How a route of the service is described: it only reads, in some forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from webapp.contract import Operation, Parameter
from webapp.ogc.formats import DOCUMENT, HTML, OPENAPI_31, Form
from webapp.ogc.parameters import LANG, form_parameter
from webapp.ogc.schemas import FILE, HTML_PAGE

_ERRORS: Final = (400, 401, 406, 429)
_LINKS: Final = {"Link": "The links of the document (RFC 8288)"}


def reading(
    rule: str,
    name: str,
    summary: str,
    description: str,
    *,
    forms: Sequence[Form] = DOCUMENT,
    schema: str = "",
    parameters: tuple[Parameter, ...] = (),
    tag: str = "Service",
    headers: Mapping[str, str] | None = None,
) -> Operation:
    """Return the description of a route that only reads, also with a last slash."""
    content: dict[str, Any] = (
        {"$ref": f"#/components/schemas/{schema}"} if schema else {"type": "object"}
    )
    first = forms[0]
    media: dict[str, Any] = dict.fromkeys(first.also, content)
    for form in forms[1:]:
        is_file = form.media_type not in (HTML, OPENAPI_31)
        page = FILE if is_file else HTML_PAGE
        media[form.media_type] = content if form.media_type == OPENAPI_31 else page
    return Operation(
        method="GET",
        rule=rule,
        name=name,
        summary=summary,
        description=description,
        answer=content,
        answer_type=first.media_type,
        media=media,
        errors=(*_ERRORS, 404) if "<" in rule else _ERRORS,
        parameters=(*parameters, form_parameter(tuple(forms)), LANG),
        headers={**_LINKS, **(headers or {})},
        takes_token=True,
        aliases=("" if rule == "/" else f"{rule}/",),
        tag=tag,
    )
