"""Respellings such as “ilio-SO-as”, turned into the sounds that they stand for.

Syllables are joined by hyphens and the stressed one is in capitals (of several the last is stressed
most, as in “PEER-ih-FOR-mis”); letters stand for the sounds
that they have in the pronunciation respelling keys of English dictionaries and news agencies
(ee as in see, oh as in go, uh as in about, y at a syllable's end as in my). The sounds are given
in IPA, with each stress mark directly before its vowel, so that any engine that takes phonemes
can be served from the same table.
"""

import re
from dataclasses import dataclass

PRIMARY, SECONDARY = "ˈ", "ˌ"

# Longest spelling first: the parser takes the first that fits. (spelling, stressed, unstressed)
_VOWELS: tuple[tuple[str, str, str], ...] = (
    ("eye", "aɪ", "aɪ"),
    ("igh", "aɪ", "aɪ"),
    ("yoo", "juː", "juː"),
    ("air", "ɛɹ", "ɛɹ"),
    ("eer", "ɪɹ", "ɪɹ"),
    ("oor", "ʊɹ", "ʊɹ"),
    ("arr", "æɹ", "æɹ"),
    ("err", "ɛɹ", "ɛɹ"),
    ("irr", "ɪɹ", "ɪɹ"),
    ("orr", "ɔɹ", "ɔɹ"),
    ("urr", "ʌɹ", "əɹ"),
    ("ah", "ɑː", "ɑː"),
    ("ar", "ɑːɹ", "ɑːɹ"),
    ("aw", "ɔː", "ɔː"),
    ("au", "ɔː", "ɔː"),
    ("ay", "eɪ", "eɪ"),
    ("ai", "eɪ", "eɪ"),
    ("ee", "iː", "i"),
    ("ea", "iː", "i"),
    ("eh", "ɛ", "ɛ"),
    ("er", "ɜːɹ", "əɹ"),
    ("ew", "juː", "juː"),
    ("ih", "ɪ", "ɪ"),
    ("ir", "ɜːɹ", "əɹ"),
    ("oh", "oʊ", "oʊ"),
    ("oa", "oʊ", "oʊ"),
    ("oe", "oʊ", "oʊ"),
    ("oo", "uː", "u"),
    ("or", "ɔːɹ", "ɔːɹ"),
    ("ou", "aʊ", "aʊ"),
    ("ow", "aʊ", "aʊ"),
    ("oy", "ɔɪ", "ɔɪ"),
    ("oi", "ɔɪ", "ɔɪ"),
    ("uh", "ʌ", "ə"),
    ("ue", "uː", "uː"),
    ("ur", "ɜːɹ", "əɹ"),
    ("uu", "ʊ", "ʊ"),
    ("a", "æ", "æ"),
    ("e", "ɛ", "ɛ"),
    ("i", "ɪ", "ɪ"),
    ("o", "ɒ", "ɒ"),
    ("u", "ʌ", "ə"),
)
# What a single letter stands for where its syllable, or a next vowel, leaves it open.
_OPEN_VOWELS = {
    "a": ("ɑː", "ə"),
    "e": ("iː", "i"),
    "i": ("iː", "i"),
    "o": ("oʊ", "oʊ"),
    "u": ("uː", "u"),
    "y": ("aɪ", "aɪ"),
}
_LONG_VOWELS = {"a": "eɪ", "e": "iː", "i": "aɪ", "o": "oʊ", "u": "uː"}
_CONSONANTS: tuple[tuple[str, str], ...] = (
    ("tch", "tʃ"),
    ("ch", "tʃ"),
    ("ck", "k"),
    ("dh", "ð"),
    ("kh", "k"),
    ("ng", "ŋ"),
    ("ph", "f"),
    ("qu", "kw"),
    ("sh", "ʃ"),
    ("th", "θ"),
    ("wh", "w"),
    ("zh", "ʒ"),
    ("b", "b"),
    ("d", "d"),
    ("f", "f"),
    ("g", "ɡ"),
    ("h", "h"),
    ("j", "dʒ"),
    ("k", "k"),
    ("c", "k"),
    ("l", "l"),
    ("m", "m"),
    ("n", "n"),
    ("p", "p"),
    ("q", "k"),
    ("r", "ɹ"),
    ("s", "s"),
    ("t", "t"),
    ("v", "v"),
    ("w", "w"),
    ("x", "ks"),
    ("y", "j"),
    ("z", "z"),
)


