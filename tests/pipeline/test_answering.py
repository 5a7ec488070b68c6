"""What has not changed is not made again; what has, is; and nothing is taken for what it is not."""

import datetime
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from pubpipe import checking
from pubpipe.errors import CheckError, UsageError
from pubpipe.findings import Code, Finding, Position
from pubpipe.formats.publication import Made, Publication
from pubpipe.pipeline import recalling
from pubpipe.pipeline.answering import answer
from pubpipe.pipeline.events import Built
from pubpipe.pipeline.order import Order
from pubpipe.pipeline.publishing import TRIM_EVERY
from pubpipe.pipeline.request import Request, Wishes
from pubpipe.storing import Place
from pubpipe.storing.folder import Folder
from tests.pipeline import fake_check, fake_format
from tests.pipeline.fake_format import FAKE
from tests.pipeline.test_pipeline import FIGURE, SOUND, article, quiet

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1"/></svg>'


class Bench:
    """A project with an article, and how often its files were made."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.path = article(folder / "source" / "neck")
        self.made = 0
        make = fake_format.make

        def counted(publication: Publication) -> Made:
            self.made += 1
            return make(publication)

        monkeypatch.setattr(fake_format, "make", counted)
        (folder / "templates").mkdir()
        (folder / "templates" / "own.css").write_text("p {}")
        self.profile = folder / "clinic" / "clinic.yaml"
        self.profile.parent.mkdir()
        (self.profile.parent / "logo.svg").write_text(FIGURE)
        self.profile.write_text("clinic: {name: A, logo: {file: logo.svg, alt: A leaf}}\n")
        self.request = Request(
            (self.path,),
            folder / "out",
            (FAKE,),
            Wishes(self.profile),
            templates=(folder / "templates",),
            store=Place(str(folder / "cache")),
        )

    def build(self, request: Request | None = None) -> Built:
        """Build it; what became of it."""
        (built,) = answer(request or self.request, quiet)
        return built

    @property
    def store(self) -> Folder:
        """Its cache."""
        return Folder(self.folder / "cache")

    @property
    def output(self) -> Path:
        """The file that it makes."""
        return self.folder / "out" / "neck-care" / "neck-care.fake"


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A project that was built once."""
    monkeypatch.setitem(checking.CHECKS, "text/x-fake", "tests.pipeline.fake_check")
    made = Bench(tmp_path, monkeypatch)
    first = made.build()
    assert first.error is None
    assert not first.files[0].is_unchanged
    assert made.made == 1
    return made


