"""The clinic that hands an article out: what it is called, how to reach it, and how its paper looks."""

import math
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from pubpipe.colour import WHITE, contrast, nearest_passing, parse
from pubpipe.model.article import Publisher, Words
from pubpipe.model.base import Frozen, UnusableError

READABLE = 7.0
"""The contrast of text with its background that WCAG 2.2 asks for at level AAA (success criterion 1.4.6)."""


def _readable(text: str) -> str:
    """The colour in one way of writing it; text in it on white and white text on it have the same contrast."""
    colour = parse(text)
    ratio = contrast(colour, WHITE)
    if ratio < READABLE:
        shade = nearest_passing(colour, WHITE, READABLE)
        # Rounded down: what is shown as 7.0 passes.
        told = (
            f"{text} has {math.floor(ratio * 100) / 100}:1 on white; the nearest shade with {READABLE:g}:1 is {shade}"
        )
        raise UnusableError(told, f'Write it like this: colour: "{shade}" (in quotes).')
    return str(colour)


InkColour = Annotated[str, AfterValidator(_readable)]
"""A colour in which text can be printed on white, as # and six hexadecimal digits."""


def _lines(value: object) -> object:
    """One line or a block of them as a list."""
    return [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else value


class Logo(Frozen):
    """A clinic's logo: a picture's file, relative to the profile's folder, and its text alternative."""

    file: Words
    alt: Words


class Clinic(Publisher):
    """Who hands the article out.

    address: the lines of its postal address; logo: printed at the top of page one; colour: of headings, lines
    and numbers in print.
    """

    address: Annotated[tuple[Words, ...], BeforeValidator(_lines), Field(max_length=6)] = ()
    logo: Logo | None = None
    colour: InkColour | None = None

    @field_validator("colour", mode="before")
    @classmethod
    def _given(cls, value: object) -> object:
        """A colour that is named and empty: YAML takes a # without quotes for the start of a remark."""
        if value is None:
            raise ValueError("it is empty: without quotes, what follows the # is a remark")
        return value
