"""What every type of the model has in common: frozen, closed to unknown keys, comparable."""

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

ID_PATTERN = r"^[a-z][a-z0-9-]*$"
"""Block ids are also XML ids, file names and URL fragments: lower-case ASCII only."""

LONGEST_ID = 120

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=LONGEST_ID)]

FORBIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Characters that are invisible or that reorder text: a reader could not see what they do to a dose.

Tab and line feed are the only C0 controls that a text may hold (XML 1.0, section 2.2); the
bidirectional overrides and isolates are those of Unicode TR9 that hide meaning in source text.
"""


class UnusableError(ValueError):
    """Why a value cannot be used, with a remedy that says more than the example of its key."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.remedy = remedy


class Frozen(BaseModel):
    """A value: immutable, hashable, and without room for keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)
