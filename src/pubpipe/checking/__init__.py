"""Finished files, reopened with other libraries than those that made them: the builder never grades itself.

The table names, for each kind of file, the module whose `check(finished)` looks at it.
"""

CHECKS: dict[str, str] = {
    "application/pdf": "pubpipe.checking.pdf",
    "application/epub+zip": "pubpipe.checking.epub",
    "audio/mpeg": "pubpipe.checking.audio",
    "audio/mp4": "pubpipe.checking.m4b",
    "text/html": "pubpipe.checking.html",
    "text/plain": "pubpipe.checking.transcript",
    "text/vtt": "pubpipe.checking.captions",
    "application/json+chapters": "pubpipe.checking.chapters",
}

HEARD = frozenset({"audio/mpeg", "audio/mp4"})
"""The kinds of files that are held against their recording and the article's head alone: what the recording should
say of the article is held against the transcript and the captions beside it."""

LOOSE: dict[str, str] = {
    "application/pdf": "pubpipe.checking.pdf.loose",
    "application/epub+zip": "pubpipe.checking.epub.loose",
    "audio/mpeg": "pubpipe.checking.loose_sound",
    "audio/mp4": "pubpipe.checking.loose_sound",
    "text/html": "pubpipe.checking.html.loose",
}
"""For each kind of file that can be looked at without an article, the module whose `look(loose)` does so."""
