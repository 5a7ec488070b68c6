"""One text of the article that a finished file has not, or not there: a row of the table of differences."""

from dataclasses import dataclass

from pubpipe.checking.parity.expected import Expected, Kind
from pubpipe.findings import Code, Finding, Texts

CODES = {
    Kind.TEXT: Code.PARITY_TEXT,
    Kind.DOSE: Code.PARITY_DOSE,
    Kind.SIDE: Code.PARITY_SIDE,
    Kind.ALTERNATIVE: Code.PARITY_ALTERNATIVE,
}
PROBLEMS = {
    Code.PARITY_ORDER: "The text of block “{block}” is not where the article has it in {file}.",
    Code.PARITY_TEXT: "The text of block “{block}” is missing in {file}.",
    Code.PARITY_DOSE: "The dose of block “{block}” is missing or another in {file}.",
    Code.PARITY_SIDE: "The side of block “{block}” is missing or the wrong one in {file}.",
    Code.PARITY_ALTERNATIVE: "The text alternative of block “{block}” is missing or another in {file}.",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What the article says and the file does not.

    kind: of the difference, which for a step of the wrong side is SIDE; found: the file's text that stands between
    what comes before and after in the article, empty where there is none; misplaced: whether the text is elsewhere.
    """

    wanted: Expected
    file: str
    kind: Kind
    found: str
    misplaced: bool = False

    @property
    def code(self) -> Code:
        """The code under which it is reported."""
        return Code.PARITY_ORDER if self.misplaced else CODES[self.kind]

    @property
    def finding(self) -> Finding:
        """The difference as an error of the build."""
        return Finding(
            self.code,
            self.wanted.source,
            PROBLEMS[self.code].format(block=self.wanted.block, file=self.file),
            self.wanted.text,
            "Nothing was published. If you use your own templates/, compare them with pubpipe's.",
            difference=Texts(self.wanted.block, self.file, self.wanted.text, self.found),
        )
