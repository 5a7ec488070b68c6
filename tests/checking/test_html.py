"""The check of the large-print page: silent over a sound page, loud over each fault."""

import base64
import dataclasses
import json
import time
from collections.abc import Callable

import pytest

from pubpipe.checking.audio import check as check_audio
from pubpipe.checking.finished import Finished
from pubpipe.checking.html import check
from pubpipe.findings import Code
from pubpipe.formats.html import make
from pubpipe.model.narration import Cue, Hold, Mark
from pubpipe.profile import Profile
from tests import samples

SESSION, READING = samples.narration(), samples.reading()
PUBLICATION = dataclasses.replace(samples.publication(), narrations=(SESSION, READING))
RECORDING = base64.b64encode(SESSION.small).decode()
READ_OUT = base64.b64encode(READING.small).decode()
PAGE = make(PUBLICATION).artifacts[0]
SMALL = base64.b64encode(samples.SVG).decode()


def finished(data: bytes | None = None) -> Finished:
    """The sample page, or other bytes in its place."""
    return Finished(
        PAGE.name,
        PAGE.media_type,
        PAGE.data if data is None else data,
        PUBLICATION.article,
        PUBLICATION.language,
        narrations=PUBLICATION.narrations,
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


def in_reading_transcript(old: str, new: str) -> Callable[[str], str]:
    """The same where the words of the reading stand."""

    def fault(page: str) -> str:
        head, tag, rest = page.partition('id="page_title-reading"')
        return head + tag + swapped(old, new)(rest)

    return fault


STEP = '<li id="side-neck-s3"><span id="side-neck-s3_1">Keep your left shoulder low.</span></li>\n'
FIRST_STEP = '<li id="side-neck-s1"><span id="side-neck-s1_1">Sit tall and let both arms hang.</span></li>\n'
WARNING = 'id="warning-1" role="note"'

PARITY_FAULTS = {
    "a step is dropped": (in_article(STEP, ""), Code.PARITY_TEXT),
    "a step is reworded": (in_article("left shoulder low", "right shoulder low"), Code.PARITY_SIDE),
    "two steps change places": (
        lambda page: in_article(FIRST_STEP, "")(page).replace(STEP, STEP + FIRST_STEP, 1),
        Code.PARITY_ORDER,
    ),
    "a dose is dropped": (in_article("<strong>Hold:</strong> 20 to 30 seconds</li>", "</li>"), Code.PARITY_DOSE),
    "a dose is changed": (in_article("20 to 30 seconds", "20 to 300 seconds"), Code.PARITY_DOSE),
    "the other side is forgotten": (in_article(">Then do the same on your left side", "> "), Code.PARITY_SIDE),
    "a warning is hidden": (in_article(WARNING, f"{WARNING} hidden"), Code.PARITY_TEXT),
    "a warning is kept from screen readers": (in_article(WARNING, f'{WARNING} aria-hidden="true"'), None),
    "a warning is put in a comment": (
        lambda page: in_article('<p id="warning-1-p1">', '<!-- <p id="warning-1-p1">')(page).replace(
            "clinician if:</span></p>", "clinician if:</span></p> -->", 1
        ),
        Code.PARITY_TEXT,
    ),
    "an alternative is changed": (in_article('alt="A grey circle', 'alt="A black circle'), Code.PARITY_ALTERNATIVE),
    "a heading stands in the contents only": (in_article(">Stretches</span></h2>", "></span></h2>"), Code.PARITY_TEXT),
    "a block loses its id": (in_article('<p id="about-p1">', "<p>"), Code.PARITY_TEXT),
    "a reference is dropped": (in_article("A book of shoulders.", ""), Code.PARITY_TEXT),
    "a spoken sentence is not in the transcript": (
        swapped("<p>This is information, not medical advice.</p>", ""),
        Code.PARITY_TEXT,
    ),
    "a chapter is not in the transcript": (swapped('">Please note <span class="at">', '"><span>'), None),
    "the transcript is out of order": (
        swapped('"page_session-safety">Before you start', '"page_session-safety">Please note'),
        None,
    ),
    "a sentence that is read is not in its transcript": (
        in_reading_transcript("Move slowly.", ""),
        Code.PARITY_TEXT,
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
    "the policy forbids a script": (swapped("const player =", "const player  ="), "forbids its own script"),
    "a recording is missing": (swapped("<audio ", "<video "), "should play"),
    "the recordings change places": (
        lambda page: (
            page.replace('data-recording="session"', "X")
            .replace('data-recording="reading"', 'data-recording="session"')
            .replace("X", 'data-recording="reading"')
        ),
        "should play",
    ),
    "a recording is another file": (swapped(f"data:audio/mpeg;base64,{RECORDING}", "other.mp3"), "beside it"),
    "a recording is fetched": (swapped(f"data:audio/mpeg;base64,{RECORDING}", "https://example.org/a.mp3"), "audio"),
    "the recording is cut short": (swapped(RECORDING, RECORDING[:-400]), "not all of it"),
    "the other recording is cut short": (swapped(READ_OUT, READ_OUT[:-400]), "not all of it"),
    "one recording is there twice": (swapped(READ_OUT, RECORDING), "not all of it"),
    "the recording is not MP3": (swapped(RECORDING, base64.b64encode(b"RIFF" * 99).decode()), "not MP3"),
    "only scripts can play it": (
        swapped('data-recording="session" controls', 'data-recording="session"'),
        "no way to play",
    ),
    "linked data are broken": (swapped('"@type":"MedicalWebPage",', '"@type":'), "linked data cannot be read"),
    "linked data are about something else": (swapped('"MedicalWebPage"', '"WebPage"'), "not about a MedicalWebPage"),
    "linked data have another date": (swapped('"lastReviewed":"20', '"lastReviewed":"19'), "lastReviewed"),
    "linked data lack a step": (
        swapped('{"@type":"HowToStep","position":3,"text":"Keep your left shoulder low."}', "{}"),
        "stretches are not the article's",
    ),
    "linked data have another dose": (swapped('"Hold: 20 to 30 seconds"', '"Hold: 2 seconds"'), "stretches are not"),
    "linked data have another length": (swapped('"duration":"PT0M9S"', '"duration":"PT9M9S"'), "recordings are not"),
}


def cues_changed(change: Callable[[dict[str, list[dict[str, object]]]], None]) -> Callable[[str], str]:
    """A fault in the cues of the page: `change` is given those of each recording."""

    def fault(page: str) -> str:
        head, tag, rest = page.partition('id="page_cues">')
        text, end, tail = rest.partition("</script>")
        data = json.loads(text)
        change({kind: recording["cues"] for kind, recording in data["recordings"].items()})
        return head + tag + json.dumps(data).replace("<", "\\u003c") + end + tail

    return fault


def swap_two(cues: dict[str, list[dict[str, object]]]) -> None:
    """Two sentences of the reading light up in each other's place."""
    one, other = (cue for cue in cues["reading"] if cue.get("id") in {"side-neck-s1_1", "side-neck-s2_1"})
    one["id"], other["id"] = other["id"], one["id"]


def shift(kind: str, number: int, name: str, seconds: float) -> Callable[[dict[str, list[dict[str, object]]]], None]:
    """A cue of a recording earlier or later."""

    def change(cues: dict[str, list[dict[str, object]]]) -> None:
        time = cues[kind][number][name]
        assert isinstance(time, float)
        cues[kind][number][name] = time + seconds

    return change


CUE_FAULTS = {
    "two sentences change places": (swap_two, "not what is lit"),
    "a sentence lights up late": (shift("reading", 9, "begin", 0.05), "not what is lit"),
    "a sentence goes out early": (shift("reading", 9, "end", -2.0), "not what is lit"),
    "a sentence never lights up": (lambda cues: cues["reading"].pop(12), "not what is lit"),
    "a place is not on the page": (lambda cues: cues["session"][1].update(id="gone"), "not on the page"),
    "two cues overlap": (shift("session", 0, "end", 0.5), "before the next begins"),
    "a hold is counted too long": (shift("session", 2, "end", 0.3), "counted for longer"),
    "a hold begins late": (shift("session", 2, "begin", 0.3), "not the session's"),
    "a hold has another dose": (lambda cues: cues["session"][2].update(hold=30.0), "not the session's"),
    "a side is wrong": (lambda cues: cues["session"][1].update(side="left"), "not the session's"),
    "words are wrong": (lambda cues: cues["session"][1].update(text="Stand tall."), "not the session's"),
    "a cue is lost": (lambda cues: cues["session"].pop(), "where the session has"),
}


@pytest.mark.parametrize("name", CUE_FAULTS)
def test_cues_that_are_not_the_recordings(name: str) -> None:
    """What lights up is what is heard, from its first moment to its last."""
    change, message = CUE_FAULTS[name]
    findings = check(finished(cues_changed(change)(finished().data.decode()).encode()))
    assert any(message in finding.message for finding in findings), findings


def test_a_text_that_is_never_read_out() -> None:
    """A sentence of the article that has no place of its own stays dark, and so does a picture."""
    for old, new in (
        ('<span id="tip-1-p1_1">Warm up first.</span>', "Warm up first."),
        ('<img id="deep-figure_image"', "<img"),
    ):
        data = in_article(old, new)(finished().data.decode())
        messages = [finding.message for finding in check(finished(data.encode()))]
        assert "A text of the article never lights up." in messages


def test_a_text_that_is_out_of_the_order_of_reading() -> None:
    """The article's order is kept and its parts are all there, but what lights up goes back on the page."""
    page = finished().data.decode()
    one, other = '<span id="tip-1-p1_1">', '<span id="caution-1-p1_1">'
    moved = page.replace(one, "*").replace(other, one).replace("*" + "Warm", other + "Warm")
    messages = [finding.message for finding in check(finished(moved.encode()))]
    assert any("against the order" in message for message in messages), messages


def test_cues_that_cannot_be_read() -> None:
    """No data, or not those."""
    for fault in (
        swapped('<script type="application/json" id="page_cues">', '<script type="text/plain" id="page_cues">'),
        swapped('"recordings":{"session":{', '"recordings":{"other":{},"session":{'),
        swapped('id="page_cues">{', 'id="page_cues">{{'),
    ):
        messages = [finding.message for finding in check(finished(fault(finished().data.decode()).encode()))]
        assert any("cues cannot be read" in message for message in messages)


def test_a_page_without_recordings_is_sound() -> None:
    """It has none to play, and one that plays some is not that page."""
    publication = samples.publication()
    data = make(publication).artifacts[0].data
    silent = dataclasses.replace(finished(data), narrations=())
    assert check(silent) == ()
    assert any("should play" in finding.message for finding in check(dataclasses.replace(silent, data=PAGE.data)))


def test_a_page_with_its_recordings_beside_it_is_sound() -> None:
    """The check of each file holds it against the narration."""
    profile = Profile.model_validate({"html": {"embed": 0}})
    page, *files = make(dataclasses.replace(PUBLICATION, profile=profile)).artifacts
    assert check(finished(page.data)) == ()
    for file in files:
        mine = dataclasses.replace(finished(file.data), name=file.name, narration=file.narration, narrations=())
        assert check_audio(mine) == ()
    wrong = finished(page.data.replace(b"page-session.mp3", b"page-reading.mp3"))
    assert any("beside it" in finding.message for finding in check(wrong))


def test_a_sound_page_has_no_findings() -> None:
    """And neither has one whose recording has a tag in front."""
    assert check(finished()) == ()
    tagged = dataclasses.replace(SESSION, small=b"ID3\x04\x00" + SESSION.small)
    publication = dataclasses.replace(PUBLICATION, narrations=(tagged,))
    data = make(publication).artifacts[0].data
    assert check(dataclasses.replace(finished(data), narrations=(tagged,))) == ()


@pytest.mark.parametrize("name", PARITY_FAULTS)
def test_what_the_article_says_and_the_page_does_not(name: str) -> None:
    """Each loss is found, as a loss or as a wrong place."""
    fault, code = PARITY_FAULTS[name]
    codes = {finding.code for finding in check(finished(fault(finished().data.decode()).encode()))}
    assert any(one.code.startswith("P") for one in codes)
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
    findings = check(finished(in_article(STEP, "")(finished().data.decode()).encode()))
    assert [one.code for one in findings if one.code is not Code.FILE_UNSOUND] == [Code.PARITY_TEXT]


def test_a_long_recording_does_not_make_the_check_slow() -> None:
    """Ten megabytes of sound are compared, not parsed."""
    narration = dataclasses.replace(SESSION, small=SESSION.small * 150)
    publication = dataclasses.replace(PUBLICATION, narrations=(narration,))
    long = dataclasses.replace(finished(make(publication).artifacts[0].data), narrations=(narration,))
    began = time.process_time()
    assert check(long) == ()
    assert len(long.data) > 10_000_000
    assert time.process_time() - began < 0.5


def test_words_within_a_hold_are_looked_for() -> None:
    """They are no cue of their own, and are heard all the same."""

    def marked(cue: Cue) -> Cue:
        return dataclasses.replace(cue, marks=(Mark(1.0, "Halfway."),)) if isinstance(cue, Hold) else cue

    script = SESSION.script
    chapters = tuple(dataclasses.replace(one, cues=tuple(map(marked, one.cues))) for one in script.chapters)
    spoken = dataclasses.replace(SESSION, script=dataclasses.replace(script, chapters=chapters))
    (found,) = check(dataclasses.replace(finished(), narrations=(spoken, READING)))
    assert found.code is Code.PARITY_TEXT
    assert found.excerpt == "Halfway."