def test_what_has_not_changed_is_not_even_read(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files, the same findings, and no reader, format or check is asked."""
    monkeypatch.setattr(Request, "order", lambda *_: pytest.fail("an order was made"))
    before = bench.output.stat()
    built = bench.build()
    assert [(one.path, one.is_unchanged, one.size) for one in built.files] == [(bench.output, True, before.st_size)]
    assert (bench.output.stat().st_ino, bench.output.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert bench.made == 1


def rewrite(path: Path, old: str, new: str) -> None:
    """Change a file in place."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def counted_orders(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, ...]]:
    """The articles of each order that is made of a request from now on: those that are read again."""
    orders: list[tuple[Path, ...]] = []
    order = Request.order

    def counted(request: Request, articles: tuple[Path, ...]) -> Order:
        orders.append(articles)
        return order(request, articles)

    monkeypatch.setattr(Request, "order", counted)
    return orders


CHANGES: dict[str, Callable[[Bench], object]] = {
    "a word of the article": lambda bench: rewrite(bench.path, "Tilt your", "Bend your"),
    "a figure": lambda bench: rewrite(bench.path.parent / "figures" / "neck.svg", "M0 0", "M1 0"),
    "an own template": lambda bench: rewrite(bench.folder / "templates" / "own.css", "p", "q"),
    "the profile": lambda bench: rewrite(bench.profile, "name: A", "name: B"),
    "its logo": lambda bench: (bench.profile.parent / "logo.svg").write_text(LOGO),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_file_is_made_from_makes_it_anew(bench: Bench, change: str) -> None:
    """And undone, what was made before is found again."""
    saved = bench.folder / "saved"
    for part in ("source", "clinic", "templates"):
        shutil.copytree(bench.folder / part, saved / part)
    CHANGES[change](bench)
    assert bench.build().error is None
    assert bench.made == 2
    for part in ("source", "clinic", "templates"):
        shutil.copytree(saved / part, bench.folder / part, dirs_exist_ok=True)
    assert bench.build().error is None
    assert bench.made == 2


@pytest.mark.parametrize("change", ["lexicon", "strict", "day", "wish", "code"])
def test_whatever_else_counts_is_looked_at(bench: Bench, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's lexicon, strictness, the day, a wish, pubpipe's own code: the article is read again."""
    orders = counted_orders(monkeypatch)
    request = bench.request
    match change:
        case "lexicon":
            (bench.folder / "lexicon.pls").write_text(
                '<lexicon version="1.0" alphabet="ipa" xml:lang="en" '
                'xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"><lexeme><grapheme>neck</grapheme>'
                "<phoneme>nɛk</phoneme></lexeme></lexicon>",
                encoding="utf-8",
            )
        case "strict":
            request = replace(request, strict=True)
        case "day":
            request = replace(request, today=datetime.date(2026, 1, 1))
        case "wish":
            request = replace(request, wishes=replace(request.wishes, voice="silent"))
        case _:
            monkeypatch.setattr(recalling, "environment", lambda: "another")
    bench.build(request)
    assert len(orders) == 1


@pytest.mark.parametrize("harm", ["other", "short", "gone", "folder gone"])
def test_an_output_that_is_not_the_last_build_s_is_put_back(bench: Bench, harm: str) -> None:
    """From the cache, without making it; and the file says so."""
    whole = bench.output.read_bytes()
    match harm:
        case "other":
            bench.output.write_bytes(b"x" * len(whole))
        case "short":
            bench.output.write_bytes(whole[:-1])
        case "gone":
            bench.output.unlink()
        case _:
            shutil.rmtree(bench.output.parent)
    built = bench.build()
    assert bench.output.read_bytes() == whole
    assert [one.is_unchanged for one in built.files] == [False]
    assert bench.made == 1


@pytest.mark.parametrize("harm", ["short", "flipped", "emptied", "other", "all gone"])
def test_a_damaged_cache_is_noticed_and_made_again(bench: Bench, harm: str) -> None:
    """Every entry is damaged in turn, and the output lost as well: what is published is right each time."""
    whole = bench.output.read_bytes()
    entries = sorted(path for path in (bench.folder / "cache").rglob("*") if path.is_file())
    assert len(entries) >= 4
    other = entries[0].read_bytes()
    for entry in [*entries, None]:
        damaged = [entry] if entry else entries
        for path in damaged:
            data = path.read_bytes() if path.exists() else b""
            match harm:
                case "short":
                    path.write_bytes(data[: len(data) // 2])
                case "flipped":
                    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if data else b"")
                case "emptied":
                    path.write_bytes(b"")
                case "other":
                    path.write_bytes(other)
                case _:
                    path.unlink(missing_ok=True)
        shutil.rmtree(bench.folder / "out")
        built = bench.build()
        assert built.error is None
        assert bench.output.read_bytes() == whole
    assert bench.made > 1


def test_a_cache_that_keeps_nothing_stops_nothing(bench: Bench) -> None:
    """Where its folder is a file, as on a full disk, every build makes all anew."""
    shutil.rmtree(bench.folder / "cache")
    (bench.folder / "cache").write_text("in the way")
    rewrite(bench.path, "Tilt your", "Bend your")
    for _ in range(2):
        built = bench.build()
        assert built.error is None
        assert bench.output.read_bytes() == b"Look after a stiff neck"


def test_what_failed_is_not_remembered(bench: Bench) -> None:
    """It fails again, with its findings; and mended it is published."""
    article(bench.path.parent, wish="empty")
    for _ in range(2):
        built = bench.build()
        assert isinstance(built.error, CheckError)
        assert [one.code for one in built.findings] == [Code.FILE_UNSOUND]
    article(bench.path.parent)
    assert bench.build().error is None


def test_a_failure_of_the_moment_is_met_anew(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that complained because memory was short, or a check that met a bad disk, is asked again."""
    article(bench.path.parent, SOUND.replace("Look after", "Care for"))
    for room, name in ((fake_format, "make"), (fake_check, "check")):
        works = getattr(room, name)
        fault = Finding(Code.FILE_UNSOUND, Position("fake"), "For a moment.")
        failing = Made((), (fault,)) if name == "make" else (fault,)
        monkeypatch.setattr(room, name, lambda _given, failing=failing: failing)
        assert bench.build().error is not None
        monkeypatch.setattr(room, name, works)
    assert bench.build().error is None


def test_a_voice_s_model_is_part_of_what_is_made(bench: Bench) -> None:
    """It is named by its path, and another one in its place speaks otherwise."""
    model = bench.folder / "voice.onnx"
    model.write_bytes(b"one")
    request = replace(bench.request, wishes=replace(bench.request.wishes, voice=f"piper:{model}"))
    assert bench.build(request).error is None
    assert recalling.recalled(bench.path, request, recalling.request_key(bench.path, request), bench.store)
    model.write_bytes(b"another")
    assert not recalling.recalled(bench.path, request, recalling.request_key(bench.path, request), bench.store)


def test_findings_are_told_again(bench: Bench) -> None:
    """A warning that nobody mended is not forgotten by a build that has nothing to do."""
    article(bench.path.parent, SOUND.replace(" [@s1]", ""))
    first = bench.build()
    again = bench.build()
    assert [one.code for one in first.findings] == [Code.UNUSED_REFERENCE]
    assert again.findings == first.findings
    assert again.files[0].is_unchanged


def test_a_namesake_is_refused_beside_one_that_is_up_to_date(bench: Bench) -> None:
    """Two articles of one id would overwrite each other, whichever of them was built before."""
    other = article(bench.folder / "source" / "other")
    (alone,) = answer(replace(bench.request, articles=(other,)), quiet)
    assert alone.error is None
    for _ in range(2):
        first, second = answer(replace(bench.request, articles=(bench.path, other)), quiet)
        assert first.error is None
        assert isinstance(second.error, UsageError)


def test_an_article_that_changes_while_it_is_built_is_not_remembered(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made of it may be of either text."""
    rewrite(bench.path, "Tilt your", "Bend your")
    make = fake_format.make

    def meddling(publication: Publication) -> Made:
        rewrite(bench.path, "Bend your", "Lean your")
        return make(publication)

    monkeypatch.setattr(fake_format, "make", meddling)
    assert bench.build().error is None
    rewrite(bench.path, "Lean your", "Bend your")
    orders = counted_orders(monkeypatch)
    bench.build()
    assert len(orders) == 1


def test_the_cache_stays_within_its_bounds(bench: Bench) -> None:
    """However many articles were built with it."""
    small = replace(bench.request, store=Place(str(bench.folder / "cache"), limit=2000))
    for number in range(8):
        article(bench.path.parent, SOUND.replace("Look after", f"Care {number} for"))
        assert bench.build(small).error is None
        assert Folder(bench.folder / "cache").size().size <= 2000


def test_the_cache_stays_within_its_bounds_in_the_middle_of_a_long_build(bench: Bench) -> None:
    """Hundreds of articles in one build may not fill the disk first, and be tidied up after."""
    limit = 3_000
    paths = tuple(
        article(bench.folder / "source" / f"a{number}", SOUND.replace("id: neck-care", f"id: neck-{number}"))
        for number in range(60)
    )
    sizes: list[int] = []
    store = Folder(bench.folder / "small")
    request = replace(bench.request, articles=paths, store=Place(str(store.folder), limit=limit))
    built = answer(request, lambda _: sizes.append(store.size().size))
    assert all(one.error is None for one in built)
    one_article = max(later - sooner for sooner, later in pairwise(sizes))
    assert max(sizes) <= limit + TRIM_EVERY * 3 * one_article
    assert sum(max(0, later - sooner) for sooner, later in pairwise(sizes)) > 2 * max(sizes)


def test_evidence_is_made_each_time(bench: Bench) -> None:
    """The validators that are installed are asked again."""
    assert recalling.request_key(bench.path, replace(bench.request, witness=lambda _: pytest.fail("asked"))) is None


def test_a_folder_with_too_much_in_it_is_not_looked_through(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its article is read each time."""
    monkeypatch.setattr(recalling, "tree", lambda _folder: None)
    assert recalling.request_key(bench.path, bench.request) is None
