"""Words for pictures that are drawn from poses: true for what is drawn, plain, and never with a wrong side."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from pubpipe.figures import library
from pubpipe.figures.mirroring import mirrored
from pubpipe.figures.posture import postures
from pubpipe.model.pose import Pose
from pubpipe.wording import language_for
from pubpipe.wording.figures import draft
from pubpipe.wording.laterality import ambiguous, mirror
from tests.figures.poses import library_pose, poses
from tests.support.golden import Golden

ENGLISH = language_for("en-GB")
MOST_WORDS = 70
MOST_SENTENCES = 3

CASES = yaml.safe_load(Path(__file__).with_name("figures.yaml").read_text("utf-8"))


def words_of(pose: Pose) -> str:
    """What a picture's draft says."""
    return draft(pose, postures(pose))


def test_drafts_are_as_they_were(golden: Golden) -> None:
    """Every pose of the library in words, to be read by people."""
    drafts = [f"{name}\n{words_of(library_pose(name))}\n" for name in library.names()]
    golden("figures/drafts.txt", "\n".join(drafts))


@pytest.mark.parametrize("case", CASES, ids=[case["words"] for case in CASES])
def test_what_is_drawn_is_said(case: dict[str, object]) -> None:
    """What the body rests on, its legs, trunk, head and arms, and where arrows lead: only what is worth a word."""
    words = str(case["words"])
    pose = Pose.model_validate({"name": "Any", "view": case["view"], "frames": [case["frame"]]})
    assert words_of(pose) == words
    assert words_of(mirrored(pose)) == mirror(words, ENGLISH)


@pytest.mark.parametrize("name", library.names())
def test_drafts_are_short_and_clear(name: str) -> None:
    """Few words in few sentences, and each left and right can be turned without a guess."""
    words = words_of(library_pose(name))
    assert len(words.split()) <= MOST_WORDS
    assert words.count(". ") < MOST_SENTENCES
    assert words.endswith(".")
    assert ambiguous(words, ENGLISH) == ()


@pytest.mark.parametrize("name", library.names())
def test_the_other_side_has_the_other_words(name: str) -> None:
    """The mirrored pose is described by the same words with right and left changed over."""
    pose = library_pose(name)
    assert words_of(mirrored(pose)) == mirror(words_of(pose), ENGLISH)


@settings(max_examples=60, deadline=None)
@given(poses())
def test_no_side_of_any_pose_is_wrong(pose: Pose) -> None:
    """The same for poses that nobody drew before; and all of them have words."""
    words = words_of(pose)
    assert words_of(mirrored(pose)) == mirror(words, ENGLISH)
    assert ambiguous(words, ENGLISH) == ()
