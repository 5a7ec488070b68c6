"""Web addresses on paper."""

import pytest

from pubpipe.model.text import Link, Strong, Text
from pubpipe.wording.web_address import link_address, printed_address


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://clinic.example/", "clinic.example"),
        ("https://www.clinic.example/neck/", "www.clinic.example/neck"),
        ("http://clinic.example/neck?a=1#b", "http://clinic.example/neck?a=1#b"),
        ("mailto:ann@clinic.example", "ann@clinic.example"),
        ("tel:+442079460000", "+442079460000"),
    ],
)
def test_nobody_types_the_usual_scheme(url: str, printed: str) -> None:
    """What a browser adds by itself is left out; what it would not is kept."""
    assert printed_address(url) == printed


@pytest.mark.parametrize(
    ("url", "words", "address"),
    [
        ("https://clinic.example/neck", "our page", "clinic.example/neck"),
        ("https://clinic.example/neck", "https://clinic.example/neck", ""),
        ("https://clinic.example/neck/", "see clinic.example/neck.", ""),
        ("mailto:ann@clinic.example", "write to Ann", "ann@clinic.example"),
        ("tel:+442079460000", "call us", "+442079460000"),
        ("tel:+442079460000", "call 020 7946 0000", ""),
        ("#stretches", "the stretches", ""),
    ],
)
def test_an_address_is_printed_where_the_words_do_not_give_it(url: str, words: str, address: str) -> None:
    """Paper leads wherever the screen does, and says so once."""
    assert link_address(Link(url=url, children=(Strong(children=(Text(value=words),)),))) == address
