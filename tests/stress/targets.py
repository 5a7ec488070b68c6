"""What is given to whom: each reader of what is not trusted, as a function of bytes that may only find faults."""

import io
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pubpipe.findings import Code, Finding
from pubpipe.model.article import Article
from pubpipe.model.clinic import Logo
from pubpipe.reading import read_markdown, read_profile
from pubpipe.reading.front_matter import read_metadata
from pubpipe.reading.json_article import read_json
from pubpipe.reading.lexicon import read_lexicon
from pubpipe.reading.pictures import load_logo
from pubpipe.reading.pose import read_sound_pose
from pubpipe.reading.report import Report
from pubpipe.reading.rows import read_rows
from pubpipe.reading.source import decode
from pubpipe.reviewing import review
from pubpipe.wording import language_for
from tests.stress import grammars
from tests.stress.random_inputs import Recipe
from tests.support.rows import SHEET, altered, part, workbook

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Target:
    """A reader, and what its inputs are made from.

    run: raises whatever should not have happened.
    """

    run: Callable[[bytes], None]
    recipe: Callable[[], Recipe]


def _judge(value: object, findings: Sequence[Finding]) -> None:
    """There is a value or a reason, and the reason can be printed."""
    assert (value is None) == bool(findings), findings
    for one in findings:
        assert isinstance(one.code, Code)
        assert one.message
        assert one.remedy
        assert one.excerpt.isprintable(), one


def _article(article: Article | None, report: Report) -> None:
    _judge(article, report.findings)
    if article is not None:
        assert Article.model_validate_json(article.model_dump_json()) == article
        if article.language.startswith("en"):
            review(article, language_for(article.language), "article.md")


def run_markdown(data: bytes) -> None:
    """An article in Markdown."""
    report = Report("article.md")
    source = decode(data, report)
    _article(read_markdown(source, report) if source else None, report)


def run_json(data: bytes) -> None:
    """An article in JSON."""
    report = Report("article.json")
    source = decode(data, report)
    _article(read_json(source, report) if source else None, report)


def run_front_matter(data: bytes) -> None:
    """The YAML head of an article."""
    report = Report("article.md")
    source = decode(data, report)
    _judge(read_metadata(source.text, report) if source else None, report.findings)


def run_pose(data: bytes) -> None:
    """A pose file."""
    report = Report("a.pose.yaml")
    source = decode(data, report)
    _judge(read_sound_pose(source.text, report) if source else None, report.findings)


@cache
def _folder() -> Path:
    """Where files are put that are read by name: in memory, if the system has a place for that."""
    memory = Path("/dev/shm")  # noqa: S108 (a folder of our own is made in it)
    folder = tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)
    _kept.append(folder)
    return Path(folder.name)


_kept: list[tempfile.TemporaryDirectory[str]] = []


