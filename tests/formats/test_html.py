"""The large-print page as bytes: complete in itself, and the same each time."""

import base64
import dataclasses
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pubpipe.errors import OutputError
from pubpipe.formats.html import make
from pubpipe.formats.html.contents import contents
from pubpipe.formats.html.cues import Shown, shown
from pubpipe.formats.html.inline import inline
from pubpipe.formats.html.linked_data import script_safe
from pubpipe.formats.html.transcript import transcript
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Article, Callout, CalloutRole, Publisher, Section, Side, nodes
from pubpipe.model.clinic import Clinic
from pubpipe.model.narration import Aac, Chapter, Chime, Hold, Narration, Pause, Script, Speech, Timeline
from pubpipe.model.recording import READING
from pubpipe.profile import Profile
from pubpipe.rendering import Templates
from pubpipe.storing import Kept
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
    made = make(publication or samples.publication(spoken=samples.narration()))
    return made.artifacts[0].data.decode("utf-8")


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
    assert base64.b64encode(samples.narration().small).decode() in text
    faces = re.findall(r'src:url\("data:font/woff2;base64,([^"]+)"\) format\("woff2"\)', text)
    assert [base64.b64decode(face)[:4] for face in faces] == [b"wOF2", b"wOF2"]


def test_the_typeface_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For all articles that share a memory, and the page is the same with one as without."""
    memory = Kept()
    publication = dataclasses.replace(samples.publication(), memory=memory)
    assert page(publication) == page(samples.publication())
    monkeypatch.setattr("pubpipe.formats.html.fonts._woff2", None)
    assert page(publication) == page(dataclasses.replace(samples.publication(), memory=memory))


def test_the_page_without_recordings_is_whole_and_light() -> None:
    """Text, pictures, typeface and reading settings; no player, no script for one, and under 350 kB."""
    text = page(samples.publication())
    assert len(text.encode()) < 350_000
    for absent in ("<audio", "page_player", "page_cues", "page_transcript", "const player"):
        assert absent not in text
    assert 'id="page_settings"' in text
    ids = set(re.findall(r' id="([^"]+)"', text))
    assert {node.id for node in nodes(samples.every_block().blocks)} <= ids


def test_large_sound_lies_beside_the_page() -> None:
    """All of it or none: each recording as a file with tags, and the page has its relative address."""
    profile = Profile.model_validate({"html": {"embed": 1}})
    both = (samples.narration(), samples.reading())
    publication = dataclasses.replace(samples.publication(profile=profile), narrations=both)
    written, *files = make(publication).artifacts
    assert [(one.name, one.media_type) for one in files] == [
        ("neck-care-page-session.mp3", "audio/mpeg"),
        ("neck-care-page-reading.mp3", "audio/mpeg"),
    ]
    for file, narration in zip(files, both, strict=True):
        assert file.data.startswith(b"ID3")
        assert file.data.endswith(narration.small)
        assert f'src="{file.name}"' in written.data.decode()
    assert "data:audio" not in written.data.decode()
    small = dataclasses.replace(publication, narrations=both[:1])
    assert len(make(small).artifacts) == 1


def test_every_recording_has_its_player_its_chapters_and_its_words() -> None:
    """The session comes first, being what most will play."""
    text = page(dataclasses.replace(samples.publication(), narrations=(samples.narration(), samples.reading())))
    assert re.findall(r'<audio [^>]*data-recording="([^"]+)"', text) == ["session", "reading"]
    assert re.findall(r'data-start="([^"]+)"', text) == ["session", "reading"]
    assert len(re.findall(r"data-begin=", text)) == 3 + len(samples.reading().timeline.chapters)


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


def test_help_line_of_the_clinic_comes_before_the_publishers() -> None:
    """A clinic that hands the page out is who its patients call."""
    profile = Profile(clinic=Clinic(name="Other Clinic", phone="030 1234"), url="https://clinic.example/neck")
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
    assert '<td id="numbers-t1-r1-c2" data-column="Minutes"><span id="numbers-t1-r1-c2_1">30</span></td>' in page()


def test_transcript_joins_sentences_and_notes_waits() -> None:
    """Sentences about one block and side become a paragraph; a wait to act in is told in words."""
    narration = narrated(
        Speech("s1", "Sit tall.", Side.RIGHT),
        Pause("s1", 0.45, Side.RIGHT),
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
    assert [(line.text, line.is_note) for line in chapter.lines] == [
        ("Sit tall. Breathe.", False),
        ("(Pause for 4 seconds.)", True),
        ("Stay.", False),
        ("Other side.", False),
        ("(Hold for 90 seconds.)", True),
        ("Rest.", False),
    ]


def test_chapters_carry_the_times_of_the_timeline() -> None:
    """Buttons to the millisecond."""
    assert re.findall(r'data-begin="([^"]+)"', page()) == ["0.000", "2.000", "7.050"]


def test_a_session_shows_its_words_and_its_holds() -> None:
    """Each place from its first word to the next; a hold from chime to chime, at the dose."""
    assert shown(samples.narration(), samples.every_block()) == (
        Shown(0.0, 2.0, "warning-1-p1", "Stop and call your clinician if:"),
        Shown(2.0, 4.65, "side-neck-s1", "Sit tall and let both arms hang.", Side.RIGHT),
        Shown(4.65, 6.65, "side-neck-dose_hold", "", Side.RIGHT, 2.0),
        Shown(7.05, 8.55, "disclaimer-1-p1", "This is information, not medical advice."),
    )


@pytest.mark.parametrize(
    ("block", "side", "place"),
    [
        ("side-neck", None, "side-neck-title"),
        ("side-neck-s2", Side.RIGHT, "side-neck-s2"),
        # The words on the page are those of the right side, so they are not lit for the left.
        ("side-neck-s2", Side.LEFT, "side-neck-side_follows"),
        ("side-neck", Side.LEFT, "side-neck-side_follows"),
        ("side-neck-p2", Side.LEFT, "side-neck-side_follows"),
        ("neck-turn-s1", Side.LEFT, "neck-turn-s1"),
        ("neck-turn-o2", Side.RIGHT, "neck-turn-o2"),
        ("neck-turn", Side.RIGHT, "neck-turn-side_other"),
        ("warning-1", None, "warning-1-title"),
        ("_about", None, ""),
    ],
)
def test_what_a_session_lights_up(block: str, side: Side | None, place: str) -> None:
    """The words that are true for the side that is guided."""
    (cue,) = shown(narrated(Speech(block, "Words.", side)), samples.every_block())
    assert cue.id == place
    assert f' id="{place}"' in page() or not place


def test_a_reading_lights_up_each_sentence_for_as_long_as_it_is_said() -> None:
    """A place that is said in two sentences stays lit; words of the narrator's own light nothing."""
    said = (
        Speech("_about", "This reads to you."),
        Pause("_about", 0.5),
        Speech("p1", "One two.", fragment="p1_1"),
        Pause("p1", 0.5),
        Speech("p1", "Three four.", fragment="p1_1"),
        Pause("p1", 0.5),
        Speech("part_1", "Introduction.", fragment="part_1-title_1"),
        Speech("p1", "Five six.", fragment="p1_2"),
    )
    narration = dataclasses.replace(narrated(*said), recording=READING)
    assert shown(narration, samples.every_block(), frozenset({"part_1-title_1"})) == (
        Shown(0.0, 1.5),
        Shown(1.5, 3.5, "p1_1"),
        Shown(3.5, 3.75),
        Shown(3.75, 4.25, "p1_2"),
    )


