"""The sample article keeps its facts, its safety, its plain language and its pictures.

It is judged from the source text alone, by a small parser of this module's own: what the reader
makes of the same text is tested elsewhere, and a fault of the reader cannot hide one of the article.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from pubpipe.figures.library import names
from tests.readability import grade, sentences, words
from tests.validators.base import ROOT

FOLDER = ROOT / "source" / "hip-mobility-back-pain"
DATE = datetime.date(2025, 10, 15)
FRONT_MATTER = {
    "id": "hip-mobility-back-pain",
    "title": "Hip mobility for back pain: stretches that work",
    "language": "en-GB",
    "published": DATE,
    "reviewed": DATE,
    "review_due": DATE.replace(year=2028),
    "authors": ["Sciaticalm Medical Team"],
    "publisher": {"name": "Sciaticalm", "phone": "02380 248725"},
    "keywords": ["back pain", "pain relief", "health", "wellness"],
    "references": [
        {"id": "s1", "text": "Journal of Orthopaedic & Sports Physical Therapy", "url": "https://www.jospt.org/"}
    ],
}
EACH_STRETCH = {"sides": "right, left", "frequency": "1 time a day"}
STRETCHES = {
    "Hip flexor stretch": EACH_STRETCH | {"hold": "20-30 s", "figure": "library/hip-flexor"},
    "Pigeon pose": EACH_STRETCH | {"hold": "30 s to 1 min", "figure": "library/pigeon"},
    "Figure four stretch": EACH_STRETCH | {"hold": "20-30 s", "figure": "library/figure-four"},
}
# What must be said, as a pattern, and where: a stretch or callout by name, or "" for anywhere.
FACTS = (
    ("", r"back pain affects millions"),
    ("", r"source of the pain is not always the back"),
    ("", r"hips and your lower back are part of the same kinetic chain\. this is a group of joints and muscles"),
    ("", r"sitting for a long time not moving enough an old injury"),
    ("", r"lumbar spine \(the bones of your lower back\) has to make up for it"),
    ("", r"bend back too far, which is called over-extending\. or it may twist too much"),
    ("", r"lead to chronic pain\. that means pain that goes on for a long time"),
    ("", r"exercises aimed at hip mobility improve how the lower back moves and ease discomfort \[@s1\]"),
    ("", r"a physical therapist, also called a physiotherapist,"),
    ("", r"an orthopaedic specialist is an expert in bones, joints and muscles"),
    ("", r"assess you and make a plan"),
    ("warning", r"emergency help now.*lose control of your bladder or bowel"),
    ("warning", r"emergency help now.*numb between your legs.*stop and see a health professional"),
    ("warning", r"pain that does not go away, or gets worse, even though you stretch"),
    ("warning", r"back pain with numbness or tingling in your legs"),
    ("warning", r"trouble with daily activities"),
    ("warning", r"sudden, severe pain with no clear cause"),
    ("caution", r"only as far as you can without pain"),
    ("Hip flexor stretch", r"main one is the iliopsoas\. it is often tight in people who sit a lot"),
    ("Hip flexor stretch", r"kneel on your right knee, with your left foot in front.*left knee to a right angle"),
    ("Hip flexor stretch", r"back straight.*weight forward until you feel a stretch at the front of your right hip"),
    ("Pigeon pose", r"hip rotators, the muscles that turn your leg.*gluteals, the muscles of your buttocks"),
    ("Pigeon pose", r"hands and knees.*right knee forward and place it behind your right wrist"),
    ("Pigeon pose", r"right ankle near your left wrist.*left leg out long behind you.*hips level and square"),
    ("Pigeon pose", r"lean forward and rest on your forearms or your forehead"),
    ("Figure four stretch", r"piriformis, a small muscle.*ease tension on the sciatic nerve\. this long nerve runs"),
    ("Figure four stretch", r"lie on your back\. bend your knees and keep your feet flat"),
    ("Figure four stretch", r"right ankle over your left knee.*left thigh to your chest until .* in your right hip"),
    ("tip", r"warm up first.*stretch every day.*breathe deeply.*combine your stretches with exercises"),
    ("disclaimer", r"information only\. it is not medical advice"),
    ("disclaimer", r"ask a qualified health care provider before you start or change any treatment"),
    ("disclaimer", r"results vary"),
)
FENCE = re.compile(r":::\{(?P<name>[a-z]+)\} ?(?P<title>.*)")
OPTION = re.compile(r":(?P<name>[a-z-]+): (?P<value>.+)")
LINE_KINDS = (
    ("heading", re.compile(r"#{2,4} (.+)")),
    ("item", re.compile(r" *- (.+)")),
    ("step", re.compile(r"[0-9]+\. (.+)")),
    ("row", re.compile(r"\|(.+)\|")),
)
PROSE = ("paragraph", "item", "step")
BODY_PART = r"(?:ankle|foot|forearm|hand|hip|knee|leg|shin|thigh|wrist)\b"


@dataclass
class Unit:
    """A paragraph, item, step, heading, row, title or option; `place` is the directive around it."""

    kind: str
    text: str
    place: str


def parsed(source: str) -> tuple[dict[str, Any], list[Unit]]:
    """The front matter and the units of an article's source, in order."""
    _, head, body = source.split("---\n", 2)
    return yaml.safe_load(head), list(_units(body))


