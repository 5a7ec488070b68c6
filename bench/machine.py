"""What every figure is worth nothing without: the machine that it was measured on, and how busy that was."""

import os
import platform
import re
from pathlib import Path


def machine() -> str:
    """Processor, cores that may be used, Python and system, and how many programs ran in the last minute."""
    cores = len(os.sched_getaffinity(0))
    return (
        f"{_processor()}, {cores} cores, Python {platform.python_version()}, "
        f"Linux {platform.release()}, load {os.getloadavg()[0]:.1f}"
    )


def _processor() -> str:
    """The processor's name as Linux tells it, or its kind where it tells none."""
    told = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    return told[1].strip() if told else platform.machine()