def _file(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


def run_profile(data: bytes) -> None:
    """A clinic's profile."""
    read = read_profile(_file("profile.yaml", data))
    _judge(read.profile, read.findings)


def run_lexicon(data: bytes) -> None:
    """A project's lexicon."""
    report = Report("lexicon.pls")
    lexicon = read_lexicon(_file("lexicon.pls", data), report)
    _judge(None if report.has_errors else lexicon, report.findings)


def _picture(name: str, data: bytes) -> None:
    report = Report("profile.yaml")
    path = _file(name, data)
    _judge(load_logo(Logo(file=name, alt="A leaf"), path.parent, report, 1), report.findings)


def run_svg(data: bytes) -> None:
    """A drawing."""
    _picture("figure.svg", data)


def run_picture(data: bytes) -> None:
    """A photograph."""
    _picture("figure.png" if data[:1] == b"\x89" else "figure.jpg", data)


def run_rows(data: bytes) -> None:
    """A clinic's rows, as separated text."""
    reading = read_rows(_file("rows.csv", data), FORMATS)
    _judge(reading.rows or None, reading.findings)


@cache
def _book() -> bytes:
    return workbook([("article",)])


def run_workbook(data: bytes) -> None:
    """The sheet of a workbook; what is around it is whole, since an archive knows by itself what was changed in it."""
    reading = read_rows(_file("rows.xlsx", altered(_book(), SHEET, lambda _: data)), FORMATS)
    _judge(reading.rows or None, reading.findings)


def _seeds(*patterns: str, target: str = "") -> tuple[bytes, ...]:
    paths = {path for pattern in patterns for path in ROOT.glob(pattern)} | set(CASES.glob(f"{target}/*"))
    return tuple(data for path in sorted(paths) if len(data := path.read_bytes()) < 8_000)


def _markdown() -> Recipe:
    seeds = _seeds("tests/findings/sound/article.md", "tests/findings/*/*/article.md", target="markdown")
    words = (*grammars.INLINE, *grammars.VALUES, *(f"\n:{name}: " for name in grammars.OPTIONS))
    words += tuple(f"\n:::{{{name}}}\n" for name in grammars.DIRECTIVES)
    words += ("\n:::\n", "\n::::\n", "## ", "> ", "| a |")
    return Recipe(seeds, words, grammars.markdown)


def _sound_article() -> Article:
    report = Report("article.md")
    source = decode((TESTS / "findings" / "sound" / "article.md").read_bytes(), report)
    article = read_markdown(source, report) if source else None
    assert article is not None
    return article


def _json() -> Recipe:
    article = _sound_article()
    small = article.model_dump_json(exclude_defaults=True).encode()
    seeds = _seeds("tests/findings/*/*/article.json", target="json")
    return Recipe(
        (small, *seeds), ('"kind": "stretch"', '"value": ', "[", "{", "1e999", "NaN", "\\ud800"), is_data=True
    )


def _front_matter() -> Recipe:
    heads = tuple(one.split(b"---")[1] for one in _markdown().seeds if one.count(b"---") > 1)
    words = ("&a ", "*a", "!!python/object:os.system ", "<<: ", "? ", "|\n", ">-\n", "%YAML 1.1\n", "---\n", "! ")
    return Recipe(heads + _seeds(target="front matter"), words, is_data=True)


def _pose() -> Recipe:
    poses = _seeds("src/pubpipe/figures/library/*.pose.yaml", "tests/findings/*/*/figures/*.pose.yaml", target="pose")
    words = ("joints: ", "right hip: 90", "ground: [feet]", "lean: 1e9", ".inf", ".nan", "arrows: [{at: head}]")
    return Recipe(poses, words, is_data=True)


PROFILE = b"""url: "https://a.example/{id}"
paper: [A4, Letter]
clinic: {name: Example Clinic, colour: "#0b4a5e", address: [12 High Street], logo: {file: logo.svg, alt: A leaf}}
print: {editions: [handout, large-print], large_print: us}
audio: {voice: silent, pace: full, paces: {neck-care/side-neck-stretch: gentle}, step_pause: 2}
html: {audio: [session], embed: 10}
epub: {audio: both}
"""


def _profile() -> Recipe:
    small = (b"clinic: {name: A}\n", b"audio: {voice: gtts}\n", PROFILE)
    return Recipe((*small, *_seeds(target="profile")), ("colour: ", "{id}", "https://", "*a", "&a "), is_data=True)


def _lexicon() -> Recipe:
    return Recipe(_seeds("tests/findings/*/*/lexicon.pls", target="lexicon"), ("<lexeme>", "]]>"), grammars.lexicon)


def _svg() -> Recipe:
    drawings = _seeds("tests/findings/**/figures/*.svg", "templates/new/*.svg", target="svg")
    return Recipe(drawings, ("<use href='#a'/>", "url(", "@import", "<!ENTITY", "]]>", "xmlns="), grammars.svg)


def _pictures() -> Recipe:
    from PIL import Image

    seeds = []
    for kind, mode in (("PNG", "RGB"), ("PNG", "P"), ("PNG", "LA"), ("JPEG", "RGB"), ("JPEG", "CMYK"), ("JPEG", "L")):
        file = io.BytesIO()
        Image.new(mode, (9, 5)).save(file, kind)
        seeds.append(file.getvalue())
    return Recipe(
        (*seeds, *_seeds(target="picture")), ("IHDR", "IDAT", "acTL", "iCCP", "zTXt", "\xff\xd8", "JFIF", "Exif")
    )


NAMES = ("article", "formats", "edition", "language", "stretches", "pace", "note", "side-neck.hold", "side-neck.sides")
CELLS = ("neck-care", "pdf html", "handout", "en-GB", "side-neck", "full", "Hello", "20-30 s", "left")
FORMATS = ("pdf", "epub", "audio", "html")


def _rows() -> Recipe:
    seeds = tuple(f"{sign.join(NAMES)}\n{sign.join(CELLS)}\n".encode() for sign in (",", ";", "\t"))
    quoted = ",".join(f'"{cell}"' for cell in CELLS)
    words = (*grammars.VALUES, '"', '""', "'", "=1+1", "note 2", ".hold", ".sides", "\n,,,,\n", "sep=;\n")
    return Recipe((*seeds, f"{','.join(NAMES)}\n{quoted}\n".encode(), *_seeds(target="rows")), words)


def _workbook() -> Recipe:
    books = ([NAMES, CELLS], [NAMES, CELLS[:3]], [("article", "note"), (1, 2.5), ("neck-care", '="a"')])
    sheets = tuple(part(workbook(rows), SHEET) for rows in books)
    words = ("<row r='9'>", "<c r='ZZ9'>", "<f>1+1</f>", "<v>", "<mergeCell ref='A1:A2'/>", "hidden='1'", "<!ENTITY")
    return Recipe((*sheets, *_seeds(target="workbook")), words)


TARGETS = {
    "markdown": Target(run_markdown, _markdown),
    "json": Target(run_json, _json),
    "front matter": Target(run_front_matter, _front_matter),
    "pose": Target(run_pose, _pose),
    "profile": Target(run_profile, _profile),
    "lexicon": Target(run_lexicon, _lexicon),
    "svg": Target(run_svg, _svg),
    "picture": Target(run_picture, _pictures),
    "rows": Target(run_rows, _rows),
    "workbook": Target(run_workbook, _workbook),
}
