"""A line for each row: what became of it, and how a later run knows that it need not be made again.

The file is written to as rows end, so that a kill loses nothing that is done; at the end it is put in the order of the
rows. What a row was made from and what came of it are told by digests under a key of the batch's own, which lies beside
the file and is its owner's to read: a plain digest of a short line of text can be guessed, and these cannot.
"""

import csv
import fcntl
import hmac
import io
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Literal

from pubpipe.errors import OutputError, UsageError
from pubpipe.pipeline.writing import write_file

Status = Literal["done", "failed", "invalid", "waiting", "gone"]
"""gone: the row is not in the file any more, and its files are still there."""
KEY_BYTES = 32
KEY_MODE = 0o600
LONGEST_FILE = 50_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a row.

    row: its line; article: its id; codes: of what was found, with spaces in between; folder: its name in the output
    folder; files: the names of those in it; inputs and outputs: what the row was made from and what came of it, as
    digests under the batch's key.
    """

    row: int
    article: str
    status: Status
    codes: str = ""
    folder: str = ""
    files: str = ""
    inputs: str = ""
    outputs: str = ""


NAMES = tuple(one.name for one in fields(Record))


class Ledger:
    """The results of a batch, as they come in. Raises OutputError where they cannot be kept."""

    def __init__(self, path: Path, *, resume: bool) -> None:
        self.path = path
        self._is_json = path.suffix.lower() == ".jsonl"
        try:
            old = tuple(self._read()) if path.is_file() else ()
            if not resume and any(one.status == "done" for one in old):
                raise UsageError(
                    f"{path} tells of rows that are done.",
                    "Go on with them with --resume, or choose another --output and --results.",
                )
            known = _known_key(self._key_path) if resume else None
            self._key = known or _new_key(self._key_path)
            # Without their key nothing can be told of old records but which files they made.
            made = (one for one in old if one.files)
            self.records = {one.folder: one if known else replace(one, inputs="", outputs="") for one in made}
        except OSError as error:
            raise _not_written(path, error) from error
        self._rewrite()

    def inputs(self, parts: Iterable[str]) -> str:
        """The digest of all that a row is made from, under the key of the batch."""
        return hmac.new(self._key, json.dumps(list(parts)).encode(), "sha256").hexdigest()

    def outputs(self, folder: Path, names: Iterable[str]) -> str:
        """The digest of files as they are now, under the key of the batch; empty where one of them is missing."""
        digest = hmac.new(self._key, digestmod="sha256")
        try:
            for name in sorted(names):
                data = (folder / name).read_bytes()
                digest.update(b"%d %d " % (len(name), len(data)) + name.encode() + data)
        except OSError:
            return ""
        return digest.hexdigest()

    def is_done(self, folder: Path, inputs: str) -> bool:
        """Whether a row of this folder was made from the same, and its files are still whole."""
        known = self.records.get(folder.name)
        if known is None or known.status != "done" or not known.outputs or known.inputs != inputs:
            return False
        return hmac.compare_digest(known.outputs, self.outputs(folder, known.files.split()))

    def add(self, record: Record) -> None:
        """Keep what became of a row, at once."""
        self.records[record.folder] = record
        try:
            with self.path.open("a", encoding="utf-8", newline="") as file:
                file.write(self._line(record))
        except OSError as error:
            raise _not_written(self.path, error) from error

    def part_from(self, folders: Iterable[str]) -> tuple[str, ...]:
        """Mark what was made for rows that are not there any more; the names of their folders."""
        gone = sorted(self.records.keys() - set(folders))
        self.records |= {name: replace(self.records[name], status="gone") for name in gone}
        return tuple(gone)

    def close(self) -> None:
        """Put the file in the order of the rows, with one line for each."""
        self._rewrite()

    @property
    def _key_path(self) -> Path:
        return self.path.with_name(f".{self.path.name}.key")

    def _rewrite(self) -> None:
        head = "" if self._is_json else _separated(NAMES)
        lines = (self._line(one) for one in sorted(self.records.values(), key=lambda one: (one.row, one.folder)))
        write_file(self.path, (head + "".join(lines)).encode())

    def _line(self, record: Record) -> str:
        values = asdict(record)
        return json.dumps(values) + "\n" if self._is_json else _separated(values.values())

    def _read(self) -> Iterator[Record]:
        """The records of an earlier run; what a kill has cut off at the end is none."""
        with self.path.open(encoding="utf-8", newline="") as file:
            text = file.read(LONGEST_FILE)
        whole = text[: text.rfind("\n") + 1]
        try:
            if self._is_json:
                yield from (_record(json.loads(line)) for line in whole.splitlines())
            elif text:
                rows = csv.DictReader(io.StringIO(whole, newline=""), strict=True)
                _refuse_others(rows.fieldnames)
                yield from map(_record, rows)
        except (ValueError, TypeError, KeyError, csv.Error) as error:
            raise UsageError(
                f"{self.path} is not a file of results.", "Move it elsewhere, or choose another with --results."
            ) from error


@contextmanager
def ledger(path: Path, *, resume: bool) -> Iterator[Ledger]:
    """The results of a batch for the time of a run, alone with them; in order when it ends, however it does."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, KEY_MODE)
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OutputError(f"Another batch writes to {path}.", "Wait until it ends, or stop it.") from error
        book = Ledger(path, resume=resume)
        try:
            yield book
        finally:
            book.close()
    finally:
        os.close(lock)


def _refuse_others(names: Iterable[str] | None) -> None:
    if set(names or ()) != set(NAMES):
        raise ValueError("other columns")


def _record(values: Mapping[str, str]) -> Record:
    _refuse_others(values)
    return Record(**{**values, "row": int(values["row"])})  # type: ignore[arg-type]


def _separated(values: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()


def _known_key(path: Path) -> bytes | None:
    """The key of an earlier run; None if there is none that could be one."""
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def _new_key(path: Path) -> bytes:
    key = secrets.token_bytes(KEY_BYTES)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, KEY_MODE), "w") as file:
        file.write(key.hex())
    return key


def _not_written(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"The results cannot be written to {path}: {error.strerror or error}.",
        "Check the free space and who may write there, or choose another file with --results.",
    )
