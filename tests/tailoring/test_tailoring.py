"""An article becomes one patient's: what a row chooses is in it, and every warning still is."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pubpipe.findings import Code, Position, Severity
from pubpipe.model.article import Article, Callout, CalloutRole, Figure, Side, Stretch, nodes
from pubpipe.model.dose import Duration, Frequency, Span
from pubpipe.model.row import Change, Tailoring
from pubpipe.model.text import plain
from pubpipe.model.walks import callouts, figures, inline_texts, stretches
from pubpipe.profile import Profile
from pubpipe.reading import read_article, read_markdown
from pubpipe.reading.drawing import is_drawn as drawn_by_reading
from pubpipe.reading.report import Report
from pubpipe.reading.source import SourceText
from pubpipe.tailoring import Tailored, tailored
from pubpipe.tailoring.dosing import paces_for
from pubpipe.tailoring.siding import is_drawn
from pubpipe.wording import language_for
from tests import samples
from tests.support import rows

ENGLISH = language_for("en-GB")
ROW = Position("rows.csv", 7)
SAMPLE = Path(__file__).parents[2] / "source" / "hip-mobility-back-pain" / "article.md"
RIGHT, LEFT = Side.RIGHT, Side.LEFT
HIP, NECK, CHIN = "hip-flexor-stretch", "side-neck-stretch", "chin-tuck"


@lru_cache(maxsize=8)
def read(text: str = rows.ARTICLE) -> Article:
    """An article from its text, without its figures."""
    article = read_markdown(SourceText("article.md", text), Report("article.md"))
    assert article is not None
    return article


def tailor(wanted: Tailoring, article: Article | None = None) -> Tailored:
    """What comes of a choice."""
    return tailored(article or read(), wanted, ENGLISH, ROW, "article.md")


def made(wanted: Tailoring, article: Article | None = None) -> Article:
    """The article of a choice that nothing speaks against."""
    result = tailor(wanted, article)
    assert result.article is not None, result.findings
    return result.article


def changed(id: str, **values: object) -> Tailoring:
    """The choice of one stretch's values."""
    return Tailoring(changes=(Change.model_validate({"stretch": id, **values}),))


def the(article: Article, id: str) -> Stretch:
    """The stretch with an id."""
    return next(one for one in stretches(article) if one.id == id)


def all_words(article: Article) -> str:
    """Every text of an article."""
    return "\n".join(plain(text) for node in nodes(article.blocks) for text in inline_texts(node))


def test_a_row_that_chooses_nothing_leaves_the_article_as_it_is() -> None:
    """Not one value changes."""
    assert made(Tailoring()) == read()


def test_chosen_stretches_stay_in_the_article_s_order() -> None:
    """With those left out go their rows in the table and the section in which nothing else stood."""
    article = made(Tailoring(stretches=(CHIN, NECK)))
    assert [one.id for one in stretches(article)] == [NECK, CHIN]
    ids = {node.id for node in nodes(article.blocks)}
    assert "on-a-chair" in ids
    assert "on-the-floor" not in ids
    assert "Hip flexor" not in all_words(article)
    assert "Side neck stretch" in all_words(article)


def test_a_section_with_anything_else_in_it_stays() -> None:
    """It may hold a warning."""
    text = rows.ARTICLE.replace("### On the floor\n", "### On the floor\n\n:::{warning}\nMind the edge.\n:::\n")
    article = made(Tailoring(stretches=(CHIN,)), read(text))
    assert "Mind the edge." in all_words(article)


def test_a_dose_is_replaced_value_by_value() -> None:
    """What the row does not say stays."""
    hold, often = Duration(lower=45, upper=45), Frequency(times=Span(lower=3, upper=3), period="week")
    dose = the(made(changed(NECK, hold=hold, frequency=often)), NECK).dose
    assert (dose.hold, dose.frequency) == (hold, often)
    assert (dose.repeat, dose.rest) == (the(read(), NECK).dose.repeat, the(read(), NECK).dose.rest)


def test_a_pace_for_all_reaches_every_range_and_one_of_its_own_wins() -> None:
    """A stretch without a range has nothing to decide."""
    hold = Duration(lower=30, upper=30)
    wanted = Tailoring(pace="full", changes=(Change(stretch=CHIN, pace="gentle"), Change(stretch=HIP, hold=hold)))
    article = made(wanted)
    assert [one.pace for one in stretches(article)] == [None, "full", "gentle"]


