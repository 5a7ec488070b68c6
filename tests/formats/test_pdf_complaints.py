"""What the PDF engine may load, and that it never leaves anything out in silence."""

import logging
import socket
from dataclasses import replace
from pathlib import Path
from typing import Never

import pytest

from pubpipe.errors import OutputError
from pubpipe.findings import Code, Finding, Position
from pubpipe.formats.pdf import engine, make
from pubpipe.formats.pdf.complaints import findings_of
from pubpipe.formats.pdf.engine import Rendered
from pubpipe.formats.publication import Publication
from pubpipe.model.article import SourceLine
from pubpipe.model.asset import Asset
from pubpipe.packaged import packaged_templates
from pubpipe.rendering import Templates
from tests import samples
from tests.support.pdf import BOTH, changed, made, own_templates, pages

PAGE = '<html lang="en"><head><title>T</title>{head}</head><body><h1 id="title">T</h1>{body}</body></html>'


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails the test at once."""

    def fail(*_: object) -> Never:
        raise AssertionError("something asked for the network")

    monkeypatch.setattr(socket.socket, "connect", fail)
    monkeypatch.setattr(socket, "getaddrinfo", fail)


def messages(findings: tuple[Finding, ...]) -> list[str]:
    """What was found, all of it errors of the engine."""
    assert {finding.code for finding in findings} <= {Code.ENGINE_COMPLAINT}
    return [finding.message for finding in findings]


def with_picture(data: bytes) -> Publication:
    """The sample, its one picture replaced."""
    asset = Asset("figures/circle.svg", "image/svg+xml", data, 480, 320)
    return replace(samples.publication(), assets={"figures/circle.svg": asset})


# Nothing but the publication is loaded


@pytest.mark.parametrize(
    ("head", "body", "address"),
    [
        ("", '<img src="https://evil.example/x.png" alt="x">', "https://evil.example/x.png"),
        ("", '<img src="file:///etc/hostname" alt="x">', "file:///etc/hostname"),
        ("", '<img src="data:image/png;base64,AAAA" alt="x">', "data:image/png;base64,AAAA"),
        ("", '<img src="asset:../../secret.svg" alt="x">', "asset:../../secret.svg"),
        ("", '<img src="template:../pyproject.svg" alt="x">', "template:../pyproject.svg"),
        ("", '<img src="template:handout/handout.css" alt="x">', "template:handout/handout.css"),
        ("", '<img src="font:../LICENSE" alt="x">', "font:../LICENSE"),
        ("", '<p style="background: url(https://evil.example/x.png)">x</p>', "https://evil.example/x.png"),
        ('<link rel="stylesheet" href="https://evil.example/x.css">', "", "https://evil.example/x.css"),
        ('<style>@import "file:///etc/x.css";</style>', "", "file:///etc/x.css"),
        ('<link rel="attachment" href="file:///etc/hostname">', "", "file:///etc/hostname"),
    ],
)
def test_an_address_outside_the_publication_is_refused_and_reported(
    head: str, body: str, address: str, tmp_path: Path
) -> None:
    """A template can name what it likes: nothing is fetched from network or disk, and each attempt is an error."""
    whole = made(templates=own_templates(tmp_path, html=PAGE.format(head=head, body=body)))
    refused = [message for message in messages(whole.findings) if f"Refused to load “{address}”" in message]
    assert len(refused) == 1


@pytest.mark.parametrize(
    "style",
    [
        "p { background: url(https://evil.example/x.png) }",
        "@font-face { font-family: X; src: url(https://evil.example/x.ttf) }",
        "@font-face { font-family: Y; src: url(font:../LICENSE) }",
    ],
)
def test_a_style_sheet_cannot_load_from_elsewhere_either(style: str, tmp_path: Path) -> None:
    """The same holds for a project's own style sheet, each time it is used."""
    templates = own_templates(tmp_path, style)
    for _ in range(2):
        assert any("Refused to load" in message for message in messages(made(templates=templates).findings))


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/hostname" width="10" height="10"/>',
        '<image href="https://evil.example/x.png" width="10" height="10"/>',
        '<style>@import "https://evil.example/x.css";</style>',
    ],
)
def test_a_figure_cannot_load_from_elsewhere(inside: str) -> None:
    """Nor can a picture that slipped past the reader."""
    picture = samples.SVG.replace(b"<title>", f"{inside}<title>".encode())
    assert messages(make(with_picture(picture)).findings)


def test_a_figure_that_is_not_there_is_reported() -> None:
    """The alternative would stand in its place: a handout without its picture is not published."""
    whole = make(replace(samples.publication(), assets={}))
    assert any("asset:figures/circle.svg" in message for message in messages(whole.findings))


def test_a_picture_beside_the_templates_is_served(tmp_path: Path) -> None:
    """A clinic's logo can stand in its own templates folder."""
    templates = own_templates(tmp_path, ".masthead { background: url(template:handout/my-logo.svg) no-repeat }")
    (tmp_path / "handout" / "my-logo.svg").write_bytes(samples.SVG)
    assert made(templates=templates).findings == ()


# What the engine cannot do is an error


