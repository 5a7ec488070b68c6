"""Bytes to text: the first gate. What passes is UTF-8, of a sane size, and shows what it says."""

from dataclasses import dataclass
from pathlib import Path

from pubpipe.findings import Code
from pubpipe.model.base import FORBIDDEN_CHARACTERS
from pubpipe.reading.report import Report

MOST_FINDINGS = 20
"""A file full of forbidden characters says nothing more after these."""

LARGEST_ARTICLE_BYTES = 1_000_000
"""About 150,000 words: a hundred times the longest handout."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source file as text, with line feeds as line ends."""

    file: str
    text: str


def load(path: Path, report: Report) -> bytes | None:
    """The bytes of a source file, or None with a finding."""
    try:
        if path.is_dir():
            remedy = f"Name the file, such as {path}/article.md."
            report.add(Code.FILE_UNREADABLE, "This is a folder, not an article.", remedy)
            return None
        with path.open("rb") as file:
            data = file.read(LARGEST_ARTICLE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        report.add(Code.FILE_UNREADABLE, f"The file cannot be read: {reason}.", "Check its name and who may read it.")
        return None
    if len(data) > LARGEST_ARTICLE_BYTES:
        report.add(
            Code.FILE_TOO_LARGE,
            f"The file is larger than {LARGEST_ARTICLE_BYTES // 1000:,} kB.",
            "Split it into several articles; figures belong in files of their own.",
        )
        return None
    return data


def decode(data: bytes, report: Report) -> SourceText | None:
    """UTF-8 text without characters that hide or reorder what it says, or None with findings."""
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        report.add(
            Code.NOT_UTF8,
            f"The byte 0x{data[error.start]:02X} is not UTF-8.",
            "Save the file with the encoding UTF-8.",
            line=before.count(b"\n") + 1,
            column=error.start - (before.rfind(b"\n") + 1) + 1,
            excerpt=data[before.rfind(b"\n") + 1 :].split(b"\n", 1)[0].decode("utf-8", errors="replace"),
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _forbid_hidden(text, report)
    return None if report.has_errors else SourceText(report.file, text)


def _forbid_hidden(text: str, report: Report) -> None:
    for match in FORBIDDEN_CHARACTERS.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        report.add(
            Code.FORBIDDEN_CHARACTER,
            f"The character U+{ord(match[0]):04X} is invisible or changes the order of the text.",
            "Delete it and type the text again.",
            line=text.count("\n", 0, match.start()) + 1,
            column=match.start() - start + 1,
            excerpt=text[start : text.find("\n", start) if "\n" in text[start:] else None],
        )
        if len(report.findings) >= MOST_FINDINGS:
            return
