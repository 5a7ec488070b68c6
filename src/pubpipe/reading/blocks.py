"""Block tokens to the article's blocks. What may not stand where it stands is reported, never skipped."""

from collections.abc import Callable, Sequence

from markdown_it.token import Token

from pubpipe.findings import Code
from pubpipe.model.article import Block, ListBlock, ListItem, Paragraph, Table
from pubpipe.model.text import Inlines
from pubpipe.reading.directives import Directive, take_apart
from pubpipe.reading.scope import Scope
from pubpipe.reading.tables import read_table

UNSUPPORTED = {
    "blockquote_open": ("A block quote cannot be published.", "Write it as a paragraph."),
    "code_block": ("An indented code block cannot be published.", "Remove the spaces at the start of the line."),
    "fence": ("A code block cannot be published.", "Write it as a paragraph or a directive."),
    "hr": ("A horizontal rule cannot be published.", "Begin a new section with `##`."),
}
LEVELS = {"h2": 1, "h3": 2, "h4": 3}


DirectiveReader = Callable[[Directive, Scope, str], Block | None]


class BlockReader:
    """Reads one stretch of tokens; `directive` says what to make of a directive, None forbids them."""

    def __init__(self, scope: Scope, tokens: Sequence[Token], directive: DirectiveReader | None) -> None:
        self.scope = scope
        self.tokens = tokens
        self.directive = directive
        self.index = 0

    def at_end(self) -> bool:
        """Whether all tokens are read."""
        return self.index >= len(self.tokens)

    def peek_level(self) -> int | None:
        """The section level of the heading that comes next, or None if no heading does."""
        token = self.tokens[self.index]
        return LEVELS.get(token.tag, 0) if token.type == "heading_open" else None

    def heading(self) -> tuple[Token, Inlines]:
        """The heading that comes next."""
        token = self.tokens[self.index]
        content = self.scope.inlines(self.tokens[self.index + 1])
        self.index += 3
        return token, content

    def block(self, parent: str) -> Block | None:
        """The block that comes next, or None when it was reported instead."""
        token = self.tokens[self.index]
        self.index += 1
        match token.type:
            case "paragraph_open":
                return self._paragraph(token, parent)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, parent)
            case "table_open":
                return self._table(token, parent)
            case "colon_fence":
                return self._directive(token, parent)
            case "html_block":
                self._refuse(token, Code.RAW_HTML, "Raw HTML cannot be published.", "Write it as Markdown.")
            case "heading_open":
                self._refuse(token, Code.BAD_HEADING, "A heading cannot stand here.", "Close the block before it.")
                self._skip_to("heading_close")
            case _:
                self._unsupported(token)
        return None

    def _paragraph(self, token: Token, parent: str) -> Paragraph | None:
        content = self.scope.inlines(self.tokens[self.index])
        self.index += 2
        if not content:
            return None
        id = self.scope.ids.numbered(parent, "p")
        return Paragraph(id=id, content=content, source=self.scope.source(self.scope.line(token)))

    def _list(self, token: Token, parent: str) -> ListBlock | None:
        line = self.scope.line(token)
        id = self.scope.ids.numbered(parent, "l")
        ordered = token.type == "ordered_list_open"
        if ordered and int(token.attrs.get("start", 1)) != 1:
            self._refuse(token, Code.UNSUPPORTED_MARKUP, "A numbered list must begin with 1.", "Number it from 1.")
        items = []
        while self.tokens[self.index].type == "list_item_open":
            item = self._item(self.tokens[self.index], id)
            if item:
                items.append(item)
        self.index += 1
        if not items:
            return None
        return ListBlock(id=id, ordered=ordered, items=tuple(items), source=self.scope.source(line))

    def _item(self, token: Token, parent: str) -> ListItem | None:
        id = self.scope.ids.numbered(parent, "i")
        self.index += 1
        content: Inlines = ()
        lists: list[ListBlock] = []
        while self.tokens[self.index].type != "list_item_close":
            inner = self.tokens[self.index]
            block = self.block(id)
            if isinstance(block, Paragraph) and not content and not lists:
                content = block.content
            elif isinstance(block, ListBlock) and content:
                lists.append(block)
            elif block is not None:
                self._refuse(
                    inner,
                    Code.UNSUPPORTED_MARKUP,
                    "A list item holds one paragraph, and lists below it.",
                    "Make it one paragraph, or end the list before it.",
                )
        self.index += 1
        if not content:
            if not self.scope.report.has_errors:
                self._refuse(token, Code.UNSUPPORTED_MARKUP, "A list item is empty.", "Fill it in or remove it.")
            return None
        return ListItem(id=id, content=content, lists=tuple(lists), source=self.scope.source(self.scope.line(token)))

    def _table(self, token: Token, parent: str) -> Table | None:
        inner = [token]
        while inner[-1].type != "table_close":
            inner.append(self.tokens[self.index])
            self.index += 1
        return read_table(inner, self.scope, parent)

    def _directive(self, token: Token, parent: str) -> Block | None:
        directive = take_apart(token, self.scope.first_line, self.scope.lines, self.scope.report)
        if directive is None:
            return None
        if self.directive is None:
            self._refuse(
                token,
                Code.UNSUPPORTED_MARKUP,
                f"A “{directive.name}” cannot stand inside another block.",
                "Close the block before it.",
            )
            return None
        return self.directive(directive, self.scope, parent)

    def _unsupported(self, token: Token) -> None:
        message, remedy = UNSUPPORTED.get(token.type, (f"“{token.type}” cannot be published.", "Write it as text."))
        self._refuse(token, Code.UNSUPPORTED_MARKUP, message, remedy)
        if token.nesting == 1:
            self._skip_to(token.type.replace("_open", "_close"), token.level)

    def _skip_to(self, closing: str, level: int | None = None) -> None:
        while not self.at_end():
            token = self.tokens[self.index]
            self.index += 1
            if token.type == closing and (level is None or token.level == level):
                return

    def _refuse(self, token: Token, code: Code, message: str, remedy: str) -> None:
        self.scope.refuse(token, code, message, remedy)
