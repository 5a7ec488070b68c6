"""Article to script: everything that a listener will hear, in the order in which it is safe to hear it.

Introduction, then every warning before anything is moved, then one chapter per stretch and side, then the
closing with the disclaimers. The script is pure data: no voice, no sound, no clock. It says
nothing clinical that the article does not say; what it adds are words that guide the ear.
"""

from collections.abc import Iterator
from dataclasses import replace

from pubpipe.model.article import (
    Article,
    Callout,
    CalloutRole,
    ListBlock,
    ListItem,
    Paragraph,
    Stretch,
    nodes,
)
from pubpipe.model.narration import ABOUT, Chapter, Cue, Pause, Script, Speech
from pubpipe.model.walks import callouts, stretches
from pubpipe.narrating.guiding import Place, guide
from pubpipe.narrating.pacing import AFTER_TITLE, BEFORE_MOVING, BREATH, EASING_OUT, SHORT_BREATH, pace_of, plan
from pubpipe.profile import AudioSettings, Profile
from pubpipe.wording import Language
from pubpipe.wording.listening_time import listening_time
from pubpipe.wording.lists import listed
from pubpipe.wording.movement import is_on_floor
from pubpipe.wording.spoken import sentence, spoken, spoken_inlines, telephone

INTRODUCTION, SAFETY, CLOSING = "_introduction", "_safety", "_closing"
"""Ids of the chapters that are no stretch; a stretch's chapters have the id of its block, and the side."""


def build_script(article: Article, profile: Profile, language: Language, seconds: float | None = None) -> Script:
    """The script of an article. Raises SourceError where a side would have to be guessed.

    seconds: how long the recording of this very script takes, which it announces if it is known.
    """
    words = language.narration
    settings = profile.audio
    before, after = _tips(article)
    chapters = [
        Chapter(INTRODUCTION, words.introduction, tuple(_introduction(article, settings, language, seconds))),
        Chapter(SAFETY, words.safety, tuple(_safety(article, before, language))),
        *_guided(article, settings, language),
        Chapter(CLOSING, words.closing, tuple(_closing(article, after, profile, language))),
    ]
    heard = tuple(chapter for chapter in chapters if chapter.cues)
    return Script(article.title, article.language, tuple(_unique(heard)))


def _guided(article: Article, settings: AudioSettings, language: Language) -> Iterator[Chapter]:
    """Every stretch, each knowing whether the one before it was on the floor; a listener begins standing."""
    all_stretches = stretches(article)
    was_on_floor: bool | None = False
    for number, stretch in enumerate(all_stretches, start=1):
        yield from guide(stretch, Place(article.id, number, len(all_stretches), was_on_floor), settings, language)
        was_on_floor = is_on_floor(stretch.starting_position or "", language)


def _unique(chapters: tuple[Chapter, ...]) -> Iterator[Chapter]:
    """The chapters with ids that differ: a block may have the very id that another's side makes."""
    taken: set[str] = set()
    for chapter in chapters:
        number = 2
        id = chapter.id
        while id in taken:
            id, number = f"{chapter.id}-{number}", number + 1
        taken.add(id)
        yield replace(chapter, id=id)


def _introduction(
    article: Article, settings: AudioSettings, language: Language, seconds: float | None
) -> Iterator[Cue]:
    """What this is, who made it, how long it takes, what is needed, and what the sounds mean."""
    words, all_stretches = language.narration, stretches(article)
    yield from _said(ABOUT, sentence(spoken(article.title, language)), AFTER_TITLE)
    yield from _said(ABOUT, sentence(spoken(_byline(article, language), language)))
    if article.summary:
        yield from _said(ABOUT, sentence(spoken(article.summary, language)))
    if not all_stretches:
        return
    one, many = words.stretches
    yield from _said(ABOUT, one if len(all_stretches) == 1 else many.format(n=len(all_stretches)))
    if seconds is not None:
        yield from _said(ABOUT, words.takes.format(length=listening_time(seconds, language)))
    yield from _needed(all_stretches, language)
    yield from _paces(article, settings, language)
    if any(stretch.dose.hold for stretch in all_stretches):
        yield from _said(ABOUT, words.signals)
        yield from _said(ABOUT, words.normal_speed)


def _paces(article: Article, settings: AudioSettings, language: Language) -> Iterator[Cue]:
    """Which end of ranges is timed, and whether there is time to stay in a hold; each only as far as it is true."""
    words = language.narration
    paced = [(stretch.dose, pace_of(stretch, article.id, settings)) for stretch in stretches(article)]
    # A rest tells its own length, and takes the other end.
    used = {pace for dose, pace in paced if any(part and part.is_range for part in (dose.hold, dose.repeat, dose.sets))}
    if not used:
        return
    said = words.pace_of_ranges["mixed" if len(used) > 1 else used.pop()]
    stays = [plan(dose, pace).stay for dose, pace in paced if dose.hold]
    if any(stays):
        said = f"{said} {words.may_stay_on['all' if all(stays) else 'some']}"
    yield from _said(ABOUT, said)


