"""Finished files on the command line: the witness of a build."""

import os

from pubpipe.pipeline.choices import Choices
from pubpipe.pipeline.witnessing import Witness, created_of
from pubpipe.validating import Surroundings


def witness(choices: Choices) -> Witness:
    """What evidence is made with: the validators that the environment names or the PATH has. Raises UsageError."""
    return Witness(Surroundings(os.environ), choices.path, created_of(os.environ))
