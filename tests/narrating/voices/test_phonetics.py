"""IPA to the phones that every engine has a spelling for."""

import pytest

from pubpipe.narrating.voices.phonetics import phones, phones_of, unreadable
from pubpipe.narrating.voices.voice import Pronunciation, Utterance


@pytest.mark.parametrize(
    ("ipa", "read"),
    [
        ("ˌɪlioʊˈsoʊəs", "ˌɪlioʊsˈoʊəs"),
        ("ˌpɪrɪˈfɔːrmɪs", "pˌɪɹɪfˈɔːɹmɪs"),
        ("/saɪˈætɪk/", "saɪˈætɪk"),
        ("ˈɡluː.ti.əl", "ɡlˈuːtiəl"),
        ("tʃest", "tʃˈɛst"),
        ("t͡ʃest", "tʃˈɛst"),
        ("ˈmʌsl̩", "mˈʌsəl"),
        ("nɜːv", "nˈɜːv"),
        ("ˈkɔːdə ɪˈkwaɪnə", "kˈɔːdə ɪkwˈaɪnə"),
        ("ɡəʊt", "ɡˈoʊt"),
    ],
)
def test_ipa_as_dictionaries_write_it_is_read(ipa: str, read: str) -> None:
    """Stress goes directly before its vowel; a word without a mark is stressed where it begins."""
    assert "".join(phones(ipa)) == read


@pytest.mark.parametrize(
    ("ipa", "message"), [("psˈʙas", "ʙ"), ("iˈliʘ", "U\\+0298"), ("pst", "no vowel"), ("", "no vowel")]
)
def test_what_is_no_english_sound_is_named(ipa: str, message: str) -> None:
    """A symbol left out would make another word."""
    with pytest.raises(ValueError, match=message):
        phones(ipa)


def test_ipa_wins_over_a_respelling_and_both_are_read() -> None:
    """From one Pronunciation to one row of phones."""
    assert "".join(phones_of(Pronunciation("psoas", "SO-as"))) == "sˈoʊæs"
    assert "".join(phones_of(Pronunciation("psoas", "SO-as", "ˈsoʊəs"))) == "sˈoʊəs"


def test_what_cannot_be_read_is_given_back_as_written() -> None:
    """For the finding."""
    said = Utterance("a b", (Pronunciation("a", "s0-as"), Pronunciation("b", ipa="ˈʙa"), Pronunciation("c", "SO-as")))
    assert unreadable(said) == ("s0-as", "ˈʙa")
