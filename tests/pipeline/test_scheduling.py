"""Plans followed: in the order that their tasks ask for, and each for itself."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.errors import OutputError, PubpipeError, VoiceError
from pubpipe.pipeline.scheduling import InTurn, Plan, follow


@dataclass(frozen=True, slots=True)
class Step:
    """A task that does nothing."""

    name: str
    after: tuple[str, ...] = ()


@dataclass
class Crew(InTurn):
    """Carries tasks out one by one, the last that was given out first: an order as unlike the plan's as can be.

    raising: what tasks raise; refusing: what they leave that ends their plan.
    """

    raising: Mapping[str, Exception] = field(default_factory=dict)
    refusing: Mapping[str, PubpipeError] = field(default_factory=dict)
    waiting: "list[tuple[str, Future[str]]]" = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    given: dict[str, Mapping[str, str]] = field(default_factory=dict)
    most: int = 0

    def submit(self, plan: Plan[Step], step: Step, given: Mapping[str, str]) -> "Future[str]":
        """Take it to what waits."""
        future: Future[str] = Future()
        name = f"{plan.name}/{step.name}"
        self.given[name] = given
        self.waiting.append((name, future))
        self.most = max(self.most, len(self.waiting))
        if len(self.waiting) == 1:
            self.work()
        return future

    def ended(self, plan: Plan[Step], step: Step, left: str) -> PubpipeError | None:  # noqa: ARG002 - as crews have it
        """Refuse what shall be refused."""
        return self.refusing.get(left)

    def meanwhile(self) -> None:
        """Carry out whatever waits."""
        while self.waiting:
            self.work()

    def work(self) -> None:
        """Carry out what was given out last."""
        name, future = self.waiting.pop()
        self.done.append(name)
        if name in self.raising:
            future.set_exception(self.raising[name])
        else:
            future.set_result(name)


DIAMOND = (Step("a"), Step("b", ("a",)), Step("c", ("a",)), Step("d", ("b", "c")))


def test_each_task_comes_after_those_that_it_waits_for() -> None:
    """And is given what they left."""
    crew = Crew()
    (followed,) = follow([Plan("p", DIAMOND)], crew, 2)
    assert sorted(crew.done) == ["p/a", "p/b", "p/c", "p/d"]
    assert crew.done.index("p/d") == 3
    assert crew.given["p/d"] == {"b": "p/b", "c": "p/c"}
    assert followed.left == {name: f"p/{name}" for name in "abcd"}
    assert followed.error is None


@given(data=st.data())
def test_any_plan_is_followed_to_its_end(data: st.DataObject) -> None:
    """Whatever waits for whatever before it, in plans of any number, each task is carried out once and in time."""
    plans = []
    for number in range(data.draw(st.integers(0, 4))):
        names = [str(one) for one in range(data.draw(st.integers(0, 6)))]
        steps = tuple(
            Step(name, tuple(data.draw(st.lists(st.sampled_from(names[:place]), unique=True)) if place else ()))
            for place, name in enumerate(names)
        )
        plans.append(Plan(number, steps))
    crew = Crew()
    followed = list(follow(plans, crew, data.draw(st.integers(1, 5))))
    assert sorted(int(str(one.plan.name)) for one in followed) == list(range(len(plans)))
    assert sorted(crew.done) == sorted(f"{plan.name}/{step.name}" for plan in plans for step in plan.steps)
    for plan in plans:
        for step in plan.steps:
            place = crew.done.index(f"{plan.name}/{step.name}")
            assert all(crew.done.index(f"{plan.name}/{one}") < place for one in step.after)


def test_a_failure_ends_its_own_plan_alone() -> None:
    """What waited for it is not begun; the other plan goes on."""
    crew = Crew(raising={"p/b": OutputError("broken")})
    failed, whole = sorted(
        follow([Plan("p", DIAMOND), Plan("q", DIAMOND)], crew, 2), key=lambda one: str(one.plan.name)
    )
    assert str(failed.error) == "broken"
    assert "p/d" not in crew.done
    assert whole.error is None
    assert len(whole.left) == 4


def test_what_a_task_leaves_can_end_its_plan() -> None:
    """It stays known, so that what was found can be told."""
    crew = Crew(refusing={"p/a": VoiceError("mute")})
    (followed,) = follow([Plan("p", DIAMOND)], crew, 2)
    assert isinstance(followed.error, VoiceError)
    assert followed.left == {"a": "p/a"}


def test_the_error_told_is_that_of_the_first_task_in_the_plan() -> None:
    """Whichever failed first by the clock, so that a build says the same on any number of cores."""
    crew = Crew(raising={"p/b": OutputError("first"), "p/c": OutputError("second")})
    (followed,) = follow([Plan("p", DIAMOND)], crew, 2)
    assert len(followed.errors) == 2
    assert str(followed.error) == "first"


def test_few_plans_are_looked_at_ahead() -> None:
    """The next is read when there is room for its tasks."""
    crew = Crew()
    looked_at: list[int] = []

    def plans() -> Iterator[Plan[Step]]:
        for number in range(50):
            looked_at.append(number)
            yield Plan(number, (Step("a"), Step("b")))

    over = 0
    for _ in follow(plans(), crew, 3):
        over += 1
        assert len(looked_at) - over <= 5
    assert over == 50


def test_a_fault_of_the_program_ends_everything() -> None:
    """It is no message for a user, and must not be taken for one."""
    crew = Crew(raising={"p/a": ZeroDivisionError()})
    with pytest.raises(ZeroDivisionError):
        list(follow([Plan("p", DIAMOND)], crew, 2))


@dataclass
class Choosy(Crew):
    """Wants two tasks at a time, and has whoever is free go on with the letter of its last one."""

    at_once: float = 2

    def choose(self, waiting: Sequence[object], after: object) -> int:
        """The first of that letter."""
        letters = [str(getattr(one, "name", ""))[0] for one in waiting]
        letter = str(after)[2:3]
        return letters.index(letter) if letter in letters else 0

    def meanwhile(self) -> None:
        """One task ends at a time, that which was begun first."""
        if self.waiting:
            self.waiting.append(self.waiting.pop(0))
            super().work()

    def work(self) -> None:
        """Nothing is done at once."""


def test_a_crew_chooses_what_whoever_is_free_goes_on_with() -> None:
    """Among all that waits, what has become ready by that too, and never has more than it wants."""
    crew = Choosy()
    steps = ("p1", "s1", "p2", "p3", "s2", "s3")
    after = {"p3": ("p1",), "s2": ("s1",), "s3": ("s1",)}
    (followed,) = follow([Plan("p", tuple(Step(name, after.get(name, ())) for name in steps))], crew, 9)
    assert crew.done == ["p/p1", "p/s1", "p/p2", "p/s2", "p/p3", "p/s3"]
    assert crew.most == 2
    assert len(followed.left) == 6
