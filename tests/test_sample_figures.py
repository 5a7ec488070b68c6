"""The sample's drawings are plain, small, legible without colour, and drawn with the same few tones."""

import itertools
from collections.abc import Iterator

import pytest
from lxml import etree

from tests.test_sample import FOLDER

NAMES = ("hip-flexor-stretch", "pigeon-pose", "figure-four-stretch")
SVG = "{http://www.w3.org/2000/svg}"
ATTRIBUTES = {
    "svg": {"width", "height", "viewBox"},
    "title": {"id"},
    "desc": {"id"},
    "rect": {"width", "height", "fill"},
    "g": {"id"},
    "path": {"d", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"},
}
PAPER, MAT, MAT_EDGE, BODY, FAR_LIMB = "#ffffff", "#e3f0ed", "#4d8286", "#102a40", "#e4eef2"
STRETCHED, ARROW = "#ffb92e", "#b8410f"
TONES = {"none", PAPER, MAT, MAT_EDGE, BODY, FAR_LIMB, STRETCHED, ARROW}
# Light shapes always have a dark edge, and dark ones lie on light: these tones meet in the drawings.
MEETING = (
    *itertools.product((BODY,), (PAPER, MAT, MAT_EDGE, FAR_LIMB, STRETCHED)),
    *itertools.product((MAT_EDGE,), (PAPER, MAT)),
    (ARROW, PAPER),
)


def figure_faults(name: str, data: bytes) -> list[str]:
    """Everything that is wrong with a drawing, in words."""
    root = etree.fromstring(data)
    return [
        *([f"{len(data)} bytes"] if len(data) > 6144 else []),
        *(
            ["size"]
            if [root.get(key) for key in ("width", "height", "viewBox")] != ["480", "320", "0 0 480 320"]
            else []
        ),
        *(["no words"] if [child.tag for child in list(root)[:2]] != [f"{SVG}title", f"{SVG}desc"] else []),
        *(fault for element in root.iter() for fault in _element_faults(name, element)),
        *_drawing_faults(root),
    ]


def _element_faults(name: str, element: etree._Element) -> Iterator[str]:
    tag = str(element.tag).removeprefix(SVG)
    if extra := {str(key) for key in element.attrib} - ATTRIBUTES.get(tag, set()):
        yield f"{tag}: {sorted(extra)}"
    if tag not in ATTRIBUTES or (tag in ("title", "desc") and not (element.text or "").strip()):
        yield f"element {tag}"
    if not (element.get("id") or name).startswith(name):
        yield f"id {element.get('id')}"
    yield from (f"tone {tone}" for key in ("fill", "stroke") if (tone := element.get(key, PAPER)) not in TONES)


def _drawing_faults(root: etree._Element) -> Iterator[str]:
    paths = root.findall(f".//{SVG}path")
    marked = [index for index, path in enumerate(paths) if path.get("fill") == STRETCHED]
    hatched = [index + 1 for index in marked if index + 1 < len(paths)]
    if len(marked) != 1 or any(paths[index].get("fill") != "none" for index in hatched):
        yield "the stretched region is not marked once, by colour and by hatching"
    if sum(path.get("fill") == ARROW for path in paths) != 1:
        yield "there is not one arrow"


def luminance(tone: str) -> float:
    """The relative luminance of a colour, 0 to 1, as WCAG 2.2 defines it."""
    channels = [int(tone[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", NAMES)
def test_figures_are_plain(name: str) -> None:
    """Shapes in the agreed tones, a title and a description, one marked region, one arrow."""
    assert figure_faults(name, (FOLDER / "figures" / f"{name}.svg").read_bytes()) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"<g id=", b"<text>Stretch here</text><g id=", "element text"),
        (b"<g id=", b'<image href="https://example.org/a.png"/><g id=', "element image"),
        (b'<g id="pigeon-pose-drawing"', b'<g id="drawing"', "id drawing"),
        (b'<g id="pigeon-pose-drawing"', b'<g opacity="0.5"', "g: ['opacity']"),
        (b"<desc ", b"<title ", "no words"),
        (b'viewBox="0 0 480 320"', b'viewBox="0 0 48 32"', "size"),
        (b"#b8410f", b"#fff3e0", "tone #fff3e0"),
        (b'fill="#ffb92e"', b'fill="#102a40"', "the stretched region"),
        (b'fill="#b8410f"', b'fill="#102a40"', "there is not one arrow"),
        (b"</svg>", b" " * 6144 + b"</svg>", "bytes"),
    ],
)
def test_figure_faults_are_seen(old: bytes, new: bytes, fault: str) -> None:
    """Each kind of damage to a drawing is named."""
    data = (FOLDER / "figures" / "pigeon-pose.svg").read_bytes()
    assert old in data
    damaged = data.replace(old, new, 1).replace(b"</desc>", b"</title>" if fault == "no words" else b"</desc>")
    assert any(fault in found for found in figure_faults("pigeon-pose", damaged))


@pytest.mark.parametrize(("one", "other"), MEETING)
def test_tones_that_meet_are_told_apart_in_grey(one: str, other: str) -> None:
    """WCAG 2.2, success criterion 1.4.11: at least 3:1 between parts of a picture."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3
