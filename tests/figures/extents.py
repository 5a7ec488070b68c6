"""How far the shapes of a drawing reach, found from the finished SVG and not from what drew it."""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
STEPS = 48
"""Points on an arc: an arc of 20 units' radius is missed by less than a twentieth of a unit."""

TOKEN = re.compile(r"[A-Z]|-?\d*\.?\d+")
Point = tuple[float, float]


class Shape(NamedTuple):
    """A shape of a drawing: its tones, the points along it, how far they reach, and half its stroke."""

    fill: str
    stroke: str
    points: tuple[Point, ...]
    half: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, with the stroke."""
        across, down = zip(*self.points, strict=True)
        return min(across) - self.half, min(down) - self.half, max(across) + self.half, max(down) + self.half


def parsed(svg: str) -> etree._Element:
    """The drawing's root."""
    return etree.fromstring(svg.encode())


def size(svg: str) -> Point:
    """Width and height of the view box, which begins at 0."""
    left, top, width, height = (float(part) for part in str(parsed(svg).get("viewBox")).split())
    assert (left, top) == (0, 0)
    return width, height


def shapes(svg: str) -> Iterator[Shape]:
    """All shapes in the order of painting, the paper left out."""
    root = parsed(svg)
    for element in list(root.iter())[1:]:
        if element.tag == f"{SVG}rect" and element.getparent() is root:
            continue
        points = list(_points(element))
        if points:
            across, down = _moved(element)
            stroke = _inherited(element, "stroke", "none")
            yield Shape(
                _inherited(element, "fill", "#000000"),
                stroke,
                tuple((x + across, y + down) for x, y in points),
                float(_inherited(element, "stroke-width", "1")) / 2 if stroke != "none" else 0.0,
            )


def _inherited(element: etree._Element, name: str, default: str) -> str:
    for one in (element, *element.iterancestors()):
        if value := one.get(name):
            return str(value)
    return default


def _moved(element: etree._Element) -> Point:
    across = down = 0.0
    for one in (element, *element.iterancestors()):
        if transform := one.get("transform"):
            x, y = (float(part) for part in re.findall(r"-?\d*\.?\d+", str(transform)))
            across, down = across + x, down + y
    return across, down


def _points(element: etree._Element) -> Iterator[Point]:
    def value(name: str) -> float:
        return float(element.get(name, "0"))

    if element.tag == f"{SVG}rect":
        yield value("x"), value("y")
        yield value("x") + value("width"), value("y") + value("height")
    elif element.tag == f"{SVG}circle":
        yield value("cx") - value("r"), value("cy") - value("r")
        yield value("cx") + value("r"), value("cy") + value("r")
    elif element.tag == f"{SVG}path":
        yield from path_points(str(element.get("d")))


def path_points(data: str) -> Iterator[Point]:
    """Points along a path, its arcs in small steps; only what our drawings use is known."""
    tokens = TOKEN.findall(data)
    here: Point = (0.0, 0.0)
    command, at = "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
            continue
        count = {"M": 2, "L": 2, "H": 1, "A": 7}[command]
        values = [float(token) for token in tokens[at : at + count]]
        at += count
        there = (values[0], here[1]) if command == "H" else (values[-2], values[-1])
        if command == "A":
            yield from _arc(here, values, there)
        yield there
        here = there


def _arc(one: Point, values: list[float], other: Point) -> Iterator[Point]:
    """Along an elliptical arc, from its ends to its middle as in SVG 1.1, appendix F.6.5."""
    long, short, tilt, large, sweep = abs(values[0]), abs(values[1]), math.radians(values[2]), values[3], values[4]
    if one == other or not long or not short:
        return
    cos, sin = math.cos(tilt), math.sin(tilt)
    dx, dy = (one[0] - other[0]) / 2, (one[1] - other[1]) / 2
    x, y = cos * dx + sin * dy, -sin * dx + cos * dy
    if (scale := math.hypot(x / long, y / short)) > 1:
        long, short = long * scale, short * scale
    rest = (long * short) ** 2 - (long * y) ** 2 - (short * x) ** 2
    root = math.sqrt(max(rest, 0) / ((long * y) ** 2 + (short * x) ** 2))
    root = -root if large == sweep else root
    mx, my = root * long * y / short, -root * short * x / long
    middle = cos * mx - sin * my + (one[0] + other[0]) / 2, sin * mx + cos * my + (one[1] + other[1]) / 2
    first = math.atan2((y - my) / short, (x - mx) / long)
    turn = math.atan2((-y - my) / short, (-x - mx) / long) - first
    if sweep and turn < 0:
        turn += math.tau
    if not sweep and turn > 0:
        turn -= math.tau
    for step in range(1, STEPS):
        way = first + turn * step / STEPS
        across, down = long * math.cos(way), short * math.sin(way)
        yield middle[0] + cos * across - sin * down, middle[1] + sin * across + cos * down
