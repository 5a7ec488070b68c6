"""The day of a check or a build: the one clock that a review may ask, and it is asked here only.

`SOURCE_DATE_EPOCH` (https://reproducible-builds.org/specs/source-date-epoch/) sets it, so that a check can be
repeated as it was. No byte of a finished file depends on it.
"""

import datetime
import os

from pubpipe.errors import UsageError


def today() -> datetime.date:
    """Today in universal time, or the day of `SOURCE_DATE_EPOCH`. Raises UsageError when that is no time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.datetime.now(tz=datetime.UTC).date()
    try:
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is “{epoch}”, which is no time.",
            "Give whole seconds since 1 January 1970, or unset it.",
        ) from error