def test_an_author_s_pace_goes_with_the_range_that_it_decided_on() -> None:
    """A single number is nobody's choice any more."""
    text = rows.ARTICLE.replace(":hold: 20-30 s\n:frequency: once", ":hold: 20-30 s\n:pace: full\n:frequency: once")
    article = made(changed(HIP, hold=Duration(lower=30, upper=30)), read(text))
    assert the(read(text), HIP).pace == "full"
    assert the(article, HIP).pace is None


def test_a_clinic_s_pace_for_a_stretch_gives_way_to_the_row_s() -> None:
    """And to its absence; a name that the article never had stays, to be found."""
    names = (HIP, NECK, "no-such-stretch")
    paces = {"neck-care/" + name: "full" for name in names} | {"other/" + HIP: "full"}
    profile = Profile.model_validate({"audio": {"paces": paces}})
    by_row = paces_for(profile, read(), Tailoring(stretches=(HIP,), changes=(Change(stretch=HIP, pace="gentle"),)))
    assert [name for name, _ in by_row.audio.paces] == ["neck-care/no-such-stretch", f"other/{HIP}"]
    assert paces_for(profile, read(), Tailoring()) == profile


def test_the_first_side_alone_is_what_was_written() -> None:
    """Not a word changes but the side."""
    before, after = the(read(), NECK), the(made(changed(NECK, sides=(RIGHT,))), NECK)
    assert after.sides == (RIGHT,)
    assert after == before.model_copy(update={"sides": (RIGHT,)})


def test_the_other_side_alone_is_turned_in_every_word() -> None:
    """Steps, notes, position, targets, and what the picture is said to show."""
    hip = the(made(changed(HIP, sides=(LEFT,))), HIP)
    assert hip.sides == (LEFT,)
    assert hip.figure is not None
    said = [*(plain(one.content) for one in hip.steps), *(plain(one.content) for one in hip.notes)]
    assert said == [
        "Kneel on your left knee, with your right foot in front of you.",
        "Shift your weight forward until you feel a stretch at the front of your left hip.",
        "Rest your hands on your right thigh.",
    ]
    assert hip.starting_position == "kneeling on your left knee"
    assert hip.targets == "the front of your left hip"
    assert hip.figure.alt == (
        "A person kneels on the left knee, with the right foot in front. The front of the left hip is hatched."
    )


def test_the_other_side_first_twice_is_the_article_again() -> None:
    """Turning loses nothing."""
    turned = made(changed(HIP, sides=(LEFT, RIGHT)))
    assert the(turned, HIP).sides == (LEFT, RIGHT)
    again = made(changed(HIP, sides=(RIGHT, LEFT)), turned)
    assert [one for one in again.blocks if not one.id.startswith("for-you")] == list(read().blocks)


def test_steps_written_out_for_the_other_side_are_taken_as_they_are() -> None:
    """The author knew why; alone they are the steps, and first they change places."""
    article = samples.every_block()
    wanted = changed("neck-turn", sides=(RIGHT,))
    drawn = [
        one.model_copy(update={"figure": None}) if isinstance(one, Stretch) else one
        for one in article.blocks[3].blocks  # type: ignore[union-attr]
    ]
    section = article.blocks[3].model_copy(update={"blocks": tuple(drawn)})
    plain_article = article.model_copy(update={"blocks": (*article.blocks[:3], section, *article.blocks[4:])})
    before = the(plain_article, "neck-turn")
    alone = the(made(wanted, plain_article), "neck-turn")
    assert alone.steps == before.other_steps
    assert alone.other_steps == ()
    swapped = the(made(changed("neck-turn", sides=(RIGHT, LEFT)), plain_article), "neck-turn")
    assert (swapped.steps, swapped.other_steps) == (before.other_steps, before.steps)


def refused(wanted: Tailoring, text: str = rows.ARTICLE) -> str:
    """The message with which a choice is refused, which stands at the row."""
    result = tailor(wanted, read(text))
    assert result.article is None
    (finding,) = (one for one in result.findings if one.severity is Severity.ERROR)
    assert finding.code is Code.NOT_TAILORED
    assert finding.position == ROW
    assert finding.remedy
    return finding.message


