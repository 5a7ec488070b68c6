"""The gate of the spoken book: each fault that EPUBCheck and Ace let pass, seeded once."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from pubpipe.checking.epub import check
from pubpipe.checking.finished import Finished
from tests.support.epub import OPF, STYLE, packed, parts
from tests.support.spoken import spoken_book

SMIL = "EPUB/smil/chapter-3.smil"
TEXT = "EPUB/text/chapter-3.xhtml"
NAV = "EPUB/smil/nav.smil"
SESSION = "EPUB/smil/session.smil"
PAR = r"<par .*?</par>\s*"

Change = Callable[[str], str]


@pytest.fixture(scope="module")
def whole() -> Finished:
    """Every kind of block, read and guided."""
    return spoken_book()


def changed(finished: Finished, name: str, change: Change) -> Finished:
    """The book with one of its files changed."""
    files = parts(finished.data)
    before = files[name].decode()
    after = change(before)
    assert after != before
    return replace(finished, data=packed({**files, name: after.encode()}))


def swap(text: str) -> str:
    """Two neighbouring pars in each other's place."""
    first, second = re.findall(PAR, text, re.DOTALL)[4:6]
    return text.replace(first, "@").replace(second, first).replace("@", second)


def swap_texts(text: str) -> str:
    """The clips stay, and two elements change places."""
    first, second = re.findall(r"#[^\"]+", text)[5:7]
    return text.replace(f'{first}"', '@"').replace(f'{second}"', f'{first}"').replace('@"', f'{second}"')


def shift(text: str) -> str:
    """One clip a second later."""
    begins = re.findall(r'clipBegin="([^"]+)"', text)
    return text.replace(f'clipBegin="{begins[3]}"', f'clipBegin="{begins[3][:-5]}9.000"', 1)


def swap_clips(text: str) -> str:
    """The words of two elements are each heard with the other; order and sums stay."""
    first, second = re.findall(r'<audio src="[^"]+" clipBegin="[^"]+" clipEnd="[^"]+"/>', text)[4:6]
    return text.replace(first, "@").replace(second, first).replace("@", second)


def dropped(pattern: str, number: int = 0) -> Change:
    """Without the n-th match."""
    return lambda text: text.replace(re.findall(pattern, text, re.DOTALL)[number], "", 1)


FAULTS: dict[str, tuple[str, Change, str]] = {
    "two pars are swapped": (SMIL, swap, "in its order"),
    "two texts are swapped": (SMIL, swap_texts, "in its order"),
    "two clips are swapped": (SMIL, swap_clips, "does not begin where"),
    "a clip is shifted": (SMIL, shift, "does not begin where"),
    "a par is dropped": (SMIL, dropped(PAR, 5), "is not read aloud"),
    "a step is dropped": (
        SMIL,
        dropped(r'<par [^>]*>\s*<text src="[^"]*#side-neck-s1_1"/>.*?</par>'),
        "is not read aloud",
    ),
    "an alternative is dropped": (
        SMIL,
        dropped(r'<par [^>]*>\s*<text src="[^"]*_image"/>.*?</par>'),
        "is not read aloud",
    ),
    "a label is dropped": (NAV, dropped(PAR, 3), "is not read aloud"),
    "the session shows the other side": (
        "EPUB/text/session.xhtml",
        lambda text: text.replace("Tilt your right ear", "Tilt your left ear", 1),
        "is heard where “Tilt your left ear",
    ),
    "a hold is dropped": (SESSION, dropped(PAR, -12), "does not begin where"),
    "a clip ends behind its sound": (
        SMIL,
        lambda text: re.sub(r'(.*clipEnd=")[^"]+', r"\g<1>0:59:59.000", text, flags=re.DOTALL),
        "and its sound at",
    ),
    "a text is not there": (SMIL, lambda text: text.replace("#side-neck-s1_1", "#side-neck-s9_1"), "does not have"),
    "a duration is wrong": (
        OPF,
        lambda text: re.sub(r'(refines="#chapter-3-overlay">0:0)\d', r"\g<1>9", text),
        "does not give the",
    ),
    "the total is wrong": (
        OPF,
        lambda text: re.sub(r'(<meta property="media:duration">)\d', r"\g<1>7", text),
        "takes to be read",
    ),
    "a document has lost its overlay": (
        OPF,
        lambda text: text.replace(' media-overlay="chapter-3-overlay"', ""),
        "does not give EPUB/text/chapter-3.xhtml its overlay",
    ),
    "new words are shown and not read": (
        TEXT,
        lambda text: text.replace("</section>", "<p>Hold your breath.</p></section>", 1),
        "“Hold your breath.”, which is not read aloud",
    ),
    "the highlight fades": (STYLE, lambda text: text.replace("#ffe680", "#777777"), "not marked in colours"),
    "the highlight is lost": (
        STYLE,
        lambda text: text.replace(".-epub-media-overlay-active", ".another"),
        "not marked in colours",
    ),
    "the highlight is not named": (
        OPF,
        dropped(r'<meta property="media:active-class">[^<]*</meta>'),
        "not marked in colours",
    ),
}


def test_a_whole_book_has_no_findings(whole: Finished) -> None:
    """Whatever it holds."""
    assert check(whole) == ()
    assert check(spoken_book(within="reading")) == ()
    assert check(spoken_book(within="session")) == ()
    assert check(spoken_book(within="none")) == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(whole: Finished, fault: str) -> None:
    """And told in words that lead to it."""
    name, change, words = FAULTS[fault]
    messages = [one.message for one in check(changed(whole, name, change))]
    assert any(words in message for message in messages), messages


def test_a_sound_that_is_not_the_recordings_is_found(whole: Finished) -> None:
    """Two chapters of sound in each other's place would say the wrong words."""
    files = parts(whole.data)
    first, second = "EPUB/audio/book-05.mp3", "EPUB/audio/book-06.mp3"
    swapped = packed({**files, first: files[second], second: files[first]})
    messages = [one.message for one in check(replace(whole, data=swapped))]
    assert any("not heard with what shows it" in message for message in messages)
    broken = packed({**files, first: b"not an MP3" * 100})
    assert any("cannot be played" in one.message for one in check(replace(whole, data=broken)))


def test_a_book_that_speaks_unasked_is_found(whole: Finished) -> None:
    """And so is one that should and does not."""
    assert any("no recording was made" in one.message for one in check(replace(whole, narrations=())))
    silent = replace(spoken_book(within="none"), narrations=whole.narrations)
    assert any("is not in the book" in one.message for one in check(silent))
