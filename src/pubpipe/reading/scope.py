"""Where text is being read: what turns a token's place into a line of the file, and a line into text."""

from dataclasses import dataclass

from markdown_it.token import Token

from pubpipe.findings import Code
from pubpipe.model.article import SourceLine
from pubpipe.model.text import Inlines
from pubpipe.reading.ids import Ids
from pubpipe.reading.inlines import Context, read_inlines
from pubpipe.reading.markdown import parse
from pubpipe.reading.report import Report


@dataclass(frozen=True, slots=True)
class Scope:
    """Where text is being read: the file, the line its first line stands on, and the shared tools."""

    file: str
    first_line: int
    lines: list[str]
    ids: Ids
    references: tuple[str, ...]
    report: Report

    def line(self, token: Token) -> int:
        """The line of the file that a token begins on."""
        return self.first_line + (token.map[0] if token.map else 0)

    def source(self, line: int) -> SourceLine:
        """A line of the file as a block's source."""
        return SourceLine(file=self.file, line=line)

    def excerpt(self, token: Token) -> str:
        """The first source line of a token."""
        start = token.map[0] if token.map else 0
        return self.lines[start] if start < len(self.lines) else token.content

    def inlines(self, token: Token) -> Inlines:
        """The inline text of an `inline` token."""
        return read_inlines(token.children, self.line(token), Context(self.references, self.report))

    def inlines_of(self, text: str, line: int) -> Inlines:
        """The inline text of an argument such as a stretch's name: one paragraph and nothing else."""
        tokens = parse(text, line, self.report)
        if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
            self.report.add(
                Code.UNSUPPORTED_MARKUP,
                "Only words can stand here.",
                "Write it without marks.",
                line=line,
                excerpt=text,
            )
            return ()
        return read_inlines(tokens[1].children, line, Context(self.references, self.report))

    def inside(self, text: str, first_line: int) -> "Scope":
        """The scope of a directive's own text."""
        return Scope(self.file, first_line, text.split("\n"), self.ids, self.references, self.report)

    def refuse(self, token: Token, code: Code, message: str, remedy: str) -> None:
        """Report what a token holds, with its line."""
        self.report.add(code, message, remedy, line=self.line(token), excerpt=self.excerpt(token))
