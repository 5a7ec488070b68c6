"""Where poses come from: pubpipe's library by name, or a pose file inside the folder of what names it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pubpipe.findings import Code, Finding
from pubpipe.model.pose import Pose
from pubpipe.reading.pictures import POSE_ENDING, Use, inside
from pubpipe.reading.pose import read_pose, read_sound_pose
from pubpipe.reading.refusing import RefusedError
from pubpipe.reading.report import Report, nearest
from pubpipe.reading.source import decode

LIBRARY = "library/"
LARGEST_POSE_BYTES = 64_000
POSE = Use(
    "pose", "the article's folder", "the article's figures/ folder", "the article", f"figures/*{POSE_ENDING}",
    (POSE_ENDING,),
)  # fmt: skip
_REFERENCE = re.compile(r"(?P<name>[^@]+)(?:@(?P<side>[^@/]*))?")
_IN_LIBRARY = re.compile(rf"{LIBRARY}[^/.\\]*")
UNREADABLE_HELP = "Check its name and who may read it."


@dataclass(frozen=True, slots=True)
class Reference:
    """A pose as an article names it: library/NAME or a pose file, and the side that is asked for behind it, if any."""

    name: str
    side: str | None = None

    @property
    def in_library(self) -> str | None:
        """Its name in the library, None for a file."""
        return None if self.name.endswith(POSE_ENDING) else self.name.removeprefix(LIBRARY)


@dataclass(frozen=True, slots=True)
class PoseReading:
    """What came of reading a pose: the pose, or None; and everything found on the way."""

    pose: Pose | None
    findings: tuple[Finding, ...]


def reference(path: str) -> Reference | None:
    """The pose that a figure's path names, or None when it names a picture."""
    match = _REFERENCE.fullmatch(path)
    if match is None or not (match["name"].endswith(POSE_ENDING) or _IN_LIBRARY.fullmatch(match["name"])):
        return None
    return Reference(match["name"], match["side"])


def library() -> Iterator[tuple[str, Pose]]:
    """Every pose of the library with its name, in order, for lists: whether a body can take it is not asked."""
    from pubpipe.figures.library import names, text

    for name in names():
        pose = read_pose(text(name), Report(name))
        if pose is not None:
            yield name, pose


def read_pose_of_library(name: str) -> PoseReading:
    """A pose that the library has."""
    from pubpipe.figures.library import text

    report = Report(f"{LIBRARY}{name}{POSE_ENDING}")
    return PoseReading(read_sound_pose(text(name), report), tuple(report.findings))


def names_like(words: str) -> tuple[str, ...]:
    """The names of the library's poses that are called so, by name, title or another name."""
    wanted = _plain(words)
    return tuple(
        name for name, pose in library() if wanted in {_plain(one) for one in (name, pose.name, *pose.aliases)}
    )


def nearest_pose(name: str) -> str:
    """A remedy that offers the pose that is probably meant, or tells where they are listed."""
    from pubpipe.figures.library import names

    meant = names_like(name)
    if meant:
        return f"Did you mean “{LIBRARY}{meant[0]}”?"
    remedy = nearest(_plain(name).replace(" ", "-"), names())
    if remedy.startswith("Did you mean"):
        return remedy.replace("“", f"“{LIBRARY}")
    return "`pubpipe figure` lists the poses that there are."


def read_pose_in(folder: Path, name: str, report: Report, line: int | None) -> Pose | None:
    """The pose that an article in `folder` names; faults in a pose file are reported there."""
    wanted = Reference(name)
    if wanted.in_library is not None:
        return _of_library(wanted.in_library, report, line, name)
    try:
        inside(name, folder, POSE)
    except RefusedError as refused:
        report.add(refused.code, refused.message, refused.remedy, line=line, excerpt=name)
        return None
    read = read_pose_file(folder / name)
    report.findings += read.findings
    return read.pose


def _of_library(name: str, report: Report, line: int | None, excerpt: str) -> Pose | None:
    from pubpipe.figures.library import names

    if name not in names():
        message = f"The library has no pose “{name}”." if name else "A pose of the library lacks its name."
        report.add(Code.UNKNOWN_POSE, message, nearest_pose(name), line=line, excerpt=excerpt)
        return None
    read = read_pose_of_library(name)
    report.findings += read.findings
    return read.pose


def read_pose_file(path: Path) -> PoseReading:
    """A pose from the disk."""
    report = Report(str(path))
    text = _text(path, report)
    pose = None if text is None else read_sound_pose(text, report)
    return PoseReading(pose, tuple(report.findings))


def _text(path: Path, report: Report) -> str | None:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_POSE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        report.add(Code.FILE_UNREADABLE, f"The pose cannot be read: {reason}.", UNREADABLE_HELP)
        return None
    if len(data) > LARGEST_POSE_BYTES:
        size = f"{LARGEST_POSE_BYTES // 1000} kB"
        report.add(Code.FILE_TOO_LARGE, f"The pose is larger than {size}.", "Say in each frame only what changes.")
        return None
    source = decode(data, report)
    return source.text if source else None


def _plain(words: str) -> str:
    """Words as they are compared: small letters, hyphens as spaces."""
    return " ".join(words.casefold().replace("-", " ").replace("_", " ").split())
