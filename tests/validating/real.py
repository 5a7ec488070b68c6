"""The validators that the suite has, told to pubpipe by its settings."""

import os

from pubpipe.validating import Surroundings
from tests.validators.base import chromium, java, node, npm_file


def settings() -> dict[str, str]:
    """Variables of the environment that name them. Raises ValidatorMissing where the suite has not got one."""
    java("veraPDF, EPUBCheck and vnu")
    node("Ace")
    chromium("Ace and axe")
    files = {
        "PUBPIPE_ACE": ("Ace", "@daisy/ace-cli/bin/ace.js"),
        "PUBPIPE_AXE": ("axe", "axe-core/axe.min.js"),
        "PUBPIPE_VNU": ("vnu", "vnu-jar/build/dist/vnu.jar"),
    }
    return {name: str(npm_file(tool, path)) for name, (tool, path) in files.items()}


def surroundings() -> Surroundings:
    """The same, and the PATH."""
    return Surroundings({"PATH": os.environ["PATH"], **settings()})
