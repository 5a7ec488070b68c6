"""Which programs a build ran with: pubpipe, Python, and the packages that pubpipe needs to run."""

import platform
import re
from importlib.metadata import PackageNotFoundError, requires, version

from pubpipe import __version__

PACKAGE = "pubpipe"


def versions() -> dict[str, str]:
    """The version of each by its name, pubpipe's own and Python's first; packages that are not there are left out."""
    found = {"pubpipe": __version__, "Python": platform.python_version()}
    try:
        wanted = requires(PACKAGE) or []
    except PackageNotFoundError:
        return found
    # A requirement for an extra is not one of pubpipe itself (PEP 508: `name[extras]>=version; marker`).
    names = {match[0] for one in wanted if "extra ==" not in one and (match := re.match(r"[A-Za-z0-9._-]+", one))}
    for name in sorted(names, key=str.lower):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
