"""Why a picture does not pass: apart from what looks into pictures, which an article without them need not load."""

from pubpipe.findings import Code


class RefusedError(Exception):
    """Why a picture does not pass."""

    def __init__(self, code: Code, message: str, remedy: str, line: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.line = line
