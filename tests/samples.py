"""Articles and publications made by hand, so that a format is tested without a reader, a voice or a disk."""

import datetime
import math

import numpy

from pubpipe.formats.publication import Publication
from pubpipe.model.article import (
    Article,
    Callout,
    CalloutRole,
    Cell,
    Figure,
    ListBlock,
    ListItem,
    Paragraph,
    Publisher,
    Reference,
    Section,
    Side,
    SourceLine,
    Step,
    Stretch,
    Table,
)
from pubpipe.model.asset import Asset
from pubpipe.model.dose import Dose, Duration, Frequency, Span
from pubpipe.model.narration import (
    Chapter,
    Chime,
    Cue,
    Hold,
    Narration,
    Pause,
    Script,
    Speech,
    TimedChapter,
    TimedCue,
    Timeline,
)
from pubpipe.model.recording import READING, Codec
from pubpipe.model.text import Abbreviation, Citation, Emphasis, Fixed, Inlines, Link, Strong, Text
from pubpipe.narrating.encoding import Encoded, encode
from pubpipe.narrating.full_reading import build_reading
from pubpipe.profile import Profile
from pubpipe.rendering import Templates
from pubpipe.wording import language_for

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="480" height="320" viewBox="0 0 480 320">'
    b"<title>A circle on a line</title>"
    b'<rect width="480" height="320" fill="#fff"/><path d="M20 300H460" stroke="#111" stroke-width="8"/>'
    b'<circle cx="240" cy="160" r="90" fill="#767676" stroke="#111" stroke-width="8"/></svg>'
)


def words(value: str) -> Inlines:
    """Plain inline text."""
    return (Text(value=value),)


def paragraph(id: str, value: str) -> Paragraph:
    """A plain paragraph."""
    return Paragraph(id=id, content=words(value), source=SourceLine(file="article.md", line=1))


def picture(id: str, path: str = "figures/circle.svg") -> Figure:
    """A figure that shows `SVG`."""
    return Figure(id=id, path=path, alt=f"A grey circle above a black line, for {id}.")


def stretch(
    id: str,
    title: str,
    *,
    sides: tuple[Side, ...] = (Side.RIGHT, Side.LEFT),
    dose: Dose | None = None,
    other_steps: tuple[Inlines, ...] = (),
) -> Stretch:
    """A complete stretch of three steps, with a figure and every option."""
    return Stretch(
        id=id,
        title=words(title),
        sides=sides,
        dose=dose
        or Dose(
            hold=Duration(lower=20, upper=30),
            repeat=Span(lower=3, upper=3),
            sets=Span(lower=2, upper=3),
            rest=Duration(lower=10, upper=10),
            frequency=Frequency(times=Span(lower=2, upper=2), period="day"),
        ),
        starting_position="sitting",
        equipment=("a firm chair",),
        targets="the side of the neck",
        figure=picture(f"{id}-figure"),
        introduction=(paragraph(f"{id}-p1", f"{title} eases a stiff neck after screen work."),),
        steps=(
            Step(id=f"{id}-s1", content=words("Sit tall and let both arms hang.")),
            Step(
                id=f"{id}-s2",
                content=(
                    Text(value="Tilt your "),
                    Strong(children=words("right")),
                    Text(value=" ear towards your right shoulder."),
                ),
            ),
            Step(id=f"{id}-s3", content=words("Keep your left shoulder low.")),
        ),
        other_steps=tuple(
            Step(id=f"{id}-o{number}", content=content) for number, content in enumerate(other_steps, start=1)
        ),
        notes=(paragraph(f"{id}-p2", "Breathe slowly and come back to the middle."),),
    )


