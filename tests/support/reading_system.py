"""A real reading system for the tests: foliate-js in a browser, served from this machine to itself."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Literal

from tests.validators.base import npm_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOOL = "foliate-js"

PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Reader</title>
<link rel="icon" href="data:,">
<style>html, body { height: 100%; margin: 0 } foliate-view { display: block; height: 100% }</style>
<body>
<script>
// Browsers tell the time of a sound four times a second; at sixteen times its speed that is every four seconds
// of it, so here it is told with every frame.
window.heard = []
const Sound = window.Audio
window.Audio = function (source) {
  const audio = new Sound(source)
  window.audio = audio
  const tell = () => {
    if (window.audio !== audio) return
    if (!audio.paused) audio.dispatchEvent(new Event('timeupdate'))
    requestAnimationFrame(tell)
  }
  requestAnimationFrame(tell)
  return audio
}
</script>
<script type="module">
import './foliate-js/view.js'
const file = await (await fetch('book.epub')).blob()
const view = document.createElement('foliate-view')
document.body.append(view)
view.addEventListener('load', event => { window.shown = event.detail.doc })
await view.open(new File([file], 'book.epub', { type: 'application/epub+zip' }))
view.renderer.setAttribute('flow', 'paginated')
view.renderer.setAttribute('max-column-count', '1')
const note = event => {
  const { text, begin, end } = event.detail
  window.heard.push({ text, begin, end, at: window.audio.currentTime, sounds: !window.audio.paused })
}
view.mediaOverlay?.addEventListener('highlight', note)
view.mediaOverlay?.addEventListener('error', event => window.heard.push({ error: String(event.detail) }))
window.view = view
</script>
"""

Theme = Literal["light", "sepia", "dark"]
# Scheme, text, links, page: what reading systems lay over a book.
THEMES: dict[Theme, tuple[str, str, str, str]] = {
    "light": ("light", "rgb(17, 17, 17)", "rgb(17, 17, 17)", "rgb(255, 255, 255)"),
    "sepia": ("light", "rgb(91, 70, 54)", "rgb(0, 80, 122)", "rgb(241, 232, 208)"),
    "dark": ("dark", "rgb(224, 224, 224)", "rgb(119, 187, 238)", "rgb(34, 34, 34)"),
}

# Every element with words of its own, by the colour of its text.
COLOURS_OF_TEXT = """() => {
  const doc = view.renderer.getContents()[0].doc
  const speaks = el => [...el.childNodes].some(node => node.nodeType === 3 && node.data.trim())
  const shown = [...doc.body.querySelectorAll('*')].filter(el => speaks(el) && el.getClientRects().length)
  return [...new Set(shown.map(el => doc.defaultView.getComputedStyle(el).color))]
}"""

# The frame of each kind of callout: style and width of its sides.
FRAMES = """() => {
  const doc = view.renderer.getContents()[0].doc
  return [...doc.querySelectorAll('.callout')].map(el => {
    const style = doc.defaultView.getComputedStyle(el)
    const widths = [style.borderTopWidth, style.borderRightWidth, style.borderBottomWidth, style.borderLeftWidth]
    return [el.classList[1], [style.borderTopStyle, ...widths.map(parseFloat)]]
  })
}"""

FOLLOW = """async label => {
  const flat = items => items.flatMap(item => [item, ...flat(item.subitems ?? [])])
  await view.goTo(flat(view.book.toc).find(item => item.label.trim() === label).href)
}"""


@dataclass(frozen=True, slots=True)
class Lit:
    """What lit up while the book was read: its address, its clip, and where the sound was then, in seconds."""

    text: str
    begin: float
    end: float
    at: float
    sounds: bool


# What is lit in the document that is shown: its id, its colours, and the class of the document while it plays.
LIT = """() => {
  const doc = view.renderer.getContents()[0].doc
  const lit = doc.getElementsByClassName(view.book.media.activeClass)[0]
  const style = lit && doc.defaultView.getComputedStyle(lit)
  return lit ? [lit.id, style.color, style.backgroundColor, style.textDecorationLine] : []
}"""


