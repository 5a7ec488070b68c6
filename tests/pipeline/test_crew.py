"""Who goes on with what: a process keeps to the engines that it has loaded."""

import time
from dataclasses import replace

from pubpipe.formats import FORMATS
from pubpipe.pipeline.crew import Crew
from pubpipe.pipeline.done import Done
from pubpipe.pipeline.matter import Matter
from pubpipe.pipeline.planning import Task, planned
from pubpipe.pipeline.scheduling import Plan
from pubpipe.pipeline.workers import Here
from pubpipe.profile import Profile
from pubpipe.storing import Kept
from tests import samples


def test_whoever_is_free_goes_on_with_an_engine_that_is_loaded_there() -> None:
    """Or with the first of all that waits, where none is, and where nobody knows who is free."""
    tasks = {task.name: task for task in planned(Matter(samples.every_block(), Profile(), samples.assets()), FORMATS)}
    crew = Crew(Here(), Kept(), lambda _: None, time.monotonic, strict=False)
    plan: Plan[Task] = Plan("neck-care", tuple(tasks.values()))
    waiting = [tasks[name] for name in ("record session", "html 1", "pdf 2", "record reading")]
    printer, speaker = Done(worker=7), Done(worker=8)
    assert crew.choose(waiting, printer) == 0
    crew.ended(plan, tasks["pdf 1"], printer)
    crew.ended(plan, tasks["speech"], speaker)
    assert [crew.choose(waiting, one) for one in (printer, speaker, replace(printer, worker=9), None)] == [2, 0, 0, 0]
    assert crew.choose(waiting[1:], speaker) == 2
    crew.ended(plan, tasks["html 1"], printer)
    assert crew.choose(waiting, printer) == 1


def test_a_crew_in_this_process_takes_all_there_is() -> None:
    """Only processes are given one task each, so that they can be chosen for the next."""
    assert Crew(Here(), Kept(), lambda _: None, time.monotonic, strict=False).at_once == float("inf")
