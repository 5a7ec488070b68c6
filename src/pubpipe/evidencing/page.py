"""The document in words: a web page for those who answer for the leaflet. Nothing is in it that the document lacks."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from pubpipe.evidencing.earl import Document
from pubpipe.evidencing.history import flat
from pubpipe.rendering import Templates
from pubpipe.wording import Language
from pubpipe.wording.dates import long_date
from pubpipe.wording.evidence import EvidenceWords

PAGE, STYLE = "evidence/page.html", "evidence/page.css"

_ORDER = ("failed", "cantTell", "untested", "passed", "inapplicable", "person")


def page(document: Document, language: Language, templates: Templates) -> bytes:
    """The page, in the language of the article."""
    words = language.evidence
    rows = [_row(one) for one in document["assertions"]]
    article = document["article"]

    def day(name: str) -> str:
        return long_date(datetime.date.fromisoformat(article[name]), language)

    text = templates.render(
        PAGE,
        {
            "document": document,
            "article": article,
            "words": words,
            "style": templates.read(STYLE),
            "dates": words.dates.format(published=day("published"), reviewed=day("reviewed"), due=day("review_due")),
            "summary": _summary(rows, words),
            "counts": [(name, _count(rows, name)) for name in _ORDER if _count(rows, name)],
            "people": [row for row in rows if row["outcome"] == "person"],
            "subjects": _by_subject(rows, document),
            "parity": _parity(document["parity"]),
            "settings": flat(document["profile"]),
            "changes": _by_section(document["changes"]["changed"]),
            "counted": counted,
        },
    )
    return text.encode("utf-8")


def counted(forms: tuple[str, str], count: int) -> str:
    """A sentence for one or for many."""
    return forms[count != 1].format(count=count)


def _row(assertion: Mapping[str, Any]) -> dict[str, Any]:
    result = assertion["earl:result"]
    manual = assertion["earl:mode"]["@id"] == "earl:manual"
    return {
        "id": assertion["earl:test"]["@id"].rpartition(":")[2],
        "subject": assertion["earl:subject"]["@id"],
        "standard": assertion["earl:test"]["dct:title"],
        "tool": assertion["earl:assertedBy"]["doap:name"],
        "version": assertion["earl:assertedBy"].get("doap:revision", ""),
        "outcome": "person" if manual else result["earl:outcome"]["@id"].removeprefix("earl:"),
        "reason": result.get("dct:description", ""),
        "remarks": result.get("remarks", []),
        "unsaid": result.get("unsaid", 0),
    }


def _count(rows: Iterable[Mapping[str, Any]], outcome: str) -> int:
    return sum(row["outcome"] == outcome for row in rows)


def _summary(rows: list[dict[str, Any]], words: EvidenceWords) -> list[str]:
    """The result in sentences, the worst first."""
    told: tuple[tuple[str, tuple[str, str]], ...] = (
        ("failed", words.some_failed),
        ("cantTell", words.some_undecided),
        ("untested", words.some_untested),
        ("person", words.some_for_people),
    )
    sentences = [counted(forms, count) for name, forms in told if (count := _count(rows, name))]
    if _count(rows, "passed") and not _count(rows, "failed"):
        sentences.insert(0, words.all_passed)
    return sentences


def _by_subject(rows: list[dict[str, Any]], document: Document) -> list[tuple[str, list[dict[str, Any]]]]:
    """The checks of programs by the file that they are about, those of the article first, under no name."""
    names = {file["@id"]: file["name"] for file in document["files"]}
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["outcome"] != "person":
            found.setdefault(names.get(row["subject"], ""), []).append(row)
    return list(found.items())


def _parity(rows: list[Mapping[str, Any]]) -> dict[str, dict[str, Mapping[str, Any]]]:
    """The rows by file and kind."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["file"], {})[row["kind"]] = row
    return found


def _by_section(changes: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in changes:
        found.setdefault(one["section"], []).append(one)
    return found
