"""Where the rules must keep silent, and the borders between a fault and none: a rule that cries wolf is ignored."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from pubpipe.findings import Code, Finding
from pubpipe.model.article import Callout, CalloutRole, ListBlock, ListItem, Paragraph, Section, Side, Step
from pubpipe.model.dose import Dose, Duration, Frequency, Span
from pubpipe.model.text import Abbreviation, Citation, Emphasis, Inlines, Link, Text
from pubpipe.reviewing import RULES
from pubpipe.reviewing.governance import review_overdue
from pubpipe.reviewing.prescribing import dose_in_words, frequency_given, sensible_dose
from pubpipe.reviewing.reading_ease import capitals, paragraph_length, reading_grade, sentence_length, terms
from pubpipe.reviewing.rule import Reviewed
from pubpipe.reviewing.sides import side_of_alt, side_of_steps
from pubpipe.reviewing.structure import alternatives, claims, links, purpose, sections_filled
from pubpipe.reviewing.warning_signs import red_flags
from pubpipe.wording import language_for
from tests.samples import every_block, picture, stretch, words

ENGLISH = language_for("en-GB")
Rule = Callable[[Reviewed], Iterable[Finding]]


def found(rule: Rule, *blocks: object, **changes: object) -> list[Code]:
    """What a rule finds in an article of these blocks."""
    article = every_block().model_copy(update={"blocks": blocks, **changes})
    return [one.code for one in rule(Reviewed(article, ENGLISH, "article.md"))]


def prose(*contents: Inlines | str) -> tuple[Paragraph, ...]:
    """Paragraphs of these texts."""
    texts = (words(content) if isinstance(content, str) else content for content in contents)
    return tuple(Paragraph(id=f"p{number}", content=text) for number, text in enumerate(texts, start=1))


def in_steps(text: str, dose: Dose | None = None) -> list[Code]:
    """What the dose rule finds in one step."""
    step = Step(id="s1", content=words(text))
    return found(dose_in_words, stretch("a", "A stretch", dose=dose).model_copy(update={"steps": (step,)}))


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (reading_grade, "Individualised physiotherapeutic rehabilitation."),
        (reading_grade, "Sit on a chair. Let your arms hang. Look ahead. Breathe out. " * 4),
        (sentence_length, " ".join(["word"] * 20) + "."),
        (paragraph_length, "Sit tall. Breathe out. Ask e.g. your nurse."),
        (terms, "Your lumbar spine (lower back) is stiff. The lumbar spine bends."),
        (terms, "This muscle is called the piriformis."),
        (terms, "The piriformis, a small muscle, is tight."),
        (terms, "Your neck and back are stiff."),
        (capitals, "NHS"),
        (capitals, "Ask your GP."),
        (capitals, "MRI, CT, L4/L5"),
        (claims, "Ask for help if you have studied this evidence."),
        (claims, "Half of your weight is on each foot."),
        (links, "Write to help@clinic.example or see the next page."),
    ],
)
def test_sound_words_pass(rule: Rule, text: str) -> None:
    """At the limit, explained, or of another meaning."""
    assert found(rule, *prose(text)) == []


def test_a_term_that_is_marked_where_it_is_defined_passes() -> None:
    """Emphasis marks a term of a definition, and an abbreviation carries its own words."""
    emphasised = (Text(value="The muscles that lift your thigh: the "), Emphasis(children=words("iliopsoas")))
    short = (Abbreviation(short="SIJ", expansion="sacroiliac joint"),)
    assert found(terms, *prose(emphasised, short, "The iliopsoas is tight.")) == []


def test_a_claim_with_its_reference_passes() -> None:
    """The citation may stand anywhere in the block."""
    cited = (Text(value="Studies show that 80% get better."), Citation(reference="s1", number=1))
    assert found(claims, *prose(cited)) == []
    assert found(claims, *prose("Studies show that 80% get better.")) == [Code.CLAIM_WITHOUT_REFERENCE]


def test_a_link_with_words_passes_and_its_address_is_not_in_the_text() -> None:
    """What is seen counts, not what it leads to."""
    link = (Link(url="https://www.nhs.uk/", children=words("NHS advice")),)
    bare = (Link(url="https://www.nhs.uk/", children=words("www.nhs.uk")),)
    assert found(links, *prose(link)) == []
    assert found(links, *prose(bare)) == [Code.LINK_WORDS]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Hold for 25 seconds.", [Code.DOSE_REPEATED]),
        ("Hold for 20 to 30 seconds.", [Code.DOSE_REPEATED]),
        ("Hold for half a breath.", []),
        ("Hold for 20-40 seconds.", [Code.DOSE_CONTRADICTED]),
        ("Hold for 1 minute.", [Code.DOSE_CONTRADICTED]),
        ("Pull your thigh to your chest for ten seconds.", [Code.DOSE_CONTRADICTED]),
        ("Breathe in for 4 seconds.", []),
        ("Breathe slowly and hold for 60 seconds.", [Code.DOSE_CONTRADICTED]),
        ("Hold and breathe deeply for 60 seconds.", [Code.DOSE_CONTRADICTED]),
        ("After 10 seconds, lower your leg.", [Code.DOSE_CONTRADICTED]),
        ("Rest for 10 seconds, then hold again.", []),
        ("Wait 5 seconds between repeats.", []),
        ("Hold your breath for 2 seconds.", []),
        ("Never hold it longer than 60 seconds.", []),
        ("Never hold it longer than 10 seconds.", [Code.DOSE_CONTRADICTED]),
        ("Hold it for at least 60 seconds.", [Code.DOSE_CONTRADICTED]),
        ("Over the weeks, build up to 60 seconds.", []),
        ("Repeat 3 times.", [Code.DOSE_REPEATED]),
        ("Do this 5 times.", [Code.DOSE_CONTRADICTED]),
        ("Repeat this twice.", [Code.DOSE_CONTRADICTED]),
        ("Repeat on the other side.", []),
        ("Do this twice a day.", [Code.DOSE_REPEATED]),
        ("Do this once a day.", [Code.DOSE_CONTRADICTED]),
        ("Do this twice a week.", [Code.DOSE_CONTRADICTED]),
        ("Nod your head gently two or three times.", []),
        ("Bend one knee, then stand on two feet.", []),
    ],
)
def test_a_dose_in_words_is_held_against_the_option(text: str, codes: list[Code]) -> None:
    """The option: hold 20 to 30 seconds, repeat 3 times, twice a day."""
    assert in_steps(text) == codes


def test_a_time_in_an_introduction_is_a_dose_only_where_it_is_a_hold() -> None:
    """“Ten minutes at the screen” prescribes nothing."""
    plain = stretch("a", "A")
    for text, codes in (
        ("Good after 10 minutes at the screen.", []),
        ("Hold it for 2 minutes.", [Code.DOSE_CONTRADICTED]),
    ):
        introduction = (Paragraph(id="i", content=words(text)),)
        assert found(dose_in_words, plain.model_copy(update={"introduction": introduction})) == codes


def test_limits_of_a_dose_are_inclusive() -> None:
    """A hundred repeats and once an hour may be meant; one more may not."""
    for repeats, times, codes in ((100, 24, []), (101, 25, [Code.UNUSUAL_DOSE, Code.UNUSUAL_DOSE])):
        often = Frequency(times=Span(lower=times, upper=times), period="day")
        dose = Dose(repeat=Span(lower=repeats, upper=repeats), frequency=often)
        assert found(sensible_dose, stretch("a", "A", dose=dose)) == codes
    assert found(frequency_given, stretch("a", "A")) == []
    assert found(frequency_given, stretch("a", "A", dose=Dose(hold=Duration(lower=5, upper=5)))) == [Code.NO_FREQUENCY]


def test_steps_that_name_both_sides_are_not_judged() -> None:
    """Which of them is stretched, no rule can tell."""
    assert found(side_of_steps, stretch("a", "A", sides=(Side.LEFT,))) == []
    only_right = stretch("a", "A", sides=(Side.LEFT,)).model_copy(
        update={"steps": (Step(id="s", content=words("Lift your right arm.")),)}
    )
    assert found(side_of_steps, only_right) == [Code.CONTRARY_SIDE]
    assert found(side_of_steps, only_right.model_copy(update={"sides": (Side.RIGHT,)})) == []
    assert found(side_of_steps, only_right.model_copy(update={"sides": ()})) == []


def test_a_text_alternative_is_judged_only_where_steps_name_one_side() -> None:
    """With both sides in the steps, a picture may be told by either."""
    left = picture("f").model_copy(update={"alt": "A person lifts the left arm."})
    both = stretch("a", "A").model_copy(update={"figure": left})
    one = both.model_copy(update={"steps": (Step(id="s", content=words("Lift your right arm.")),)})
    assert found(side_of_alt, both) == []
    assert found(side_of_alt, one) == [Code.CONTRARY_ALT]


def warning(*signs: str) -> Callout:
    """A warning with a list of signs."""
    items = tuple(ListItem(id=f"i{number}", content=words(sign)) for number, sign in enumerate(signs))
    return Callout(id="w", role=CalloutRole.WARNING, blocks=(ListBlock(id="l", ordered=False, items=items),))


BLADDER, SADDLE, LEGS = (
    "you cannot control your bladder or bowel",
    "you feel numb between your legs",
    "both legs are weak or numb",
)


@pytest.mark.parametrize(
    ("signs", "missing"),
    [
        ((BLADDER, SADDLE, LEGS), 0),
        ((BLADDER, SADDLE), 1),
        ((BLADDER, LEGS), 1),
        ((SADDLE, LEGS), 1),
        (("it is hard to pee", "tingling around your genitals", "weakness in your legs"), 0),
    ],
)
def test_each_sign_of_pressure_on_the_nerves_is_asked_for(signs: tuple[str, ...], missing: int) -> None:
    """Numbness between the legs is none of the legs."""
    assert found(red_flags, warning(*signs), title="Back pain") == [Code.RED_FLAGS] * missing


def test_signs_outside_a_warning_do_not_count_and_other_subjects_need_none() -> None:
    """Only a warning is in every edition, before the stretches."""
    assert found(red_flags, *prose(BLADDER, SADDLE, LEGS), keywords=("sciatica",)) == [Code.RED_FLAGS]
    assert found(red_flags, *prose("Tilt your head back."), title="Neck pain") == []


def test_a_review_is_overdue_from_the_day_after() -> None:
    """On the day itself there is still time; without a day nothing is said."""
    article = every_block()
    for days, count in ((0, 0), (1, 1)):
        day = article.review_due + datetime.timedelta(days=days)
        assert len(list(review_overdue(Reviewed(article, ENGLISH, "article.md", day)))) == count
    assert list(review_overdue(Reviewed(article, ENGLISH, "article.md"))) == []


def test_sound_structure_passes() -> None:
    """A summary, a section with text, and a text that says what is seen."""
    assert found(purpose, *prose("Text.")) == []
    assert found(sections_filled, Section(id="s", level=1, title=words("A"), blocks=prose("Text."))) == []
    for alt in ("A person pictured from behind.", "Photographs lie on a table.", "x" * 250):
        assert found(alternatives, picture("f").model_copy(update={"alt": alt})) == []


def test_a_language_without_words_for_review_is_not_judged_by_those_of_another() -> None:
    """No rule fails for it, and none of those about words speaks."""
    unknown = replace(ENGLISH, review=None)
    article = every_block().model_copy(
        update={"blocks": prose("The piriformis. Studies show 80%."), "title": "Sciatica"}
    )
    codes = {one.code for rule in RULES for one in rule(Reviewed(article, unknown, "article.md"))}
    assert not codes & {Code.UNEXPLAINED_TERM, Code.CLAIM_WITHOUT_REFERENCE, Code.RED_FLAGS}
