"""The order of the stages: what stops a build, and what stays when it stops."""

import datetime
from dataclasses import fields, replace
from pathlib import Path
from typing import Literal

import pytest

from pubpipe import checking
from pubpipe.errors import CheckError, OutputError, SourceError, UsageError
from pubpipe.findings import Code
from pubpipe.formats.publication import Publication
from pubpipe.pipeline import build
from pubpipe.pipeline.checking import check
from pubpipe.pipeline.choices import project_templates, read_choices
from pubpipe.pipeline.discovery import find_articles
from pubpipe.pipeline.events import Progress
from pubpipe.pipeline.order import Order
from pubpipe.pipeline.speaking import script_text
from pubpipe.profile import Profile
from tests.pipeline.fake_format import FAKE

SOUND = (Path(__file__).parents[1] / "findings" / "sound" / "article.md").read_text(encoding="utf-8")
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>'


@pytest.fixture(autouse=True)
def _fake_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(checking.CHECKS, "text/x-fake", "tests.pipeline.fake_check")


def article(folder: Path, text: str = SOUND, wish: str = "") -> Path:
    """An article on the disk; `wish` tells the fake format what to do wrong."""
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    (folder / "figures" / "neck.svg").write_text(FIGURE, encoding="utf-8")
    path = folder / "article.md"
    path.write_text(text.replace("\nreferences:", f"\nkeywords: [{wish or 'none'}]\nreferences:"), encoding="utf-8")
    return path


def order(path: Path, output: Path, *, strict: bool = False) -> Order:
    """An order for the fake format."""
    return Order((path,), output, (FAKE,), strict=strict)


def quiet(_progress: Progress) -> None:
    """Nobody watches."""


def test_a_sound_article_is_published(tmp_path: Path) -> None:
    """Its file is in the folder of its id, with its size and the time it took on the given clock."""
    ticks = iter(range(100))
    (built,) = build(order(article(tmp_path / "a"), tmp_path / "out"), quiet, lambda: float(next(ticks)))
    assert built.error is None
    assert built.exit_code == 0
    (file,) = built.files
    assert file.path == tmp_path / "out" / "neck-care" / "neck-care.fake"
    assert file.path.read_bytes() == b"Look after a stiff neck"
    assert (file.size, file.seconds, file.length) == (23, 1.0, None)


@pytest.mark.parametrize(
    ("wish", "error", "code"),
    [
        ("raise", OutputError, None),
        ("complain", OutputError, Code.ENGINE_COMPLAINT),
        ("empty", CheckError, Code.FILE_UNSOUND),
    ],
)
def test_what_goes_wrong_leaves_the_last_good_output(
    tmp_path: Path, wish: str, error: type[Exception], code: Code | None
) -> None:
    """A format that fails, an engine that complains, a file that lacks a text: nothing is published."""
    build(order(article(tmp_path / "a"), tmp_path / "out"), quiet)
    (built,) = build(order(article(tmp_path / "a", wish=wish), tmp_path / "out"), quiet)
    assert isinstance(built.error, error)
    assert built.files == ()
    assert [one.code for one in built.findings] == ([code] if code else [])
    assert (tmp_path / "out" / "neck-care" / "neck-care.fake").read_bytes() == b"Look after a stiff neck"


def test_an_article_with_an_error_does_not_stop_the_others(tmp_path: Path) -> None:
    """Each article stands for itself."""
    bad = article(tmp_path / "bad", SOUND.replace(":hold: 20-30 s", ":hold: soon"))
    good = article(tmp_path / "good")
    first, second = build(Order((bad, good), tmp_path / "out", (FAKE,)), quiet)
    assert isinstance(first.error, SourceError)
    assert [one.code for one in first.findings] == [Code.BAD_DOSE]
    assert second.error is None


def test_two_articles_with_one_id_are_refused(tmp_path: Path) -> None:
    """The second would write over the first."""
    paths = (article(tmp_path / "a"), article(tmp_path / "b"))
    first, second = build(Order(paths, tmp_path / "out", (FAKE,)), quiet)
    assert first.error is None
    assert isinstance(second.error, UsageError)


