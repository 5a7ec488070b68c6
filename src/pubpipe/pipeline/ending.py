"""What an article's plan came to: its files, what was found on the way, and whether they may be handed out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pubpipe.errors import CheckError
from pubpipe.findings import Finding, has_errors
from pubpipe.formats import Format
from pubpipe.pipeline.done import Done, KeptFile
from pubpipe.pipeline.planning import Make, Task
from pubpipe.pipeline.scheduling import Followed


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A finished file: its format, where its bytes are, and the seconds that its format took."""

    chosen: Format
    kept: KeptFile
    seconds: float


def found_in(followed: Followed[Task, Done]) -> tuple[Finding, ...]:
    """What was found on the way, first by making, each thing once, then by checking if it came to that."""
    left = [followed.left[step.name] for step in followed.plan.steps if step.name in followed.left]
    made = dict.fromkeys(one for done in left for one in done.findings)
    return (*made, *(() if followed.error else _checked(left)))


def files_of(followed: Followed[Task, Done]) -> tuple[MadeFile, ...]:
    """The finished files of a plan that has ended well, in the order of its tasks."""
    steps = followed.plan.steps
    makes = [(step.work.chosen, followed.left[step.name]) for step in steps if isinstance(step.work, Make)]

    def seconds(chosen: Format) -> float:
        return sum(done.seconds for other, done in makes if other == chosen)

    return tuple(MadeFile(chosen, file, seconds(chosen)) for chosen, done in makes for file in done.files)


def refuse_faults(followed: Followed[Task, Done]) -> None:
    """Raises CheckError where a check has found a fault in any of the files."""
    if has_errors(tuple(_checked(followed.left.values()))):
        raise CheckError(
            "A finished file does not hold what the article says, and nothing was published.",
            "See what is listed above; with your own templates/, compare them with pubpipe's.",
        )


def _checked(left: Iterable[Done]) -> Iterator[Finding]:
    return (one for done in left for found in done.checked for one in found)
