"""The safety lock of PDFs: no rule and no markup of a project's own takes a warning or disclaimer from the eye."""

from functools import cache
from pathlib import Path

import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.pdf import check
from pubpipe.findings import Code, Finding
from pubpipe.packaged import packaged_templates
from pubpipe.profile import PrintSettings, Profile
from pubpipe.wording import language_for
from tests import samples
from tests.support.pdf import handout, large, made, own_templates

WARNING, DISCLAIMER = "“Stop and get help”", "“Please note”"
HIDING = {
    "font-size: 6pt": "is printed in 6.0 points",
    "font-size: 0.1pt": "is printed in 0.1 points",
    "zoom: 1; font-size: 45%": "points, where most of the text has",
    "color: white; background: none": "too pale to be read: 1.0:1",
    "color: #bbb; background: none": "too pale to be read",
    "color: #333; background: #000": "too pale to be read",
    "color: transparent": "is see-through",
    "color: rgba(0, 0, 0, 0.3)": "is see-through",
}
"""Rules for all of a block, and what is told of it."""
TAKING = (
    "opacity: 0.2",
    "opacity: 0",
    "visibility: hidden",
    "display: none",
    "position: absolute; left: -900pt",
    "height: 6pt; overflow: hidden",
    "transform: scale(0.3)",
    "transform: translateX(900pt)",
    "position: running(gone)",
)
"""Rules by which a block leaves the page or the flow of the text, which is told by one code or another."""
HARMLESS = (
    "border: 3pt solid #900",
    "background: #ffd",
    "padding: 12pt; margin: 4pt",
    "font-size: 130%",
    "color: #7a1f3d; background: #fff",
    "border-radius: 8pt; border-left: 12pt solid #000",
    "text-decoration: underline",
)
"""What a clinic may well do to its warnings."""


@cache
def sound() -> bytes:
    """The handout by pubpipe's own templates."""
    return handout()


def checked(data: bytes, name: str = "neck-care-handout-a4.pdf") -> tuple[Finding, ...]:
    """What the check says of a printed edition of the article with every block."""
    article = samples.every_block()
    return check(Finished(name, "application/pdf", data, article, language_for(article.language)))


def styled(folder: Path, css: str) -> tuple[Finding, ...]:
    """What is said of a handout with a rule of the project's own."""
    return checked(made(templates=own_templates(folder, css)).artifacts[0].data)


def with_markup(folder: Path, old: str, new: str) -> tuple[Finding, ...]:
    """What is said of a handout with other markup for the article's blocks."""
    text = (packaged_templates() / "shared" / "blocks.html").read_text("utf-8")
    assert text.count(old) == 1
    templates = own_templates(folder)
    (folder / "shared").mkdir()
    (folder / "shared" / "blocks.html").write_text(text.replace(old, new), encoding="utf-8")
    return checked(made(templates=templates).artifacts[0].data)


def test_pubpipe_s_own_templates_keep_the_lock() -> None:
    """In every edition, and with a sheet to hang up, nothing is found."""
    assert checked(sound()) == ()
    hung = made(profile=Profile(print=PrintSettings(fridge_sheet=True))).artifacts
    assert [checked(one.data, one.name) for one in hung] == [()] * len(hung)
    for rules in ("uk", "us"):
        assert [checked(one.data, one.name) for one in large(rules).artifacts] == [(), ()]


@pytest.mark.parametrize("block", [".warning", ".disclaimer"])
@pytest.mark.parametrize(("rule", "told"), HIDING.items(), ids=HIDING)
def test_a_block_that_is_hard_to_see_is_named(tmp_path: Path, block: str, rule: str, told: str) -> None:
    """Small, pale or see-through letters, by one rule of a project's own."""
    important = "; ".join(f"{one} !important" for one in rule.split("; "))
    found = styled(tmp_path, f"{block}, {block} * {{ {important} }}")
    assert {one.code for one in found} == {Code.SAFETY_HIDDEN}
    named = WARNING if block == ".warning" else DISCLAIMER
    assert all(named in one.message for one in found)
    assert any(told in one.message for one in found)


@pytest.mark.parametrize("rule", TAKING)
def test_a_warning_that_is_taken_away_fails_the_build(tmp_path: Path, rule: str) -> None:
    """Whichever look sees it first."""
    assert styled(tmp_path, f".warning {{ {rule} }}") != ()


@pytest.mark.parametrize("rule", HARMLESS)
def test_a_clinic_s_own_look_is_no_harm(tmp_path: Path, rule: str) -> None:
    """Frames, grounds, larger letters."""
    assert styled(tmp_path, f".warning, .disclaimer {{ {rule} }}") == ()


def test_what_is_painted_over_a_warning_is_seen(tmp_path: Path) -> None:
    """A white box, which leaves every word in the tags."""
    found = styled(
        tmp_path,
        ".warning { position: relative } .warning::after { content: ''; position: absolute; left: 0; right: 0;"
        " top: 0; bottom: 0; background: white }",
    )
    assert {one.code for one in found} == {Code.SAFETY_HIDDEN}
    assert all(WARNING in one.message and "is covered by" in one.message for one in found)


CALLOUT = "{% for block in node.blocks %}{{ one(block, level) }}{% endfor %}\n</div>\n{% endmacro %}\n\n{# Which sides"


def test_a_disclaimer_that_stands_twice_is_seen(tmp_path: Path) -> None:
    """Once is enough: two could come to differ."""
    found = with_markup(
        tmp_path, CALLOUT, CALLOUT.replace("\n</div>", "\n<p>{{ inlines(node.blocks[0].content) }}</p></div>")
    )
    assert any(one.code is Code.SAFETY_HIDDEN and "times, not" in one.message for one in found)


def test_a_warning_with_something_within_is_not_whole(tmp_path: Path) -> None:
    """An advertisement between its lines."""
    between = CALLOUT.replace("{{ one(block, level) }}", "{{ one(block, level) }}<p>Buy our firm cushions today.</p>")
    found = with_markup(tmp_path, CALLOUT, between)
    assert any(one.code is Code.SAFETY_HIDDEN and "is not whole" in one.message for one in found)
    assert any(WARNING in one.message for one in found)


def test_a_warning_behind_the_stretches_is_seen(tmp_path: Path) -> None:
    """All callouts at the end of the handout."""
    html = (packaged_templates() / "handout" / "handout.html").read_text("utf-8")
    old = "{% for block in article.blocks %}"
    assert html.count(old) == 1
    # Sorted by whether it is one: false comes before true.
    moved = html.replace(
        old,
        '{% for block in (article.blocks | rejectattr("kind", "equalto", "callout") | list)'
        ' + (article.blocks | selectattr("kind", "equalto", "callout") | list) %}',
    )
    found = checked(made(templates=own_templates(tmp_path, html=moved)).artifacts[0].data)
    assert any(one.code is Code.SAFETY_HIDDEN and "after the first stretch" in one.message for one in found)