def linked(publication: Publication) -> dict[str, object]:
    """What a page tells machines."""
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page(publication))
    data: dict[str, object] = json.loads(told)
    return data


def test_machines_are_told_what_the_article_says_and_nothing_more() -> None:
    """Facts, stretches and recordings; nobody is said to have reviewed who is not named."""
    told = linked(samples.publication(spoken=samples.narration()))
    assert told["@type"] == "MedicalWebPage"
    assert told["lastReviewed"] == samples.every_block().reviewed.isoformat()
    assert "reviewedBy" not in told
    assert "url" not in told
    assert told["audio"] == [
        {
            "@type": "AudioObject",
            "name": "Look after a stiff neck & shoulders",
            "inLanguage": "en-GB",
            "encodingFormat": "audio/mpeg",
            "duration": "PT0M9S",
        }
    ]
    plan = told["mainEntity"]
    assert isinstance(plan, dict)
    first = plan["hasPart"][0]
    assert first["@type"] == ["HowTo", "ExercisePlan"]
    assert first["repetitions"] == "3 times on each side"
    assert first["restPeriods"] == "10 seconds in between"
    assert first["activityFrequency"] == "twice a day"
    assert first["additionalVariable"] == ["Hold: 20 to 30 seconds", "Sets: 2 to 3 sets", "Sides: right, then left"]
    assert [step["text"] for step in first["step"]][1] == "Tilt your right ear towards your right shoulder."


def test_a_recording_beside_a_page_with_an_address_has_one_too() -> None:
    """It lies in the same folder."""
    profile = Profile.model_validate({"html": {"embed": 0}, "url": "https://clinic.example/neck/"})
    publication = samples.publication(profile=profile, spoken=samples.narration())
    told = linked(publication)
    assert told["url"] == "https://clinic.example/neck/"
    assert isinstance(told["audio"], list)
    (audio,) = told["audio"]
    assert audio["contentUrl"] == "https://clinic.example/neck/neck-care-page-session.mp3"
    text = page(publication)
    assert '<meta property="og:url" content="https://clinic.example/neck/">' in text
    assert '<meta property="og:locale" content="en_GB">' in text


def test_an_article_without_stretches_promises_no_exercises() -> None:
    """And tells all the rest."""
    blocks = (samples.paragraph("p1", "Rest."),)
    told = linked(dataclasses.replace(with_article(blocks=blocks, references=()), narrations=()))
    assert "mainEntity" not in told
    assert "audio" not in told


def test_no_text_breaks_out_of_the_data() -> None:
    """Not by an end tag, a comment or a line separator; what comes back is what went in."""
    evil = "</script><!-- <script>alert(1)</script> & \u2028"
    safe = script_safe({"name": evil})
    assert not set(safe) & set("<>&\u2028")
    assert json.loads(safe) == {"name": evil}
    text = page(with_article(title=evil))
    assert text.count("<script") == text.count("</script>")
    assert "alert(1)</script> &" not in text


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


def test_an_empty_timeline_shows_nothing() -> None:
    """A narration without cues tells the player of none."""
    assert shown(dataclasses.replace(samples.narration(), timeline=Timeline(24_000, ())), samples.every_block()) == ()
