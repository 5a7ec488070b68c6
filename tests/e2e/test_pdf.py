"""The handout and the large print before their judges: veraPDF, page-validation and outloud."""

from pathlib import Path

import pikepdf
import pytest

from pubpipe.model.article import Article, Callout, CalloutRole, Publisher
from pubpipe.profile import LargePrint, PrintSettings, Profile
from tests import samples
from tests.support.clinics import clinics
from tests.support.long_articles import ARTICLES
from tests.support.pdf import HANDOUT, broken, changed, elements, filler, large, made, section, stretch_of
from tests.validators import outloud, page_validation, verapdf

URL = "https://clinic.example/neck-care"
BOTH_WITH_CODE = Profile(paper=("A4", "Letter"), print=HANDOUT, url=URL)


def articles() -> dict[str, Article]:
    """Articles that between them use everything: each block and mark, long and short, and next to nothing."""
    first = samples.every_block().blocks[1]
    long_warning = Callout(
        id="w",
        role=CalloutRole.WARNING,
        blocks=tuple(samples.paragraph(f"w-p{n}", f"Reason number {n} to stop. " * 4) for n in range(40)),
    )
    nothing = {"references": (), "summary": None, "keywords": (), "publisher": Publisher(name="Clinic")}
    return {
        "every-block": samples.every_block(),
        "advice-alone": changed(blocks=(first, filler("care", 2)), **nothing),
        "late-warning": changed(blocks=(filler("care", 12), section("safety", first), samples.stretch("x", "X"))),
        "long-stretch": changed(blocks=(first, stretch_of("long", 50))),
        "long-warning": changed(blocks=(long_warning,)),
        "ten-stretches": changed(blocks=(first, *(stretch_of(name, 4) for name in "abcdefghij"))),
    }


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All of them on both sheets, with a code, by article and sheet."""
    folder = tmp_path_factory.mktemp("handouts")
    found = {}
    for name, article in articles().items():
        whole = made(article.model_copy(update={"id": name}), BOTH_WITH_CODE)
        assert whole.findings == ()
        for one in whole.artifacts:
            path = folder / one.name
            path.write_bytes(one.data)
            found[path.stem.replace("-handout", "")] = path
    return found


def test_every_handout_is_pdf_ua_1(files: dict[str, Path]) -> None:
    """The reference validator finds no failure in any of them, on either sheet."""
    assert len(files) == 12
    results = verapdf.check_all(list(files.values()), ["ua1"])
    assert [str(result) for result in results.values() if not result.passed or result.messages] == []


def test_every_handout_passes_the_second_opinion(files: dict[str, Path]) -> None:
    """A validator that shares no code with the first agrees."""
    assert [str(result) for path in files.values() if not (result := page_validation.check(path)).passed] == []


def test_every_letterhead_is_pdf_ua_1(tmp_path: Path) -> None:
    """Logo, colour and code change nothing about that, whatever the clinic's are, for either validator."""
    paths = []
    for number, branded in enumerate(clinics("A4", "Letter").values()):
        for one in made(profile=branded.profile, logo=branded.logo).artifacts:
            paths.append(tmp_path / f"{number}-{one.name}")
            paths[-1].write_bytes(one.data)
    assert len(paths) == 16
    results = verapdf.check_all(paths, ["ua1"])
    assert [str(result) for result in results.values() if not result.passed or result.messages] == []
    assert [str(result) for path in paths if not (result := page_validation.check(path)).passed] == []


@pytest.fixture(scope="module")
def large_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same in large print: all by the rules of the UK, the first by those of the US too."""
    folder = tmp_path_factory.mktemp("large-print")
    orders: list[tuple[LargePrint, str, Article]] = [("uk", name, article) for name, article in articles().items()]
    orders.append(("us", "every-block", articles()["every-block"]))
    found = {}
    for rules, name, article in orders:
        whole = large(rules, article.model_copy(update={"id": f"{name}-{rules}"}), url=URL)
        assert whole.findings == ()
        for one in whole.artifacts:
            path = folder / one.name
            path.write_bytes(one.data)
            found[path.stem.replace("-large-print", "")] = path
    return found


def test_every_large_print_is_pdf_ua_1(large_files: dict[str, Path]) -> None:
    """Both validators find no failure in any of them, on either sheet."""
    assert len(large_files) == 14
    results = verapdf.check_all(list(large_files.values()), ["ua1"])
    assert [str(result) for result in results.values() if not result.passed or result.messages] == []
    assert [str(result) for path in large_files.values() if not (result := page_validation.check(path)).passed] == []


def test_a_screen_reader_stumbles_over_no_more_in_the_large_print(large_files: dict[str, Path]) -> None:
    """Over nothing that the handout of the same article does not have, which is told below."""
    codes = {code for path in large_files.values() for code in outloud.check(path).codes}
    assert codes <= {"ORD-001", "PAG-001"}


def test_what_a_screen_reader_would_still_stumble_over_is_known(files: dict[str, Path]) -> None:
    """Beyond the norm, these remarks remain and no others.

    ORD-001: the engine paints the signs before list items, and what floats, after the text around them; the
    tags have them in order.
    """
    remaining = {name: outloud.check(path).codes for name, path in files.items() if name.endswith("-a4")}
    assert remaining == {
        "every-block-a4": {"ORD-001"},
        "advice-alone-a4": set(),
        "late-warning-a4": {"ORD-001"},
        "long-stretch-a4": {"ORD-001"},
        "long-warning-a4": set(),
        "ten-stretches-a4": {"ORD-001"},
    }


def test_contents_and_the_sheet_to_hang_up_are_pdf_ua_1(tmp_path: Path) -> None:
    """A long handout with a list of contents, and the sheet at its end with an empty back before it or none."""
    chapters = ARTICLES["forty pages"]().blocks[:9]
    hung = Profile(paper=("A4", "Letter"), print=PrintSettings(editions=("handout",), fridge_sheet=True))
    paths = []
    for count in (3, 4):
        article = changed(blocks=(*chapters, *(stretch_of(name, 4) for name in "abcd"[:count])), id=f"long-{count}")
        for one in made(article, hung).artifacts:
            paths.append(tmp_path / one.name)
            paths[-1].write_bytes(one.data)
    results = verapdf.check_all(paths, ["ua1"])
    assert len(paths) == 4
    assert [str(result) for result in results.values() if not result.passed or result.messages] == []


def _strip_alternative(pdf: pikepdf.Pdf) -> None:
    del next(elements(pdf, "/Figure"))["/Alt"]


def _misplace_item(pdf: pikepdf.Pdf) -> None:
    next(elements(pdf, "/LI")).S = pikepdf.Name("/Span")


def _strip_link(pdf: pikepdf.Pdf) -> None:
    next(elements(pdf, "/Link")).S = pikepdf.Name("/Span")


@pytest.mark.parametrize("spoil", [_strip_alternative, _misplace_item, _strip_link])
def test_the_judges_are_awake(files: dict[str, Path], spoil: object, tmp_path: Path) -> None:
    """A sound handout that is spoiled in one place no longer passes with either validator."""
    assert callable(spoil)
    path = tmp_path / "spoiled.pdf"
    path.write_bytes(broken(files["every-block-a4"].read_bytes(), spoil))
    assert not verapdf.check(path).passed
    assert not page_validation.check(path).passed
