"""The judges from outside: one module for each validator, none of them used to make a file.

Every judge answers with a `Result` and raises `ValidatorMissing` where it is not installed,
which the suite reports as "not checked" (see tests/support/not_checked.py).
"""

from tests.validators.base import Message, Result, ValidatorMissing

__all__ = ["Message", "Result", "ValidatorMissing"]
