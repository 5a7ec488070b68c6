"""Texts and doses that no recording can be made of, through the command line; and what is long and yet allowed.

Each case asks the same of a whole `pubpipe build`: an exit status of its own, a message that says what
and where (file and line) and what to do, no traceback, and an output folder in which the last good
build lies byte for byte, with nothing half-written beside it.
"""

import json
import re

import numpy
import pytest
from hibari import Hibari

from pubpipe.narrating.voices import gtts, open_voice
from pubpipe.narrating.voices.voice import Utterance
from pubpipe.reading import read_article
from pubpipe.reviewing.clarity import MOST_WORDS_OF_A_STEP
from tests.narrating.voices.test_gtts import packed, reply, service
from tests.samples import narration
from tests.support.refusals import (
    BOTH,
    DISCLAIMER,
    DISCLAIMER_LINE,
    HOLD,
    HOLD_LINE,
    STEP,
    STEP_LINE,
    Project,
    Pubpipe,
    ordered,
)

FIVE_THOUSAND = 5_000
FAR_TOO_LONG = ("breathe in and out slowly " * (FIVE_THOUSAND // 5)).strip()
WIDE_RIGHT = "\uff52\uff49\uff47\uff48\uff54"
"""“Right” in letters of full width, as a Japanese keyboard writes it."""

# What the source shows: refused by `check` and by `build` alike, before any voice is opened.

WRITTEN: dict[str, tuple[str, str, int, str, str, str]] = {
    "a hold of zero": (HOLD, ":hold: 0 s", HOLD_LINE, "S025", "“0 s” is nothing", "such as `30 s`"),
    "a hold of three hours": (
        HOLD, ":hold: 180 min", HOLD_LINE, "S025", "“180 min” is longer than 10 minutes", "Check the number",
    ),
    "a hold of three hours in seconds": (
        HOLD, ":hold: 30-10800 s", HOLD_LINE, "S025", "“30-10800 s” is longer than 10 minutes", "Check the number",
    ),
    "a step with 5,000 words": (
        STEP, f"{STEP}\n2. {FAR_TOO_LONG}", STEP_LINE + 1, "A013", "This has 5,000 words", "a step of its own",
    ),
    "a paragraph with 5,000 words": (
        DISCLAIMER, FAR_TOO_LONG, DISCLAIMER_LINE, "A013", "This has 5,000 words", "Part it into paragraphs",
    ),
    "a bell": (STEP, STEP.replace("ear", "ear\x07"), STEP_LINE, "S004", "U+0007", "Delete it"),
    "a zero byte": (STEP, STEP.replace("ear", "\0ear"), STEP_LINE, "S004", "U+0000", "Delete it"),
    "an escape": (STEP, STEP.replace("ear", "\x1b[31mear"), STEP_LINE, "S004", "U+001B", "Delete it"),
    "a space of no width": (STEP, STEP.replace("ear", "e\u200bar"), STEP_LINE, "S004", "U+200B", "Delete it"),
    "reversed text": (STEP, STEP.replace("ear", "\u202erae"), STEP_LINE, "S004", "U+202E", "Delete it"),
    "a side in letters of full width": (
        STEP, STEP.replace("right ear", f"{WIDE_RIGHT} ear"), STEP_LINE, "A010", f"“{WIDE_RIGHT}” may not", "Name the",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", WRITTEN)
@pytest.mark.parametrize("voice", ["hibari", "silent"])
def test_what_the_source_shows_is_refused_before_anything_is_spoken(
    project: Project, pubpipe: Pubpipe, fault: str, voice: str
) -> None:
    """By `check` and by a build with any voice, in the same words."""
    old, new, line, code, message, remedy = WRITTEN[fault]
    project.write((old, new))
    place = rf"{re.escape(str(project.article))}:{line}:(\d+:)?"
    found = rf"{place} {code} error: .*{re.escape(message)}.*\n.*\n    → .*{re.escape(remedy)}"
    checked = pubpipe("check", project.article)
    assert checked.status == 1
    built = pubpipe(*ordered(project, "--voice", voice, "--audio", BOTH))
    project.refuses(built, 1, "was not published", "Mend what is listed above")
    for done in (checked, built):
        assert len(re.findall(rf" {code} error: ", done.err)) == 1
        assert re.search(found, done.err)


@pytest.mark.parametrize("seconds", [0, 10_800])
def test_a_bad_hold_in_json_is_refused_with_its_line(project: Project, pubpipe: Pubpipe, seconds: int) -> None:
    """Programs write articles too."""
    reading = read_article(project.article).article
    assert reading is not None
    text = reading.model_dump_json(indent=1).replace('"lower": 20', f'"lower": {seconds}')
    path = project.article.with_suffix(".json")
    path.write_text(text, encoding="utf-8")
    line = text[: text.index(f'"lower": {seconds}')].count("\n") + 1
    done = pubpipe("build", path, "--output", project.output, "--format", "audio")
    project.refuses(done, 1, f"{path}:{line}:", "S014 error: The value of “lower” cannot be used", "→ ")


# What only a voice can tell: refused by `build`, before anything is spoken.

UNSPEAKABLE: dict[str, tuple[str, int, str]] = {
    "emoji": (STEP.replace("ear", "ear 😀"), STEP_LINE, "“😀”"),
    "an emoji of several": (STEP.replace("ear", "ear 👩‍⚕️"), STEP_LINE, "“👩”, U+200D, “⚕”, U+FE0F"),
    "Arabic": (f"{STEP}\n2. قف الآن.", STEP_LINE + 1, "“ق”, “ف”"),
    "Chinese": (f"{STEP}\n2. 慢慢呼吸。", STEP_LINE + 1, "“慢” (U+6162, cjk unified ideograph-6162), “呼”"),
    "Cyrillic": (f"{STEP}\n2. Bend your н\u043e\u0433\u0443.", STEP_LINE + 1, "“н”, “\u043e”, “\u0433”, “\u0443”"),
    "one Cyrillic letter": (f"{STEP}\n2. Br\u0435athe.", STEP_LINE + 1, "“\u0435” (U+0435, cyrillic small letter ie)"),
    "letters for formulas": (f"{STEP}\n2. \U0001d40d\U0001d428\U0001d430.", STEP_LINE + 1, "“\U0001d40d”"),
    "only an ellipsis": (f"{STEP}\n2. …", STEP_LINE + 1, "“…”"),
    "only marks": (f"{STEP}\n2. —!?", STEP_LINE + 1, "“!?”"),
    "a soft hyphen": (f"{STEP}\n2. Brea\u00adthe.", STEP_LINE + 1, "U+00AD"),
}


@pytest.mark.parametrize("fault", UNSPEAKABLE)
def test_what_the_default_voice_would_leave_out_is_refused(project: Project, pubpipe: Pubpipe, fault: str) -> None:
    """Once for each block, however many recordings and sides say it."""
    step, line, named = UNSPEAKABLE[fault]
    project.write((STEP, step))
    done = pubpipe(*ordered(project, "--audio", BOTH))
    project.refuses(
        done,
        3,
        f"{project.article}:{line}: N001 error: The voice “hibari” cannot say {named}",
        "→ Write it in words, or give the word a respelling under `pronounce`.",
        "a listener must not miss a part of it",
    )
    assert done.err.count("N001") == 1


def test_what_no_line_holds_is_refused_with_its_file(project: Project, pubpipe: Pubpipe) -> None:
    """A title belongs to the whole article."""
    project.write(("title: Look after a stiff neck", "title: Look after a stiff neck 😀"))
    done = pubpipe(*ordered(project))
    project.refuses(done, 3, f"{project.article}: N001 error: ", "“😀”", "Look after a stiff neck 😀.")


def test_the_remedy_for_another_script_helps(project: Project, pubpipe: Pubpipe) -> None:
    """With a respelling the default voice says the word, and the article is published."""
    pronounced = ("references:", "pronounce: {ногу: NOH-goo}\nreferences:")
    project.write((STEP, f"{STEP}\n2. Bend your ногу."), pronounced)
    done = pubpipe(*ordered(project))
    assert done.status == 0, done.err
    assert "Bend your ногу." in (project.output / "neck-care" / "neck-care-transcript.txt").read_text("utf-8")


def test_an_online_voice_is_sent_nothing_of_an_article_that_it_cannot_speak(
    project: Project, pubpipe: Pubpipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the parts that it could."""
    project.write((STEP, UNSPEAKABLE["Arabic"][0]))
    with service(reply(packed(narration().mp3))) as (stand_in, texts):
        monkeypatch.setattr(gtts, "ENDPOINT", stand_in.endpoint)
        done = pubpipe(*ordered(project, "--voice", "gtts"))
    project.refuses(done, 3, f"{project.article}:{STEP_LINE + 1}: N001 error: The voice “gtts” cannot say")
    assert texts == []


# What is long and yet allowed: recorded to the last word.


def numbered(count: int) -> list[str]:
    """So many words, no two of them alike."""
    return [f"breathe{number}" for number in range(count)]


def test_the_longest_step_is_recorded_to_its_last_word(project: Project, pubpipe: Pubpipe) -> None:
    """The transcript, which is held against the article before it is published, has them all in order."""
    words = " ".join(numbered(MOST_WORDS_OF_A_STEP))
    project.write((STEP, f"{STEP}\n2. {words}"))
    done = pubpipe(*ordered(project, "--voice", "silent"))
    assert done.status == 0, done.err
    assert f"{words}." in (project.output / "neck-care" / "neck-care-transcript.txt").read_text(encoding="utf-8")


def test_five_thousand_words_in_many_steps_are_all_in_the_script(project: Project, pubpipe: Pubpipe) -> None:
    """Long is not the same as too long; each side says them all, in their order."""
    words = numbered(FIVE_THOUSAND)
    steps = [" ".join(words[at : at + 100]) for at in range(0, FIVE_THOUSAND, 100)]
    project.write((STEP, "\n".join(f"{number}. {step}" for number, step in enumerate([STEP[3:], *steps], start=1))))
    assert pubpipe("check", project.article).status == 0
    done = pubpipe("script", project.article)
    assert done.status == 0, done.err
    said = [word.rstrip(".") for word in done.out.split() if word.startswith("breathe")]
    assert said == words * 2


@pytest.mark.parametrize("mark", ["", ",", ".", " —", "…"])
def test_the_default_voice_is_given_every_word_of_a_long_text(monkeypatch: pytest.MonkeyPatch, mark: str) -> None:
    """However it is punctuated, 5,000 words reach the engine in pieces that it can manage, in order and whole."""
    given: list[str] = []

    def speaks(_: Hibari, text: str, **_options: object) -> object:
        given.append(text)
        return numpy.full(len(text) * 2_000, 0.1, numpy.float32)

    monkeypatch.setattr(Hibari, "__call__", speaks)
    words = [f"{word}{mark}" if number % 9 == 8 else word for number, word in enumerate(numbered(FIVE_THOUSAND))]
    open_voice("hibari", "en-GB", 140).synthesise(Utterance(" ".join(words)))
    assert " ".join(given).split() == " ".join(words).split()
    assert len(given) > FIVE_THOUSAND / 40
    assert max(map(len, given)) <= 300


def test_what_is_good_passes(project: Project, pubpipe: Pubpipe) -> None:
    """The same article without a fault is published: each case above fails for its fault alone."""
    done = pubpipe(*ordered(project, "--voice", "silent"))
    assert done.status == 0, done.err
    assert json.loads((project.output / "neck-care" / "neck-care-chapters.json").read_text(encoding="utf-8"))