def test_strict_turns_warnings_into_failure(tmp_path: Path) -> None:
    """A warning is shown and passes; under strict it stops the build."""
    path = article(tmp_path / "a", SOUND.replace(" [@s1]", ""))
    (lenient,) = build(order(path, tmp_path / "out"), quiet)
    assert [one.code for one in lenient.findings] == [Code.UNUSED_REFERENCE]
    assert lenient.error is None
    (strict,) = build(order(path, tmp_path / "strict", strict=True), quiet)
    assert isinstance(strict.error, SourceError)
    assert not (tmp_path / "strict").exists()


def test_files_of_other_builds_are_named_as_stale(tmp_path: Path) -> None:
    """Whoever hands out a file that this build did not make should know it."""
    folder = tmp_path / "out" / "neck-care"
    folder.mkdir(parents=True)
    (folder / "neck-care.pdf").write_bytes(b"old")
    (built,) = build(order(article(tmp_path / "a"), tmp_path / "out"), quiet)
    assert built.stale == (folder / "neck-care.pdf",)


def test_what_a_killed_build_left_is_settled_by_the_next(tmp_path: Path) -> None:
    """Even if that one has nothing to publish, or publishes something else."""
    left = tmp_path / "out" / ".knee-care.pubpipe-tmp"
    left.mkdir(parents=True)
    (left / ".pubpipe-made").touch()
    (left / "knee-care.pdf").write_bytes(b"half")
    (built,) = build(order(article(tmp_path / "a", "no front matter"), tmp_path / "out"), quiet)
    assert isinstance(built.error, SourceError)
    assert list((tmp_path / "out").iterdir()) == []


def test_progress_is_told_by_task(tmp_path: Path) -> None:
    """Every task begins and ends; the check of a file belongs to its making."""
    told: list[Progress] = []
    build(order(article(tmp_path / "a"), tmp_path / "out"), told.append)
    assert [(one.stage, one.done, one.total) for one in told] == [
        ("fake", 0, 1),
        ("fake", 1, 1),
    ]


def test_articles_are_found_below_the_source(tmp_path: Path) -> None:
    """Folders in order of name, Markdown and JSON; a folder stands for the article in it."""
    first, second = article(tmp_path / "source" / "a"), article(tmp_path / "source" / "b")
    (tmp_path / "source" / "empty").mkdir()
    assert find_articles((), tmp_path / "source") == (first, second)
    assert find_articles((second.parent, second, first), tmp_path / "source") == (second, first)
    with pytest.raises(UsageError, match="no article"):
        find_articles((), tmp_path / "nothing")


def test_a_voice_from_the_command_line_wins_over_the_profile(tmp_path: Path) -> None:
    """What is typed last counts; what else the profile says stays."""
    path = tmp_path / "clinic.yaml"
    path.write_text("audio: {voice: gtts, pace: full}\n", encoding="utf-8")
    assert read_choices(path, None).profile.audio.voice == "gtts"
    chosen = read_choices(path, "silent").profile
    assert (chosen.audio.voice, chosen.audio.pace) == ("silent", "full")
    path.write_text("voice: gtts\n", encoding="utf-8")
    with pytest.raises(SourceError, match="S012"):
        read_choices(path, None)


