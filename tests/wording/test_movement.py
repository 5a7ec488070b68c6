"""What words tell of movement."""

import pytest

from pubpipe.wording import language_for
from pubpipe.wording.movement import StepKind, is_on_floor, step_kind

ENGLISH = language_for("en-GB")


@pytest.mark.parametrize(
    ("position", "on_floor"),
    [
        ("kneeling on one knee", True),
        ("half-kneeling", True),
        ("on one knee", True),
        ("on your hands and knees", True),
        ("On all fours", True),
        ("lying on your back", True),
        ("lying face down", True),
        ("sitting on the floor with your legs out", True),
        ("sitting cross-legged", True),
        ("standing", False),
        ("standing with your hands on a wall", False),
        ("sitting on a chair", False),
        ("sitting upright on a firm seat", False),
        ("sitting", None),
        ("leaning on a wall", None),
        ("lying on your bed", None),
        ("kneeling on a sofa", None),
        ("lying on your back with your calves on a chair", None),
        ("understanding", None),
    ],
)
def test_a_position_is_on_the_floor_or_not_or_it_is_not_known(position: str, on_floor: bool | None) -> None:  # noqa: FBT001
    """Never a guess: a bed is neither, and two answers are none."""
    assert is_on_floor(position, ENGLISH) is on_floor


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        ("Kneel on your right knee.", StepKind.POSITION),
        ("Start on your hands and knees.", StepKind.POSITION),
        ("Lie on your back. Bend your knees.", StepKind.POSITION),
        ("Keep your back straight.", StepKind.KEEP),
        ("Do not lift your heel.", StepKind.KEEP),
        ("Don’t hold your breath.", StepKind.KEEP),
        ("Slowly bend your right knee.", StepKind.MOVE),
        ("Keeping your back straight, bend forward.", StepKind.MOVE),
        ("Starting with the right leg, step forward.", StepKind.MOVE),
        ("Shift your weight and keep still.", StepKind.MOVE),
    ],
)
def test_a_step_is_known_by_its_first_words(step: str, kind: StepKind) -> None:
    """Getting into a position takes long, keeping one takes no time, and the rest is movement."""
    assert step_kind(step, ENGLISH) is kind
