"""The smallest files that every validator passes, and ways to break them."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

HTML = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Rest your back</title>
<meta name="viewport" content="width=device-width">
<style>
:root { color-scheme: light dark; color: #000; background: #fff }
@media (prefers-color-scheme: dark) { :root { color: #fff; background: #000 } }
</style>
</head>
<body>
<main>
<h1>Rest</h1>
<p>Lie on your back for ten minutes.</p>
</main>
</body>
</html>
"""

_XHTML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>{title}</title><link rel="stylesheet" href="style.css"/></head>
<body>{body}</body>
</html>
"""

EPUB: Mapping[str, str] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
""",
    "package.opf": """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:5f0c1b9e-6a53-5d0f-8d53-3d8f3c1d2b11</dc:identifier>
<dc:title>Rest your back</dc:title>
<dc:language>en</dc:language>
<meta property="dcterms:modified">2025-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Plain text in one chapter.</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="rest" href="rest.xhtml" media-type="application/xhtml+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
<item id="font" href="font.ttf" media-type="font/ttf"/>
</manifest>
<spine><itemref idref="rest"/></spine>
</package>
""",
    "nav.xhtml": _XHTML.format(
        title="Contents",
        body='<nav epub:type="toc" role="doc-toc"><h1>Contents</h1>'
        '<ol><li><a href="rest.xhtml">Rest</a></li></ol></nav>',
    ),
    "rest.xhtml": _XHTML.format(
        title="Rest", body="<main><h1>Rest</h1><p>Lie on your back for ten minutes.</p></main>"
    ),
    # An embedded font: EPUBCheck's one remark that is silenced is about this line.
    "style.css": '@font-face { font-family: "Own"; src: url(font.ttf) }\nbody { font-family: "Own" }\n',
    "font.ttf": "",
}


def write_epub(path: Path, **broken: str) -> Path:
    """Writes the small book; each keyword names a file, its dots as underscores, and its new text."""
    names = {name.replace(".", "_"): name for name in EPUB}
    parts = {**EPUB, **{names[key]: text for key, text in broken.items()}}
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return path


def write_pdf(path: Path, body: str, *, language: str = "en") -> Path:
    """Writes a PDF/UA-1 file with a title, a heading and `body`, an HTML fragment."""
    import weasyprint

    page = f'<html lang="{language}"><title>Rest your back</title><h1>Rest</h1>{body}'
    weasyprint.HTML(string=page).write_pdf(path, pdf_variant="pdf/ua-1")
    return path


def write_mp3(path: Path, seconds: float, *, sample_rate: int = 24_000) -> Path:
    """Writes a quiet 440 Hz tone in mono, with a title and two chapters, the first half as long."""
    import lameenc
    from mutagen.id3 import CHAP, CTOC, ID3, TIT2, CTOCFlags

    times = np.arange(round(seconds * sample_rate)) / sample_rate
    tone = (0.1 * 32767 * np.sin(2 * np.pi * 440 * times)).astype("<i2")
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(sample_rate)
    encoder.set_channels(1)
    encoder.set_bit_rate(64)
    encoder.silence()
    sound = io.BytesIO(bytes(encoder.encode(tone.tobytes()) + encoder.flush()))

    tags = ID3()
    tags.add(TIT2(encoding=3, text="Rest your back"))
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    tags.add(CTOC(element_id="toc", flags=flags, child_element_ids=["one", "two"], sub_frames=[]))
    middle, end = round(seconds * 1000 / 3), round(seconds * 1000)
    for name, title, start, stop in (("one", "Lie down", 0, middle), ("two", "Breathe", middle, end)):
        frames = [TIT2(encoding=3, text=title)]
        tags.add(CHAP(element_id=name, start_time=start, end_time=stop, sub_frames=frames))
    tags.save(sound, v2_version=3)
    path.write_bytes(sound.getvalue())
    return path