def _units(body: str) -> Iterator[Unit]:
    place = ""
    open_paragraph: Unit | None = None
    for line in body.splitlines():
        unit, place = _unit(line, place)
        if unit and unit.kind == "paragraph" and open_paragraph:
            open_paragraph.text += f" {unit.text}"
            continue
        if open_paragraph:
            yield open_paragraph
        open_paragraph = unit if unit and unit.kind == "paragraph" else None
        if unit and not open_paragraph:
            yield unit
    if open_paragraph:
        yield open_paragraph


def _unit(line: str, place: str) -> tuple[Unit | None, str]:
    """What a line is, and the directive that is open after it."""
    if not line.strip() or line == ":::" or set(line) <= set("|- "):
        return None, "" if line == ":::" else place
    if fence := FENCE.fullmatch(line):
        place = fence["title"] if fence["name"] == "stretch" else fence["name"]
        return Unit("title", fence["title"], place), place
    if OPTION.fullmatch(line):
        return Unit("option", line, place), place
    for kind, pattern in LINE_KINDS:
        if match := pattern.fullmatch(line):
            return Unit(kind, match[1].replace("*", ""), place), place
    return Unit("paragraph", line.replace("*", ""), place), place


def faults(source: str, is_figure: Callable[[str], bool]) -> list[str]:
    """Everything that is wrong with an article's source, in words; `is_figure` takes the name of one."""
    head, units = parsed(source)
    return [
        *(f"front matter: {key}" for key, value in FRONT_MATTER.items() if head.get(key) != value),
        *_lost_facts(units),
        *_stretch_faults(units, is_figure),
        *_order_faults(units),
        *_language_faults(head, units),
    ]


def _lost_facts(units: list[Unit]) -> Iterator[str]:
    for place, pattern in FACTS:
        text = " ".join(unit.text for unit in units if unit.kind != "option" and place in ("", unit.place)).lower()
        if not re.search(pattern, text):
            yield f"lost fact in {place or 'the article'}: {pattern}"


def _stretch_faults(units: list[Unit], is_figure: Callable[[str], bool]) -> Iterator[str]:
    for stretch, expected in STRETCHES.items():
        lines = [unit.text for unit in units if unit.kind == "option" and unit.place == stretch]
        options = {found["name"]: found["value"] for line in lines if (found := OPTION.fullmatch(line))}
        yield from (f"{stretch}: {name}" for name, value in expected.items() if options.get(name) != value)
        # No source gives a number of repetitions, so none may appear.
        yield from (f"{stretch}: {name} was made up" for name in ("repeat", "rest", "sets") if name in options)
        if not is_figure(options.get("figure", "")):
            yield f"{stretch}: no such figure"
        alt = options.get("alt", "")
        if not 0 < len(alt) < 200 or re.match(r"(?i)(?:an? )?(?:image|picture|drawing|figure) of", alt):
            yield f"{stretch}: text alternative"
    for unit in units:
        if unit.kind == "step":
            if re.search(r"(?i)\b(?:hold|switch|swap|other side)\b", unit.text):
                yield f"a step says what the dose or the sides say: {unit.text}"
            if re.search(rf"(?i)\b(?:left|right)\b(?! {BODY_PART})(?<!\bright(?= angle))", unit.text):
                yield f"a step cannot be mirrored: {unit.text}"
        if unit.kind in PROSE and re.search(r"[0-9]", re.sub(r"\[@\w+\]", "", unit.text)):
            yield f"a number stands in prose: {unit.text}"


