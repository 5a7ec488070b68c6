"""Article to script: everything that a listener will hear, in the order in which it is safe to hear it.

Introduction, then every warning before anything is moved, then one chapter per stretch, then the
closing with the disclaimers last. The script is pure data: no voice, no sound, no clock. It says
nothing clinical that the article does not say; what it adds are words that guide the ear.
"""

from collections.abc import Iterator

from pubpipe.model.article import (
    Article,
    Callout,
    CalloutRole,
    ListBlock,
    ListItem,
    Paragraph,
    Publisher,
    Stretch,
    callouts,
    nodes,
    stretches,
)
from pubpipe.model.narration import Chapter, Cue, Pause, Script, Speech
from pubpipe.model.text import plain
from pubpipe.narrating.guiding import guide
from pubpipe.narrating.pacing import AFTER_TITLE, BREATH, has_range
from pubpipe.profile import AudioSettings, Profile
from pubpipe.wording import Language
from pubpipe.wording.lists import listed
from pubpipe.wording.spoken import sentence, spoken, spoken_inlines, telephone

ABOUT = "_about"
"""What words of the narrator's own are about: the recording. No block has this id, since none begins so."""
INTRODUCTION, SAFETY, CLOSING = "_introduction", "_safety", "_closing"
"""Ids of the chapters that are no stretch; a stretch's chapter has the id of its block."""


def build_script(article: Article, profile: Profile, language: Language) -> Script:
    """The script of an article. Raises SourceError where a side would have to be guessed."""
    words = language.narration
    all_stretches = stretches(article)
    settings = profile.audio
    before, after = _tips(article)
    chapters = [
        Chapter(INTRODUCTION, words.introduction, tuple(_introduction(article, settings, language))),
        Chapter(SAFETY, words.safety, tuple(_safety(article, before, language))),
        *(
            Chapter(
                stretch.id,
                words.stretch_chapter.format(number=number, title=plain(stretch.title)),
                tuple(guide(stretch, (number, len(all_stretches)), settings, language)),
            )
            for number, stretch in enumerate(all_stretches, start=1)
        ),
        Chapter(CLOSING, words.closing, tuple(_closing(article, after, profile.clinic or article.publisher, language))),
    ]
    return Script(article.title, article.language, tuple(chapter for chapter in chapters if chapter.cues))


def _introduction(article: Article, settings: AudioSettings, language: Language) -> Iterator[Cue]:
    """What this is, who made it, what is needed, and what the sounds mean."""
    words, all_stretches = language.narration, stretches(article)
    yield from _said(ABOUT, sentence(spoken(article.title, language)), AFTER_TITLE)
    yield from _said(ABOUT, sentence(spoken(_byline(article, language), language)))
    if article.summary:
        yield from _said(ABOUT, sentence(spoken(article.summary, language)))
    if not all_stretches:
        return
    one, many = words.stretches
    yield from _said(ABOUT, one if len(all_stretches) == 1 else many.format(n=len(all_stretches)))
    # dict.fromkeys keeps the order and drops what is needed twice.
    things = tuple(dict.fromkeys(spoken(thing, language) for stretch in all_stretches for thing in stretch.equipment))
    if things:
        yield from _said(ABOUT, words.needs.format(things=listed(things, language)))
    if any(has_range(stretch.dose) for stretch in all_stretches):
        yield from _said(ABOUT, words.pace_of_ranges[settings.pace])
    if any(stretch.dose.hold for stretch in all_stretches):
        yield from _said(ABOUT, words.signals)
        yield from _said(ABOUT, words.normal_speed)


def _byline(article: Article, language: Language) -> str:
    return language.interface.by.format(names=listed(article.authors, language))


def _safety(article: Article, tips: tuple[Callout, ...], language: Language) -> Iterator[Cue]:
    """Every warning in full, then what to take care of, then tips for preparing."""
    for role in (CalloutRole.WARNING, CalloutRole.CAUTION):
        for callout in callouts(article, role):
            yield from _callout(callout, language)
    for tip in tips:
        yield from _callout(tip, language)


def _closing(article: Article, tips: tuple[Callout, ...], publisher: Publisher, language: Language) -> Iterator[Cue]:
    words = language.narration
    if stretches(article):
        yield from _said(ABOUT, words.finished, AFTER_TITLE)
    for tip in tips:
        yield from _callout(tip, language)
    if publisher.phone:
        number = telephone(publisher.phone, language)
        yield from _said(ABOUT, words.help_line.format(name=spoken(publisher.name, language), phone=number))
    for disclaimer in callouts(article, CalloutRole.DISCLAIMER):
        yield from _callout(disclaimer, language)


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


def _callout(callout: Callout, language: Language) -> Iterator[Cue]:
    """What it is, its title, and all that it holds: a listener has to know a warning for one."""
    role: str = getattr(language.interface, callout.role.value)
    title = spoken_inlines(callout.title, language) or role
    named = title if role.casefold() in title.casefold() else f"{role}: {title}"
    yield from _said(callout.id, sentence(named), AFTER_TITLE)
    for block in callout.blocks:
        yield from _block(block, language)


def _block(block: Paragraph | ListBlock, language: Language) -> Iterator[Cue]:
    match block:
        case Paragraph():
            yield from _said(block.id, sentence(spoken_inlines(block.content, language)))
        case ListBlock():
            for number, item in enumerate(block.items, start=1):
                yield from _item(item, f"{number}. " if block.ordered else "", language)


def _item(item: ListItem, number: str, language: Language) -> Iterator[Cue]:
    yield from _said(item.id, sentence(f"{number}{spoken_inlines(item.content, language)}"))
    for block in item.lists:
        yield from _block(block, language)


def _said(block: str, text: str, pause: float = BREATH) -> Iterator[Cue]:
    yield Speech(block, text)
    yield Pause(block, pause)
