"""HTML_CodeSniffer: WCAG 2 level AAA by another engine than axe's, on a page as the browser has laid it out."""

from typing import TYPE_CHECKING, Any

from tests.validators.base import Message, Result, npm_file

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOOL = "HTML_CodeSniffer"
SCRIPT = "html_codesniffer/build/HTMLCS.js"
STANDARD = "WCAG2AAA"
ERROR = 1
"""HTML_CodeSniffer's own number; 2 and 3 are remarks that only people can judge."""
RUN = """standard => new Promise((resolve) => {
    HTMLCS.process(standard, document, () => resolve(HTMLCS.getMessages().map(
        ({ type, code, msg, element }) => ({ type, code, msg, where: (element.outerHTML || '').slice(0, 80) }),
    )));
})"""


def check_page(page: "Page", subject: str) -> Result:
    """The verdict on a page in the state it is in now: it passes with no errors."""
    script = npm_file(TOOL, SCRIPT).read_text(encoding="utf-8")
    # Evaluated rather than added as an element: the page may forbid foreign scripts.
    page.evaluate(f"{script};globalThis.HTMLCS = HTMLCS")
    found: list[dict[str, Any]] = page.evaluate(RUN, STANDARD)
    errors = tuple(Message("error", one["code"], one["msg"], one["where"]) for one in found if one["type"] == ERROR)
    return Result(TOOL, page.evaluate("HTMLCS.version || ''"), subject, not errors, errors)
