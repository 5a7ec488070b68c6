"""A project's own templates cannot take a warning from a reader: the build fails and names the warning."""

from pathlib import Path

import pytest

from pubpipe.errors import CheckError
from pubpipe.findings import Code
from pubpipe.formats import FORMATS
from pubpipe.pipeline import build
from pubpipe.pipeline.events import Built, Progress
from pubpipe.pipeline.order import Order
from pubpipe.profile import EpubSettings, HtmlSettings, Profile

ROOT = Path(__file__).parents[2]
SOUND = (ROOT / "tests" / "findings" / "sound" / "article.md").read_text(encoding="utf-8")
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>'
SILENT = Profile(html=HtmlSettings(audio="none"), epub=EpubSettings(audio="none"))

PAGE, BOOK, BLOCKS = "large_print/blocks.css", "epub/style.css", "shared/blocks.html"
CALLOUT = '<div class="callout {{ node.role.value }}" id="{{ node.id }}"'
ONE = '{% elif node.kind == "callout" %}{{ callout(node, level) }}'


def built(folder: Path, format_name: str, template: str, old: str = "", new: str = "") -> Built:
    """An article built in one format by a project whose own template is pubpipe's with one change."""
    article = folder / "source" / "neck" / "article.md"
    (article.parent / "figures").mkdir(parents=True)
    (article.parent / "figures" / "neck.svg").write_text(FIGURE, encoding="utf-8")
    article.write_text(SOUND, encoding="utf-8")
    text = (ROOT / "templates" / template).read_text(encoding="utf-8")
    assert old in text, f"{template} does not hold {old!r}"
    own = folder / "templates" / template
    own.parent.mkdir(parents=True)
    own.write_text(text.replace(old, new, 1) if old else f"{text}\n{new}\n", encoding="utf-8")
    formats = tuple(one for one in FORMATS if one.name == format_name)
    order = Order((article,), folder / "out", formats, SILENT, templates=(folder / "templates",))
    (result,) = build(order, _quiet)
    return result


def _quiet(_progress: Progress) -> None:
    """Nobody watches."""


FAULTS = [
    ("html", PAGE, "", ".warning { display: none }", ".warning { display: none }"),
    ("html", PAGE, "", "@media print { .callout { max-height: 1em; overflow: hidden } }", "max-height: 1em"),
    ("html", "large_print/dark.css", "", ".warning li, .warning p { color: var(--warning-tint) }", "colour of"),
    ("epub", BOOK, "", ".warning { display: none }", ".warning { display: none }"),
    ("epub", BOOK, "", ".warning p { font-size: 0.5em }", "font-size: 0.5em"),
    (
        "html",
        BLOCKS,
        "{% for node in nodes %}{{ one(node, level) }}{% endfor %}",
        "{% for node in nodes | reverse %}{{ one(node, level) }}{% endfor %}",
        "after the first stretch",
    ),
    *(
        (name, BLOCKS, old, new, reason)
        for name in ("html", "epub")
        for old, new, reason in (
            (CALLOUT, f'{CALLOUT} style="opacity: 0"', "opacity: 0"),
            (CALLOUT, f'{CALLOUT} hidden="hidden"', "hidden"),
            (ONE, f"{ONE}{{{{ paragraph(node.blocks[0]) }}}}", "says its"),
            (ONE, '{% elif node.kind == "callout" %}', "0 times"),
        )
    ),
]


@pytest.mark.parametrize(("format_name", "template", "old", "new", "reason"), FAULTS)
def test_a_template_that_takes_the_warning_away_stops_the_build(
    tmp_path: Path, format_name: str, template: str, old: str, new: str, reason: str
) -> None:
    """Nothing is published, the status is 5, and the finding names the warning, the file and the reason."""
    result = built(tmp_path, format_name, template, old, new)
    assert isinstance(result.error, CheckError)
    assert result.exit_code == 5
    assert result.files == ()
    hidden = [one.message for one in result.findings if one.code is Code.SAFETY_HIDDEN]
    assert any(one.startswith(f"“Warning” in neck-care.{format_name} ") and reason in one for one in hidden), hidden


@pytest.mark.parametrize(
    ("format_name", "template", "new"),
    [
        ("html", PAGE, ".warning { border-color: #aa0000; font-size: 1.2rem } .tip { opacity: 0.9 }"),
        ("epub", BOOK, ".warning { border-color: #aa0000; font-size: 1.2em } .tip { font-size: 0.9em }"),
    ],
)
def test_a_template_that_only_looks_different_is_used(
    tmp_path: Path, format_name: str, template: str, new: str
) -> None:
    """A project may have a style of its own."""
    result = built(tmp_path, format_name, template, new=new)
    assert result.error is None
    assert len(result.files) == 1
