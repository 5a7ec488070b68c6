"""What the folder of a row is called: by a pattern of what is safe to know, and never by anything of a patient's."""

import re
from dataclasses import dataclass
from string import Formatter

from pubpipe.errors import UsageError

DEFAULT = "{row:04}-{article}"
FIELDS = ("row", "article", "language", "edition")
LONGEST = 150
_LITERAL = re.compile(r"[A-Za-z0-9._-]*")
_DIGITS = re.compile(r"(?:0[1-9])?")
HELP = f"Use letters, digits, points, hyphens and {', '.join(f'{{{name}}}' for name in FIELDS)}: {DEFAULT}."


@dataclass(frozen=True, slots=True)
class Names:
    """What a pattern can say of a row: its line, the article's id and language, and its printed editions."""

    row: int
    article: str
    language: str
    edition: str


def _is_known(field: str | None, form: str) -> bool:
    """Whether a field is one of these; only the number of a row can be given zeros."""
    return field is None or (field in FIELDS and (_DIGITS.fullmatch(form) is not None if field == "row" else not form))


class Pattern:
    """A pattern for the names of folders. Raises UsageError for one that could lead anywhere else."""

    def __init__(self, written: str) -> None:
        try:
            parts = list(Formatter().parse(written))
        except ValueError as error:
            raise UsageError(f"The pattern “{written}” cannot be read.", HELP) from error
        for literal, field, form, conversion in parts:
            if conversion or not _is_known(field, form or "") or not _LITERAL.fullmatch(literal):
                raise UsageError(f"The pattern “{written}” cannot name folders.", HELP)
        self._written = written

    def of(self, names: Names) -> str:
        """The name of a row's folder. Raises UsageError for one that no file system takes."""
        fields = {name: getattr(names, name) for name in FIELDS}
        name = self._written.format(**fields)
        if not re.match(r"[A-Za-z0-9]", name) or len(name) > LONGEST:
            raise UsageError(
                f"The pattern “{self._written}” makes names that begin with no letter or digit, or are longer than "
                f"{LONGEST} letters.",
                HELP,
            )
        return name