def test_a_picture_from_the_disk_is_never_turned() -> None:
    """It shows the side that it shows, and may hold letters."""
    assert "figures/side-neck.svg shows the right side" in refused(changed(NECK, sides=(LEFT,)))


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("2. Shift your weight forward", "2. Go the right way and shift your weight forward"),
        ("Rest your hands on your left thigh.", "Now get it right."),
        (":alt: A person kneels", ":alt: It is right that a person kneels"),
        (":targets: the front of your right hip", ":targets: the right place"),
        ("Eases a stiff hip.", "Eases a stiff right hip."),
        ("Eases a stiff hip.", "Do it right."),
        ("{stretch} Hip flexor stretch", "{stretch} Right hip stretch"),
    ],
)
def test_a_word_that_may_be_no_side_is_never_turned(written: str, instead: str) -> None:
    """The row is refused rather than guessed at."""
    text = rows.ARTICLE.replace(written, instead)
    assert text != rows.ARTICLE
    id = HIP if "Right hip" not in text else "right-hip-stretch"
    refused(changed(id, sides=(LEFT,)), text)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (changed(CHIN, sides=(LEFT,)), "no sides"),
        (changed(CHIN, hold=Duration(lower=5, upper=5)), "not held"),
        (Tailoring(changes=(Change(stretch=NECK, pace="full", hold=Duration(lower=5, upper=5)),)), ""),
    ],
)
def test_what_the_article_does_not_bear_is_refused(wanted: Tailoring, message: str) -> None:
    """Sides that it lacks, a hold that its steps do not have, a pace without a range."""
    text = rows.ARTICLE.replace(":rest: 10 s\n", "")
    assert message in refused(wanted, text)


def test_one_side_of_a_stretch_for_the_other_is_refused() -> None:
    """The author has written it for one side and nothing says that the other is the same."""
    text = rows.ARTICLE.replace(
        ":sides: right, left\n:hold: 20-30 s\n:frequency", ":sides: right\n:hold: 20-30 s\n:frequency"
    )
    assert "right side alone" in refused(changed(HIP, sides=(LEFT,)), text)


def test_stretches_that_are_not_there_are_named_with_those_that_are() -> None:
    """Also one that the row changes and leaves out."""
    wanted = Tailoring(stretches=(CHIN, "plank"), changes=(Change(stretch=NECK, pace="full"), Change(stretch="plie")))
    result = tailor(wanted)
    assert result.article is None
    assert [one.code for one in result.findings] == [Code.UNKNOWN_STRETCH] * 3
    assert CHIN in result.findings[0].remedy


def test_notes_stand_behind_the_first_warning_and_the_cautions_that_follow() -> None:
    """As they were typed, whatever they look like, under a title of their own."""
    typed = ("Your physiotherapist: **Anna** <b>", "{{ see }} [you](http://x) @s1 :::{warning}")
    article = made(Tailoring(notes=typed))
    place = [block.id for block in article.blocks].index("for-you")
    before, note = article.blocks[place - 1], article.blocks[place]
    assert isinstance(before, Callout)
    assert before.role is CalloutRole.CAUTION
    assert isinstance(note, Callout)
    assert note.role is CalloutRole.TIP
    assert plain(note.title) == "For you"
    assert tuple(plain(text) for block in note.blocks for text in inline_texts(block)) == typed
    assert [*article.blocks[:place], *article.blocks[place + 1 :]] == list(read().blocks)


@pytest.mark.parametrize(
    "wanted",
    [
        Tailoring(stretches=(NECK,)),
        changed(NECK, hold=Duration(lower=40, upper=40)),
        changed(HIP, sides=(LEFT, RIGHT)),
        Tailoring(pace="gentle"),
    ],
)
@pytest.mark.parametrize("typed", [(), ("Your physiotherapist: Anna",)])
def test_what_was_changed_for_one_patient_says_so(wanted: Tailoring, typed: tuple[str, ...]) -> None:
    """Behind the clinic's own lines, or by itself: another copy of it at home is the leaflet that everybody gets."""
    article = made(wanted.model_copy(update={"notes": typed}))
    (note,) = (node for node in nodes(article.blocks) if isinstance(node, Callout) and node.id == "for-you")
    said = tuple(plain(text) for block in note.blocks for text in inline_texts(block))
    assert said == (*typed, "This advice was adapted for you. It may not be right for anyone else.")


