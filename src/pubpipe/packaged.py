"""What lies in the package beside its code, found in an installed wheel as in a source tree."""

from pathlib import Path

from pubpipe.errors import OutputError

PACKAGE = Path(__file__).resolve().parent


def packaged_templates() -> Path:
    """The folder of the package's own templates. Raises OutputError where it is missing."""
    for folder in (PACKAGE / "templates", PACKAGE.parents[1] / "templates"):
        if (folder / "shared").is_dir():
            return folder
    raise OutputError("pubpipe's templates are not installed.", "Install pubpipe again from its wheel.")
