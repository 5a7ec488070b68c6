"""Makes the pictures of docs/images from the built sample: `make build`, then `.venv/bin/python -m tools.pictures`.

They show what is published, so they are made from it and never drawn.
"""

import io
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.support.reading_system import opened

ROOT = Path(__file__).resolve().parents[1]
NAME = "hip-mobility-back-pain"
SAMPLE = ROOT / "output" / NAME
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 700, 990
SENTENCE = "warning-1-p1_1"
"""What is being read in the picture of the web page."""
PLAY = f"player.playFrom('reading', player.recordings[1].cues.find(({{ id }}) => id === '{SENTENCE}').begin + 0.1)"
COLOURS = 64
"""Of a page with text and one accent no eye misses the rest, and the file is a third of the size."""


def save(picture: Image.Image, name: str) -> None:
    """Write a picture as a small PNG with a hairline around it."""
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), "#888888")
    framed.paste(picture.convert("RGB"), (1, 1))
    framed.quantize(COLOURS, dither=Image.Dither.NONE).save(IMAGES / name, optimize=True)


def handout() -> Image.Image:
    """The first page of the printed handout."""
    document = pypdfium2.PdfDocument(SAMPLE / f"{NAME}-handout-a4.pdf")
    page = document[0]
    return page.render(scale=WIDTH / page.get_width()).to_pil().crop((0, 0, WIDTH, HEIGHT))


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
    save(handout(), "handout.png")
    save(large_print(), "large-print.png")
    save(book(), "book.png")
