"""axe: the accessibility of a page as the browser lays it out, with every contrast it measured."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tests.validators.base import Message, Result, npm_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOOL = "axe"
SCRIPT = "axe-core/axe.min.js"

# WCAG 2.0 to 2.2 at every level, and what axe holds to be good practice. Naming the tags also turns
# on the rules that axe leaves out by default, such as those on AAA contrast and the size of targets.
TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
OPTIONS = {"runOnly": {"type": "tag", "values": list(TAGS)}}
# Of what passes only the contrasts are looked at: to hand over the rest takes longer than to find it.
RUN = """options => axe.run(document, options).then((report) => ({
    ...report,
    inapplicable: [],
    passes: report.passes.map((rule) => (rule.id === "color-contrast" ? rule : { ...rule, nodes: [] })),
}))"""


@dataclass(frozen=True, slots=True)
class Contrast:
    """The contrast of one piece of text: its ratio to 1, its colours, its size as axe words it."""

    ratio: float
    foreground: str
    background: str
    size: str
    target: str


@dataclass(frozen=True, slots=True)
class AxeResult(Result):
    """A verdict that passes only if nothing is violated and nothing is left undecided."""

    violations: tuple[Message, ...] = ()
    incomplete: tuple[Message, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    rules_run: frozenset[str] = frozenset()

    @property
    def lowest_contrast(self) -> float:
        """The lowest ratio measured; a page whose text was not measured has none: 0."""
        return min((contrast.ratio for contrast in self.contrasts), default=0.0)


def check(
    browser: "Browser", page_file: Path, *, title: str, heading: str, scheme: Literal["light", "dark"] = "light"
) -> AxeResult:
    """The verdict on a page opened from its file, in the light or the dark colour scheme.

    An empty or a wrong page has no faults either, so its title and its first heading are
    compared with the expected ones before anything else.
    """
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        page.goto(page_file.resolve().as_uri())
        found = page.title(), page.locator("h1").first.inner_text()
        assert found == (title, heading), f"{page_file} shows {found}, not {(title, heading)}"
        return check_page(page, f"{page_file} ({scheme})")
    finally:
        context.close()


def check_page(page: "Page", subject: str) -> AxeResult:
    """The verdict on a page in the state it is in now, such as with a step highlighted."""
    script = npm_file(TOOL, SCRIPT)
    # Evaluated rather than added as an element: the page may forbid foreign scripts.
    page.evaluate(script.read_text(encoding="utf-8"))
    report: dict[str, Any] = page.evaluate(RUN, OPTIONS)
    violations, incomplete = _messages(report["violations"], "violation"), _messages(report["incomplete"], "undecided")
    return AxeResult(
        tool=TOOL,
        version=report["testEngine"]["version"],
        subject=subject,
        passed=not violations and not incomplete,
        messages=violations + incomplete,
        violations=violations,
        incomplete=incomplete,
        contrasts=_contrasts(report),
        rules_run=frozenset(rule["id"] for kind in ("passes", "violations", "incomplete") for rule in report[kind]),
    )


def _messages(rules: list[dict[str, Any]], kind: str) -> tuple[Message, ...]:
    return tuple(
        Message(
            f"{node['impact'] or rule['impact'] or 'unrated'} {kind}",
            rule["id"],
            _explanation(rule, node),
            _target(node),
        )
        for rule in rules
        for node in rule["nodes"]
    )


def _explanation(rule: dict[str, Any], node: dict[str, Any]) -> str:
    checks = node["any"] + node["all"] + node["none"]
    return "; ".join([rule["help"], *(check["message"] for check in checks)])


def _target(node: dict[str, Any]) -> str:
    return " ".join(map(str, node["target"]))


def _contrasts(report: dict[str, Any]) -> tuple[Contrast, ...]:
    return tuple(
        Contrast(
            ratio=float(check["data"]["contrastRatio"]),
            foreground=check["data"]["fgColor"],
            background=check["data"]["bgColor"],
            size=check["data"]["fontSize"],
            target=_target(node),
        )
        for kind in ("passes", "violations", "incomplete")
        for rule in report[kind]
        # The rule for level AA measures every text; the one for AAA leaves the worst to it.
        if rule["id"] == "color-contrast"
        for node in rule["nodes"]
        for check in node["any"]
        if check["data"] and check["data"].get("contrastRatio")
    )
