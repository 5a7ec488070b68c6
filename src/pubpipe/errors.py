"""Errors that end a command: one class and one exit status per kind of trouble.

What is wrong *inside* an article or a finished file is not an exception but a
`Finding`, so that one run can report all of it. An error here means that the
run itself cannot go on; its message says what and where, its remedy what to do.
"""

from typing import ClassVar


class PubpipeError(Exception):
    """A failure that the user can mend; shown without a traceback."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n  {self.remedy}" if self.remedy else self.message


class SourceError(PubpipeError):
    """The article cannot be published as it stands (its findings say why)."""

    exit_code = 1


class UsageError(PubpipeError):
    """The command was asked for something that does not exist (click's own status)."""

    exit_code = 2


class VoiceError(PubpipeError):
    """A voice is not installed, not reachable, or cannot speak the text."""

    exit_code = 3


class OutputError(PubpipeError):
    """An output could not be made or written."""

    exit_code = 4


class CheckError(PubpipeError):
    """A finished file does not hold what the article says."""

    exit_code = 5
