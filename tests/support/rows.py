"""A project that rows can be written for: one article with every kind of stretch, and workbooks made by hand."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl

from tests import samples

ARTICLE = """\
---
id: neck-care
title: Look after a stiff neck
language: en-GB
summary: Gentle movements that ease a stiff neck.
published: 2025-10-15
reviewed: 2025-10-15
review_due: 2028-10-15
authors: [Clinic team]
publisher: {name: Example Clinic, phone: "020 7946 0000"}
keywords: [neck, stiffness]
---

A stiff neck is common.

:::{warning} When to stop
Stop and call your clinician if your arm becomes weak or numb.
:::

:::{caution}
Move slowly.
:::

## Stretches

:::{table} At a glance
:header-column: yes

| Stretch | How you start |
| --- | --- |
| Hip flexor stretch | kneeling |
| Side neck stretch | sitting |
| Chin tuck | sitting |
:::

### On the floor

:::{stretch} Hip flexor stretch
:sides: right, left
:hold: 20-30 s
:frequency: once a day
:position: kneeling on your right knee
:targets: the front of your right hip
:figure: library/hip-flexor
:alt: A person kneels on the right knee, with the left foot in front. The front of the right hip is hatched.

Eases a stiff hip.

1. Kneel on your right knee, with your left foot in front of you.
2. Shift your weight forward until you feel a stretch at the front of your right hip.

Rest your hands on your left thigh.
:::

### On a chair

:::{stretch} Side neck stretch
:sides: right, left
:hold: 20-30 s
:repeat: 3
:rest: 10 s
:frequency: 2 times a day
:position: sitting
:figure: figures/side-neck.svg
:alt: A person on a chair tilts the head to the right.

Eases a stiff neck after screen work.

1. Sit tall and let your arms hang.
2. Tilt your right ear towards your right shoulder.
3. Keep your left shoulder low.
:::

:::{stretch} Chin tuck
:repeat: 8-10
:frequency: 3 times a day
:position: sitting
:figure: library/chin-tuck
:alt: A person on a chair draws the chin back.

1. Sit tall.
2. Draw your chin straight back.
:::

:::{disclaimer}
This is information, not medical advice.
:::
"""
"""One drawn stretch with two sides, one with a picture from the disk, one of repetitions without a side."""


SHEET = "xl/worksheets/sheet1.xml"
"""The part of a workbook in which its first sheet lies."""


def project(folder: Path, article: str = ARTICLE) -> Path:
    """A project with this article in source/neck-care; the path of the article."""
    home = folder / "source" / "neck-care"
    (home / "figures").mkdir(parents=True)
    (home / "figures" / "side-neck.svg").write_bytes(samples.SVG)
    path = home / "article.md"
    path.write_text(article, encoding="utf-8")
    return path


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook with one sheet of these cells, as openpyxl writes it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def part(data: bytes, name: str) -> bytes:
    """A part of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def altered(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one of its parts changed, or with a new one."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), part)):
            held = old.read(name) if name in old.namelist() else b""
            new.writestr(name, change(held) if name == part else held)
    return file.getvalue()
