"""The one place that knows the engine's inside: which version it was tested with, and how ours gets in.

The engine has no public way to another tag tree, but it takes all that we need by two names of its own
module: the content stream and the function that adds the tags. A copy of its function with these names
bound to ours does the work, and the engine itself stays as it is for everyone else in the process.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Any

import weasyprint

TESTED = "70.0"
"""The version of WeasyPrint whose inside these rooms were written for."""


def is_tested() -> bool:
    """Whether the engine is of that version; under any other, its own tags are to be used."""
    return str(weasyprint.__version__) == TESTED


def rebound(function: Any, **names: object) -> Callable[..., Any]:
    """A copy of a function for which some global names of its module mean something else."""
    copy = FunctionType(
        function.__code__,
        {**function.__globals__, **names},
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy
