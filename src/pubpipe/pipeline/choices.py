"""What a run was asked for: a clinic's profile with the command line's wishes on top."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from pubpipe.errors import SourceError, UsageError
from pubpipe.model.asset import Asset
from pubpipe.model.recording import RecordingName
from pubpipe.profile import LargePrint, PrintSettings, Profile, Within
from pubpipe.reading import read_profile


@dataclass(frozen=True, slots=True)
class Choices:
    """A profile, the picture of the logo that it names, and the file that it was read from, if it was."""

    profile: Profile
    logo: Asset | None = None
    path: Path | None = None


def read_choices(
    path: Path | None,
    voice: str | None,
    recordings: str | None = None,
    in_epub: Within | None = None,
    large_print: LargePrint | Literal["none"] | None = None,
) -> Choices:
    """The profile in `path`, or the default one, with what is given in place of its own.

    recordings: names with commas in between; in_epub: those within the e-book; large_print: by whose rules it is
    set, or none of it. Raises SourceError for the
    profile and UsageError for the names.
    """
    read = _read(path) if path else Choices(Profile())
    profile = read.profile
    wishes: dict[str, object] = {}
    if voice is not None:
        wishes["voice"] = voice
    if recordings is not None:
        wishes["recordings"] = _recordings(recordings)
    epub = profile.epub if in_epub is None else profile.epub.model_copy(update={"audio": in_epub})
    made = profile.model_copy(
        update={
            "audio": profile.audio.model_copy(update=wishes),
            "epub": epub,
            "print": profile.print if large_print is None else _printed(profile.print, large_print),
        }
    )
    return replace(read, profile=made)


def _printed(settings: PrintSettings, large_print: LargePrint | Literal["none"]) -> PrintSettings:
    """The printed editions with the large print by these rules, or with the handout alone."""
    if large_print == "none":
        return settings.model_copy(update={"editions": ("handout",)})
    editions = dict.fromkeys((*settings.editions, "large-print"))
    return settings.model_copy(update={"editions": tuple(editions), "large_print": large_print})


def _recordings(names: str) -> tuple[RecordingName, ...]:
    known: dict[str, RecordingName] = {name: name for name in get_args(RecordingName)}
    wanted = [name.strip() for name in names.split(",")]
    for name in wanted:
        if name not in known:
            raise UsageError(
                f"There is no recording “{name}”.",
                f"Choose among {', '.join(known)}, with commas in between: --audio session,reading.",
            )
    return tuple(known[name] for name in dict.fromkeys(wanted))


def _read(path: Path) -> Choices:
    read = read_profile(path)
    if read.profile is None:
        listed = "\n".join(f"  {one.position}: {one.code.code} {one.message} {one.remedy}" for one in read.findings)
        raise SourceError(f"The profile cannot be used:\n{listed}")
    return Choices(read.profile, read.logo, path)


def project_templates(project: Path) -> tuple[Path, ...]:
    """A project's own templates/, which win over the package's, if there are any."""
    folder = project / "templates"
    return (folder,) if folder.is_dir() else ()
