"""English words around what a patient is given of an article."""

from pubpipe.wording.tailoring_words import TailoringWords

_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}

TAILORING = TailoringWords(
    for_you="For you",
    chosen="This advice was adapted for you. It may not be right for anyone else.",
    both_sides=r"\b(?:both|each|either|every|other|opposite|second|alternat\w+)\s+sides?\b"
    r"|\b(?:switch|change|swap|alternate)\s+(?:sides|legs|arms|hands|feet|hips|knees)\b"
    r"|\brepeat\s+(?:it\s+|this\s+|them\s+)?(?:on|with|for)\s+(?:the|your)\s+(?:other|opposite|left|right)\b",
    counted=rf"\b(?P<number>\d+|{'|'.join(_NUMBERS)})\s+(?:[a-z]+\s+){{0,2}}?(?:stretches|exercises|poses)\b",
    numbers=_NUMBERS,
)
