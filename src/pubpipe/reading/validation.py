"""Turns pydantic's errors into findings that an author can act on."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pubpipe.findings import Code
from pubpipe.model.base import UnusableError
from pubpipe.reading.report import Report, nearest
from pubpipe.reading.yaml_source import Location

Model = TypeVar("Model", bound=BaseModel)

OF_A_KEY = "[key]"
"""The last part of pydantic's location of a fault in a mapping's key, behind that key."""

EXAMPLES: dict[str, str] = {
    "id": "id: neck-care (lower-case letters, digits and hyphens)",
    "title": "title: Look after a stiff neck",
    "language": "language: en-GB",
    "code": "code: MSK-012 (up to 40 letters)",
    "version": 'version: "1" (in quotes, up to 20 letters)',
    "summary": "summary: Three stretches that ease a stiff neck.",
    "published": "published: 2025-10-15",
    "reviewed": "reviewed: 2025-10-15",
    "review_due": "review_due: 2028-10-15",
    "authors": "authors: [Clinic team]",
    "publisher": 'publisher: {name: Example Clinic, phone: "020 7946 0000"}',
    "name": "name: Example Clinic",
    "phone": 'phone: "020 7946 0000" (in quotes)',
    "url": "url: https://example.org/",
    "keywords": "keywords: [neck, stiffness]",
    "references": '- {id: s1, text: "Where it was published", url: "https://example.org/"}',
    "pronounce": "pronounce: {iliopsoas: ilio-SO-as}",
    "suppress": 'suppress: [{code: A016, reason: "The sentence is a quotation."}]',
    "reason": 'reason: "The sentence is a quotation."',
    "address": "address: [12 High Street, Exampletown EX1 2AB]",
    "logo": "logo: {file: logo.svg, alt: A green leaf}",
    "file": "file: logo.svg",
    "alt": "alt: A green leaf",
    "colour": 'colour: "#0b4a5e" (in quotes)',
    "clinic": 'clinic: {name: Example Clinic, phone: "020 7946 0000"}',
    "paper": "paper: [A4, Letter]",
    "audio": "audio: {voice: hibari, speed: normal}",
    "recordings": "recordings: [session, reading, stretches]",
    "speed": "speed: slow",
    "pace": "pace: gentle (or full)",
    "paces": "paces: {neck-care/side-neck-stretch: gentle}",
}


def validate(
    model: type[Model],
    data: object,
    places: Mapping[Location, tuple[int, int]],
    report: Report,
) -> Model | None:
    """The data as a model, or None with a finding for each thing that is wrong."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        for detail in details:
            if not _follows(detail, details):
                _add(model, detail, places, report)
        return None


def _follows(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a list is only found too short because what stands in it cannot be used."""
    at = detail["loc"]
    return detail["type"] == "too_short" and any(one["loc"] != at == one["loc"][: len(at)] for one in details)


def _add(
    model: type[BaseModel],
    detail: ErrorDetails,
    places: Mapping[Location, tuple[int, int]],
    report: Report,
) -> None:
    at: Location = tuple(detail["loc"])
    line, column = places.get(path_of(at, places), (None, None))
    names = [part for part in at if isinstance(part, str) and part != OF_A_KEY]
    key = names[-1] if names else ""
    example = _example(model, names)
    match detail["type"]:
        case "missing":
            remedy = example.replace("Write it", "Add it") or f"Add `{key}`."
            report.add(Code.MISSING_KEY, f"The key “{key}” is missing.", remedy, line=line)
        case "extra_forbidden":
            remedy = nearest(key, _keys_at(model, at[:-1]))
            report.add(
                Code.UNKNOWN_KEY, f"The key “{key}” is not known here.", remedy, line=line, column=column, excerpt=key
            )
        case _:
            what = "key" if at[-1:] == (OF_A_KEY,) else "value of"
            message = f"The {what} “{key}” cannot be used: {_reason(detail)}." if key else f"{_reason(detail)}."
            excerpt = detail["input"] if isinstance(detail["input"], str | int | float) else ""
            remedy = _own_remedy(detail) or example or _nearest_word(detail) or "Correct the value."
            report.add(Code.BAD_VALUE, message, remedy, line=line, column=column, excerpt=str(excerpt))


def _own_remedy(detail: ErrorDetails) -> str:
    error = detail.get("ctx", {}).get("error")
    return error.remedy if isinstance(error, UnusableError) else ""


def _nearest_word(detail: ErrorDetails) -> str:
    """Of the words that a key takes, the one that is nearest to what stands there."""
    words = _words(detail)
    return nearest(detail["input"], words) if words and isinstance(detail["input"], str) else ""


def _words(detail: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected", "")))


def _example(model: type[BaseModel], names: list[str]) -> str:
    """How to write a value: the example of its key or, where an author chose the key, of the group that it is in."""
    own = names[-2:-1] if len(names) > 1 and names[-1] not in _keys_at(model, tuple(names[:-1])) else names[-1:]
    return next((f"Write it like this: {EXAMPLES[name]}." for name in own if name in EXAMPLES), "")


MOST_WORDS = 8
"""A reason that lists more is not read."""

REASONS: dict[str, str] = {
    "string_type": "it must be text (put it in quotes)",
    **dict.fromkeys(("string_too_short", "too_short"), "it must not be empty"),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
        "it must be a date: year-month-day",
    ),
    "tuple_type": "it must be a list",
    **dict.fromkeys(("model_type", "dict_type"), "it must be a group of `key: value` pairs"),
    "string_pattern_mismatch": "it is not written in the form that this key takes",
}


def _reason(detail: ErrorDetails) -> str:
    """Pydantic's message in an author's words."""
    context: Mapping[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    if kind in ("literal_error", "enum"):
        if len(_words(detail)) > MOST_WORDS:
            return "it is not one of the words that can stand here"
        return f"it must be {context.get('expected', 'one of the known words')}"
    if kind == "value_error":
        return str(context.get("error", detail["msg"]))
    return REASONS.get(kind) or detail["msg"][:1].lower() + detail["msg"][1:]


def path_of(at: Location, places: Mapping[Location, tuple[int, int]]) -> Location:
    """The longest path in the data that a pydantic location names; the kinds of blocks in it are no keys."""
    path: Location = ()
    for part in at:
        if (*path, part) in places:
            path = (*path, part)
    return path


def _keys_at(model: type[BaseModel], at: Location) -> set[str]:
    """The keys that a model takes at a location, or none when it leads nowhere."""
    current, chosen = [model], False
    for part in at:
        if isinstance(part, int):
            continue
        if chosen:
            # An author's own key in a mapping: what it takes is known already.
            chosen = False
            continue
        of_kind = [one for one in current if "kind" in one.model_fields and one.model_fields["kind"].default == part]
        fields = [one.model_fields[part].annotation for one in current if part in one.model_fields]
        current = of_kind or [found for annotation in fields for found in _models_in(annotation)]
        chosen = any(get_origin(annotation) is dict for annotation in fields)
    return {name for one in current for name in one.model_fields}


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in _models_in(part)]