def every_block() -> Article:
    """An article with every kind of block and of inline text."""
    prose: Inlines = (
        Text(value="Ask for an "),
        Abbreviation(short="MRI", expansion="magnetic resonance imaging"),
        Text(value=" scan "),
        Strong(children=words("only")),
        Text(value=" if your "),
        Emphasis(children=(Text(value="own "), Strong(children=words("doctor")))),
        Text(value=" says so. Read "),
        Link(url="https://example.org/neck?a=1&b=2", children=(Strong(children=words("more")), Text(value=" online"))),
        Text(value=" or see "),
        Link(url="#stretches", children=words("the stretches")),
        Text(value=". Five < six & “quotes” count as text."),
        Citation(reference="s1", number=1),
    )
    return Article(
        id="neck-care",
        title="Look after a stiff neck & shoulders",
        language="en-GB",
        summary="Three stretches that ease a stiff neck.",
        published=datetime.date(2025, 10, 15),
        reviewed=datetime.date(2025, 10, 16),
        review_due=datetime.date(2028, 10, 15),
        authors=("Clinic team", "Ann Example"),
        publisher=Publisher(name="Example Clinic", phone="020 7946 0000", url="https://clinic.example/"),
        keywords=("neck", "stiffness"),
        references=(
            Reference(id="s1", text="A journal of necks.", url="https://example.org/journal"),
            Reference(id="s2", text="A book of shoulders."),
        ),
        pronounce=(("trapezius", "truh-PEE-zee-us"),),
        blocks=(
            paragraph("p1", "A stiff neck is common."),
            Callout(
                id="warning-1",
                role=CalloutRole.WARNING,
                title=words("Stop and get help"),
                blocks=(
                    paragraph("warning-1-p1", "Stop and call your clinician if:"),
                    ListBlock(
                        id="warning-1-l1",
                        ordered=False,
                        items=(
                            ListItem(id="warning-1-l1-i1", content=words("your arm becomes weak or numb")),
                            ListItem(id="warning-1-l1-i2", content=words("you feel dizzy")),
                        ),
                    ),
                ),
            ),
            Section(
                id="about",
                level=1,
                title=words("About your neck"),
                blocks=(
                    Paragraph(id="about-p1", content=prose),
                    ListBlock(
                        id="about-l1",
                        ordered=True,
                        items=(
                            ListItem(
                                id="about-l1-i1",
                                content=words("First things"),
                                lists=(
                                    ListBlock(
                                        id="about-l1-i1-l1",
                                        ordered=False,
                                        items=(
                                            ListItem(id="about-l1-i1-l1-i1", content=words("a small thing")),
                                            ListItem(id="about-l1-i1-l1-i2", content=words("another")),
                                        ),
                                    ),
                                ),
                            ),
                            ListItem(id="about-l1-i2", content=words("Second things")),
                        ),
                    ),
                    Section(
                        id="numbers",
                        level=2,
                        title=words("In numbers"),
                        blocks=(
                            Table(
                                id="numbers-t1",
                                caption=words("How long to sit"),
                                header=(
                                    Cell(id="numbers-t1-r0-c1", content=words("Work"), header="column"),
                                    Cell(id="numbers-t1-r0-c2", content=words("Minutes"), header="column"),
                                    Cell(id="numbers-t1-r0-c3", content=words("Break"), header="column"),
                                ),
                                rows=(
                                    (
                                        Cell(id="numbers-t1-r1-c1", content=words("Desk"), header="row"),
                                        Cell(id="numbers-t1-r1-c2", content=words("30")),
                                        Cell(id="numbers-t1-r1-c3", content=words("stand up")),
                                    ),
                                    (
                                        Cell(id="numbers-t1-r2-c1", content=words("Car"), header="row"),
                                        Cell(id="numbers-t1-r2-c2", content=words("60")),
                                        Cell(id="numbers-t1-r2-c3", content=words("walk a little")),
                                    ),
                                    (
                                        Cell(id="numbers-t1-r3-c1", content=words("Sofa"), header="row"),
                                        Cell(id="numbers-t1-r3-c2", content=words("45")),
                                        Cell(id="numbers-t1-r3-c3", content=words("stretch")),
                                    ),
                                ),
                            ),
                            Section(
                                id="deep",
                                level=3,
                                title=words("A third level"),
                                blocks=(
                                    Figure(
                                        id="deep-figure",
                                        path="figures/circle.svg",
                                        alt="A grey circle above a black line.",
                                        caption=words("The circle stands for the head."),
                                    ),
                                ),
                            ),
                        ),
                    ),
                    Callout(
                        id="caution-1",
                        role=CalloutRole.CAUTION,
                        blocks=(paragraph("caution-1-p1", "Move slowly."),),
                    ),
                ),
            ),
            Section(
                id="stretches",
                level=1,
                title=words("Stretches"),
                blocks=(
                    stretch("side-neck", "Side neck stretch"),
                    stretch("chin-tuck", "Chin tuck", sides=(), dose=Dose(repeat=Span(lower=8, upper=10))),
                    stretch(
                        "neck-turn",
                        "Neck turn",
                        sides=(Side.LEFT, Side.RIGHT),
                        dose=Dose(hold=Duration(lower=30, upper=60)),
                        other_steps=(
                            words("Sit tall once more."),
                            (
                                Text(value="Tilt your left ear towards your left shoulder "),
                                Fixed(value="the right way"),
                                Text(value=", slowly."),
                            ),
                            words("Keep your right shoulder low and rest your right hand on your thigh."),
                            words("Look straight ahead."),
                        ),
                    ),
                ),
            ),
            Callout(id="tip-1", role=CalloutRole.TIP, blocks=(paragraph("tip-1-p1", "Warm up first."),)),
            Callout(
                id="disclaimer-1",
                role=CalloutRole.DISCLAIMER,
                blocks=(paragraph("disclaimer-1-p1", "This is information, not medical advice."),),
            ),
        ),
    )


