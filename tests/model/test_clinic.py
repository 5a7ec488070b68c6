"""A clinic as a record: how to reach it, and the colour in which it prints."""

import pytest
from pydantic import ValidationError

from pubpipe.colour import WHITE, contrast, parse
from pubpipe.model.clinic import READABLE, Clinic, Logo


def test_a_clinic_needs_a_name_and_no_more() -> None:
    """All else is for those who have it."""
    clinic = Clinic(name="Example Clinic")
    assert (clinic.phone, clinic.url, clinic.address, clinic.logo, clinic.colour) == (None, None, (), None, None)


@pytest.mark.parametrize(
    "written",
    ["12 High Street\nExampletown EX1 2AB\n", ["12 High Street", " Exampletown  EX1 2AB"]],
)
def test_an_address_is_lines(written: object) -> None:
    """As a list, or as a block of text."""
    clinic = Clinic.model_validate({"name": "Clinic", "address": written})
    assert clinic.address == ("12 High Street", "Exampletown EX1 2AB")
    assert Clinic.model_validate({"name": "Clinic", "address": "12 High Street"}).address == ("12 High Street",)


@pytest.mark.parametrize("address", [[""], [7], {"street": "x"}, 12, ["a line"] * 7])
def test_an_address_is_no_more_than_lines(address: object) -> None:
    """Nothing empty, and no more than a letterhead has room for."""
    with pytest.raises(ValidationError):
        Clinic.model_validate({"name": "Clinic", "address": address})


@pytest.mark.parametrize(("written", "colour"), [("#0B4A5E", "#0b4a5e"), ("#036", "#003366"), ("#595959", "#595959")])
def test_a_colour_that_can_be_read_is_taken(written: str, colour: str) -> None:
    """In one way of writing it, whichever the clinic chose."""
    assert Clinic(name="Clinic", colour=written).colour == colour


@pytest.mark.parametrize("pale", ["#6fb1c4", "#5a5a5a", "#ffffff", "#FF0000", "#0f0"])
def test_a_pale_colour_is_refused_with_one_that_can_be_read(pale: str) -> None:
    """The message tells how far it falls short, never rounded up, and the shade that it names is taken."""
    with pytest.raises(ValidationError) as refused:
        Clinic(name="Clinic", colour=pale)
    (fault,) = refused.value.errors()
    message = str(fault["ctx"]["error"])
    told, shade = float(message.split()[2].removesuffix(":1")), message.rsplit(maxsplit=1)[-1]
    assert message == f"{pale} has {told}:1 on white; the nearest shade with 7:1 is {shade}"
    assert told <= contrast(parse(pale), WHITE) < READABLE
    assert Clinic(name="Clinic", colour=shade).colour == shade


@pytest.mark.parametrize("colour", [None, "", "teal", 112233, ["#0b4a5e"], "#0b4a5e; }"])
def test_what_is_no_colour_is_refused(colour: object) -> None:
    """An empty one too, which is what YAML makes of a colour without quotes."""
    with pytest.raises(ValidationError):
        Clinic.model_validate({"name": "Clinic", "colour": colour})


def test_a_logo_has_words_for_who_cannot_see_it() -> None:
    """A picture without a text alternative would fail the file as a whole."""
    assert Logo(file="logo.svg", alt="A green leaf").alt == "A green leaf"
    for alt in ({}, {"alt": ""}, {"alt": " "}):
        with pytest.raises(ValidationError):
            Logo.model_validate({"file": "logo.svg", **alt})
