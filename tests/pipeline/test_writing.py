"""What is published is one whole set, whatever happens while it is written, and what is not pubpipe's stays."""

import errno
import fcntl
import itertools
import os
import random
import signal
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pubpipe.errors import OutputError
from pubpipe.formats.publication import Artifact
from pubpipe.pipeline import exchange, in_place, locking, synced
from pubpipe.pipeline.writing import settle_all, write_all, write_file
from tests.support.children import begin, ending, forked, killed_at

SIZE = 400_000
KILLS = 25
NAMES = ("a.pdf", "b.epub", "evidence/evidence.json")
OWN = {"notes.txt": "mine", "evidence/signed.txt": "mine too", "letters/one.txt": "and mine"}
"""What somebody keeps in the folder beside pubpipe's files."""


def artifact(name: str, data: bytes = b"new") -> Artifact:
    """A small file to be written."""
    return Artifact(name, "text/plain", data)


def a_set(data: bytes) -> list[Artifact]:
    """A whole set, as one build makes it."""
    return [artifact(name, data) for name in NAMES]


def seen(folder: Path) -> dict[str, str]:
    """What a visitor of the folder finds in it, by name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {str(path.relative_to(folder)): path.read_text("utf-8") for path in files}
    return {name: text for name, text in found.items() if not name.startswith(".")}


def whole(data: str) -> dict[str, str]:
    """The folder with a set of this content, and what is somebody's own."""
    return dict.fromkeys(NAMES, data) | OWN


