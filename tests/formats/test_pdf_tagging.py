"""The tag tree: what a screen reader says of each kind of markup, word for word and in order."""

import pytest

from tests.formats.tagging_cases import CASES, RESOURCES
from tests.support.golden import Golden
from tests.support.structure import Structure
from tests.support.tagging import PAGE, markup_words, tagged, without_signs

AT_LEAST = 93
"""Cases that the set began with; more are welcome."""

WITHOUT_NAME = {"picture-content"}
"""Cases whose picture nobody can name: the engine says so."""


def markup(name: str) -> str:
    """The whole page of a case."""
    return PAGE.format(css=CASES[name].css, body=CASES[name].body)


def test_the_set_does_not_shrink() -> None:
    """A case that was a fault once stays."""
    assert len(CASES) >= AT_LEAST


@pytest.mark.parametrize("name", CASES)
def test_each_case_has_its_tree(name: str, golden: Golden) -> None:
    """The tree of each case is the one that was reviewed."""
    golden(f"pdf/cases/{name}.txt", Structure(tagged(markup(name), resources=RESOURCES).data).outline())


@pytest.mark.parametrize("conformance", ["archive", "modern"])
@pytest.mark.parametrize("name", CASES)
def test_each_case_is_heard_word_for_word(name: str, conformance: str) -> None:
    """The words of the tree are those of the markup, in its order, each whole and apart from the next."""
    assert conformance in ("archive", "modern")
    rendered = tagged(markup(name), "modern" if conformance == "modern" else "archive", RESOURCES)
    expected = (CASES[name].words or " ".join(markup_words(markup(name)))).split()
    structure = Structure(rendered.data)
    heard = "\n".join(structure.blocks_of(without_signs(structure.root)))
    assert heard.replace("\u00ad", "").split() == [word.replace("\u00ad", "") for word in expected]