@dataclass(frozen=True, slots=True)
class Syllable:
    """A piece of a respelling between hyphens, in lower case, with its stress mark (empty for none)."""

    letters: str
    mark: str


@dataclass(frozen=True, slots=True)
class _Phone:
    sound: str
    vowel: bool


def syllables(respelling: str) -> tuple[tuple[Syllable, ...], ...]:
    """The syllables of each word of a respelling. Raises ValueError, saying why, for what is no respelling."""
    words = tuple(_word(word) for word in respelling.split())
    if not words:
        raise ValueError("a respelling has at least one syllable")
    return words


def ipa(respelling: str) -> str:
    """The sounds of a whole respelling. Raises ValueError, saying why, for what is no respelling."""
    return " ".join("".join(sounds(syllable) for syllable in word) for word in syllables(respelling))


def sounds(syllable: Syllable) -> str:
    """The sounds of a syllable, its stress mark before its first vowel."""
    said = ""
    mark = syllable.mark
    for phone in _phones(syllable.letters, stressed=bool(mark)):
        if phone.vowel:
            said, mark = said + mark, ""
        said += phone.sound
    return said


def _word(word: str) -> tuple[Syllable, ...]:
    parts = word.split("-")
    stressed = [index for index, part in enumerate(parts) if part.isupper() and len(parts) > 1]
    # A word without capitals is stressed on its first syllable, as most English words are.
    main = stressed[-1] if stressed else 0
    vowels_before = sum(phone.vowel for part in parts[:main] for phone in _phones(part.lower(), stressed=False))
    lighter = stressed[:-1] or ([0] if vowels_before > 1 else [])
    marks = dict.fromkeys(lighter, SECONDARY) | {main: PRIMARY}
    said = tuple(Syllable(part.lower(), marks.get(index, "")) for index, part in enumerate(parts))
    for syllable in said:
        sounds(syllable)
    return said


def _phones(letters: str, *, stressed: bool) -> list[_Phone]:
    if not re.fullmatch(r"[a-z]+", letters):
        raise ValueError(f"“{letters}” is no syllable of the letters a to z")
    phones: list[_Phone] = []
    at = 0
    while at < len(letters):
        sound, taken, vowel = _sound_at(letters, at, stressed=stressed)
        # A doubled consonant sounds once.
        if vowel or not phones or phones[-1].sound != sound or letters[at] != letters[at - 1]:
            phones.append(_Phone(sound, vowel))
        at += taken
    if not any(phone.vowel for phone in phones):
        raise ValueError(f"the syllable “{letters}” has no vowel")
    return [phone for phone in phones if phone.sound]


def _sound_at(letters: str, at: int, *, stressed: bool) -> tuple[str, int, bool]:
    """The sound that begins at a letter, how many letters it takes, and whether it is a vowel."""
    rest = letters[at:]
    if rest == "e" and at > 1:
        # Silent at the end, as in “mine”, where it has made the vowel before it long.
        return "", 1, True
    for spelling, when_stressed, unstressed in _VOWELS:
        if not rest.startswith(spelling):
            continue
        pair = (when_stressed, unstressed)
        if len(spelling) == 1 and (len(rest) == 1 or rest[1] in "aeiou"):
            pair = _OPEN_VOWELS[spelling]
        elif len(spelling) == 1 and re.fullmatch(r".[^aeiouyhwr]e", rest):
            pair = (_LONG_VOWELS[spelling], _LONG_VOWELS[spelling])
        return pair[0] if stressed else pair[1], len(spelling), True
    if rest[0] == "y" and not (len(rest) > 1 and rest[1] in "aeiou"):
        return (_OPEN_VOWELS["y"][0] if len(rest) == 1 else "ɪ"), 1, True
    return next((sound, len(spelling), False) for spelling, sound in _CONSONANTS if rest.startswith(spelling))
