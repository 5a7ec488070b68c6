"""A bundle as a document in JSON-LD, its checks in the vocabulary of W3C EARL 1.0.

https://www.w3.org/TR/EARL10-Schema/. What EARL has no words for has pubpipe's own.
"""

import json
from collections.abc import Mapping
from typing import Any

from pubpipe.evidencing.bundle import Bundle, Check, File, fingerprint
from pubpipe.findings import Finding
from pubpipe.profile import Profile

Document = dict[str, Any]
"""What JSON can hold."""

FORMAT = 1
"""The number of this shape; another shape would have another."""

CONTEXT: Mapping[str, object] = {
    "@vocab": "urn:pubpipe:evidence#",
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "assertions": {"@id": "urn:pubpipe:evidence#assertions", "@container": "@list"},
}

_ASIDE = ("content", "changes", "created")
"""What is told of the content and is no part of it."""


def document(bundle: Bundle) -> Document:
    """The bundle as JSON can hold it, with the fingerprint of its content and no word on changes."""
    whole: Document = {
        "@context": CONTEXT,
        "@type": "Evidence",
        "format": FORMAT,
        "article": _article(bundle),
        "software": dict(bundle.software),
        "source": {
            "sha256": fingerprint("".join(f"{one.sha256} {one.name}\n" for one in bundle.sources).encode()),
            "files": [{"name": one.name, "kind": one.kind, "sha256": one.sha256} for one in bundle.sources],
            "parts": [
                {"id": one.id, "kind": one.kind, "title": one.title, "sha256": one.sha256} for one in bundle.parts
            ],
        },
        "profile": _profile(bundle.profile),
        "files": [_file(one) for one in bundle.files],
        "assertions": [_assertion(one, bundle) for one in bundle.checks],
        "parity": [
            {"file": one.file, "kind": one.kind, "total": one.total, "differing": one.differing}
            for one in bundle.parity
        ],
        "readability": None if bundle.readability is None else dict(bundle.readability),
        "findings": [_finding(one) for one in bundle.findings],
        "suppressed": [{**_finding(one), "reason": reason} for one, reason in bundle.suppressed],
    }
    created = {} if bundle.created is None else {"created": bundle.created}
    return {**whole, **created, "content": content_of(whole)}


def content_of(document: Document) -> str:
    """The fingerprint of all that a document says but its date and what changed."""
    kept = {name: value for name, value in document.items() if name not in _ASIDE}
    return fingerprint(json.dumps(kept, sort_keys=True, ensure_ascii=False).encode())


def written(document: Document) -> bytes:
    """The document as a file."""
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def _article(bundle: Bundle) -> Document:
    article = bundle.article
    return {
        "id": article.id,
        "title": article.title,
        "language": article.language,
        "code": article.code,
        "version": article.version,
        "published": article.published.isoformat(),
        "reviewed": article.reviewed.isoformat(),
        "review_due": article.review_due.isoformat(),
        "publisher": (bundle.profile.clinic or article.publisher).name,
    }


def _profile(profile: Profile) -> Document:
    """Every setting; of a voice that is a file on this machine the file's name alone."""
    data = profile.model_dump(mode="json")
    engine, colon, path = profile.audio.voice.partition(":")
    if colon:
        data["audio"]["voice"] = f"{engine}:{path.replace(chr(92), '/').rpartition('/')[2]}"
    return data


def _file(file: File) -> Document:
    return {
        "@id": _subject(file.name),
        "@type": "earl:TestSubject",
        "name": file.name,
        "dct:format": file.media_type,
        "sha256": file.sha256,
        "bytes": file.size,
    }


def _assertion(check: Check, bundle: Bundle) -> Document:
    by = {"@type": "earl:Software", "doap:name": check.tool}
    if check.version:
        by["doap:revision"] = check.version
    result: Document = {"@type": "earl:TestResult", "earl:outcome": {"@id": f"earl:{check.outcome}"}}
    if check.reason:
        result["dct:description"] = check.reason
    if check.remarks:
        result["remarks"] = [
            {"severity": one.severity, "code": one.code, "text": one.text, "where": one.where} for one in check.remarks
        ]
    if check.unsaid:
        result["unsaid"] = check.unsaid
    return {
        "@type": "earl:Assertion",
        "earl:assertedBy": by,
        "earl:subject": {"@id": _subject(check.subject) if check.subject else f"urn:pubpipe:{bundle.article.id}"},
        "earl:test": {
            "@type": "earl:TestCriterion",
            "@id": f"urn:pubpipe:check:{check.id}",
            "dct:title": check.standard,
        },
        "earl:mode": {"@id": f"earl:{check.mode}"},
        "earl:result": result,
    }


def _subject(name: str) -> str:
    """Files lie in the folder above the evidence."""
    return f"../{name}"


def _finding(finding: Finding) -> Document:
    return {
        "code": finding.code.code,
        "severity": finding.severity.value,
        "file": finding.position.file,
        "line": finding.position.line,
        "message": finding.message,
        "excerpt": finding.excerpt,
    }