def _order_faults(units: list[Unit]) -> Iterator[str]:
    places = [unit.place for unit in units]
    if "warning" not in places or places.index("warning") > min(places.index(name) for name in STRETCHES):
        yield "no warning before the first stretch"
    if places[-1] != "disclaimer":
        yield "the disclaimer is not at the end"


def _language_faults(head: dict[str, Any], units: list[Unit]) -> Iterator[str]:
    prose = [re.sub(r" *\[@\w+\]", "", unit.text) for unit in units if unit.kind in PROSE]
    steps = [unit.text for unit in units if unit.kind == "step"]
    for name, texts, limit in (("steps", steps, 6), ("article", prose, 8)):
        if grade(texts) > limit:
            yield f"{name}: grade {grade(texts):.1f}"
    for text in [*prose, head["summary"]]:
        yield from (f"long sentence: {one}" for one in sentences(text) if len(words(one)) > 20)
        if len(sentences(text)) > 3:
            yield f"long paragraph: {text}"
    count = len(head["title"].split()) + sum(len(unit.text.split()) for unit in units if unit.kind != "option")
    if not 850 <= count <= 1050:
        yield f"{count} words"


def _is_figure(name: str) -> bool:
    return name.removeprefix("library/") in names() if name.startswith("library/") else (FOLDER / name).is_file()


@pytest.fixture(scope="module")
def source() -> str:
    """The article's source."""
    return (FOLDER / "article.md").read_text(encoding="utf-8")


def test_sample_has_no_faults(source: str) -> None:
    """Every fact, dose and warning is there, in plain words."""
    assert faults(source, _is_figure) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("02380 248725", "02380 248752", "front matter: publisher"),
        ("review_due: 2028-10-15", "review_due: 2025-11-15", "front matter: review_due"),
        (":hold: 30 s to 1 min", ":hold: 30 s to 10 min", "Pigeon pose: hold"),
        (":sides: right, left\n:hold: 20-30 s", ":sides: right\n:hold: 20-30 s", "Hip flexor stretch: sides"),
        (":frequency: 1 time a day", ":frequency: 1 time a day\n:repeat: 3", "Hip flexor stretch: repeat was made up"),
        ("library/pigeon", "library/pigoen", "Pigeon pose: no such figure"),
        (":alt: A person", ":alt: Image of a person", "Hip flexor stretch: text alternative"),
        ("- lose control of your bladder or bowel\n", "", "lost fact in warning"),
        ("or tingling in your legs\n", "in your legs\n", "lost fact in warning"),
        ("behind your right wrist", "behind your left wrist", "lost fact in Pigeon pose"),
        ("[@s1]", "", "lost fact in the article"),
        ("Keep your back straight.", "Keep your back straight and hold.", "a step says what the dose"),
        ("Keep your back straight.", "Keep your back right.", "a step cannot be mirrored"),
        ("Keep your back straight.", "Keep your back straight for 5 breaths.", "a number stands in prose"),
        ("Keep your back straight.", "Maintain physiological lumbopelvic neutrality. " * 9, "steps: grade"),
        ("It is not medical advice.", "It is not " + "medical, " * 20 + "advice.", "long sentence"),
        ("Results vary", "So it is. So it is. Results vary", "long paragraph"),
        (":::{warning}", ":::{tip}", "no warning before the first stretch"),
        (":::{disclaimer}", ":::{tip}", "the disclaimer is not at the end"),
        ("## In short", "## In short\n\n" + "Move well. " * 3 + "\n\nMove well." * 80, " words"),
    ],
)
def test_sample_faults_are_seen(source: str, old: str, new: str, fault: str) -> None:
    """Each kind of damage to the article is named."""
    assert old in source
    assert any(fault in found for found in faults(source.replace(old, new, 1), _is_figure))
