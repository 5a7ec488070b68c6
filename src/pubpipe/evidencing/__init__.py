"""Evidence: what was checked when an article was published, what came of it, and what nobody has checked.

The bundle is a value; `document` puts it into the vocabulary of W3C EARL for machines, and `page` into words for
people. The page is made from the document, so the two cannot disagree.
"""

from pubpipe.evidencing.bundle import Bundle, Check, File, Held, Part, Source
from pubpipe.evidencing.earl import document
from pubpipe.evidencing.history import with_changes
from pubpipe.evidencing.page import page

__all__ = ["Bundle", "Check", "File", "Held", "Part", "Source", "document", "page", "with_changes"]
