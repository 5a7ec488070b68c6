"""What every voice is held to."""

import pytest

from pubpipe.errors import VoiceError
from pubpipe.narrating.voices.voice import (
    Pronunciation,
    Sound,
    Utterance,
    checked_length,
    marked,
    pronunciation,
    respelled,
    unbracketed,
    unsayable,
)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("Sit down, breathe: “in” (and out)… 5%!", ()),
        ("naïve café, Łódź", ()),
        ("the left 😀 leg", ("😀",)),
        ("left\x07leg", ("\x07",)),
        ("нога", ("н", "о", "г", "а")),
        ("مرحبا", ("م", "ر", "ح", "ب", "ا")),
        ("a → b ½", ("→", "½")),
        ("٣ steps", ("٣",)),
        ("…", ("…",)),
        ("", ("",)),
    ],
)
def test_what_engines_drop_without_a_word_is_named(text: str, characters: tuple[str, ...]) -> None:
    """Each character once, in order; a text of punctuation alone is named whole."""
    assert unsayable(text) == characters


def test_a_voice_that_takes_only_text_is_given_the_respelling() -> None:
    """Of whole words, whatever their capitals."""
    said = Utterance("The Iliopsoas and the psoas.", (Pronunciation("iliopsoas", "ilio-SO-as"),))
    assert respelled(said) == "The ilio-so-as and the psoas."


@pytest.mark.parametrize("seconds", [0.0, 0.1, 60.0])
def test_a_sound_that_cannot_be_the_whole_text_is_refused(seconds: float) -> None:
    """Too short means words were lost, too long that the engine is stuck."""
    sound = Sound(bytes(2 * round(seconds * 24_000)), 24_000)
    with pytest.raises(VoiceError, match="Bend your left knee slowly"):
        checked_length(sound, Utterance("Bend your left knee slowly"), "some")


def test_a_plausible_sound_is_handed_on() -> None:
    """As it is."""
    sound = Sound(bytes(2 * 48_000), 24_000)
    assert checked_length(sound, Utterance("Bend your left knee slowly"), "some") is sound
    assert sound.seconds == 2.0


def test_the_longest_word_is_marked_and_what_was_marked_is_left_alone() -> None:
    """“a” is a word too, and may stand in another's pronunciation."""
    known = (Pronunciation("a", "x"), Pronunciation("psoas", "a b"), Pronunciation("psoas major", "a c"))
    said = Utterance("A psoas major, a psoas.", known)
    assert marked(said, lambda word, one: f"<{word}:{one.respelling}>") == "<A:x> <psoas major:a c>, <a:x> <psoas:a b>."


def test_a_voice_that_takes_only_text_leaves_ipa_out() -> None:
    """It would read it as letters."""
    assert respelled(Utterance("The psoas.", (Pronunciation("psoas", ipa="ˈsoʊəs"),))) == "The psoas."


def test_square_brackets_become_round() -> None:
    """Two of them begin phonemes."""
    assert unbracketed(Utterance("a [[b]]")).text == "a ((b))"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("SO-as", Pronunciation("psoas", "SO-as")),
        ("/ˈsoʊəs/", Pronunciation("psoas", ipa="ˈsoʊəs")),
        ("//", Pronunciation("psoas", "//")),
    ],
)
def test_slashes_tell_ipa_from_a_respelling(said: str, read: Pronunciation) -> None:
    """As an article and a lexicon have them."""
    assert pronunciation("psoas", said) == read
