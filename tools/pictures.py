"""Makes the pictures of docs/images from the built sample: run `make build`, then this.

They show what is published, so they are made from it and never drawn.
"""

import io
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
NAME = "hip-mobility-back-pain"
SAMPLE = ROOT / "output" / NAME
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 700, 990
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
    """The top of the web page in a small window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto((SAMPLE / f"{NAME}.html").as_uri())
        picture = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    return picture


if __name__ == "__main__":
    IMAGES.mkdir(parents=True, exist_ok=True)
    save(handout(), "handout.png")
    save(large_print(), "large-print.png")
