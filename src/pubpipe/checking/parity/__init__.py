"""Whether a finished file says what the article says: every text, every dose and side, in the article's order.

The article is the measure. Each format's check extracts the text of its file with a library of its own and holds it
against `expected` here.

    expected     the texts that a file must hold
    aligning     where the file has them
    comparing    … held against those it has
    difference   one that differs, with both texts
"""

from pubpipe.checking.parity.aligning import Letters, letters
from pubpipe.checking.parity.comparing import compare, differences
from pubpipe.checking.parity.difference import Difference
from pubpipe.checking.parity.expected import Expected, Kind, expected

__all__ = ["Difference", "Expected", "Kind", "Letters", "compare", "differences", "expected", "letters"]