def hidden(output: Path) -> list[str]:
    """What a build has left lying about."""
    return sorted(str(path.relative_to(output)) for path in output.rglob(".*"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article's folder with an old set in it, and with files of somebody's own."""
    made = tmp_path / "output" / "neck-care"
    write_all(a_set(b"old"), made)
    for name, text in OWN.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture(autouse=True)
def _unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Killing a process loses nothing that the system has been given: waiting for the disk itself can be saved."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@contextmanager
def no_exchange(number: int = errno.EINVAL) -> Iterator[None]:
    """A file system on which folders cannot change places."""

    def refuse(*_: Path) -> None:
        raise OSError(number, os.strerror(number))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exchange, "exchange", refuse)
        yield


# All goes well.


def test_files_are_written_under_their_names(tmp_path: Path) -> None:
    """The folder is made, and nothing but the files is left in it or beside it."""
    written = write_all([artifact("a.txt"), artifact("in/b.txt", b"b")], tmp_path / "new" / "folder")
    assert [path.read_bytes() for path in written] == [b"new", b"b"]
    assert seen(tmp_path) == {"new/folder/a.txt": "new", "new/folder/in/b.txt": "b"}
    assert hidden(tmp_path) == []


def test_a_new_set_takes_the_place_of_the_old_one(folder: Path) -> None:
    """Every file of it; what is somebody's own stays."""
    write_all(a_set(b"new"), folder)
    assert seen(folder) == whole("new")
    assert hidden(folder.parent) == []


def test_the_same_without_exchange(folder: Path) -> None:
    """Where folders cannot change places, or their parent is not ours to change, files are put in place in the old."""
    for number in (errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.EBUSY, errno.EACCES):
        with no_exchange(number):
            write_all(a_set(str(number).encode()), folder)
        assert seen(folder) == whole(str(number))
        assert hidden(folder.parent) == []


def test_all_is_on_the_disk_before_it_is_published(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file and each folder, so that a machine that loses its power keeps a whole set too."""
    done: list[str] = []
    works = exchange.exchange

    def told(new: Path, old: Path) -> None:
        done.append("exchange")
        works(new, old)

    monkeypatch.setattr(os, "fsync", lambda number: done.append(Path(f"/proc/self/fd/{number}").readlink().name))
    monkeypatch.setattr(exchange, "exchange", told)
    write_all(a_set(b"new"), folder)
    at = done.index("exchange")
    before = {*(Path(name).name for name in NAMES), "evidence", ".neck-care.pubpipe-tmp"}
    assert before <= set(done[:at])
    assert done[at + 1] == "output"


def test_files_of_an_earlier_build_stay(folder: Path) -> None:
    """A build of one format leaves the others, which the command line then names as older."""
    write_all([artifact("a.pdf")], folder)
    assert seen(folder) == whole("old") | {"a.pdf": "new"}


def test_what_is_somebody_s_own_is_the_same_file_as_before(folder: Path) -> None:
    """Not a copy: with its owner, its age, its other names, and open to whoever writes in it at the moment."""
    before = (folder / "notes.txt").stat()
    with (folder / "notes.txt").open("a", encoding="utf-8") as file:
        write_all(a_set(b"new"), folder)
        file.write("!")
    after = (folder / "notes.txt").stat()
    assert (after.st_ino, after.st_nlink) == (before.st_ino, 1)
    assert (folder / "notes.txt").read_text("utf-8") == "mine!"


def test_the_folder_stays_open_to_the_same_people(folder: Path) -> None:
    """Its rights and those of the folders in it are what they were."""
    folder.chmod(0o2770)
    (folder / "letters").chmod(0o750)
    write_all(a_set(b"new"), folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o2770
    assert stat.S_IMODE((folder / "letters").stat().st_mode) == 0o750


def test_whoever_has_a_file_open_reads_on(folder: Path) -> None:
    """The old one, to its end."""
    with (folder / "a.pdf").open("rb") as file:
        write_all(a_set(b"new"), folder)
        assert file.read() == b"old"


def test_what_is_saved_at_the_last_moment_is_carried_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the linking of what is there and the exchange: a new file, and one that is saved anew."""
    works = exchange.exchange

    def late(new: Path, old: Path) -> None:
        (old / "late.txt").write_text("late", encoding="utf-8")
        (old / "fresh.txt").write_text("newer", encoding="utf-8")
        (old / "fresh.txt").replace(old / "notes.txt")
        works(new, old)

    monkeypatch.setattr(exchange, "exchange", late)
    write_all(a_set(b"new"), folder)
    assert seen(folder) == whole("new") | {"late.txt": "late", "notes.txt": "newer"}
    assert hidden(folder.parent) == []


def test_without_second_names_own_files_are_copied_and_come_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without hard links."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    before = (folder / "notes.txt").stat().st_ino
    write_all(a_set(b"new"), folder)
    assert seen(folder) == whole("new")
    assert (folder / "notes.txt").stat().st_ino == before


def test_one_file_touches_nothing_else(folder: Path) -> None:
    """A drawing goes into a folder that may be anybody's."""
    before = folder.stat().st_ino
    write_file(folder / "a.svg", b"<svg/>")
    assert seen(folder) == whole("old") | {"a.svg": "<svg/>"}
    assert folder.stat().st_ino == before
    assert hidden(folder.parent) == []


# Kills.


def writes_for_ever(output: Path, begun: Path) -> None:
    """One set after the other, each of one letter; it has begun when the first is there."""
    for letter in itertools.cycle((b"a", b"b")):
        write_all([artifact(name, letter * SIZE) for name in ("one.bin", "two.bin")], output)
        begun.touch()


def test_killed_at_any_moment_the_set_is_whole(tmp_path: Path) -> None:
    """After SIGKILL at random moments all files are of one build, and the next build sweeps up."""
    chance = random.Random(1)  # noqa: S311 (moments, not secrets)
    output = tmp_path / "output"
    for number in range(KILLS):
        begun = tmp_path / f"begun-{number}"
        child = begin(lambda: writes_for_ever(output, begun))  # noqa: B023 (called at once)
        while not begun.exists():
            time.sleep(0.001)
        time.sleep(chance.random() * 0.02)
        os.kill(child, signal.SIGKILL)
        assert ending(child) == -signal.SIGKILL
        data = (output / "one.bin").read_bytes() + (output / "two.bin").read_bytes()
        assert len(data) == 2 * SIZE
        assert len(set(data)) == 1
    write_all([artifact("one.bin")], output)
    assert sorted(path.name for path in output.iterdir()) == ["one.bin", "two.bin"]
    assert hidden(tmp_path) == []


def survivors(folder: Path, write: Callable[[], object], settled: Callable[[], None]) -> Iterator[dict[str, str]]:
    """What a visitor finds after a kill before each step of writing in turn, until none is left to be killed at."""
    for step in itertools.count(1):
        if killed_at(step, write):
            assert step > 30
            return
        settled()
        yield seen(folder)


def test_killed_before_any_step_the_set_is_whole(folder: Path) -> None:
    """The old or the new, without anybody's help; both come about, and the next build leaves nothing behind."""
    found = []
    for number, state in enumerate(survivors(folder, lambda: write_all(a_set(b"new"), folder), lambda: None)):
        assert state in (whole("old"), whole("new")), number
        found.append(state)
        write_all(a_set(b"old"), folder)
        assert seen(folder) == whole("old")
        assert hidden(folder.parent) == []
    assert whole("old") in found
    assert whole("new") in found


def test_killed_before_any_step_of_the_first_build_there_is_nothing_or_all(tmp_path: Path) -> None:
    """A folder appears with everything in it."""
    output = tmp_path / "output"
    for step in itertools.count(1):
        folder = output / f"article-{step}"
        ended = killed_at(step, lambda: write_all(a_set(b"new"), folder))  # noqa: B023 (called at once)
        assert (seen(folder) if folder.exists() else {}) in ({}, dict.fromkeys(NAMES, "new"))
        settle_all(output)
        assert hidden(tmp_path) == []
        if ended:
            break


def test_without_exchange_the_next_build_of_anything_makes_the_set_whole(folder: Path) -> None:
    """After a kill before any step; and no file is ever cut."""
    found = []

    def settled() -> None:
        assert set(seen(folder).values()) <= {"old", "new", *OWN.values()}
        settle_all(folder.parent)

    with no_exchange():
        for state in survivors(folder, lambda: write_all(a_set(b"new"), folder), settled):
            assert state in (whole("old"), whole("new"))
            found.append(state)
            write_all(a_set(b"old"), folder)
            assert hidden(folder.parent) == []
    assert whole("old") in found
    assert whole("new") in found


def test_a_kill_while_a_kill_is_mended(folder: Path) -> None:
    """Settling is done over until it is done."""

    def after_the_exchange(_: Path, __: Path) -> None:
        works(_, __)
        os.kill(os.getpid(), signal.SIGKILL)

    works = exchange.exchange
    for step in itertools.count(1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(exchange, "exchange", after_the_exchange)
            assert forked(lambda: write_all(a_set(b"new"), folder)) == -signal.SIGKILL
        assert len(hidden(folder.parent)) >= 2
        (folder.parent / ".neck-care.pubpipe-tmp" / "late.txt").write_text("late", encoding="utf-8")
        ended = killed_at(step, lambda: settle_all(folder.parent))
        settle_all(folder.parent)
        assert seen(folder) == whole("new") | {"late.txt": "late"}
        assert hidden(folder.parent) == []
        if ended:
            break


def test_a_folder_removed_after_a_kill_comes_back_as_it_was(folder: Path) -> None:
    """What a killed build left beside it is then all that there is."""
    folder.rename(folder.parent / ".neck-care.pubpipe-tmp")
    settle_all(folder.parent)
    assert seen(folder) == whole("old")


def test_the_gate_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files renamed one by one, as it might be done more simply, are found out."""

    def one_by_one(files: dict[str, bytes], folder: Path) -> None:
        for name, data in files.items():
            write_file(folder / name, data)

    monkeypatch.setattr(exchange, "publish", one_by_one)
    states = survivors(folder, lambda: write_all(a_set(b"new"), folder), lambda: None)
    assert any(state not in (whole("old"), whole("new")) for state in states)


# Other builds.


def test_builds_into_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    """Four at once, each of its own letter: at any moment, and at the end, the files are of one build."""
    folder = tmp_path / "output" / "neck-care"
    write_all(a_set(b"old"), folder)

    def writes(letter: bytes) -> None:
        for _ in range(10):
            write_all(a_set(letter), folder)

    children = [begin(lambda: writes(letter)) for letter in (b"a", b"b", b"c", b"d")]  # noqa: B023 (called at once)
    assert [ending(child) for child in children] == [0] * 4
    assert len(set(seen(folder).values())) == 1
    assert hidden(tmp_path) == []


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Another build that writes, and does not end."""
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    yield
    os.close(descriptor)


def test_a_build_that_never_ends_is_not_waited_for_forever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message, the old files, and what the other build has written so far is left alone."""
    staged = folder.parent / ".neck-care.pubpipe-tmp"
    staged.mkdir()
    (staged / exchange.LIST).touch()
    monkeypatch.setattr("pubpipe.pipeline.writing.locked", lambda folder: locking.locked(folder, patience=0.1))
    with held(folder.parent), pytest.raises(OutputError, match=r"Another build has been writing to .*output"):
        write_all(a_set(b"new"), folder)
    assert staged.exists()
    assert seen(folder) == whole("old")


def test_settling_does_not_wait_for_anybody(folder: Path) -> None:
    """Nor does it touch what a running build has written."""
    staged = folder.parent / ".neck-care.pubpipe-tmp"
    staged.mkdir()
    (staged / exchange.LIST).touch()
    with held(folder.parent):
        settle_all(folder.parent)
        assert staged.exists()
    settle_all(folder.parent)
    assert not staged.exists()


def test_where_folders_cannot_be_locked_a_file_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on network file systems."""
    works = fcntl.flock

    def files_alone(descriptor: int, operation: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EBADF, "Bad file descriptor")
        works(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", files_alone)
    write_all(a_set(b"new"), folder)
    assert seen(folder) == whole("new")
    assert hidden(folder.parent) == [locking.LOCK_NAME]


# Disks and places that refuse.


@pytest.mark.parametrize("first", ["exchange", "in place"])
def test_a_full_disk_leaves_the_old_files(folder: Path, monkeypatch: pytest.MonkeyPatch, first: str) -> None:
    """When any of the files cannot be written, all keep their old content."""
    works = synced.write_synced
    for name in NAMES:

        def full(path: Path, data: bytes, name: str = Path(name).name) -> None:
            if path.name == name:
                raise OSError(errno.ENOSPC, "No space left on device")
            works(path, data)

        monkeypatch.setattr(synced, "write_synced", full)
        way = no_exchange() if first == "in place" else pytest.MonkeyPatch.context()
        with way, pytest.raises(OutputError, match=r"neck-care: No space left"):
            write_all(a_set(b"new"), folder)
        assert seen(folder) == whole("old")
        assert hidden(folder.parent) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file where the folder should be: the message says where, and what to do."""
    (tmp_path / "output").write_text("in the way", encoding="utf-8")
    for folder in (tmp_path / "output", tmp_path / "output" / "neck-care"):
        with pytest.raises(OutputError, match="output") as caught:
            write_all([artifact("a")], folder)
        assert "--output" in caught.value.remedy
    assert (tmp_path / "output").read_text("utf-8") == "in the way"
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("way", [pytest.MonkeyPatch.context, no_exchange], ids=["exchange", "in place"])
@pytest.mark.parametrize("name", ["a.pdf", "evidence"])
def test_what_is_in_the_way_is_not_removed(folder: Path, way: Callable[[], Iterator[None]], name: str) -> None:
    """A folder of somebody's where a file should be, a file where a folder should be, a link to a folder elsewhere."""
    there = folder / name
    there.rename(folder.parent / "aside")
    if name == "a.pdf":
        there.mkdir()
        (there / "mine.txt").write_text("mine", encoding="utf-8")
    else:
        there.symlink_to(folder.parent / "aside")
    before = seen(folder.parent)
    with way(), pytest.raises(OutputError, match=f"{name} is in the way"):  # type: ignore[attr-defined]
        write_all(a_set(b"new"), folder)
    assert seen(folder.parent) == before
    assert hidden(folder.parent) == []


@pytest.mark.parametrize("way", [pytest.MonkeyPatch.context, no_exchange], ids=["exchange", "in place"])
def test_a_link_in_place_of_a_file_is_replaced(folder: Path, way: Callable[[], Iterator[None]]) -> None:
    """What it leads to is not touched."""
    target = folder.parent.parent / "elsewhere.txt"
    target.write_text("untouched", encoding="utf-8")
    (folder / "a.pdf").unlink()
    (folder / "a.pdf").symlink_to(target)
    with way():  # type: ignore[attr-defined]
        write_all(a_set(b"new"), folder)
    assert target.read_text("utf-8") == "untouched"
    assert not (folder / "a.pdf").is_symlink()
    assert seen(folder) == whole("new")


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """Whoever wants the files elsewhere says so with --output."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "neck-care").symlink_to(elsewhere)
    with pytest.raises(OutputError, match="It is a link to another place"):
        write_all([artifact("a")], tmp_path / "neck-care")
    assert list(elsewhere.iterdir()) == []


def test_what_lies_where_a_build_works_is_refused_if_it_is_a_link(folder: Path) -> None:
    """A link with the name of a build's own folder leads nowhere."""
    elsewhere = folder.parent.parent / "elsewhere"
    elsewhere.mkdir()
    (folder.parent / ".neck-care.pubpipe-tmp").symlink_to(elsewhere)
    with pytest.raises(OutputError, match="File exists"):
        write_all(a_set(b"new"), folder)
    assert list(elsewhere.iterdir()) == []
    assert seen(folder) == whole("old")


@pytest.mark.parametrize(
    "name", ["../a", "/a", "a/b/c", ".a", "a/.b", "a/../b", "a\nb", "a\0b", "", "a/", "\N{RIGHT-TO-LEFT OVERRIDE}a"]
)
def test_no_name_leads_out_of_the_folder(folder: Path, name: str) -> None:
    """Nor hides; two files cannot have one name."""
    with pytest.raises(OutputError, match="cannot be called"):
        write_all([artifact(name)], folder)
    with pytest.raises(OutputError, match="cannot be called"):
        write_all([artifact("a"), artifact("a")], folder)
    assert seen(folder) == whole("old")


def test_what_could_not_be_taken_out_again_is_left_where_it_is(folder: Path) -> None:
    """In a folder where everybody may remove only what is theirs, files are put in place one by one."""
    folder.chmod(0o1777)
    before = folder.stat().st_ino
    write_all(a_set(b"new"), folder)
    assert seen(folder) == whole("new")
    assert folder.stat().st_ino == before


def test_a_build_in_place_has_its_own_names(folder: Path) -> None:
    """What is unfinished is taken back; what is ready is finished."""
    for name in (in_place.UNFINISHED, in_place.READY):
        (folder / name).mkdir()
        (folder / name / "a.pdf").write_text(name, encoding="utf-8")
    settle_all(folder.parent)
    assert seen(folder) == whole("old") | {"a.pdf": in_place.READY}
    assert hidden(folder.parent) == []
