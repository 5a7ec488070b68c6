"""The command line: arguments in, text and exit status out, no logic.

Only click and the two literal tables are imported for it; whatever a command
needs is imported when it runs, so that `pubpipe --help` answers at once.
"""

import gc
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

import click

from pubpipe.cli import making, telling
from pubpipe.cli.group import pubpipe
from pubpipe.cli.shown import shown_lines
from pubpipe.errors import OutputError, PubpipeError

__all__ = ["main", "making", "pubpipe", "telling"]

UNPRINTED = "Check the free space and who may write there. Files that were published are in the output folder."


SELDOM = 50_000
"""Objects that are made before Python looks for some that nobody holds any more: loading a command makes as many, which
all stay, and to look through them again and again takes a twentieth of a check."""


def main() -> NoReturn:
    """Run the command line; every failure that a user can mend is a message and a status, never a traceback."""
    signal.signal(signal.SIGTERM, _stop)
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
    # No package that happens to be installed beside this one has a say in how articles are read; looking for one that
    # would takes a twentieth of a check.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        pubpipe(standalone_mode=False)
    except PubpipeError as error:
        _fail(f"Error: {error}", error.exit_code)
    except click.exceptions.Abort:
        _fail("Interrupted: nothing half-written was left behind.", 130)
    except _StoppedError:
        _fail("Stopped: nothing half-written was left behind.", 143)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        what = f"{error.filename} cannot be used" if error.filename else "The result cannot be printed"
        _fail(f"Error: {what}: {error.strerror or error}.\n  {UNPRINTED}", OutputError.exit_code)
    sys.exit(0)


class _StoppedError(BaseException):
    """Somebody asked the process to end: like Ctrl+C, it passes whatever handles failures."""


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _StoppedError


def _fail(message: str, status: int) -> NoReturn:
    click.secho(shown_lines(message), fg="red", err=True)
    sys.exit(status)
