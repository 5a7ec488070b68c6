"""How hard a text is to read, so that tests can hold the sample article to plain language.

The measure is the Flesch-Kincaid grade level: Kincaid, J. P., Fishburne, R. P., Rogers, R. L. and
Chissom, B. S. (1975), "Derivation of new readability formulas for Navy enlisted personnel",
Research Branch Report 8-75:

    grade = 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59

A grade of 6 is a text that a pupil in the sixth year of a US school can read. Syllables are counted
by rule from the spelling, with a list of the words that the rules get wrong; nothing is downloaded.
"""

import re
from collections.abc import Iterable, Sequence

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”’)]))\s+")
VOWELS = re.compile(r"[aeiouy]+")
SILENT_ENDING = re.compile(r"(?<=[^aeiouy])e$|(?<=[^aeioutd])ed$|(?<=[^aeiouyscxzgh])es$")
SYLLABIC_LE = re.compile(r"[^aeiouylrw]le[sd]?$")
# A silent e inside a word, before an ending that was joined to it, as in careful and movement.
INNER_SILENT_E = re.compile(r"(?<=[aeiou][^aeiouy])e(?=(?:ful|less|ly|ment|ments|ness|some)$)")
# Two vowels side by side that are spoken apart, as in lying, medial, quiet, creation, usual, continuous.
HIATUS = re.compile(
    r"[aeiouy](?=ings?$)|(?<![cgstx])(?<!ll)i(?=[ao]|um|us)|i(?=et|ol|ot)|e(?=o$|ati)|u(?=al|at|ou)|(?=ism$)"
)
# Words of patient articles that the rules get wrong.
KNOWN = {
    "area": 3,
    "areas": 3,
    "breathe": 1,
    "breathed": 1,
    "breathes": 1,
    "business": 2,
    "clothes": 1,
    "create": 2,
    "created": 3,
    "creates": 2,
    "does": 1,
    "element": 3,
    "elements": 3,
    "every": 2,
    "everyone": 3,
    "fluid": 2,
    "fluids": 2,
    "gluteal": 3,
    "gluteals": 3,
    "goes": 1,
    "idea": 3,
    "ideas": 3,
    "iliopsoas": 5,
    "mobile": 2,
    "people": 2,
    "physio": 3,
    "sciatic": 3,
    "sciatica": 4,
    "sciaticalm": 4,
    "someone": 2,
    "something": 2,
    "sometimes": 2,
    "therefore": 2,
    "whole": 1,
}


def words(text: str) -> list[str]:
    """The words of a text; a hyphen parts two words, an apostrophe does not, and digits are no words."""
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text: a full stop, question mark or exclamation mark with a space after it ends one."""
    return [part.strip() for part in SENTENCE_END.split(text) if words(part)]


def syllables(word: str) -> int:
    """The syllables of one word, at least one."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    if plain in KNOWN:
        return KNOWN[plain]
    bare = INNER_SILENT_E.sub("", plain)
    if not SYLLABIC_LE.search(bare):
        bare = SILENT_ENDING.sub("", bare)
    return max(1, len(VOWELS.findall(bare)) + len(HIATUS.findall(bare)))


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of texts that stand apart: a paragraph, a list item or a step each.

    Raises ValueError when there is not one word, for then nothing was measured.
    """
    parts: Sequence[str] = [sentence for text in texts for sentence in sentences(text)]
    spoken = [word for part in parts for word in words(part)]
    if not spoken:
        raise ValueError("There is no word to measure: give the texts of the article's blocks.")
    return 0.39 * len(spoken) / len(parts) + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59
