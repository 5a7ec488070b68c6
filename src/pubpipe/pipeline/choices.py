"""What a run was asked for: a clinic's profile with the command line's wishes on top."""

from pathlib import Path

from pubpipe.errors import SourceError
from pubpipe.profile import Profile
from pubpipe.reading import read_profile


def read_choices(path: Path | None, voice: str | None) -> Profile:
    """The profile in `path`, or the default one, with `voice` in place of its own. Raises SourceError."""
    profile = _read(path) if path else Profile()
    if voice is None:
        return profile
    return profile.model_copy(update={"audio": profile.audio.model_copy(update={"voice": voice})})


def _read(path: Path) -> Profile:
    profile, findings = read_profile(path)
    if profile is None:
        listed = "\n".join(f"  {one.position}: {one.code.code} {one.message} {one.remedy}" for one in findings)
        raise SourceError(f"The profile cannot be used:\n{listed}")
    return profile


def project_templates(project: Path) -> tuple[Path, ...]:
    """A project's own templates/, which win over the package's, if there are any."""
    folder = project / "templates"
    return (folder,) if folder.is_dir() else ()