def test_notes_stand_in_the_section_of_the_first_warning() -> None:
    """The sample has its warning in a section."""
    article = read_article(SAMPLE).article
    assert article is not None
    order = [node.id for node in nodes(made(Tailoring(notes=("Hello",)), article).blocks) if isinstance(node, Callout)]
    at = order.index("for-you")
    roles = {node.id: node.role for node in nodes(article.blocks) if isinstance(node, Callout)}
    assert [roles[id] for id in order[:at]] == [CalloutRole.WARNING, CalloutRole.CAUTION]


def test_notes_have_an_id_that_nothing_else_has_or_begins_with() -> None:
    """A section may be called the same."""
    text = rows.ARTICLE.replace("## Stretches", "## For you")
    article = made(Tailoring(notes=("Hello",)), read(text))
    assert "for-you-2" in {node.id for node in nodes(article.blocks)}


SAFE = (CalloutRole.WARNING, CalloutRole.DISCLAIMER, CalloutRole.CAUTION)
SPANS = st.builds(lambda one, more: Span(lower=one, upper=one + more), st.integers(1, 9), st.integers(0, 9))
HOLDS = st.builds(lambda one, more: Duration(lower=one, upper=one + more), st.integers(1, 90), st.integers(0, 90))
OFTEN = st.builds(Frequency, times=SPANS, period=st.sampled_from(["day", "week"]))
SIDES = st.sampled_from([(RIGHT,), (LEFT,), (RIGHT, LEFT), (LEFT, RIGHT)])
PACES = st.sampled_from(["gentle", "full"])
LINES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40), max_size=9
)


def choices(ids: list[str]) -> st.SearchStrategy[Tailoring]:
    """Whatever a row can say of an article with these stretches."""
    of_one = st.sampled_from(ids).flatmap(
        lambda id: st.builds(
            Change,
            stretch=st.just(id),
            hold=st.none() | HOLDS,
            repeat=st.none() | SPANS,
            sets=st.none() | SPANS,
            rest=st.none() | HOLDS,
            frequency=st.none() | OFTEN,
            sides=st.none() | SIDES,
            pace=st.none() | PACES,
        )
    )
    return st.builds(
        Tailoring,
        stretches=st.lists(st.sampled_from(ids), unique=True, max_size=3).map(tuple),
        changes=st.lists(of_one, max_size=3, unique_by=lambda one: one.stretch).map(tuple),
        pace=st.none() | PACES,
        notes=LINES.map(tuple),
    )


def safety(article: Article) -> list[Callout]:
    """Warnings, cautions and disclaimers, in order."""
    return [node for node in nodes(article.blocks) if isinstance(node, Callout) and node.role in SAFE]


def heard_before(article: Article) -> list[str]:
    """The warnings that stand before the first thing that is none: a stretch or a line for the patient."""
    ids: list[str] = []
    for node in nodes(article.blocks):
        if isinstance(node, Stretch) or node.id == "for-you":
            return ids
        ids += [node.id] if isinstance(node, Callout) and node.role is CalloutRole.WARNING else []
    return ids


@pytest.mark.parametrize("name", ["neck", "sample", "every block"])
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_a_row_says_every_safety_block_stays(name: str, data: st.DataObject) -> None:
    """Whole, in order, and the first warning before any stretch and any free line; or the row is refused."""
    articles: dict[str, Callable[[], Article]] = {"neck": read, "sample": sample, "every block": samples.every_block}
    article = articles[name]()
    wanted = data.draw(choices([one.id for one in stretches(article)]))
    result = tailor(wanted, article)
    if result.article is None:
        assert any(one.severity is Severity.ERROR for one in result.findings)
        return
    assert safety(result.article) == safety(article)
    assert heard_before(result.article)[:1] == [callouts(article, CalloutRole.WARNING)[0].id]
    assert stretches(result.article)
    chosen = wanted.stretches or tuple(one.id for one in stretches(article))
    assert {one.id for one in stretches(result.article)} == set(chosen)
    for change in wanted.changes:
        one = the(result.article, change.stretch)
        assert all(
            getattr(one.dose, part) == getattr(change, part)
            for part in ("hold", "repeat", "sets", "rest", "frequency")
            if getattr(change, part)
        )
        assert change.sides in (None, one.sides)


