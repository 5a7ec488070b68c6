"""English sounds in IPA, read into one small set of phones that every engine has a spelling for.

Authors' respellings and lexicons meet here: both become the same phones, and an engine's file
needs one table from them to its own letters. What is written with a symbol that is no phone of
this set is refused by name rather than left out of the word.
"""

from collections.abc import Mapping

from pubpipe.narrating.voices.respelling import PRIMARY, SECONDARY, ipa
from pubpipe.narrating.voices.voice import Pronunciation, Utterance

VOWELS: frozenset[str] = frozenset({
    "aɪ", "aʊ", "eɪ", "oʊ", "ɔɪ", "iː", "i", "ɪ", "ɛ", "æ", "ɑː", "ɒ", "ɔː", "ʊ", "uː", "u", "ʌ", "ə", "ɜː",
})  # fmt: skip
CONSONANTS: frozenset[str] = frozenset({*"pbtdkɡfvθðszʃʒhmnŋlɹwjx", "tʃ", "dʒ"})
R = "ɹ"
STRESSES = (PRIMARY, SECONDARY)
GAP = " "
"""Between two words."""

# Other ways in which dictionaries write the same sounds.
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "əʊ": ("oʊ",),
    "ɑ": ("ɑː",),
    "ɔ": ("ɔː",),
    "ɜ": ("ɜː",),
    "ɝ": ("ɜː", R),
    "ɚ": ("ə", R),
    "a": ("æ",),
    "aː": ("ɑː",),
    "e": ("ɛ",),
    "ɐ": ("ʌ",),
    "ɫ": ("l",),
    "r": (R,),
    "g": ("ɡ",),
    "ɾ": ("t",),
    "ʍ": ("w",),
    "ʧ": ("tʃ",),
    "ʤ": ("dʒ",),
    "t͡ʃ": ("tʃ",),
    "d͡ʒ": ("dʒ",),
    "l̩": ("ə", "l"),
    "n̩": ("ə", "n"),
    "m̩": ("ə", "m"),
}
_READ: Mapping[str, tuple[str, ...]] = {phone: (phone,) for phone in VOWELS | CONSONANTS} | dict(_ALIASES)
_LONGEST = max(map(len, _READ))
# Syllable breaks, linking marks and the slashes that IPA is often quoted in.
_IGNORED = frozenset(".‿/|")


def phones(text: str) -> tuple[str, ...]:
    """The phones of a word in IPA, each stress mark directly before its vowel, GAP between words of a term.

    Raises ValueError, naming the symbol, for what is no English phone, and where no vowel is.
    """
    said: list[str] = []
    stress, at = "", 0
    text = text.strip().replace("'", PRIMARY)
    while at < len(text):
        char = text[at]
        if char in STRESSES:
            stress = char
        elif char.isspace():
            said += [GAP] if said[-1:] != [GAP] else []
        elif char not in _IGNORED:
            taken, read = _read(text, at)
            for phone in read:
                if stress and phone in VOWELS:
                    said.append(stress)
                    stress = ""
                said.append(phone)
            at += taken
            continue
        at += 1
    if not any(phone in VOWELS for phone in said):
        raise ValueError(f"“{text}” has no vowel")
    if PRIMARY not in said:
        # A word alone is stressed somewhere; dictionaries leave the mark out where there is one syllable.
        said.insert(next(place for place, phone in enumerate(said) if phone in VOWELS), PRIMARY)
    return tuple(said)


def _read(text: str, at: int) -> tuple[int, tuple[str, ...]]:
    for length in range(_LONGEST, 0, -1):
        read = _READ.get(text[at : at + length])
        if read:
            return length, read
    raise ValueError(f"“{text[at]}” (U+{ord(text[at]):04X}) is no English sound in IPA")


def phones_of(pronunciation: Pronunciation) -> tuple[str, ...]:
    """How a word is said: from its IPA where a lexicon gives it, else from its respelling. Raises ValueError."""
    return phones(pronunciation.ipa or ipa(pronunciation.respelling))


def unreadable(utterance: Utterance) -> tuple[str, ...]:
    """The pronunciations of an utterance that cannot be read, as they were written."""
    return tuple(one.ipa or one.respelling for one in utterance.pronunciations if not _is_readable(one))


def _is_readable(pronunciation: Pronunciation) -> bool:
    try:
        phones_of(pronunciation)
    except ValueError:
        return False
    return True
