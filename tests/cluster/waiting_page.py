"""The page as a format that waits: whoever makes an article's page first says who it is, and waits to be killed.

A format is found by the name of its module, so a worker that has these tests on its path can be given it.
"""

import os
import time
from pathlib import Path

from pubpipe.formats.html import make as make_page
from pubpipe.formats.publication import Made, Publication

FOLDER = "PUBPIPE_TEST_FOLDER"
"""The variable that names the folder in which processes say who they are."""
LONGEST = 60.0


def make(publication: Publication) -> Made:
    """The page; at the first time not before somebody says so."""
    said = Path(os.environ[FOLDER]) / f"{publication.article.id}.pid"
    if not said.exists():
        _say(said)
        end = time.monotonic() + LONGEST
        while time.monotonic() < end and not said.with_suffix(".go").exists():
            time.sleep(0.05)
    return make_page(publication)


def _say(said: Path) -> None:
    whole = said.with_suffix(".new")
    whole.write_text(str(os.getpid()), encoding="utf-8")
    whole.replace(said)