def assets() -> dict[str, Asset]:
    """The one picture of `every_block`."""
    return {"figures/circle.svg": Asset("figures/circle.svg", "image/svg+xml", SVG, 480, 320)}


def publication(
    article: Article | None = None, profile: Profile | None = None, spoken: Narration | None = None
) -> Publication:
    """Everything that a format is given."""
    article = article or every_block()
    return Publication(
        article=article,
        profile=(profile or Profile()).for_article(article.id),
        language=language_for(article.language),
        assets=assets(),
        templates=Templates(),
        narrations=(spoken,) if spoken else (),
    )


def narration() -> Narration:
    """A short narration of `every_block` whose sound is a hum: real MP3 and AAC frames, exact times, no voice."""
    chapters = (
        Chapter(
            "safety",
            "Before you start",
            (Speech("warning-1-p1", "Stop and call your clinician if:"), Pause("warning-1-p1", 0.5)),
        ),
        Chapter(
            "side-neck",
            "Side neck stretch",
            (
                Speech("side-neck-s1", "Sit tall and let both arms hang.", Side.RIGHT),
                Pause("side-neck-s1", 0.5, Side.RIGHT),
                Chime("side-neck", "start", Side.RIGHT),
                Hold("side-neck", 2.0, Side.RIGHT),
                Chime("side-neck", "release", Side.RIGHT),
            ),
        ),
        Chapter("closing", "Please note", (Speech("disclaimer-1-p1", "This is information, not medical advice."),)),
    )
    return spoken(*chapters)


def spoken(*chapters: Chapter) -> Narration:
    """A session of these chapters, whose sound is a hum."""
    rate = 24_000
    script = Script("Look after a stiff neck & shoulders", "en-GB", chapters)
    timeline = _timeline(script, rate)
    sound = _hum(timeline.samples, rate)
    return Narration(script, timeline, "silent", sound.mp3, sound.aac, small=sound.small, parts=sound.parts)


def reading(article: Article | None = None) -> Narration:
    """The full reading of an article, of `every_block` unless told otherwise; its sound is a hum."""
    article = article or every_block()
    script = build_reading(article, Profile(), language_for(article.language))
    rate = 24_000
    timeline = _timeline(script, rate)
    return Narration(script, timeline, "silent", recording=READING, small=_hum(timeline.samples, rate).small)


def _timeline(script: Script, rate: int) -> Timeline:
    at = 0
    timed = []
    for chapter in script.chapters:
        begin, cues = at, []
        for cue in chapter.cues:
            cues.append(TimedCue(cue, at, at + round(_seconds(cue) * rate)))
            at = cues[-1].end
        timed.append(TimedChapter(chapter.id, chapter.title, begin, at, tuple(cues)))
    return Timeline(rate, tuple(timed))


def _seconds(cue: Cue) -> float:
    match cue:
        case Pause(seconds=seconds) | Hold(seconds=seconds):
            return seconds
        case Chime():
            return 0.4
        case Speech(text=text):
            return len(text.split()) * 0.25


def _hum(samples: int, rate: int) -> Encoded:
    pcm = numpy.rint(3000 * numpy.sin(numpy.arange(samples) / rate * 220 * math.tau)).astype(numpy.int16)
    codecs: tuple[Codec, ...] = ("mp3", "aac", "small")
    return encode([pcm], rate, codecs=codecs)
