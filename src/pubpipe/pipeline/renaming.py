"""What became of an article, told with the names that the user knows: never with those of a folder for a while."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pubpipe.errors import PubpipeError
from pubpipe.findings import Finding
from pubpipe.pipeline.address import place
from pubpipe.pipeline.events import Built

Texts = Sequence[tuple[str, str]]
"""Names, each with the one that takes its place; the first that fits is taken."""


def renamed(built: Built, texts: Texts) -> Built:
    """The same with other names, wherever they stand."""
    return replace(
        built,
        source=_path(built.source, texts),
        files=tuple(replace(one, path=_path(one.path, texts)) for one in built.files),
        findings=tuple(_finding(one, texts) for one in built.findings),
        error=_error(built.error, texts) if built.error else None,
        stale=tuple(_path(one, texts) for one in built.stale),
    )


def _text(text: str, texts: Texts) -> str:
    for before, after in texts:
        text = text.replace(before, after)
    return text


def _path(path: Path, texts: Texts) -> Path:
    return place(_text(str(path), texts))


def _finding(finding: Finding, texts: Texts) -> Finding:
    return replace(
        finding,
        position=replace(finding.position, file=_text(finding.position.file, texts)),
        message=_text(finding.message, texts),
        remedy=_text(finding.remedy, texts),
    )


def _error(error: PubpipeError, texts: Texts) -> PubpipeError:
    return type(error)(_text(error.message, texts), _text(error.remedy, texts))
