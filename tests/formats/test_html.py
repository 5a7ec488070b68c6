"""The large-print page as bytes: complete in itself, and the same each time."""

import base64
import dataclasses
import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pubpipe.errors import OutputError
from pubpipe.formats.html import make, telephone_address
from pubpipe.formats.html.contents import contents
from pubpipe.formats.html.inline import inline
from pubpipe.formats.html.transcript import transcript
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Article, Callout, CalloutRole, Publisher, Section, Side, nodes
from pubpipe.model.narration import Aac, Chapter, Chime, Hold, Narration, Pause, Script, Speech, Timeline
from pubpipe.profile import Profile
from pubpipe.rendering import Templates
from pubpipe.wording.english import ENGLISH
from tests import samples
from tests.validators.base import ROOT

ISOLATED_MAKE = """
import hashlib, sys, time
time.time = lambda: float(sys.argv[1])
from pubpipe.formats.html import make
from tests.samples import narration, publication
print(hashlib.sha256(make(publication(spoken=narration())).artifacts[0].data).hexdigest())
"""


def page(publication: Publication | None = None) -> str:
    """The page of a publication; of the one with every block unless told otherwise."""
    (artifact,) = make(publication or samples.publication(spoken=samples.narration())).artifacts
    return artifact.data.decode("utf-8")


def with_article(**changes: object) -> Publication:
    """The sample publication with some fields of its article changed."""
    return samples.publication(samples.every_block().model_copy(update=changes), spoken=samples.narration())


def narrated(*cues: Speech | Pause | Hold | Chime) -> Narration:
    """A narration of one chapter."""
    script = Script("Title", "en-GB", (Chapter("one", "One", cues),))
    return Narration(script, samples._timeline(script, 24_000), "silent", b"", Aac(b"", 0, ()))


def test_one_file_named_after_the_article() -> None:
    """One artifact, no findings."""
    made = make(samples.publication(spoken=samples.narration()))
    assert [(one.name, one.media_type) for one in made.artifacts] == [("neck-care.html", "text/html")]
    assert made.findings == ()


def test_same_bytes_under_any_time_zone_and_date() -> None:
    """Neither the clock nor TZ reaches the page."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", ISOLATED_MAKE, seconds],
            env={"TZ": zone, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seconds, zone, seed in (("0", "UTC", "1"), ("4000000000", "Pacific/Kiritimati", "2"))
    }
    assert len(digests) == 1


def test_every_block_is_on_the_page_by_its_id() -> None:
    """No block of any kind is left out."""
    ids = set(re.findall(r' id="([^"]+)"', page()))
    assert {node.id for node in nodes(samples.every_block().blocks)} <= ids


def test_picture_fonts_and_recording_are_inside() -> None:
    """The bytes of each stand in the page as data: addresses."""
    text = page()
    assert base64.b64encode(samples.SVG).decode() in text
    assert base64.b64encode(samples.narration().mp3).decode() in text
    faces = re.findall(r'src:url\("data:font/woff2;base64,([^"]+)"\) format\("woff2"\)', text)
    assert [base64.b64decode(face)[:4] for face in faces] == [b"wOF2", b"wOF2"]


def test_the_page_without_its_recording_is_light() -> None:
    """Text, pictures and typeface stay under 350 kB."""
    text = page()
    recording = base64.b64encode(samples.narration().mp3).decode()
    assert len(text.replace(recording, "").encode()) < 350_000


def test_policies_name_exactly_the_styles_and_scripts_of_the_page() -> None:
    """Every hash belongs to an element, every element to a hash; nothing may be fetched."""
    text = page()
    first, second = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert first.startswith("default-src 'none'; ")
    assert "http" not in first + second
    for tag in ("style", "script"):
        bodies = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", text, re.DOTALL)
        sources = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies]
        (directive,) = [part for part in second.replace("&#39;", "'").split("; ") if part.startswith(f"{tag}-src")]
        assert re.findall(r"'sha256-([^']+)'", directive) == sources


def test_own_ids_cannot_meet_those_of_blocks() -> None:
    """A block may be called what the page's own parts might have been called."""
    section = Section(id="transcript", level=1, title=samples.words("Contents"))
    ids = re.findall(r' id="([^"]+)"', page(with_article(blocks=(*samples.every_block().blocks, section))))
    assert len(ids) == len(set(ids))


def test_contents_have_two_levels() -> None:
    """Sections, and what stands directly inside them: not deeper."""
    entries = contents(samples.every_block())
    assert [(entry.id, [below.id for below in entry.below]) for entry in entries] == [
        ("about", ["numbers"]),
        ("stretches", ["side-neck", "chin-tuck", "neck-turn"]),
    ]
    assert not any(below.below for entry in entries for below in entry.below)


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("020 7946 0000", "tel:02079460000"),
        ("+44 20 7946 0000", "tel:+442079460000"),
        ("+44 (0)20 7946-0000", "tel:+442079460000"),
        ("0 (20) 7946", "tel:0207946"),
    ],
)
def test_help_line_dials_the_number_it_shows(phone: str, address: str) -> None:
    """Spaces and signs fall away, and so does the trunk zero after a country code."""
    assert telephone_address(phone) == address


