"""The large-print page, reopened with html5lib, which parses as browsers do.

Held against the article: every text under its own id and all of them in order, with the
alternatives of figures. Held against each narration: the recording byte for byte, the words of
the transcript, the times of the chapters, what lights up and when. What it tells machines is what
it tells people. And the page must stand alone: nothing in it may fetch anything but a recording
beside it, and its security policy must let its own styles and scripts run.

What the article says is looked for in the `h1` and in the element `page_article`; contents, player
and transcript stand outside it, so that a line lost from a stretch cannot hide behind their words.
"""

from pubpipe.checking.finished import Finished
from pubpipe.checking.html.alone import addresses, document, policy
from pubpipe.checking.html.cues import cues
from pubpipe.checking.html.linked import linked_data
from pubpipe.checking.html.page import DEEPEST, LARGEST_MARKUP, Page, depth, opened, shortened, visible
from pubpipe.checking.html.safety import safety
from pubpipe.checking.html.sound import recordings
from pubpipe.checking.parity import Expected, compare, expected
from pubpipe.findings import Finding


def check(finished: Finished) -> tuple[Finding, ...]:
    """What is wrong with the page; nothing when it is sound."""
    try:
        page = opened(finished)
    except UnicodeDecodeError as error:
        return (finished.unsound(f"The page is not UTF-8 text: {error.reason}."),)
    looks = (document, addresses, policy, _parity, safety, recordings, cues, linked_data)
    return tuple(finding for look in looks for finding in look(page))


def compared(finished: Finished) -> tuple[Finding, ...]:
    """How a page that may have been made elsewhere differs from an article: its texts, and its language."""
    markup = shortened(finished.data)[0]
    if len(markup) > LARGEST_MARKUP or depth(markup.decode("utf-8", "replace")) > DEEPEST:
        return (finished.unsound("The page has more or deeper markup than is read."),)
    try:
        page = opened(finished)
    except UnicodeDecodeError as error:
        return (finished.unsound(f"The page is not UTF-8 text: {error.reason}."),)
    language = finished.article.language
    named = () if page.root.get("lang") == language else (finished.unsound(f"The page's language is not {language}."),)
    if page.article():
        return (*named, *_parity(page), *safety(page))
    words = " ".join(visible(body) for body in page.all("body"))
    return (*named, *compare(expected(finished.article, finished.language), words, finished.name))


def _parity(page: Page) -> tuple[Finding, ...]:
    """Each text under the id of its block, then all in order; the same fault is told once."""
    finished, bodies = page.finished, page.article()
    headings = page.all("h1")[:1]
    inside = {element.attrib["id"]: element for body in bodies for element in body.iter() if "id" in element.attrib}
    texts = expected(finished.article, finished.language)
    missing: dict[Expected, tuple[Finding, ...]] = {}
    for one in texts:
        # The first text is the article's title, which is no block and has no id.
        places = headings if one is texts[0] else [inside[one.block]] if one.block in inside else []
        if findings := compare((one,), "".join(map(visible, places)), finished.name):
            missing[one] = findings
    whole = " ".join(visible(element) for element in (*headings, *bodies))
    in_order = compare(tuple(one for one in texts if one not in missing), whole, finished.name)
    return (*(finding for findings in missing.values() for finding in findings), *in_order)
