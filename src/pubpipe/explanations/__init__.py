"""Why each kind of finding matters, on whose authority, and what to do: data that is read only when it is asked for.

Nothing here is needed to find a fault, so that no command loads these texts but `pubpipe check --explain` and the
formats that carry them. A test holds that every code has one.
"""

from pubpipe.explanations.article import ARTICLE
from pubpipe.explanations.batch import BATCH
from pubpipe.explanations.explanation import Explanation
from pubpipe.explanations.finished import FINISHED
from pubpipe.explanations.source import SOURCE

__all__ = ["EXPLANATIONS", "Explanation"]

EXPLANATIONS: dict[str, Explanation] = {**SOURCE, **ARTICLE, **BATCH, **FINISHED}
"""By code, such as S012."""
