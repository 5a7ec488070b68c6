"""`pubpipe --help` and `pubpipe check` answer at once: they load what they use, and nothing else.

Seconds differ from machine to machine, and what is loaded does not. `python -m bench.startup` takes the seconds.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = "source/hip-mobility-back-pain"

LOADED = """
import json, sys
from pubpipe.cli import main
{before}
sys.argv = ["pubpipe", *{arguments!r}]
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""

FOR_HELP = frozenset({
    "pubpipe", "pubpipe.cli", "pubpipe.cli.group", "pubpipe.cli.making", "pubpipe.cli.options", "pubpipe.cli.shown",
    "pubpipe.cli.telling", "pubpipe.errors",
    "pubpipe.formats", "pubpipe.model", "pubpipe.model.recording", "pubpipe.model.selection",
})  # fmt: skip
"""What the help may load of pubpipe: the commands with their choices, and no room that carries any of them out."""

NOT_FOR_A_CHECK = (
    "pubpipe.narrating", "pubpipe.formats.publication", "pubpipe.checking", "pubpipe.validating", "pubpipe.evidencing",
    "pubpipe.rendering", "pubpipe.profile", "pubpipe.explanations", "pubpipe.cli.finished", "pubpipe.cli.differences",
    "pubpipe.figures.drawing", "pubpipe.figures.figure", "pubpipe.reading.vector", "pubpipe.reading.lexicon",
    "pubpipe.pipeline.writing", "pubpipe.pipeline.speaking", "pubpipe.pipeline.finished",
)  # fmt: skip
"""What a check of an article needs none of: it draws, speaks, writes and opens nothing."""

NEVER_FOR_A_CHECK = (
    "urllib.request", "http.client", "ssl", "multiprocessing", "concurrent.futures", "asyncio", "lxml", "jinja2",
    "rich", "weasyprint", "fontTools", "PIL", "numpy", "onnxruntime", "hibari", "av", "ebooklib", "html5lib",
)  # fmt: skip
"""Packages that take long to load, and that a check of an article without pictures does not use."""

MOST_MODULES = 275
"""Modules of pubpipe and of other packages that a check loads: 249 today, and a tenth more for versions to come."""


def loaded(*arguments: str, before: str = "") -> frozenset[str]:
    """The modules that a command has loaded when it ends; before: what is run before it."""
    code = LOADED.format(arguments=arguments, before=before)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return frozenset(json.loads(done.stderr.splitlines()[-1]))


def in_vain(modules: frozenset[str]) -> list[str]:
    """What a check of an article has loaded without need."""
    unwanted = (*NOT_FOR_A_CHECK, *NEVER_FOR_A_CHECK)
    return sorted(one for one in modules if any(one == name or one.startswith(f"{name}.") for name in unwanted))


def foreign(modules: frozenset[str]) -> list[str]:
    """The modules that do not come with Python."""
    return [one for one in modules if one.split(".")[0] not in sys.stdlib_module_names]


def test_the_help_loads_the_commands_alone() -> None:
    """With the literal table of formats, which are its choices."""
    modules = loaded("--help")
    assert {one for one in modules if one.split(".")[0] == "pubpipe"} <= FOR_HELP
    assert not {"pydantic", "yaml", "markdown_it", *NEVER_FOR_A_CHECK} & modules


def test_a_check_loads_what_reads_and_reviews() -> None:
    """An article whose figures are drawn from poses: they are judged, and not drawn."""
    modules = loaded("check", SAMPLE)
    assert in_vain(modules) == []
    assert len(foreign(modules)) <= MOST_MODULES


@pytest.mark.parametrize("name", ["pubpipe.formats.publication", "urllib.request", "lxml.etree"])
def test_a_module_loaded_in_vain_is_noticed(name: str) -> None:
    """The gate itself, with a module that something loads on the way."""
    assert name in in_vain(loaded("check", SAMPLE, before=f"import {name}"))


def test_plugins_of_others_are_not_looked_for() -> None:
    """A package that is installed beside pubpipe has no say in how an article is read."""
    found = "import importlib.metadata as m; m.entry_points = lambda **named: exit(3)"
    assert "pydantic" in loaded("check", SAMPLE, before=found)


def test_memory_is_not_looked_through_again_and_again() -> None:
    """For what nobody holds any more: nearly all that a check makes is held to its end."""
    code = (
        "import atexit, gc, sys; from pubpipe.cli import main; sys.argv = ['pubpipe', 'check', sys.argv[1]];"
        "atexit.register(lambda: print(gc.get_stats()[0]['collections'], file=sys.stderr)); main()"
    )
    done = subprocess.run([sys.executable, "-c", code, SAMPLE], capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(done.stderr.splitlines()[-1]) < 60
