"""The check of the large-print page: silent over a sound page, loud over each fault."""

import base64
import dataclasses
import time
from collections.abc import Callable

import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.html import check
from pubpipe.findings import Code
from pubpipe.formats.html import make
from pubpipe.model.narration import Cue, Hold, Mark
from tests import samples

PUBLICATION = samples.publication(spoken=samples.narration())
RECORDING = base64.b64encode(samples.narration().mp3).decode()
SMALL = base64.b64encode(samples.SVG).decode()


def finished(data: bytes | None = None) -> Finished:
    """The sample page, or other bytes in its place."""
    (artifact,) = make(PUBLICATION).artifacts
    return Finished(
        artifact.name,
        artifact.media_type,
        artifact.data if data is None else data,
        PUBLICATION.article,
        PUBLICATION.language,
        PUBLICATION.narration,
    )


def swapped(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    """A fault that puts `new` where `old` stands; it must stand there."""

    def fault(page: str) -> str:
        assert old in page, f"the page no longer holds {old!r}, so this fault cannot be made"
        return page.replace(old, new, count)

    return fault


def in_article(old: str, new: str) -> Callable[[str], str]:
    """The same where the article's text is, so that contents and transcript stay as they were."""

    def fault(page: str) -> str:
        head, tag, rest = page.partition('id="page_article"')
        return head + tag + swapped(old, new)(rest)

    return fault


STEP = '<li id="side-neck-s3">Keep your left shoulder low.</li>\n'
FIRST_STEP = '<li id="side-neck-s1">Sit tall and let both arms hang.</li>\n'
WARNING = 'id="warning-1" role="note"'

PARITY_FAULTS = {
    "a step is dropped": (in_article(STEP, ""), Code.PARITY_TEXT),
    "a step is reworded": (in_article("left shoulder low", "right shoulder low"), Code.PARITY_TEXT),
    "two steps change places": (
        lambda page: in_article(FIRST_STEP, "")(page).replace(STEP, STEP + FIRST_STEP, 1),
        Code.PARITY_ORDER,
    ),
    "a dose is dropped": (in_article('<li class="dose-hold"><strong>Hold:</strong> 20 to 30 seconds</li>', ""), None),
    "a dose is changed": (in_article("20 to 30 seconds", "20 to 300 seconds"), None),
    "the other side is forgotten": (in_article(" Then do the same on your left side", " "), None),
    "a warning is hidden": (in_article(WARNING, f"{WARNING} hidden"), Code.PARITY_TEXT),
    "a warning is kept from screen readers": (in_article(WARNING, f'{WARNING} aria-hidden="true"'), None),
    "a warning is put in a comment": (
        lambda page: in_article('<p id="warning-1-p1">', '<!-- <p id="warning-1-p1">')(page).replace(
            "clinician if:</p>", "clinician if:</p> -->", 1
        ),
        Code.PARITY_TEXT,
    ),
    "an alternative is changed": (in_article('alt="A grey circle', 'alt="A black circle'), Code.PARITY_TEXT),
    "a heading stands in the contents only": (in_article(">Stretches</h2>", "></h2>"), Code.PARITY_TEXT),
    "a block loses its id": (in_article('<p id="about-p1">', "<p>"), Code.PARITY_TEXT),
    "a reference is dropped": (in_article("A book of shoulders.", ""), Code.PARITY_TEXT),
    "a spoken sentence is not in the transcript": (
        swapped("<p>This is information, not medical advice.</p>", ""),
        Code.PARITY_TEXT,
    ),
    "a chapter is not in the transcript": (swapped('">Please note <span class="at">', '"><span>'), None),
    "the transcript is out of order": (
        swapped('"page_said-safety">Before you start', '"page_said-safety">Please note'),
        None,
    ),
}

UNSOUND = {
    "the language is another": (swapped('lang="en-GB"', 'lang="de"'), "language"),
    "the language is missing": (swapped(' lang="en-GB"', ""), "language"),
    "the title is missing": (swapped("<title>Look after a stiff neck &amp; shoulders</title>", ""), "title"),
    "there are two h1": (in_article("</h2>", "</h2><h1>Again</h1>"), "h1"),
    "there is no main": (lambda page: page.replace("<main>", "<div>").replace("</main>", "</div>"), "main"),
    "the article's place is lost": (swapped('id="page_article"', 'id="elsewhere"'), "no place"),
    "two ids are the same": (in_article('id="about-p1"', 'id="p1"'), "same id"),
    "an alternative is dropped": (in_article('alt="A grey circle above a black line."', ""), "text alternative"),
    "an alternative is empty": (in_article('alt="A grey circle above a black line."', 'alt=" "'), "text alternative"),
    "a tag is not closed": (in_article("</section>", ""), "markup is broken"),
    "a picture is fetched": (in_article(f"data:image/svg+xml;base64,{SMALL}", "https://example.org/a.svg"), "img"),
    "a picture is a file": (in_article(f"data:image/svg+xml;base64,{SMALL}", "circle.svg"), "img"),
    "a style sheet is fetched": (
        swapped("</head>", '<link rel="stylesheet" href="//example.org/a.css"></head>'),
        "link",
    ),
    "a script is fetched": (swapped("</body>", '<script src="https://example.org/a.js"></script></body>'), "script"),
    "a form sends data": (in_article("</section>", '<form action="https://example.org/"></form></section>'), "form"),
    "a style imports": (swapped("</head>", '<style>@import "a.css";</style></head>'), "style sheet fetches"),
    "a style has a background": (
        swapped("</head>", "<style>p{background:url( 'https://example.org/a.png')}</style></head>"),
        "style sheet fetches",
    ),
    "a link runs a script": (
        in_article('href="https://example.org/journal"', 'href="javascript:alert(1)"'),
        "a element",
    ),
    "a link leads nowhere": (in_article('href="#stretches"', 'href="#gone"'), "a element"),
    "the policy forbids a style": (swapped("*,\n::before", "\n*,\n::before"), "forbids its own style"),
    "the policy forbids a script": (swapped("button.hidden = false", "button.hidden = true"), "forbids its own script"),
    "the recording is missing": (swapped("<audio ", "<video "), "audio elements"),
    "the recording is a file": (swapped(f"data:audio/mpeg;base64,{RECORDING}", "neck-care.mp3"), "recordings"),
    "the recording is cut short": (swapped(RECORDING, RECORDING[:-400]), "not all of it"),
    "the recording is not MP3": (swapped(RECORDING, base64.b64encode(b"RIFF" * 99).decode()), "not MP3"),
    "only scripts can play it": (
        swapped('<audio id="page_audio" controls', '<audio id="page_audio"'),
        "no way to play",
    ),
}


def test_a_sound_page_has_no_findings() -> None:
    """And neither has one whose recording has a tag in front."""
    assert check(finished()) == ()
    tagged = dataclasses.replace(samples.narration(), mp3=b"ID3\x04\x00" + samples.narration().mp3)
    publication = dataclasses.replace(PUBLICATION, narration=tagged)
    data = make(publication).artifacts[0].data
    assert check(dataclasses.replace(finished(data), narration=tagged)) == ()


@pytest.mark.parametrize("name", PARITY_FAULTS)
def test_what_the_article_says_and_the_page_does_not(name: str) -> None:
    """Each loss is found, as a loss or as a wrong place."""
    fault, code = PARITY_FAULTS[name]
    codes = {finding.code for finding in check(finished(fault(finished().data.decode()).encode()))}
    assert codes & {Code.PARITY_TEXT, Code.PARITY_ORDER}
    assert code is None or code in codes


@pytest.mark.parametrize("name", UNSOUND)
def test_unsound_pages(name: str) -> None:
    """Each fault is named in the message."""
    fault, message = UNSOUND[name]
    findings = check(finished(fault(finished().data.decode()).encode()))
    unsound = [finding.message for finding in findings if finding.code is Code.FILE_UNSOUND]
    assert any(message in text for text in unsound), unsound


@pytest.mark.parametrize(
    "fault",
    [swapped('data-begin="2.000"', 'data-begin="2.010"'), swapped("<span>Please note</span>", "<span>The end</span>")],
)
def test_chapters_that_are_not_the_recordings(fault: Callable[[str], str]) -> None:
    """A button that would lead elsewhere, by ten milliseconds or by its words."""
    findings = check(finished(fault(finished().data.decode()).encode()))
    assert Code.CHAPTERS_DIFFER in {finding.code for finding in findings}


def test_bytes_that_are_not_text() -> None:
    """Nothing else is looked at then."""
    (finding,) = check(finished(b"\xff\xfe<html>"))
    assert finding.code is Code.FILE_UNSOUND


def test_a_finding_names_the_line_of_the_source() -> None:
    """So that the author knows where to look."""
    page = in_article("A stiff neck is common.", "")(finished().data.decode())
    (finding,) = check(finished(page.encode()))
    assert str(finding.position) == "article.md:1"
    assert "p1" in finding.message


def test_the_same_fault_is_told_once() -> None:
    """A lost text is not also out of order."""
    assert len(check(finished(in_article(STEP, "")(finished().data.decode()).encode()))) == 1


def test_a_long_recording_does_not_make_the_check_slow() -> None:
    """Ten megabytes of sound are compared, not parsed."""
    narration = dataclasses.replace(samples.narration(), mp3=samples.narration().mp3 * 150)
    publication = dataclasses.replace(PUBLICATION, narration=narration)
    long = dataclasses.replace(finished(make(publication).artifacts[0].data), narration=narration)
    began = time.process_time()
    assert check(long) == ()
    assert len(long.data) > 10_000_000
    assert time.process_time() - began < 0.5


def test_words_within_a_hold_are_looked_for() -> None:
    """They are no cue of their own, and are heard all the same."""

    def marked(cue: Cue) -> Cue:
        return dataclasses.replace(cue, marks=(Mark(1.0, "Halfway."),)) if isinstance(cue, Hold) else cue

    whole = finished()
    assert whole.narration
    script = whole.narration.script
    chapters = tuple(dataclasses.replace(one, cues=tuple(map(marked, one.cues))) for one in script.chapters)
    spoken = dataclasses.replace(whole.narration, script=dataclasses.replace(script, chapters=chapters))
    (found,) = check(dataclasses.replace(whole, narration=spoken))
    assert found.code is Code.PARITY_TEXT
    assert found.excerpt == "Halfway."