def test_help_line_of_the_clinic_comes_before_the_publishers() -> None:
    """A clinic that hands the page out is who its patients call."""
    profile = Profile(clinic=Publisher(name="Other Clinic", phone="030 1234"), url="https://clinic.example/neck")
    text = page(samples.publication(profile=profile, spoken=samples.narration()))
    assert '<a href="tel:0301234">030 1234</a>' in text
    assert '<a href="https://clinic.example/neck">' in text
    assert "Example Clinic" not in text


def test_a_bare_article_makes_a_page_without_empty_parts() -> None:
    """What the article does not have leaves no label behind."""
    publisher = Publisher(name="Example Clinic")
    text = page(with_article(summary=None, references=(), keywords=(), publisher=publisher, blocks=_bare_blocks()))
    for absent in (ENGLISH.interface.references, ENGLISH.interface.keywords, ENGLISH.interface.help_line, "tel:"):
        assert absent not in text


def _bare_blocks() -> tuple[object, ...]:
    return (samples.paragraph("p1", "Rest."), samples.stretch("one", "One", sides=()))


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Stop and get help", '<span class="callout-role">Warning:</span> Stop and get help'),
        ("Warning signs", "Warning signs"),
        ("", "Warning"),
    ],
)
def test_a_warning_says_the_word_once(title: str, heading: str) -> None:
    """Whatever its title, a warning is called one in words."""
    callout = Callout(
        id="danger",
        role=CalloutRole.WARNING,
        title=samples.words(title) if title else (),
        blocks=(samples.paragraph("danger-p1", "Stop."),),
    )
    assert f'class="callout-title">{heading}</h2>' in page(with_article(blocks=(callout,), references=()))


def test_a_table_cell_names_its_column() -> None:
    """For narrow pages, where a row is shown as a list."""
    assert '<td id="numbers-t1-r1-c2" data-column="Minutes">30</td>' in page()


def test_transcript_joins_sentences_and_notes_waits() -> None:
    """Sentences about one block and side become a paragraph; a wait to act in is told in words."""
    narration = narrated(
        Speech("s1", "Sit tall.", Side.RIGHT),
        Pause("s1", 0.6, Side.RIGHT),
        Speech("s1", "Breathe.", Side.RIGHT),
        Pause("s1", 4.0, Side.RIGHT),
        Speech("s1", "Stay.", Side.RIGHT),
        Speech("s1", "Other side.", Side.LEFT),
        Chime("x", "start"),
        Hold("x", 90.0),
        Chime("x", "release"),
        Speech("s2", "Rest."),
    )
    (chapter,) = transcript(narration, ENGLISH)
    assert [(line.text, line.note) for line in chapter.lines] == [
        ("Sit tall. Breathe.", False),
        ("(Pause for 4 seconds.)", True),
        ("Stay.", False),
        ("Other side.", False),
        ("(Hold for 90 seconds.)", True),
        ("Rest.", False),
    ]


def test_chapters_and_holds_carry_the_times_of_the_timeline() -> None:
    """Buttons to the millisecond, and the edges of each hold for the player."""
    text = page()
    assert re.findall(r'data-begin="([^"]+)"', text) == ["0.000", "2.000", "7.050"]
    assert 'data-holds="4.650 6.650"' in text


def test_a_narration_is_required() -> None:
    """The format said that it speaks."""
    with pytest.raises(ValueError, match="narration"):
        make(samples.publication())


def test_a_figure_that_was_not_read_stops_the_build() -> None:
    """A page without the picture would be a page with a hole."""
    publication = dataclasses.replace(samples.publication(spoken=samples.narration()), assets={})
    with pytest.raises(OutputError, match=r"figures/circle\.svg"):
        make(publication)


@pytest.mark.parametrize(
    ("element", "text"), [("style", "p{}</STYLE >"), ("script", "f('</script>')"), ("script", "'<!-- <script'")]
)
def test_a_template_that_would_end_its_own_element_stops_the_build(element: str, text: str) -> None:
    """Else the rest of a style sheet would be shown to the patient as text."""
    with pytest.raises(OutputError, match="cannot stand inside a page"):
        inline(text, "style" if element == "style" else "script")


def test_a_projects_own_style_sheet_wins(tmp_path: Path) -> None:
    """And the page's policy allows it."""
    (tmp_path / "large_print").mkdir()
    (tmp_path / "large_print" / "page.css").write_text("p { color: black }\r\n", encoding="utf-8")
    publication = samples.publication(spoken=samples.narration())
    text = page(dataclasses.replace(publication, templates=Templates(tmp_path)))
    digest = base64.b64encode(hashlib.sha256(b"p { color: black }").digest()).decode()
    assert "<style>p { color: black }</style>" in text
    assert f"sha256-{digest}" in text


def test_text_of_the_article_is_escaped() -> None:
    """An article cannot bring markup of its own."""
    article: Article = samples.every_block().model_copy(update={"title": 'A <b>"bold"</b> & dangerous title'})
    text = page(samples.publication(article, spoken=samples.narration()))
    assert "<b>" not in text
    assert "A &lt;b&gt;" in text


def test_an_empty_timeline_has_no_holds() -> None:
    """A narration without holds tells the player of none."""
    narration = dataclasses.replace(samples.narration(), timeline=Timeline(24_000, ()))
    assert 'data-holds=""' in page(samples.publication(spoken=narration))