@lru_cache(maxsize=1)
def sample() -> Article:
    """The sample article."""
    article = read_article(SAMPLE).article
    assert article is not None
    return article


def codes(result: Tailored) -> list[tuple[Code, str, int | None]]:
    """What was found, and where."""
    return [(one.code, one.position.file, one.position.line) for one in result.findings]


def with_words(words: str) -> Article:
    """The article with one more paragraph, on line 14."""
    return read(rows.ARTICLE.replace("A stiff neck is common.", words))


@pytest.mark.parametrize(
    "words", ["Do it on both sides.", "Then switch sides.", "Repeat on the left.", "Now do the other side."]
)
def test_words_about_both_sides_stop_a_row_that_has_chosen_one(words: str) -> None:
    """A patient who shall spare one side must not read that it is its turn."""
    one_side = changed(NECK, sides=(RIGHT,))
    result = tailor(one_side, with_words(words))
    assert result.article is None
    assert codes(result) == [(Code.BOTH_SIDES, "article.md", 14)]
    assert tailor(Tailoring(), with_words(words)).findings == ()
    inside = read(rows.ARTICLE.replace("3. Keep your left shoulder low.", f"3. {words}"))
    assert [code for code, _, _ in codes(tailor(one_side, inside))] == [Code.BOTH_SIDES]
    noted = one_side.model_copy(update={"notes": (words,)})
    assert codes(tailor(noted)) == [(Code.BOTH_SIDES, "rows.csv", 7)]


def test_a_warning_about_both_sides_stays_and_stops_nothing() -> None:
    """“Numb on both sides” is a sign, and no instruction."""
    text = rows.ARTICLE.replace("weak or numb.", "weak or numb on both sides.")
    assert tailor(changed(NECK, sides=(RIGHT,)), read(text)).findings == ()


@pytest.mark.parametrize(
    "words", ["Do the three stretches.", "Here are 3 gentle exercises.", "Try the chin tuck first."]
)
def test_words_about_a_stretch_that_is_left_out_are_a_warning(words: str) -> None:
    """Its name, and a number of stretches that is not true any more."""
    result = tailor(Tailoring(stretches=(HIP, NECK)), with_words(words))
    assert codes(result) == [(Code.LEFT_OUT, "article.md", 14)]
    assert result.article is not None
    assert tailor(Tailoring(), with_words(words)).findings == ()


def test_a_dose_in_other_words_is_a_warning() -> None:
    """The review judges those in the stretch itself."""
    wanted = changed(NECK, hold=Duration(lower=45, upper=45))
    assert codes(tailor(wanted, with_words("Hold each stretch for 20 seconds."))) == [
        (Code.DOSE_ELSEWHERE, "article.md", 14)
    ]
    assert tailor(wanted).findings == ()
    limit = read(rows.ARTICLE.replace("Move slowly.", "Never hold longer than 30 seconds."))
    assert [code for code, _, _ in codes(tailor(wanted, limit))] == [Code.DOSE_ELSEWHERE]


def test_a_dose_in_a_free_line_is_a_warning_at_the_row() -> None:
    """It has a column, from which every format words it."""
    assert codes(tailor(Tailoring(notes=("Hold it for 60 seconds.",)))) == [(Code.DOSE_IN_NOTE, "rows.csv", 7)]
    assert codes(tailor(Tailoring(notes=("See you on Tuesday at 10.",)))) == []


def test_what_is_drawn_is_the_same_to_the_reader_and_to_the_one_who_turns_it() -> None:
    """Else a drawing would be left as it is, or a picture taken for one."""
    paths = [
        "library/x",
        "library/x@left",
        "a/b.pose.yaml",
        "b.pose.yaml@right",
        "x.svg",
        "x@left.svg",
        "library/x.svg",
    ]
    for path in (*paths, "library/", "x.pose.yaml.svg", "poses/x", *(one.path for one in figures(sample()))):
        figure = Figure(id="x", path=path, alt="x")
        assert is_drawn(figure) == drawn_by_reading(figure), path
