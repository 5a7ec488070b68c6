"""Poses that come with pubpipe, as texts: the reader of a handout reads them like those that lie beside an article."""

from functools import cache
from importlib.resources import files

_ENDING = ".pose.yaml"


@cache
def names() -> tuple[str, ...]:
    """The names of all poses in the order of the alphabet, such as hip-flexor."""
    found = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING)))


def text(name: str) -> str:
    """The text of a pose file; KeyError for a name that is not known."""
    if name not in names():
        raise KeyError(name)
    return files(__name__).joinpath(name + _ENDING).read_text(encoding="utf-8")
