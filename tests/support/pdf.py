"""A handout as its parts: to make one, to read its pages, and to break it on purpose."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2

from pubpipe.formats.pdf import make
from pubpipe.formats.publication import Made
from pubpipe.model.article import Article, Block, ListBlock, ListItem, Section, Stretch
from pubpipe.model.asset import Asset
from pubpipe.packaged import packaged_templates
from pubpipe.profile import LargePrint, PrintSettings, Profile
from pubpipe.rendering import Templates
from tests import samples

HANDOUT = PrintSettings(editions=("handout",))
BOTH = Profile(paper=("A4", "Letter"), print=HANDOUT)
FILLER = "Your neck carries your head all day, and it grows stiff when it is held still for long. "


def made(
    article: Article | None = None,
    profile: Profile | None = None,
    templates: Templates | None = None,
    assets: Mapping[str, Asset] | None = None,
    logo: Asset | None = None,
) -> Made:
    """What the format makes, the handout on A4 unless told otherwise, with the pictures of the sample article."""
    given = samples.publication(article, profile or Profile(print=HANDOUT))
    pictures = given.assets if assets is None else assets
    return make(replace(given, assets=pictures, templates=templates or given.templates, logo=logo))


def handout(article: Article | None = None, profile: Profile | None = None) -> bytes:
    """The finished handout on the first sheet, without the large print."""
    given = profile or Profile()
    settings = given.print.model_copy(update={"editions": HANDOUT.editions})
    return made(article, given.model_copy(update={"print": settings})).artifacts[0].data


def large(
    rules: LargePrint, article: Article | None = None, templates: Templates | None = None, url: str | None = None
) -> Made:
    """The large print by the rules of a country, on both sheets."""
    settings = PrintSettings(editions=("large-print",), large_print=rules)
    return made(article, Profile(paper=("A4", "Letter"), print=settings, url=url), templates)


def changed(**fields: object) -> Article:
    """The sample article with other fields."""
    return samples.every_block().model_copy(update=fields)


def section(id: str, *blocks: Block) -> Section:
    """A section of the given blocks, titled after its id."""
    return Section(id=id, level=1, title=samples.words(f"About {id}"), blocks=blocks)


def filler(id: str, paragraphs: int) -> Section:
    """A section of so many paragraphs of two lines."""
    return section(id, *(samples.paragraph(f"{id}-p{number}", FILLER * 2) for number in range(paragraphs)))


def bullets(id: str, *items: str) -> ListBlock:
    """A list of items."""
    return ListBlock(
        id=id,
        ordered=False,
        items=tuple(ListItem(id=f"{id}-i{n}", content=samples.words(item)) for n, item in enumerate(items)),
    )


def stretch_of(id: str, steps: int) -> Stretch:
    """A stretch whose steps say their number and the stretch's id."""
    whole = samples.stretch(id, f"Stretch of the {id}")
    numbered = tuple(
        whole.steps[0].model_copy(
            update={"id": f"{id}-s{n}", "content": samples.words(f"This is step {n} of the {id}, done slowly.")}
        )
        for n in range(1, steps + 1)
    )
    return whole.model_copy(update={"steps": numbered})


def own_templates(folder: Path, css: str = "", html: str | None = None, sheet: str = "handout.css") -> Templates:
    """A project's own templates: a style sheet of pubpipe's with an addition, and other markup if given."""
    own = folder / "handout"
    own.mkdir(parents=True)
    packaged = packaged_templates() / "handout"
    (own / sheet).write_text((packaged / sheet).read_text("utf-8") + css, encoding="utf-8")
    if html is not None:
        (own / "handout.html").write_text(html, encoding="utf-8")
    return Templates(folder)


def pages(data: bytes) -> list[str]:
    """The words of each page, running header and footer included, with single spaces between them."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def page_of(text: str, found: list[str]) -> int:
    """The number of the one page that has a text, from 0."""
    (number,) = (number for number, words in enumerate(found) if text in words)
    return number


def broken(data: bytes, spoil: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The file after something was done to its objects."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        spoil(pdf)
        pdf.save(out)
    return out.getvalue()


def elements(pdf: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    """The structure elements of a kind, such as /Figure."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem" and item.get("/S") == kind:
            yield item
