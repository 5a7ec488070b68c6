"""The results of a batch: a line for each row, kept at once, and nothing in it that could be guessed."""

import csv
import hashlib
import json
import stat
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from pubpipe.errors import OutputError, UsageError
from pubpipe.pipeline.batch.results import Record, ledger

DONE = Record(3, "neck-care", "done", "A005 A016", "0003-neck-care", "neck-care.pdf", "a" * 64, "b" * 64)
FAILED = Record(2, "neck-care", "failed", "", "0002-neck-care", "neck-care.pdf")


@pytest.fixture(params=["results.csv", "results.jsonl"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of results of either kind."""
    return tmp_path / "out" / str(request.param)


def lines(path: Path) -> Iterator[Record]:
    """What the file says."""
    text = path.read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines()) if path.suffix == ".csv" else map(json.loads, text.splitlines())
    for row in rows:
        yield Record(**{**row, "row": int(row["row"])})


def test_a_line_is_there_as_soon_as_its_row_has_ended(path: Path) -> None:
    """And in the order of the rows when all have."""
    with ledger(path, resume=False) as book:
        book.add(DONE)
        assert list(lines(path)) == [DONE]
        book.add(FAILED)
        assert list(lines(path)) == [DONE, FAILED]
    assert list(lines(path)) == [FAILED, DONE]


def test_a_run_goes_on_with_what_is_there(path: Path) -> None:
    """One line for each row, the last that was said of it; what a kill has cut off is none."""
    with ledger(path, resume=False) as book:
        book.add(FAILED)
        book.add(DONE)
    with path.open("a", encoding="utf-8") as file:
        file.write("9,neck-ca" if path.suffix == ".csv" else '{"row": 9, "ar')
    with ledger(path, resume=True) as book:
        assert set(book.records.values()) == {FAILED, DONE}
        book.add(replace(FAILED, status="done"))
    assert [one.status for one in lines(path)] == ["done", "done"]


def test_rows_that_left_no_files_are_forgotten(path: Path) -> None:
    """They are judged anew."""
    with ledger(path, resume=False) as book:
        book.add(Record(4, "", "invalid", "B007", "line-4"))
    with ledger(path, resume=True) as book:
        assert book.records == {}


def test_what_is_done_is_not_begun_anew(path: Path) -> None:
    """Without --resume somebody may have taken the wrong folder."""
    with ledger(path, resume=False) as book:
        book.add(DONE)
    with pytest.raises(UsageError), ledger(path, resume=False):
        pass
    assert list(lines(path)) == [DONE]


@pytest.mark.parametrize("text", ["article,note\nneck-care,x\n", '{"row": 1}\n', "\0\n", '"\n'])
def test_a_file_that_holds_no_results_is_left_alone(path: Path, text: str) -> None:
    """It may be the rows."""
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError), ledger(path, resume=True):
        pass
    assert path.read_text(encoding="utf-8") == text


def test_two_batches_do_not_write_to_one_file(path: Path) -> None:
    """The second is told."""
    with ledger(path, resume=False), pytest.raises(OutputError, match="Another batch"), ledger(path, resume=True):
        pass


def test_a_folder_that_cannot_be_made_is_a_message(tmp_path: Path) -> None:
    """And no traceback."""
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError), ledger(tmp_path / "out" / "results.csv", resume=False):
        pass


def test_a_row_is_done_while_it_is_made_from_the_same_and_its_files_are_whole(path: Path) -> None:
    """A byte more or less, another line in the row, or another key, and it is made again."""
    folder = path.parent / DONE.folder
    folder.mkdir(parents=True)
    file = folder / "neck-care.pdf"
    file.write_bytes(b"%PDF")
    with ledger(path, resume=False) as book:
        inputs = book.inputs(["article", "Your physiotherapist: Anna"])
        book.add(replace(DONE, inputs=inputs, outputs=book.outputs(folder, ["neck-care.pdf"])))
    with ledger(path, resume=True) as book:
        assert book.is_done(folder, inputs)
        assert book.inputs(["article", "Your physiotherapist: Anna"]) == inputs
        assert not book.is_done(folder, book.inputs(["article", "Your physiotherapist: Anne"]))
        assert not book.is_done(folder.with_name("0009-neck-care"), inputs)
        file.write_bytes(b"%PDX")
        assert not book.is_done(folder, inputs)
        file.unlink()
        assert not book.is_done(folder, inputs)
        file.write_bytes(b"%PDF")
    key(path).unlink()
    with ledger(path, resume=True) as book:
        assert not book.is_done(folder, inputs)


def key(path: Path) -> Path:
    """Where the key of a batch lies."""
    return path.with_name(f".{path.name}.key")


def test_a_digest_cannot_be_guessed_without_the_key(path: Path) -> None:
    """Which is the owner's alone, and another for each batch."""
    with ledger(path, resume=False) as book:
        first = book.inputs(["Anna"])
    assert stat.S_IMODE(key(path).stat().st_mode) == 0o600
    plain = {hashlib.sha256(text).hexdigest() for text in (b"Anna", b'["Anna"]')}
    assert first not in plain
    with ledger(path, resume=False) as book:
        assert book.inputs(["Anna"]) != first


def test_folders_of_rows_that_are_gone_are_named(path: Path) -> None:
    """Nobody hands them out by mistake."""
    with ledger(path, resume=False) as book:
        book.add(DONE)
        book.add(FAILED)
    with ledger(path, resume=True) as book:
        assert book.part_from([FAILED.folder]) == (DONE.folder,)
    assert [one.status for one in lines(path)] == ["failed", "gone"]


def test_a_record_has_a_column_for_each_fact(path: Path) -> None:
    """The file says which is which."""
    with ledger(path, resume=False) as book:
        book.add(DONE)
    text = path.read_text(encoding="utf-8")
    assert all(name in text for name in asdict(DONE))