@dataclass(frozen=True, slots=True)
class Reader:
    """An open book. `complaints` grows with whatever the browser reports as an error."""

    page: "Page"
    complaints: list[str]

    def ask(self, script: str, value: object = None) -> Any:
        """The answer of a JavaScript function, which finds the reader as `view`."""
        return self.page.evaluate(script, value)

    def labels(self) -> list[Any]:
        """The table of contents as nested lists: label, then the lines below it."""
        tree: list[Any] = self.ask(
            "() => { const tree = items => items.map(i => [i.label.trim(), tree(i.subitems ?? [])]);"
            " return tree(view.book.toc) }"
        )
        return tree

    def documents(self) -> int:
        """How many documents stand in the spine."""
        return int(self.ask("() => view.book.sections.length"))

    def turn_to(self, target: int | str) -> None:
        """Shows a document by its number in the spine, or a place by its address within the book."""
        self.ask("async target => { await view.goTo(target); await window.shown.fonts.ready }", target)

    def follow(self, label: str) -> None:
        """Goes where a line of the table of contents leads."""
        self.ask(FOLLOW, label)

    def place(self) -> str:
        """The line of the table of contents that the reader shows as the present place."""
        return str(self.ask("() => view.lastLocation.tocItem.label")).strip()

    def theme(self, name: Theme) -> None:
        """Lays the colours of a theme over the book's own."""
        scheme, text, link, page = THEMES[name]
        style = f"html {{ color-scheme: {scheme}; color: {text}; background: {page} }} a:any-link {{ color: {link} }}"
        self.ask("css => view.renderer.setStyles(css)", style)

    def stubborn_colours(self, name: Theme) -> list[str]:
        """The colours of text in the document that is shown which are not the theme's."""
        return sorted(set(self.ask(COLOURS_OF_TEXT)) - set(THEMES[name][1:3]))

    def frames(self) -> dict[str, tuple[Any, ...]]:
        """The frames of the callouts in the document that is shown, by their role."""
        return {role: tuple(frame) for role, frame in self.ask(FRAMES)}

    def pictures_missing(self) -> list[str]:
        """The addresses of pictures in the document that is shown which did not load."""
        return list(
            self.ask(
                "() => [...view.renderer.getContents()[0].doc.images].filter(i => !i.naturalWidth)"
                ".map(i => i.getAttribute('src'))"
            )
        )

    def fonts_failed(self) -> list[str]:
        """The faces of the book's typeface that did not load; an error if it has none."""
        faces = self.ask("() => [...view.renderer.getContents()[0].doc.fonts].map(f => [f.family, f.weight, f.status])")
        assert faces, "the document has no typeface of its own"
        return [f"{family} {weight}" for family, weight, status in faces if status == "error"]

    def read_aloud(self, seconds: float, *, rate: float = 1.0, until: str = "") -> tuple[Lit, ...]:
        """Lets the book read itself from its first page, for some seconds or until a fragment lights up."""
        self.ask(
            "async rate => { await view.goTo(0); view.mediaOverlay.setRate(rate); view.startMediaOverlay() }", rate
        )
        self.page.wait_for_function(
            "until => window.heard.some(one => one.error || (until && one.text.endsWith(until)))",
            arg=until,
            timeout=seconds * 1000,
        )
        heard = self.ask("() => window.heard")
        assert not [one for one in heard if "error" in one], heard[-1]
        return tuple(Lit(**one) for one in heard)

    def lit(self) -> list[str]:
        """What is lit now: its id, the colours of its text and its ground, and the line under it."""
        return list(self.ask(LIT))

    def text(self) -> str:
        """The words of the document that is shown, as it was laid out."""
        return str(self.ask("() => view.renderer.getContents()[0].doc.body.innerText"))


@contextmanager
def opened(browser: "Browser", book: bytes, *, width: int = 600, height: int = 900) -> Iterator[Reader]:
    """A reader with the book open, in a window of the given size in CSS pixels."""
    with _serving(book) as address:
        context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=2)
        try:
            page, complaints = context.new_page(), list[str]()
            page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(address)
            page.wait_for_function("() => window.view", timeout=20_000)
            yield Reader(page, complaints)
        finally:
            context.close()


@contextmanager
def _serving(book: bytes) -> Iterator[str]:
    """The reader's page, its scripts and the book, at an address that only this machine can reach."""
    package = npm_file(TOOL, f"{TOOL}/view.js").parent.resolve()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.partition("?")[0].lstrip("/")
            script = (package.parent / name).resolve()
            if not name:
                self._answer("text/html", PAGE.encode())
            elif name == "book.epub":
                self._answer("application/epub+zip", book)
            elif script.is_relative_to(package) and script.is_file():
                self._answer("text/javascript", script.read_bytes())
            else:
                self.send_error(404)

        def _answer(self, kind: str, content: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing: a test's output is its own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
