"""What the page tells machines: it can be parsed, and it says what the article says."""

from collections.abc import Iterator, Mapping

from pubpipe.checking.html.page import Page
from pubpipe.findings import Finding
from pubpipe.model.article import Stretch
from pubpipe.model.text import plain
from pubpipe.model.walks import stretches
from pubpipe.wording import Language
from pubpipe.wording.doses import dose_lines


def linked_data(page: Page) -> Iterator[Finding]:
    """One MedicalWebPage with the article's facts, every stretch with its steps and dose, every recording."""
    finished, article = page.finished, page.finished.article
    try:
        (told,) = page.data("application/ld+json")
    except ValueError as error:
        yield finished.unsound("The page's linked data cannot be read.", str(error))
        return
    if not isinstance(told, Mapping) or told.get("@type") != "MedicalWebPage":
        yield finished.unsound("The page's linked data are not about a MedicalWebPage.")
        return
    facts = {
        "name": article.title,
        "description": article.summary,
        "inLanguage": article.language,
        "datePublished": article.published.isoformat(),
        "lastReviewed": article.reviewed.isoformat(),
    }
    for name, wanted in facts.items():
        if told.get(name) != wanted:
            yield finished.unsound(f"The linked data's {name} is not the article's.", str(told.get(name)))
    plan = told.get("mainEntity")
    parts = plan.get("hasPart", []) if isinstance(plan, Mapping) else []
    if [_exercise(part) for part in parts] != [_wanted(one, finished.language) for one in stretches(article)]:
        yield finished.unsound("The linked data's stretches are not the article's, or not in its order.")
    yield from _audio(page, told.get("audio", []))


def _exercise(told: object) -> tuple[object, ...]:
    if not isinstance(told, Mapping):
        return ()
    steps = [step.get("text") for step in told.get("step", [])]
    dose = [told[name] for name in ("repetitions", "restPeriods", "activityFrequency") if name in told]
    return told.get("name"), steps, sorted((*dose, *told.get("additionalVariable", [])))


def _wanted(stretch: Stretch, language: Language) -> tuple[object, ...]:
    steps = [plain(step.content) for step in (*stretch.steps, *stretch.other_steps)]
    known = ("repeat", "rest", "frequency")
    dose = [
        line.value if line.part in known else f"{line.label}: {line.value}"
        for line in dose_lines(stretch.dose, stretch.sides, language)
    ]
    return plain(stretch.title), steps, sorted(dose)


def _audio(page: Page, told: object) -> Iterator[Finding]:
    """Titles, and lengths to the second."""
    found = [(one.get("name"), one.get("duration")) for one in told] if isinstance(told, list) else []
    wanted = []
    for narration in page.finished.narrations:
        minutes, seconds = divmod(round(narration.timeline.seconds), 60)
        wanted.append((narration.script.title, f"PT{minutes}M{seconds}S"))
    if found != wanted:
        yield page.finished.unsound("The linked data's recordings are not those of the page.", str(found))
