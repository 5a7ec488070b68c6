"""Markdown to blocks: the only home of markdown-it.

Everything that the parser can produce is either published or reported; raw HTML
is recognised so that it can be refused, and no link is dropped by the parser
before pubpipe has judged it.
"""

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from pubpipe.findings import Code
from pubpipe.reading.report import Report

DEEPEST = 20
"""Levels of nesting that an article may have; the parser itself stops, silently, far below."""


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 (the parser's own name)
        """Links are judged by pubpipe, which can name the line; the parser would turn bad ones into text."""
        del url
        return True


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": DEEPEST * 5})
    parser.enable("table")
    parser.use(colon_fence_plugin)
    parser.use(myst_role_plugin)
    return parser


def parse(text: str, first_line: int, report: Report) -> list[Token]:
    """Block tokens with their inline tokens; `first_line` is the line of the file that the text starts on."""
    # Where a text ends without a line feed, the parser of directives may look for one more letter.
    tokens = _parser().parse(f"{text}\n")
    for token in tokens:
        if deepest(token) > DEEPEST:
            report.add(
                Code.TOO_DEEP,
                "The text is nested too deeply.",
                "Write it with fewer lists, quotes or marks inside each other.",
                line=first_line + (token.map[0] if token.map else 0),
                excerpt=token.content,
            )
            return []
    return tokens


def deepest(token: Token) -> int:
    """How deep a block token and the inline tokens in it are nested."""
    return max((token.level, *(child.level for child in token.children or ())))
