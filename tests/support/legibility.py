"""The rules of large print as measures of a printed file: each tells the places that break it, none if all is well.

Sources: UKAAF G003 and NHS England for the UK; ACB (2022) and APH for the US; WCAG 2.2 for both.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator

from pubpipe.checking.parity import expected
from pubpipe.formats.pdf.sheets import Margins
from pubpipe.model.article import Article, Block, Callout, Paragraph, Section, Stretch, Table, nodes
from pubpipe.model.text import plain
from pubpipe.model.walks import stretches
from pubpipe.wording import language_for
from tests.support.glyphs import Glyph, Line, Printed

MOST_CHARACTERS = 70
"""On a line (RNIB)."""

CONTRAST = 7.0
"""WCAG 2.2, success criterion 1.4.6."""

POINTS_PER_MM = 72 / 25.4
WHITE = (255, 255, 255)
TOLERANCE = 0.3
"""Points."""

BODY_POINTS = 18.0
EMPTY_LINE = 2 * 1.25 * BODY_POINTS - TOLERANCE
"""From baseline to baseline over an empty line, at the closest spacing that is allowed."""


def small(printed: Printed, smallest: float) -> list[str]:
    """Lines with a letter under the smallest size, wherever on the page."""
    return _texts(printed, lambda glyph: glyph.size < smallest - 0.01)


def slanted(printed: Printed) -> list[str]:
    """Lines with a letter that leans."""
    return _texts(printed, lambda glyph: glyph.slanted)


def underlined(printed: Printed) -> list[str]:
    """Lines with a stroke right under a word: between the baseline and where letters such as g end."""
    return [
        line.text
        for line in printed.lines
        if any(
            rule.page == line.page
            and 0 < rule.height - line.baseline < 0.24 * line.size
            and rule.left < line.right
            and rule.right > line.left
            for rule in printed.rules
        )
    ]


def hyphened(printed: Printed, article: Article) -> list[str]:
    """Words that are parted at a line's end and have no hyphen in the article."""
    known = _words(article)
    pairs = itertools.pairwise(printed.lines)
    parted = [
        one.text.split()[-1] + two.text.split()[0] for one, two in pairs if one.text.endswith(("-", "\u2010", "\xad"))
    ]
    return [word for word in parted if not any(word.strip(".,;:()") in text for text in known)]


def justified(printed: Printed) -> list[str]:
    """Lines whose spaces are not as wide as the same font's spaces are elsewhere."""
    found = []
    widths: dict[str, float] = {}
    for line in printed.lines:
        for space, after in itertools.pairwise(line.glyphs):
            if space.text == " " and after.text != " " and space.font == after.font:
                width = (after.left - space.left) / space.size
                if abs(width - widths.setdefault(space.font, width)) > 0.04:
                    found.append(line.text)
                    break
    return found


def beside(printed: Printed, article: Article, margins: Margins) -> list[str]:
    """Texts beside other text or beside a picture, cells of tables excepted."""
    cells = _cells(article)
    column = printed.width - 2 * margins.side * POINTS_PER_MM
    return [
        part.text
        for line in body(printed, margins)
        for part in line.parts[0 if _starts_late(line, printed, column) else 1 :]
        if not any(part.text in cell for cell in cells)
    ]


def _starts_late(line: Line, printed: Printed, column: float) -> bool:
    return line.left > (printed.width - column) / 2 + column / 4


def long_lines(printed: Printed, margins: Margins) -> list[str]:
    """Lines with more characters than eyes find back from."""
    return [line.text for line in body(printed, margins) if len(line.text) > MOST_CHARACTERS]


def outside(printed: Printed, article: Article, margins: Margins) -> list[str]:
    """Texts in the margins: at the sides any; above and below what is none of the running lines."""
    side = margins.side * POINTS_PER_MM - TOLERANCE
    inside = set(body(printed, margins))
    running = [_unspaced(text) for text in _running(article, printed.pages)]
    edge = [part.text for line in printed.lines if line not in inside for part in line.parts]
    return [
        *(line.text for line in printed.lines if line.left < side or line.right > printed.width - side),
        *(text for text in edge if not any(_unspaced(text).rstrip("…") in one for one in running)),
    ]


def _running(article: Article, pages: int) -> Iterator[str]:
    yield article.title
    yield f"Help line: {article.publisher.phone}"
    yield from (f"Page {number} of {pages}" for number in range(1, pages + 1))
    yield from (f"{number} {plain(stretch.title)}" for number, stretch in enumerate(stretches(article), start=1))


def body(printed: Printed, margins: Margins) -> list[Line]:
    """The lines between the top and the bottom margin."""
    top = margins.top * POINTS_PER_MM - TOLERANCE
    bottom = printed.height - margins.bottom * POINTS_PER_MM + TOLERANCE
    return [line for line in printed.lines if line.baseline > top and line.baseline < bottom]