def _needed(all_stretches: tuple[Stretch, ...], language: Language) -> Iterator[Cue]:
    """Equipment and positions, each once and in the order of their first use."""
    words = language.narration
    things = dict.fromkeys(spoken(thing, language) for stretch in all_stretches for thing in stretch.equipment)
    if things:
        yield from _said(ABOUT, words.needs.format(things=listed(tuple(things), language)))
    positions = dict.fromkeys(
        spoken(stretch.starting_position, language) for stretch in all_stretches if stretch.starting_position
    )
    if positions:
        yield from _said(ABOUT, sentence(words.positions.format(positions=words.position_then.join(positions))))


def _byline(article: Article, language: Language) -> str:
    return language.interface.by.format(names=listed(article.authors, language))


def _safety(article: Article, tips: tuple[Callout, ...], language: Language) -> Iterator[Cue]:
    """Every warning in full, then what to take care of, tips for preparing, and the rule to stop."""
    for role in (CalloutRole.WARNING, CalloutRole.CAUTION):
        for callout in callouts(article, role):
            yield from _callout(callout, language)
    for tip in tips:
        yield from _callout(tip, language)
    if stretches(article) and callouts(article, CalloutRole.WARNING):
        yield from _said(ABOUT, language.narration.stop_rule, BEFORE_MOVING)


def _closing(article: Article, tips: tuple[Callout, ...], profile: Profile, language: Language) -> Iterator[Cue]:
    """Ease out, tips in one go, where help is found, the disclaimers, and where to read it all again."""
    words, publisher = language.narration, profile.clinic or article.publisher
    if stretches(article):
        yield from _said(ABOUT, words.finished, EASING_OUT)
        if is_on_floor(stretches(article)[-1].starting_position or "", language):
            yield from _said(ABOUT, words.get_up, profile.audio.step_pause)
    for tip in tips:
        yield from _callout(tip, language, SHORT_BREATH)
    # Which of the article's sections says when to seek help is not for a program to guess; its warnings it knows.
    if stretches(article) and callouts(article, CalloutRole.WARNING):
        yield from _said(ABOUT, words.warning_signs)
    if publisher.phone:
        number = telephone(publisher.phone, language)
        yield from _said(ABOUT, words.help_line.format(name=spoken(publisher.name, language), phone=number))
    for disclaimer in callouts(article, CalloutRole.DISCLAIMER):
        yield from _callout(disclaimer, language)
    if profile.url:
        yield from _said(ABOUT, sentence(words.printed_at.format(address=spoken(profile.url, language))))
    else:
        yield from _said(ABOUT, sentence(words.printed_from.format(name=spoken(publisher.name, language))))


def _tips(article: Article) -> tuple[tuple[Callout, ...], tuple[Callout, ...]]:
    """The tips before and after the first stretch: advice on preparing comes before it is needed."""
    before: list[Callout] = []
    after: list[Callout] = []
    found = before
    for node in nodes(article.blocks):
        if isinstance(node, Stretch):
            found = after
        elif isinstance(node, Callout) and node.role is CalloutRole.TIP:
            found.append(node)
    # Without a stretch there is nothing to prepare for.
    return (tuple(before), tuple(after)) if stretches(article) else ((), tuple(before))


def _callout(callout: Callout, language: Language, pause: float = BREATH) -> Iterator[Cue]:
    """What it is, its title, and all that it holds: a listener has to know a warning for one."""
    role: str = getattr(language.interface, callout.role.value)
    title = spoken_inlines(callout.title, language) or role
    named = title if role.casefold() in title.casefold() else f"{role}: {title}"
    yield from _said(callout.id, sentence(named), AFTER_TITLE)
    for block in callout.blocks:
        yield from _block(block, language, pause)


def _block(block: Paragraph | ListBlock, language: Language, pause: float) -> Iterator[Cue]:
    match block:
        case Paragraph():
            yield from _said(block.id, sentence(spoken_inlines(block.content, language)), pause)
        case ListBlock():
            for number, item in enumerate(block.items, start=1):
                yield from _item(item, f"{number}. " if block.ordered else "", language, pause)


def _item(item: ListItem, number: str, language: Language, pause: float) -> Iterator[Cue]:
    yield from _said(item.id, sentence(f"{number}{spoken_inlines(item.content, language)}"), pause)
    for block in item.lists:
        yield from _block(block, language, pause)


def _said(block: str, text: str, pause: float = BREATH) -> Iterator[Cue]:
    yield Speech(block, text)
    yield Pause(block, pause)
