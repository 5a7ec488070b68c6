"""Several things in one phrase: “a mat, a towel and a chair”."""

from collections.abc import Sequence

from pubpipe.wording.language import Language


def listed(things: Sequence[str], language: Language) -> str:
    """The things joined as the language joins them; empty for none."""
    words = language.narration
    if len(things) < 2:
        return "".join(things)
    return f"{words.list_comma.join(things[:-1])}{words.list_and}{things[-1]}"