def headings(printed: Printed, article: Article) -> dict[str, set[tuple[float, bool]]]:
    """The sizes in points of each heading's letters, and whether they are bold, by the heading."""
    titles = [
        plain(node.title)
        for node in nodes(article.blocks)
        if isinstance(node, Section | Stretch | Callout) and node.title
    ]
    found: dict[str, set[tuple[float, bool]]] = {}
    for title in (article.title, *titles):
        start = _unspaced(title)[:18]
        for line in printed.lines:
            glyphs = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
            text = "".join(glyph.text for glyph in glyphs)
            if start in text and glyphs[-1].size > 18.5:
                found.setdefault(title, set()).update((round(glyph.size, 2), glyph.bold) for glyph in glyphs)
    return found


def faint(printed: Printed, article: Article) -> list[str]:
    """Lines with less contrast than 7:1 to white paper; white is for the numbers of stretches on their dark discs."""
    discs = {str(number) for number in range(1, len(stretches(article)) + 1)}
    return [
        line.text
        for line in printed.lines
        if any(
            _contrast(glyph) < CONTRAST and not (glyph.colour == WHITE and glyph.text in discs)
            for glyph in line.glyphs
            if not glyph.text.isspace()
        )
    ]


def capitals(printed: Printed, article: Article) -> list[str]:
    """Words in capitals that are not so in the article."""
    known = " ".join(_words(article))
    words = {word for line in printed.lines for word in re.findall(r"\w{2,}", line.text)}
    return sorted(word for word in words if word.isupper() and word not in known)


def tight(printed: Printed, article: Article, margins: Margins, leading: float, closest: float) -> list[str]:
    """Lines of text nearer to the line above than `closest`, in paragraphs outside stretches than `leading`.

    Both in units of the text's size. Headings, which are larger, are not text.
    """
    inside = {child.id for node in nodes(article.blocks) if isinstance(node, Stretch) for child in nodes((node,))}
    paragraphs = [
        _unspaced(plain(node.content))
        for node in nodes(article.blocks)
        if isinstance(node, Paragraph) and node.id not in inside
    ]
    return [
        two.text
        for one, two in itertools.pairwise(body(printed, margins))
        if one.page == two.page and one.size == two.size == BODY_POINTS
        for least in (leading if any(_unspaced(one.text + two.text) in text for text in paragraphs) else closest,)
        if two.baseline - one.baseline < least * two.size - TOLERANCE
    ]


def crowded(printed: Printed, article: Article, margins: Margins) -> list[str]:
    """Paragraphs under another on a page without an empty line between them."""
    pairs = paired_paragraphs(printed, article, margins)
    return [two.text for one, two in pairs if two.baseline - one.baseline < EMPTY_LINE]


def paired_paragraphs(printed: Printed, article: Article, margins: Margins) -> list[tuple[Line, Line]]:
    """The last line of each paragraph and the first of the next, where one stands under the other on a page."""
    lines = body(printed, margins)
    starts = {_unspaced(line.text): number for number, line in enumerate(lines)}
    pairs = []
    for paragraph in _second_paragraphs(article.blocks):
        words = _unspaced(plain(paragraph.content))
        number = next((at for text, at in starts.items() if text and words.startswith(text)), 0)
        if number and lines[number].page == lines[number - 1].page and lines[number - 1].size == BODY_POINTS:
            pairs.append((lines[number - 1], lines[number]))
    return pairs


def _second_paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Paragraphs that stand under another."""
    whole = list(blocks)
    for one, two in itertools.pairwise(whole):
        if isinstance(one, Paragraph) and isinstance(two, Paragraph):
            yield two
    for block in whole:
        if isinstance(block, Section | Callout):
            yield from _second_paragraphs(block.blocks)
        elif isinstance(block, Stretch):
            yield from _second_paragraphs(block.introduction)
            yield from _second_paragraphs(block.notes)


def _texts(printed: Printed, wrong: Callable[[Glyph], bool]) -> list[str]:
    return [
        line.text for line in printed.lines if any(wrong(glyph) for glyph in line.glyphs if not glyph.text.isspace())
    ]


def _cells(article: Article) -> list[str]:
    tables = [node for node in nodes(article.blocks) if isinstance(node, Table)]
    return [plain(cell.content) for table in tables for row in (table.header, *table.rows) for cell in row]


def _words(article: Article) -> list[str]:
    """All texts that a reader meets."""
    language = language_for(article.language)
    said = [one.text for one in expected(article, language)]
    publisher = article.publisher
    front = [
        article.title,
        article.summary or "",
        *article.authors,
        publisher.name,
        *(r.url or "" for r in article.references),
    ]
    return [*said, *front, str(language.interface)]


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _contrast(glyph: Glyph) -> float:
    parts = [part / 255 for part in glyph.colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
