"""Every promise that a PDF makes in its metadata, held against the reference validator."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from pubpipe.formats.pdf.conformance import NORMS
from pubpipe.profile import Conformance, PrintSettings, Profile
from pubpipe.reading import read_article
from tests import samples
from tests.formats.tagging_cases import CASES, RESOURCES
from tests.support.pdf import broken, elements, made
from tests.support.tagging import PAGE, tagged
from tests.validators import Message, outloud, page_validation, verapdf

SAMPLE = Path(__file__).parents[2] / "source" / "hip-mobility-back-pain" / "article.md"
BOTH: tuple[Conformance, ...] = ("archive", "modern")

NO_NORM = {"archive": {"structure-heading-skipped"}, "modern": set[str]()}
"""Cases that the markup itself makes wrong: a first heading below another's level skips one (ISO 14289-1, 7.4.2)."""


def _cases(folder: Path, conformance: Conformance) -> dict[str, Path]:
    found = {}
    for name, case in CASES.items():
        found[name] = folder / f"{name}.{conformance}.pdf"
        markup = PAGE.format(css=case.css, body=case.body)
        found[name].write_bytes(tagged(markup, conformance, RESOURCES).data)
    return found


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, dict[str, Path]]:
    """Every case of the regression set as a file, by conformance and name."""
    folder = tmp_path_factory.mktemp("cases")
    return {conformance: _cases(folder, conformance) for conformance in BOTH}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Path]]:
    """The printed editions of the sample and of an article with every kind of block, by conformance."""
    folder = tmp_path_factory.mktemp("editions")
    found: dict[str, list[Path]] = {}
    reading = read_article(SAMPLE)
    assert reading.article is not None
    for conformance in BOTH:
        profile = Profile(
            paper=("A4", "Letter"),
            url="https://clinic.example/neck-care",
            print=PrintSettings(conformance=conformance),
        )
        whole = made(samples.every_block(), profile), made(reading.article, profile, assets=reading.assets)
        assert [one.findings for one in whole] == [(), ()]
        found[conformance] = []
        for one in (artifact for each in whole for artifact in each.artifacts):
            path = folder / f"{conformance}-{one.name}"
            path.write_bytes(one.data)
            found[conformance].append(path)
    return found


def failures(paths: list[Path], flavours: tuple[str, ...]) -> list[str]:
    """What the reference validator has to say of files that must be silent to it."""
    results = verapdf.check_all(paths, list(flavours))
    assert len(results) == len(paths) * len(flavours)
    return [str(result) for result in results.values() if not result.passed or result.messages]


@pytest.mark.parametrize("conformance", BOTH)
def test_every_promise_is_kept_by_every_edition(files: Mapping[str, list[Path]], conformance: Conformance) -> None:
    """The sample and the article with every block, on both sheets, under each norm that they name."""
    assert len(files[conformance]) >= 4
    assert failures(files[conformance], NORMS[conformance].flavours) == []


@pytest.mark.parametrize("conformance", BOTH)
def test_every_promise_is_kept_by_every_case(cases: Mapping[str, dict[str, Path]], conformance: Conformance) -> None:
    """The regression set passes, but for what its markup makes wrong, and that is noticed."""
    sound = [path for name, path in cases[conformance].items() if name not in NO_NORM[conformance]]
    assert failures(sound, NORMS[conformance].flavours) == []
    for name in NO_NORM[conformance]:
        assert failures([cases[conformance][name]], NORMS[conformance].flavours)


def test_the_quick_validator_agrees(files: Mapping[str, list[Path]], cases: Mapping[str, dict[str, Path]]) -> None:
    """page-validation shares no code with the reference, and finds nothing in what that passes."""
    sound = [path for name, path in cases["archive"].items() if name not in NO_NORM["archive"]]
    results = [page_validation.check(path, kind) for path in (*files["archive"], *sound) for kind in ("ua1", "2a")]
    remarks = [(result.subject, message) for result in results for message in result.messages]
    assert [f"{subject}: {message}" for subject, message in remarks if not _is_miscounted(subject, message)] == []


def _is_miscounted(subject: str, message: Message) -> bool:
    """Whether it counts a stream's last byte as part of the line end behind it: a carriage return, by chance."""
    if message.code != "PDFA2A-STREAM-LENGTH-001":
        return False
    number = re.search(r"\((\d+), 0\)", message.where)
    assert number is not None
    with pikepdf.open(subject) as pdf:
        stream = pdf.get_object(int(number[1]), 0)
        raw = stream.read_raw_bytes()
        return len(raw) == int(stream.Length) and raw.endswith(b"\r")


@pytest.mark.parametrize("conformance", BOTH)
def test_there_is_no_error_for_who_listens(files: Mapping[str, list[Path]], conformance: Conformance) -> None:
    """Outloud has no error for any edition of any article."""
    errors = {
        (path.name, message.code)
        for path in files[conformance]
        for message in outloud.check(path).messages
        if message.severity == "error"
    }
    assert errors == set()


@pytest.mark.parametrize("conformance", BOTH)
def test_the_metadata_names_the_norms(files: Mapping[str, list[Path]], conformance: Conformance) -> None:
    """Each norm that is checked here is named in the file, and no other."""
    with pikepdf.open(files[conformance][0]) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
    named = set(re.findall(r"<(pdf(?:a|ua)id:\w+)>([^<]+)<", packet))
    if conformance == "archive":
        assert named == {("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")}
    else:
        assert named == {("pdfaid:part", "4"), ("pdfaid:rev", "2020"), ("pdfuaid:part", "2"), ("pdfuaid:rev", "2024")}
        assert "http://pdfa.org/declarations/wtpdf#accessibility1.0" in packet
    assert packet.encode() in files[conformance][0].read_bytes()


def _strip_alternative(pdf: pikepdf.Pdf) -> None:
    del next(elements(pdf, "/Figure"))["/Alt"]


def _strip_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def _strip_claim(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        del metadata["pdfuaid:part"]


@pytest.mark.parametrize("conformance", BOTH)
@pytest.mark.parametrize("spoil", [_strip_alternative, _strip_intent, _strip_claim])
def test_a_broken_promise_is_noticed(
    files: Mapping[str, list[Path]], conformance: Conformance, spoil: object, tmp_path: Path
) -> None:
    """A sound file that is spoiled in one place fails under one of its norms."""
    assert callable(spoil)
    path = tmp_path / "spoiled.pdf"
    path.write_bytes(broken(files[conformance][0].read_bytes(), spoil))
    assert failures([path], NORMS[conformance].flavours)


def test_modern_links_and_bookmarks_lead_to_structure(files: Mapping[str, list[Path]]) -> None:
    """Every link within the file and every bookmark names its structure element (ISO 14289-2, 8.8)."""
    with pikepdf.open(io.BytesIO(files["modern"][0].read_bytes())) as pdf:
        links = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Link" and one.A.S == "/GoTo"
        ]
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root[0].children]
        bookmarks = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Title" in one]
        assert links
        assert titles
        bookmarked = [one for one in bookmarks if "/A" in one]
        assert all(one.A.SD[0].S is not None for one in (*links, *bookmarked))
        assert len(bookmarked) >= len(titles)
