"""The check of finished PDFs: silent on a sound handout, and red for each fault that is put into one."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.pdf import check
from pubpipe.checking.pdf.tagged import read
from pubpipe.findings import Code, Finding
from pubpipe.model.article import Article, Section, nodes
from pubpipe.model.text import Link, Text
from pubpipe.packaged import packaged_templates
from pubpipe.profile import Profile
from pubpipe.wording import language_for
from tests import samples
from tests.support.pdf import BOTH, broken, changed, elements, handout, made, own_templates

SECONDS_ALLOWED = 0.1
PARITY = {
    Code.PARITY_TEXT,
    Code.PARITY_ORDER,
    Code.PARITY_DOSE,
    Code.PARITY_SIDE,
    Code.PARITY_ALTERNATIVE,
}
A4 = "neck-care-handout-a4.pdf"


def checked(data: bytes, article: Article | None = None, name: str = A4) -> tuple[Finding, ...]:
    """What the check says of a file that should hold the article."""
    article = article or samples.every_block()
    return check(Finished(name, "application/pdf", data, article, language_for(article.language)))


def messages(findings: tuple[Finding, ...]) -> list[str]:
    """What was found, each with the offending text."""
    return [f"{finding.message} {finding.excerpt}" for finding in findings]


@pytest.fixture(scope="module")
def sample() -> bytes:
    """A sound handout with a code."""
    return handout(profile=Profile(url="https://clinic.example/neck-care"))


# Sound files


def test_a_sound_handout_has_no_findings() -> None:
    """What the format makes passes on both sheets."""
    for one in made(profile=BOTH).artifacts:
        assert checked(one.data, name=one.name) == ()


def test_the_check_is_quick(sample: bytes) -> None:
    """It runs in every build, so the best of three runs takes less than a tenth of a second."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        checked(sample)
        times.append(time.perf_counter() - begin)
    assert min(times) < SECONDS_ALLOWED


def test_printed_addresses_do_not_hide_the_text_around_them() -> None:
    """An address after a link interrupts its paragraph; brackets that the author wrote stay the author's."""
    address = "https://example.org/a?b=(c)"
    content = (
        Text(value="See "),
        Link(url=address, children=samples.words("here")),
        Text(value=" (example.org/a?b=(c)) and (there). "),
        Link(url="mailto:ann@example.org", children=samples.words("Write")),
        Text(value=" or "),
        Link(url="tel:+442079460000", children=samples.words("call 020 7946 0000")),
        Text(value="."),
    )
    first = samples.every_block().blocks[1]
    article = changed(blocks=(first, samples.paragraph("p", "x").model_copy(update={"content": content})))
    data = handout(article)
    assert checked(data, article) == ()
    heard = "".join(read(data).heard.split())
    assert "here(example.org/a?b=(c))(example.org/a?b=(c))and(there).Write(ann@example.org)orcall02079460000." in heard


def test_a_hyphen_of_the_author_s_may_end_a_line_and_no_other(tmp_path: Path) -> None:
    """A word with a hyphen is whole though a line ends in it; a hyphen that the engine adds is seen and not heard."""
    first = samples.every_block().blocks[1]
    article = changed(blocks=(first, samples.paragraph("p", "Stay in a pain-free range. " * 40)))
    data = handout(article)
    assert "pain\x02\nfree" in read(data).heard
    assert checked(data, article) == ()
    article = changed(blocks=(first, samples.paragraph("p", "Extraordinarily uncomfortable positions. " * 40)))
    assert checked(handout(article), article) == ()
    hyphened = made(article, templates=own_templates(tmp_path, "p { hyphens: auto }")).artifacts[0].data
    assert checked(hyphened, article) == ()
    assert not re.search(r"[-\x02\u2010]", read(hyphened).heard.partition("Extraordinarily")[2])
    added = changed(blocks=(first, samples.paragraph("p", "Extra-ordinarily uncomfortable positions. " * 40)))
    assert any("The text of block “p” is missing" in fault for fault in messages(checked(handout(added), article)))


def test_text_is_heard_in_reading_order_with_alternatives_in_their_place(sample: bytes) -> None:
    """What the check compares is what a screen reader says: figures' alternatives among the text."""
    heard = " ".join(read(sample).heard.split())
    told = (
        "Side neck stretch eases",
        "A grey circle above a black line, for side-neck",
        "Hold: 20 to 30 seconds",
        "Sit tall",
    )
    places = [heard.index(text) for text in told]
    assert places == sorted(places)


# Texts that are lost or misplaced


def with_stretch(**fields: object) -> Article:
    """The sample article with its first stretch changed."""
    blocks = list(samples.every_block().blocks)
    at, section = next((at, block) for at, block in enumerate(blocks) if block.id == "stretches")
    assert isinstance(section, Section)
    stretch = section.blocks[0].model_copy(update=fields)
    blocks[at] = section.model_copy(update={"blocks": (stretch, *section.blocks[1:])})
    return changed(blocks=tuple(blocks))


def test_a_lost_step_is_found(sample: bytes) -> None:
    """A step of the article that the file lacks is an error with the step's text."""
    steps = samples.stretch("side-neck", "Side neck stretch").steps
    other = steps[0].model_copy(update={"content": samples.words("Sit on a chair that does not roll.")})
    (finding,) = checked(sample, with_stretch(steps=(other, *steps[1:])))
    assert finding.code is Code.PARITY_TEXT
    assert finding.excerpt == "Sit on a chair that does not roll."
    assert "side-neck-s1" in finding.message


