"""What the model holds together, whoever makes it."""

import pytest
from pydantic import ValidationError

from pubpipe.model.article import Article, Side, Stretch, children
from pubpipe.model.dose import Dose, Duration
from pubpipe.model.text import Fixed, walk
from pubpipe.model.walks import stretches
from pubpipe.reading.json_article import article_schema
from tests.samples import every_block, stretch, words


def test_an_article_is_the_same_after_json() -> None:
    """Fixed words and steps for the other side included."""
    article = every_block()
    again = Article.model_validate_json(article.model_dump_json())
    assert again == article
    steps = [step for one in stretches(again) for step in one.other_steps]
    assert len(steps) == 4
    assert any(isinstance(inline, Fixed) for step in steps for inline in walk(step.content))


@pytest.mark.parametrize("sides", [(), (Side.RIGHT,)])
def test_steps_for_the_other_side_need_two_sides(sides: tuple[Side, ...]) -> None:
    """Without an other side, nobody could say whose they are."""
    with pytest.raises(ValidationError, match="two sides"):
        stretch("neck", "Neck", sides=sides, other_steps=(words("Look left."),))


def test_a_pace_needs_a_range() -> None:
    """Without one it could decide nothing, and its author must have meant something else."""
    neck = stretch("neck", "Neck", dose=Dose(hold=Duration(lower=20, upper=20)))
    assert neck.pace is None
    with pytest.raises(ValidationError, match="a pace needs a range"):
        Stretch.model_validate(neck.model_dump() | {"pace": "full"})
    for part in ("hold", "repeat", "sets", "rest"):
        dose = {"hold": {"lower": 20, "upper": 20}, part: {"lower": 2, "upper": 3}}
        assert Stretch.model_validate(neck.model_dump() | {"pace": "full", "dose": dose}).pace == "full"


def test_the_other_side_comes_behind_the_first() -> None:
    """Steps of both sides are nodes of the article, before the notes."""
    one = stretch("neck", "Neck", other_steps=(words("Look left."),))
    ids = [node.id for node in children(one)]
    assert ids[-3:] == ["neck-s3", "neck-o1", "neck-p2"]


def test_a_code_and_a_version_fit_their_line() -> None:
    """They stand at the foot of each printed page."""
    fields = every_block().model_dump()
    assert Article.model_validate(fields | {"code": "x" * 40, "version": "y" * 20}).code == "x" * 40
    for wrong in ({"code": "x" * 41}, {"code": ""}, {"version": "y" * 21}):
        with pytest.raises(ValidationError):
            Article.model_validate(fields | wrong)


def test_the_schema_knows_what_was_added() -> None:
    """For programs that write articles."""
    definitions = article_schema()["$defs"]
    assert isinstance(definitions, dict)
    assert "other_steps" in definitions["Stretch"]["properties"]
    assert {"enum": ["gentle", "full"], "type": "string"} in definitions["Stretch"]["properties"]["pace"]["anyOf"]
    assert definitions["Fixed"]["properties"]["kind"]["const"] == "fixed"
