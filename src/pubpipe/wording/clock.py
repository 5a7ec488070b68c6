"""Times in a recording as players write them."""


def clock(seconds: float) -> str:
    """A time such as “0:07”, “12:34” or “1:02:03”; parts of a second are dropped."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"