def test_a_changed_dose_is_found(sample: bytes) -> None:
    """One digit of a dose is enough."""
    dose = samples.stretch("side-neck", "Side neck stretch").dose
    assert dose.hold is not None
    shorter = dose.model_copy(update={"hold": dose.hold.model_copy(update={"lower": 10})})
    (finding,) = checked(sample, with_stretch(dose=shorter))
    assert finding.code is Code.PARITY_DOSE
    assert finding.excerpt == "Hold: 10 to 30 seconds"


def test_another_order_is_found(sample: bytes) -> None:
    """A text that stands elsewhere than in the article is an error, and so is a bookmark."""
    codes = {finding.code for finding in checked(sample, changed(blocks=tuple(reversed(samples.every_block().blocks))))}
    # The disclaimer, too, is behind the stretches here and before them in that article.
    assert codes == {Code.PARITY_ORDER, Code.FILE_UNSOUND, Code.SAFETY_HIDDEN}


def test_a_text_left_out_by_a_template_is_found(tmp_path: Path) -> None:
    """A project's own style sheet that hides a warning, a dose or the sides does not get past the check."""
    for number, hidden in enumerate((".warning", ".disclaimer", ".dose", ".sides", ".stretch-figure", "figcaption")):
        templates = own_templates(tmp_path / str(number), f"{hidden} {{ display: none !important }}")
        found = checked(made(templates=templates).artifacts[0].data)
        assert {finding.code for finding in found} & PARITY, hidden


def test_a_text_that_is_drawn_and_not_tagged_is_found(sample: bytes) -> None:
    """Words that only the eye can find count as missing."""

    def untag(pdf: pikepdf.Pdf) -> None:
        heading = next(elements(pdf, "/H1"))
        heading.K = pikepdf.Array()

    assert "title" in messages(checked(broken(sample, untag)))[0]


# Parts that a file must have


def _strip_alternative(pdf: pikepdf.Pdf) -> None:
    del next(elements(pdf, "/Figure"))["/Alt"]


def _strip_code_alternative(pdf: pikepdf.Pdf) -> None:
    (code,) = (figure for figure in elements(pdf, "/Figure") if "camera" in str(figure.Alt))
    code.Alt = pikepdf.String(" ")


def _strip_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def _other_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("fr")


def _strip_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        del metadata["dc:title"]


def _strip_author(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:creator"] = ["Clinic team"]


def _strip_marks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/MarkInfo"]


def _strip_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def _strip_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Outlines"]


def _rename_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].children[-3].title = "Strectches"


def _strip_font(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]
            return


def _cut_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].mediabox = pikepdf.Array([0, 0, 595.28, 420])


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_strip_alternative, "has no text alternative"),
        (_strip_code_alternative, "A figure on page 1 has no text alternative"),
        (_strip_language, "gives its language as “”, the article as “en-GB”"),
        (_other_language, "gives its language as “fr”"),
        (_strip_title, "title is not the article's"),
        (_strip_author, "does not name an author of the article. Ann Example"),
        (_strip_marks, "is not tagged"),
        (_strip_tree, "is missing"),
        (_strip_bookmarks, "no bookmark"),
        (_rename_bookmark, "no bookmark, or not in the article's order. Stretches"),
        (_strip_font, "not embedded"),
        (_cut_page, "Page 2 measures 595 × 420 points"),
        (_cut_page, "A text on page 2 runs to the edge"),
    ],
)
def test_each_fault_is_found(sample: bytes, spoil: Callable[[pikepdf.Pdf], None], message: str) -> None:
    """A sound file with one part spoiled is no longer sound."""
    assert checked(broken(sample, lambda _: None)) == ()
    found = messages(checked(broken(sample, spoil)))
    assert any(message in text for text in found), found


def test_a_file_named_for_another_sheet_is_found(sample: bytes) -> None:
    """A printer is fed by the file's name."""
    found = messages(checked(sample, name="neck-care-handout-letter.pdf"))
    assert "Page 1 measures 595 × 842 points" in found[0]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"not a PDF at all", b"%PDF-1.7\n" + bytes(5000)])
def test_what_is_no_pdf_is_found(data: bytes) -> None:
    """Bytes that cannot be opened are one finding, not a crash."""
    (finding,) = checked(data)
    assert finding.code is Code.FILE_UNSOUND
    assert "cannot be opened" in finding.message


def test_a_truncated_file_is_found(sample: bytes) -> None:
    """Half a file is either not opened, or lacks half of the texts."""
    assert checked(sample[: len(sample) // 2])


def test_a_text_under_the_name_of_another_block_is_found(tmp_path: Path) -> None:
    """Every word is there, in order: the tags' ids tell that a paragraph stands where the article has another."""
    text = (packaged_templates() / "shared" / "blocks.html").read_text("utf-8")
    old = '<p id="{{ node.id }}"'
    assert text.count(old) == 1
    templates = own_templates(tmp_path)
    (tmp_path / "shared").mkdir()
    swapped = text.replace(old, """<p id="{{ node.id | replace('warning-1-p1', 'another-p1') }}\"""")
    (tmp_path / "shared" / "blocks.html").write_text(swapped, encoding="utf-8")
    (found,) = checked(made(templates=templates).artifacts[0].data)
    assert found.code is Code.PARITY_TEXT
    assert "“warning-1-p1”" in found.message


def test_every_block_has_its_tag(sample: bytes) -> None:
    """Under its id in the article; a title under that of its element."""
    blocks = read(sample).by_block
    article = samples.every_block()
    assert {node.id for node in nodes(article.blocks)} <= set(blocks)