def test_a_clinic_s_addresses_and_logo_reach_the_formats(tmp_path: Path) -> None:
    """The addresses are those of the article that is published; the logo is the picture that the profile names."""
    (tmp_path / "logo.svg").write_text(FIGURE, encoding="utf-8")
    path = tmp_path / "clinic.yaml"
    path.write_text(
        "url: https://a.example/{id}\naudio: {url: 'https://a.example/{id}.mp3'}\n"
        "clinic: {name: A, logo: {file: logo.svg, alt: A leaf}}\n",
        encoding="utf-8",
    )
    choices = read_choices(path, None)
    assert choices.logo is not None
    wanted = replace(
        order(article(tmp_path / "a", wish="branding"), tmp_path / "out"), profile=choices.profile, logo=choices.logo
    )
    (built,) = build(wanted, quiet)
    told = f"https://a.example/neck-care https://a.example/neck-care.mp3 {choices.logo}"
    assert built.files[0].path.read_text("utf-8").splitlines()[1:] == [told]
    path.write_text(path.read_text("utf-8").replace("logo.svg", "leaf.svg"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"clinic.yaml:3: S041 The logo's file is not there. There are: logo.svg."):
        read_choices(path, None)


def test_a_script_tells_the_address_of_its_article(tmp_path: Path) -> None:
    """As the listener is going to hear it."""
    profile = Profile(url="https://a.example/{id}")
    text = script_text(article(tmp_path / "a"), profile, quiet, [], timed=False)
    assert "a dot example slash neck" in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("profile", "wish", "editions", "rules"),
    [
        ("{}", None, ("handout", "large-print"), "uk"),
        ("{large_print: us}", None, ("handout", "large-print"), "us"),
        ("{large_print: us}", "uk", ("handout", "large-print"), "uk"),
        ("{editions: [handout]}", None, ("handout",), "uk"),
        ("{editions: [handout]}", "us", ("handout", "large-print"), "us"),
        ("{editions: [large-print], large_print: us}", "us", ("large-print",), "us"),
        ("{editions: [large-print], large_print: us}", "none", ("handout",), "us"),
    ],
)
def test_the_large_print_is_the_profile_s_or_the_command_line_s(
    profile: str, wish: Literal["uk", "us", "none"] | None, editions: tuple[str, ...], rules: str, tmp_path: Path
) -> None:
    """Asked for by the rules of a country it is made too; with none there is the handout alone."""
    path = tmp_path / "clinic.yaml"
    path.write_text(f"print: {profile}\npaper: [Letter]\n", encoding="utf-8")
    chosen = read_choices(path, None, large_print=wish)
    settings = chosen.profile.print
    assert (settings.editions, settings.large_print, chosen.profile.paper) == (editions, rules, ("Letter",))


def test_a_projects_own_templates_win(tmp_path: Path) -> None:
    """They are used where they are."""
    assert project_templates(tmp_path) == ()
    (tmp_path / "templates").mkdir()
    assert project_templates(tmp_path) == (tmp_path / "templates",)


def test_check_reads_and_reviews(tmp_path: Path) -> None:
    """Findings of both, without publishing."""
    reading, findings = check(article(tmp_path / "a", SOUND.replace(" [@s1]", "")))
    assert reading.article is not None
    assert [one.code for one in findings] == [Code.UNUSED_REFERENCE]


def test_a_language_without_wording_is_refused(tmp_path: Path) -> None:
    """No language is published with another's words."""
    _, findings = check(article(tmp_path / "a", SOUND.replace("language: en-GB", "language: tlh")))
    assert [one.code for one in findings] == [Code.BAD_VALUE]
    assert "tlh" in findings[0].message


def test_an_overdue_review_is_a_finding_and_no_byte_depends_on_the_day(tmp_path: Path) -> None:
    """The day reaches the review, and nothing that a format is given could hold it."""
    path = article(tmp_path / "a")
    early, late = datetime.date(2026, 1, 1), datetime.date(2040, 1, 1)
    (before,) = build(replace(order(path, tmp_path / "one"), today=early), quiet)
    (after,) = build(replace(order(path, tmp_path / "two"), today=late), quiet)
    assert before.findings == ()
    assert [one.code for one in after.findings] == [Code.REVIEW_OVERDUE]
    assert before.files[0].path.read_bytes() == after.files[0].path.read_bytes()
    assert not {"today", "day", "date"} & {one.name for one in fields(Publication)}
    (strict,) = build(replace(order(path, tmp_path / "three", strict=True), today=late), quiet)
    assert isinstance(strict.error, SourceError)


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_one_that_fails_does_not_stop_the_others(tmp_path: Path, jobs: int) -> None:
    """Side by side too: what became of each is told in the order in which they were given."""
    wishes = ("", "raise", "", "complain", "empty", "")
    paths = tuple(
        article(tmp_path / f"a{number}", SOUND.replace("id: neck-care", f"id: neck-{number}"), wish)
        for number, wish in enumerate(wishes)
    )
    built = build(replace(order(paths[0], tmp_path / "out"), articles=paths, jobs=jobs), quiet)
    assert [one.source for one in built] == list(paths)
    assert [type(one.error) for one in built] == [
        type(None), OutputError, type(None), OutputError, CheckError, type(None),
    ]  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["neck-0", "neck-2", "neck-5"]
