"""Voices that die halfway and disks that are full, through the command line: nothing half-written, and a way out.

A build that cannot be finished leaves the last good one byte for byte, ends with a status of its own,
and says what failed, at which sentence or in which folder, and what to do.
"""

import itertools
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import onnxruntime
import pytest
from hibari import Hibari

from pubpipe.narrating.voices import gtts
from tests.narrating.voices.test_gtts import Answer, packed, reply, service
from tests.samples import narration
from tests.support.refusals import BOTH, DISCLAIMER, Project, Pubpipe, files, in_a_process, ordered
from tests.validators import ValidatorMissing

SMALL = 1_000_000
"""Bytes: less than the speech of `talkative`, and than a recording of the small article."""

# Voices that die.


def dies_at(number: int, works: Callable[..., object], error: BaseException) -> Callable[..., object]:
    """An engine that does its work until it is asked for the `number`th time."""
    calls = itertools.count(1)

    def engine(*arguments: object, **options: object) -> object:
        if next(calls) >= number:
            raise error
        return works(*arguments, **options)

    return engine


@pytest.mark.parametrize("number", [1, 7])
def test_a_voice_that_dies_halfway_publishes_nothing(
    project: Project, pubpipe: Pubpipe, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """In no format; the message names what it died at, and no other voice goes on."""
    monkeypatch.setattr(Hibari, "__call__", dies_at(number, Hibari.__call__, RuntimeError("the engine is gone")))
    done = pubpipe("build", project.article, "--output", project.output)
    project.refuses(done, 3, "The voice “hibari” failed at “", "the engine is gone", "Try again")


def test_a_voice_that_dies_in_the_second_recording_publishes_neither(
    project: Project, pubpipe: Pubpipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guided session was spoken to its end, and is held back all the same."""
    works, spoken = Hibari.__call__, []

    def dies_at_the_picture(engine: Hibari, text: str, **options: object) -> object:
        spoken.append(text)
        if "A person on a chair" in text:
            raise RuntimeError("the engine is gone")
        return works(engine, text, **options)

    monkeypatch.setattr(Hibari, "__call__", dies_at_the_picture)
    # In this process, where what is spoken can be listened to.
    done = pubpipe(*ordered(project, "--audio", BOTH, "--jobs", "1"))
    project.refuses(done, 3, "The voice “hibari” failed at “", "A person on a chair", "Try again")
    assert any("For the printed guide" in text for text in spoken)


def test_a_voice_that_cannot_be_loaded_is_said_so(
    project: Project, pubpipe: Pubpipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged model is mended by installing it again."""

    def damaged(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("Protobuf parsing failed")

    monkeypatch.setattr(onnxruntime, "InferenceSession", damaged)
    done = pubpipe(*ordered(project))
    project.refuses(done, 3, "The voice “hibari” cannot be loaded (Protobuf parsing failed)", "pip install")


def test_a_voice_that_dies_while_it_is_asked_what_it_can_say(
    project: Project, pubpipe: Pubpipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first sound."""
    monkeypatch.setattr(Hibari, "phonemize", dies_at(20, Hibari.phonemize, RuntimeError("no dictionary")))
    done = pubpipe(*ordered(project))
    project.refuses(done, 3, "The voice “hibari” failed at “", "no dictionary", "Try again")


def test_whoever_stops_a_build_finds_the_last_one(
    project: Project, pubpipe: Pubpipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupted in the middle of a sentence."""
    monkeypatch.setattr(Hibari, "__call__", dies_at(4, Hibari.__call__, KeyboardInterrupt()))
    project.refuses(pubpipe(*ordered(project)), 130, "Interrupted: nothing half-written was left behind.")


def cut_in_the_middle(handler: BaseHTTPRequestHandler) -> None:
    """Half of an answer, and the connection is gone."""
    whole = packed(narration().mp3).encode()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(whole)))
    handler.end_headers()
    handler.wfile.write(whole[: len(whole) // 2])


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    """No answer at all."""
    handler.connection.close()


@pytest.mark.parametrize(
    ("last", "message"),
    [
        (cut_in_the_middle, "cannot be reached"),
        (hangs_up, "cannot be reached"),
        (reply("slow down", status=429), "refused to speak"),
        (reply("<html>please log in</html>"), "no sound"),
    ],
    ids=["cut", "hung up", "throttled", "a page"],
)
def test_an_online_voice_that_is_lost_halfway_publishes_nothing(
    project: Project, pubpipe: Pubpipe, monkeypatch: pytest.MonkeyPatch, last: Answer, message: str
) -> None:
    """After two sentences that arrived; the message names the third, and the voice that needs no network."""
    answers = itertools.chain([reply(packed(narration().mp3))] * 2, itertools.repeat(last))

    def one_after_the_other(handler: BaseHTTPRequestHandler) -> None:
        next(answers)(handler)

    with service(one_after_the_other) as (stand_in, texts):
        monkeypatch.setattr(gtts, "ENDPOINT", stand_in.endpoint)
        done = pubpipe(*ordered(project, "--voice", "gtts"))
    assert len(texts) == 3
    project.refuses(done, 3, message, texts[-1].rstrip("."), "use the voice “hibari”")


# Disks that are full. A limit on the size of files is refused by the system as a full disk is, and needs no rights.


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A file system of so many bytes, with nothing on it."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],  # noqa: S607 (wherever mount is)
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        raise ValidatorMissing("A full disk", "a small file system can be mounted by root alone")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S607


def talkative(project: Project) -> None:
    """The article with more speech than is kept in memory."""
    project.write((DISCLAIMER, "\n\n".join(f"{DISCLAIMER} Number {number} says so again." for number in range(60))))


def test_speech_that_finds_no_room_is_an_error_with_a_way_out(project: Project, tmp_path: Path) -> None:
    """A temporary folder on a full disk: which folder, and how to name another."""
    talkative(project)
    with small_disk(tmp_path / "disk", SMALL) as disk:
        done = in_a_process(*ordered(project, "--voice", "silent"), TMPDIR=str(disk))
        assert list(disk.iterdir()) == []
    project.refuses(done, 4, f"The speech cannot be kept in {disk}", "No space left on device", "TMPDIR")


def test_speech_that_may_not_grow_is_an_error_with_a_way_out(project: Project) -> None:
    """Every temporary folder is full."""
    talkative(project)
    done = in_a_process(*ordered(project, "--voice", "silent"), largest_file=SMALL)
    project.refuses(done, 4, f"The speech cannot be kept in {tempfile.gettempdir()}", "File too large", "TMPDIR")


def test_without_any_temporary_folder_it_says_so(
    project: Project, pubpipe: Pubpipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python finds none where all disks are full."""
    talkative(project)

    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    monkeypatch.setattr(tempfile, "_get_default_tempdir", none)
    monkeypatch.setattr(tempfile, "tempdir", None)
    for jobs, what in (("1", "The speech cannot be kept"), ("2", "Nothing can be put aside")):
        done = pubpipe(*ordered(project, "--voice", "silent", "--jobs", jobs))
        project.refuses(done, 4, f"{what} in any temporary folder", "No usable temporary", "TMPDIR")


def test_a_full_output_folder_keeps_the_last_good_files(project: Project, tmp_path: Path) -> None:
    """There is room for one recording and not for two: the old one stays, the new one leaves nothing."""
    size = sum(map(len, files(project.published).values()))
    with small_disk(tmp_path / "disk", size * 3 // 2) as disk:
        there = replace(project, output=disk / "output")
        shutil.copytree(project.output, there.output)
        done = in_a_process(*ordered(there, "--voice", "silent"))
        there.refuses(done, 4, f"cannot be written to {there.output / 'neck-care'}: No space left", "--output")


def test_files_that_may_not_grow_keep_the_last_good_ones(project: Project) -> None:
    """The book does not fit, neither where parts of a build are kept meanwhile nor in its own place."""
    book = ("build", project.article, "--output", project.output, "--format", "epub", "--epub-audio", "none")
    done = in_a_process(*book, largest_file=SMALL // 50)
    project.refuses(done, 4, f"cannot be written to {project.output / 'neck-care'}: File too large", "--output")


@pytest.mark.parametrize("command", ["check", "script", "build"])
def test_a_result_that_cannot_be_printed_is_said_so(project: Project, command: str) -> None:
    """Standard output goes to a file on a full disk."""
    more = ("--output", project.output, "--format", "epub") if command == "build" else ()
    done = in_a_process(command, project.article, *more, out=Path("/dev/full"))
    assert done.status == 4
    assert "Error: The result cannot be printed: No space left on device." in done.err
    assert "Traceback" not in done.err
    assert "Exception ignored" not in done.err


def test_an_article_that_cannot_be_begun_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`pubpipe new` on a full disk leaves nothing that would be in the way of the next attempt."""
    monkeypatch.chdir(tmp_path)
    done = in_a_process("new", "neck-care", largest_file=400)
    assert done.status == 4
    assert "The article cannot be begun in source/neck-care: File too large" in done.err
    assert not (tmp_path / "source" / "neck-care").exists()
