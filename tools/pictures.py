"""Makes the pictures of docs/images from the built sample: `make build`, then `.venv/bin/python -m tools.pictures`.

They show what is published, so they are made from it and never drawn.
"""

import io
from base64 import b64encode
from html import escape
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from pubpipe.pipeline.posing import drawn, library
from tests.support.reading_system import opened

ROOT = Path(__file__).resolve().parents[1]
NAME = "hip-mobility-back-pain"
SAMPLE = ROOT / "output" / NAME
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 700, 990
STRETCH_PAGE = 4
"""The page in large print, from 0, that has a stretch whole."""

SENTENCE = "warning-1-p1_1"
"""What is being read in the picture of the web page."""
PLAY = f"player.playFrom('reading', player.recordings[1].cues.find(({{ id }}) => id === '{SENTENCE}').begin + 0.1)"
POSES_WIDTH = 1260
POSES_LOOK = """
  body { margin: 10px; display: grid; grid-template-columns: repeat(7, 1fr); gap: 14px 10px; background: white }
  figure { margin: 0; text-align: center }
  img { width: 100%; height: 130px; object-fit: contain }
  figcaption { font: 15px/1.25 "Atkinson Hyperlegible Next", "DejaVu Sans", sans-serif; padding-top: 4px }
"""

COLOURS = 128
"""Of a page with text and one accent no eye misses the rest, and the file is a third of the size."""


def save(picture: Image.Image, name: str) -> None:
    """Write a picture as a small PNG with a hairline around it."""
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), "#888888")
    framed.paste(picture.convert("RGB"), (1, 1))
    framed.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(IMAGES / name, optimize=True)


def page(edition: str, index: int) -> Image.Image:
    """A page of a printed edition."""
    document = pypdfium2.PdfDocument(SAMPLE / f"{NAME}-{edition}-a4.pdf")
    paper = document[index]
    return paper.render(scale=WIDTH / paper.get_width()).to_pil().crop((0, 0, WIDTH, HEIGHT))


def poses() -> Image.Image:
    """Every pose of the library with its name."""
    cells = "".join(
        f"<figure><img src='data:image/svg+xml;base64,{b64encode(drawn(pose, dark=False).encode()).decode()}'>"
        f"<figcaption>{escape(pose.name)}</figcaption></figure>"
        for _, pose in library()
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        window = browser.new_page(viewport={"width": POSES_WIDTH, "height": 400})
        window.set_content(f"<style>{POSES_LOOK}</style>{cells}")
        picture = Image.open(io.BytesIO(window.screenshot(full_page=True)))
        browser.close()
    return picture


def large_print() -> Image.Image:
    """The web page in a small window, reading itself aloud."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto((SAMPLE / f"{NAME}.html").as_uri())
        page.evaluate(PLAY)
        page.locator(f"#{SENTENCE}.is-said").wait_for()
        page.evaluate("player.toggle()")
        picture = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    return picture


def book() -> Image.Image:
    """The e-book in a reading system, reading itself aloud."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        data = (SAMPLE / f"{NAME}.epub").read_bytes()
        with opened(browser, data, width=WIDTH, height=HEIGHT) as reader:
            reader.ask("async () => { await view.goTo(6); view.mediaOverlay.setRate(8); view.startMediaOverlay() }")
            reader.page.wait_for_function("() => window.heard.some(one => one.text.endsWith('-dose_hold'))")
            reader.ask("() => view.mediaOverlay.pause()")
            picture = Image.open(io.BytesIO(reader.page.screenshot()))
        browser.close()
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    IMAGES.mkdir(parents=True, exist_ok=True)
    save(page("handout", 0), "handout.png")
    save(page("large-print", STRETCH_PAGE), "large-print-handout.png")
    save(large_print(), "large-print.png")
    save(book(), "book.png")
    save(poses(), "poses.png")
