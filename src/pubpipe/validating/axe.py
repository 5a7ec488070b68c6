"""axe: the accessibility of a page as a browser lays it out, in the light and in the dark.

A headless Chromium opens a copy of the page into which axe was written. The copy forbids every script but axe, so
that a page cannot answer in its stead, and with it everything that the page would fetch.
"""

import base64
import hashlib
import html
import json
import re
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path

from pubpipe.validating.asking import NoAnswer
from pubpipe.validating.locating import Missing, Surroundings
from pubpipe.validating.validator import Job, Report, Validator, outcome_of, without_sound
from pubpipe.validating.verdict import Remark, Verdict

TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
"""WCAG 2.0 to 2.2 at every level, and good practice; naming them turns on rules that are off by default."""

_SCHEMES: Mapping[str, str] = {
    "1": "WCAG 2.2 A to AAA, as far as a program can tell, in the light",
    "0": "WCAG 2.2 A to AAA, as far as a program can tell, in the dark",
}
"""Chromium's number of each colour scheme, and what a page is judged by in it."""

_RUN = f"""
axe.run(document, {{runOnly: {{type: "tag", values: {json.dumps(TAGS)}}}}}).then(report => {{
  const told = rules => rules.flatMap(rule => rule.nodes.map(node => ({{
    impact: node.impact || rule.impact || "unrated", rule: rule.id, help: rule.help, target: node.target.join(" ")
  }})));
  document.documentElement.textContent = "MARK" + JSON.stringify({{
    version: report.testEngine.version, passes: report.passes.length,
    violations: told(report.violations), incomplete: told(report.incomplete)
  }}) + "MARK";
}});
"""
"""What the copy runs. MARK stands for a word that the page cannot know."""

_DOCTYPE = re.compile(r"\s*<!doctype\b[^>]*>", re.IGNORECASE)
_OWN_POLICY = re.compile(r"<meta[^>]*content-security-policy[^>]*>", re.IGNORECASE)

_BROWSER = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--virtual-time-budget=60000",
    "--window-size=1280,900",
    # The sandbox refuses to start for root. No script of the page runs.
    "--no-sandbox",
    "--dump-dom",
)


class _Node(Report):
    impact: str
    rule: str
    help: str
    target: str


class _Report(Report):
    version: str
    passes: int
    violations: list[_Node]
    incomplete: list[_Node]


def _find(surroundings: Surroundings) -> list[str]:
    """The browser and its options; the last item is the file of axe itself."""
    script = surroundings.setting(VALIDATOR.setting)
    if script is None:
        raise Missing("It is not installed.")
    return [surroundings.chromium(), *_BROWSER, str(script)]


def _ask(job: Job, command: list[str]) -> Iterator[Verdict]:
    *browser, script = command
    try:
        axe = Path(script).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NoAnswer("The file that PUBPIPE_AXE names cannot be read.") from error
    mark = secrets.token_hex(16)
    page = without_sound(job.subject.data).decode("utf-8", "replace")
    job.file.write_text(_with((axe, _RUN.replace("MARK", mark)), page), encoding="utf-8")
    for number, (scheme, standard) in enumerate(_SCHEMES.items()):
        profile = job.asker.folder / f"profile{number}"
        options = [f"--user-data-dir={profile}", f"--blink-settings=preferredColorScheme={scheme}"]
        answer = job.ask([*browser, *options, job.file.as_uri()])
        if answer.status != 0:
            raise NoAnswer(f"The browser ended with exit status {answer.status}.")
        yield _verdict(answer.printed.decode("utf-8", "replace").split(mark), standard)


def _verdict(parts: list[str], standard: str) -> Verdict:
    if len(parts) != 3:
        raise NoAnswer("It did not come to its end in the browser.")
    report = _Report.model_validate_json(html.unescape(parts[1]))
    remarks = (
        *(Remark(one.impact, one.rule, one.help, one.target) for one in report.violations),
        *(Remark("undecided", one.rule, one.help, one.target) for one in report.incomplete),
    )
    passed = report.passes > 0 and not remarks
    return Verdict(VALIDATOR.name, standard, outcome_of(passed=passed), report.version, remarks)


def _with(scripts: tuple[str, ...], page: str) -> str:
    """The page with these scripts in it and no other that could run."""
    scripts = tuple(one.replace("</script", r"<\/script") for one in scripts)
    allowed = " ".join(f"'sha256-{_digest(one)}'" for one in scripts)
    policy = (
        f"default-src data:; style-src 'unsafe-inline' data:; script-src {allowed}; "
        "base-uri 'none'; form-action 'none'; frame-src 'none'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    # Right behind the document type, and so before anything of the page's own, whatever it is.
    opening = _DOCTYPE.match(page)
    at = opening.end() if opening else 0
    rest = _OWN_POLICY.sub("", page[at:])
    return page[:at] + meta + rest + "".join(f"<script>{one}</script>" for one in scripts)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


VALIDATOR = Validator(
    name="axe",
    setting="PUBPIPE_AXE",
    media_type="text/html",
    suffix=".html",
    remedy="Get it with `npm install axe-core`, and Chromium; set PUBPIPE_AXE to its axe.min.js.",
    standards=lambda _data: tuple(_SCHEMES.values()),
    find=_find,
    ask=_ask,
)