def test_broken_picture_is_reported() -> None:
    """A picture that cannot be drawn is named."""
    found = messages(make(with_picture(b"<svg>")).findings)
    assert any("Failed to load image at 'asset:figures/circle.svg'" in message for message in found)


def test_unknown_style_is_reported_each_time(tmp_path: Path) -> None:
    """A declaration that the engine does not know is an error, also when the parsed style sheet is used again."""
    templates = own_templates(tmp_path, "p { colour: red }")
    first, second = (messages(made(templates=templates).findings) for _ in range(2))
    assert first == second
    assert "colour" in first[0]


def test_missing_alternative_is_reported(tmp_path: Path) -> None:
    """An image without one cannot be tagged."""
    html = PAGE.format(head="", body='<img src="asset:figures/circle.svg">')
    assert any("alt" in message for message in messages(made(templates=own_templates(tmp_path, html=html)).findings))


def test_missing_language_is_reported(tmp_path: Path) -> None:
    """Nor can a document without a language."""
    html = PAGE.format(head="", body="").replace(' lang="en"', "")
    assert any('"lang"' in message for message in messages(made(templates=own_templates(tmp_path, html=html)).findings))


@pytest.mark.parametrize("sign", ["\N{RIGHTWARDS ARROW}", "\N{SLIGHTLY SMILING FACE}", "腰", "\ue000", "ế"])
def test_a_sign_that_the_font_lacks_is_an_error_with_its_line(sign: str) -> None:
    """Whether or not another font of the machine has it: what is printed must not depend on the machine."""
    stretch = samples.stretch("s", "S")
    step = stretch.steps[1].model_copy(
        update={"content": samples.words(f"Turn {sign} now."), "source": SourceLine(file="article.md", line=42)}
    )
    steps = (stretch.steps[0], step, stretch.steps[2])
    whole = made(changed(blocks=(samples.every_block().blocks[1], stretch.model_copy(update={"steps": steps}))), BOTH)
    (finding,) = whole.findings
    assert finding.code is Code.ENGINE_COMPLAINT
    assert finding.position == Position("article.md", 42)
    assert f"“{sign}” (U+{ord(sign):04X})" in finding.message
    assert "in words" in finding.remedy


def test_a_sign_in_the_title_is_laid_to_the_article() -> None:
    """What no block holds is the article's as a whole."""
    (finding,) = made(changed(title="Neck \N{RIGHTWARDS ARROW} care")).findings
    assert finding.position == Position("article")


def test_labels_in_a_figure_are_set_in_the_packaged_font() -> None:
    """Words in a picture do not bring in a font of the machine."""
    label = b'<text x="9" y="99" font-family="Arial">Hip <tspan font-family="serif">joint</tspan></text></svg>'
    whole = make(with_picture(samples.SVG.replace(b"</svg>", label)))
    assert whole.findings == ()
    assert any("Hip joint" in text for text in pages(whole.artifacts[0].data))


def test_a_slow_machine_is_told_what_to_install() -> None:
    """Without HarfBuzz's library the engine subsets fonts by another way, whose bytes change with the clock."""
    line = 'Using fontTools instead of HarfBuzz-Subset for font "X".'
    (finding,) = findings_of(Rendered(b"", (line,), ()), samples.every_block(), "x.pdf")
    assert "libharfbuzz-subset0" in finding.remedy


# At home in a larger program


def test_logging_is_left_as_it_was(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Complaints become findings and are not printed; handlers and levels are the caller's again afterwards."""
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    loggers[0].setLevel(logging.CRITICAL)
    before = [(logger.level, list(logger.handlers)) for logger in loggers]
    assert made(templates=own_templates(tmp_path, "p { colour: red }")).findings
    assert [(logger.level, list(logger.handlers)) for logger in loggers] == before
    loggers[0].setLevel(logging.NOTSET)
    assert capsys.readouterr() == ("", "")


def test_own_markup_without_our_ids_is_laid_out_all_the_same(tmp_path: Path) -> None:
    """A project's own template may do without the ids that figures are fitted by."""
    html = PAGE.format(head="", body="<p>{{ article.summary }}</p>")
    whole = made(templates=own_templates(tmp_path, html=html))
    assert whole.findings == ()
    assert "Three stretches" in pages(whole.artifacts[0].data)[0]


def test_a_missing_template_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without its style sheet ends with the remedy."""
    monkeypatch.setattr("pubpipe.rendering.packaged_templates", lambda: tmp_path)
    (tmp_path / "handout").mkdir()
    for part in ("shared/blocks.html", "shared/inlines.html", "handout/handout.html", "handout/fridge.html"):
        (tmp_path / part).parent.mkdir(exist_ok=True)
        (tmp_path / part).write_text((packaged_templates() / part).read_text("utf-8"), encoding="utf-8")
    with pytest.raises(OutputError, match=r"handout/handout\.css"):
        made(templates=Templates())


def test_the_font_family_of_the_style_sheet_is_the_engine_s() -> None:
    """The name that tells our own font from the machine's stands in two files."""
    css = Templates().read("handout/handout.css")
    assert css.count(f'"{engine.FONT_FAMILY}"') == 5
