"""The words of the page that says what was checked, what was not, and what a person must still look at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """Words of the evidence. Fields in braces are filled in by `str.format`.

    Mappings have a name that the bundle uses for their key: an outcome (EARL), a media type, a kind of source file or
    part, a kind of text that is held against the article. Pairs are of one and of many. people: a check that only a
    person can do, by its name, with why.
    """

    title: str
    about: str
    made_by: str
    machine_copy: str
    dates: str
    # In short
    in_short: str
    outcomes: dict[str, str]
    all_passed: str
    some_failed: tuple[str, str]
    some_undecided: tuple[str, str]
    some_untested: tuple[str, str]
    some_for_people: tuple[str, str]
    no_promise: str
    count: str
    result: str
    # People
    for_people: str
    for_people_about: str
    open_checks: str
    what_to_check: str
    why_a_person: str
    people: dict[str, tuple[str, str]]
    # Files and checks
    files: str
    finished_files: str
    files_about: str
    file: str
    kind: str
    size: str
    kilobytes: str
    digest: str
    digest_about: str
    kinds: dict[str, str]
    checks: str
    checks_about: str
    checks_of: str
    checks_of_article: str
    standard: str
    tool: str
    remarks: str
    more_remarks: tuple[str, str]
    own_checks: dict[str, str]
    source_check: str
    # Parity
    parity: str
    parity_about: str
    parity_caption: str
    texts: dict[str, str]
    held: str
    held_all: str
    differing: str
    # Reading grades
    grades: str
    grades_about: str
    grades_caption: str
    measure: str
    value: str
    measures: dict[str, str]
    no_grades: str
    # Findings
    findings: str
    no_findings: str
    findings_caption: str
    suppressed: str
    no_suppressed: str
    suppressed_caption: str
    code: str
    where: str
    message: str
    reason: str
    # Changes
    changes: str
    changes_first: str
    changes_none: str
    changed: dict[str, str]
    added: str
    removed: str
    altered: str
    was_became: str
    now_is: str
    was_until_now: str
    contents: str
    # What it was made from
    made_from: str
    made_from_about: str
    sources: str
    source_kinds: dict[str, str]
    profile: str
    profile_about: str
    setting: str
    software: str
    version: str
