"""What changed since the evidence before, which is read from the file that it left.

A rebuild that changes nothing tells again what the one before it told, so that it writes the same bytes. The old
file may have been written by another version or by hand: what cannot be understood counts as not there.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from pubpipe.evidencing.earl import FORMAT, Document, content_of

LARGEST_BYTES = 20_000_000
"""Of an old file. That of a long article has a tenth of a million."""

Facts = Mapping[str, Mapping[str, str]]
"""What can change: a value by its name, by the section that it stands in."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Change(_Strict):
    section: str
    name: str
    was: str | None
    became: str | None


class _Changes(_Strict):
    since: str | None
    changed: list[_Change]


def with_changes(document: Document, previous: bytes | None) -> Document:
    """The document with what changed since the one whose file is given."""
    old = _read(previous)
    if old is None:
        changes = _Changes(since=None, changed=[])
    elif content_of(old) == document["content"]:
        changes = _carried(old)
    else:
        try:
            changes = _Changes(since=content_of(old), changed=list(_compare(_facts(old), _facts(document))))
        except (KeyError, TypeError, AttributeError):
            changes = _Changes(since=None, changed=[])
    return {**document, "changes": changes.model_dump()}


def _read(previous: bytes | None) -> Document | None:
    if previous is None or len(previous) > LARGEST_BYTES:
        return None
    try:
        old = json.loads(previous)
    except (ValueError, RecursionError):
        return None
    return old if isinstance(old, dict) and old.get("format") == FORMAT else None


def _carried(old: Document) -> _Changes:
    try:
        return _Changes.model_validate(old.get("changes"))
    except ValidationError:
        return _Changes(since=None, changed=[])


def _compare(old: Facts, new: Facts) -> Iterator[_Change]:
    for section, values in new.items():
        before = old[section]
        for name in dict.fromkeys((*values, *before)):
            was, became = before.get(name), values.get(name)
            if was != became:
                yield _Change(section=section, name=name, was=was, became=became)


def _facts(document: Document) -> Facts:
    return {
        "article": flat(document["article"]),
        "source": {one["name"]: one["sha256"] for one in document["source"]["files"]},
        "parts": {_part(one): one["sha256"] for one in document["source"]["parts"]},
        "profile": flat(document["profile"]),
        "software": flat(document["software"]),
        "files": {one["name"]: one["sha256"] for one in document["files"]},
        "checks": dict(_result(one) for one in document["assertions"]),
        "parity": {f"{one['file']}: {one['kind']}": _held(one) for one in document["parity"]},
        "readability": flat(document["readability"] or {}),
        "findings": {_place(one): str(one["message"]) for one in document["findings"]},
        "suppressed": {_place(one): str(one["reason"]) for one in document["suppressed"]},
    }


def _part(part: Mapping[str, Any]) -> str:
    return f"{part['kind']} {part['id']}"


def _result(assertion: Mapping[str, Any]) -> tuple[str, str]:
    test, result = assertion["earl:test"], assertion["earl:result"]
    name = f"{assertion['earl:assertedBy']['doap:name']}: {test['dct:title']} ({assertion['earl:subject']['@id']})"
    return name, str(result["earl:outcome"]["@id"]).removeprefix("earl:")


def _held(row: Mapping[str, Any]) -> str:
    return f"{row['total'] - row['differing']} / {row['total']}"


def _place(finding: Mapping[str, Any]) -> str:
    return f"{finding['code']} {finding['file']}: {finding['excerpt'] or finding['message']}"


def flat(value: object, name: str = "") -> dict[str, str]:
    """Nested settings as one line each, such as `print.bleed`."""
    if isinstance(value, dict) and value:
        return {key: one for inner in value for key, one in flat(value[inner], f"{name}.{inner}".strip(".")).items()}
    return {name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)} if name else {}
