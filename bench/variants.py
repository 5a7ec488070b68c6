"""Many articles of the same shape with words of their own, so that none of them spares another any work.

Every sentence of a variant is said to somebody else (“Sit tall, dear Alder Birch.”), and so is every heading, cell and
item: what is spoken, printed and checked is new each time, and as long as for the others.
"""

import json
import re
import shutil
from itertools import product
from pathlib import Path
from typing import Any

from bench.plain import ENDINGS
from pubpipe.model.article import Article
from pubpipe.model.asset import Asset
from pubpipe.reading import read_article
from tests import samples

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "source" / "hip-mobility-back-pain" / "article.md"

_WOODS = (
    "alder apple aspen beech birch cedar cherry cypress elder elm fir hazel holly larch lime maple oak olive pine plum"
)
NAMES = tuple(f"{one.title()} {other.title()}" for one, other in product(_WOODS.split(), repeat=2) if one != other)
"""Whom the variants speak to, each its own: 380 names of words that every voice can say."""

_END = re.compile(r"(?=[.!?:](?:\s|$))")
_SENTENCE = re.compile(r"[.!?:]\s*$")


def write_variants(count: int, source: Path) -> None:
    """So many articles below a source/ folder, in turn of the sample and of the one with every kind of block.

    Raises ValueError for more than there are names.
    """
    if count > len(NAMES):
        raise ValueError(f"there are names for {len(NAMES)} articles")
    reading = read_article(SAMPLE)
    if reading.article is None:
        raise ValueError(f"{SAMPLE} has errors: see `pubpipe check`")
    for number in range(count):
        if number % 2:
            _write(samples.every_block(), number, source, samples.assets())
        else:
            _write(reading.article, number, source, {})


def variant(article: Article, number: int) -> Article:
    """The article in words for one person, under an id of its own."""
    told: Any = json.loads(article.model_dump_json())
    name = NAMES[number]
    told["blocks"] = _told(told["blocks"], name)
    told["summary"] = _to(told["summary"] or article.title, name)
    told["title"] = f"{article.title}, for {name}"
    # By their names in turn too, so that what a build holds at its end can be set against what it held before.
    told["id"] = f"variant-{number:03}-{article.id}"
    return Article.model_validate_json(json.dumps(told))


def _write(article: Article, number: int, source: Path, assets: "dict[str, Asset]") -> None:
    made = variant(article, number)
    folder = source / made.id
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "article.json").write_text(made.model_dump_json(), encoding="utf-8")
    for path, asset in assets.items():
        if Path(path).suffix in ENDINGS.values():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(asset.data)


def _told(part: Any, name: str) -> Any:
    """A part of an article with every text for somebody."""
    if isinstance(part, list):
        return _content(part, name) if _is_content(part) else [_told(one, name) for one in part]
    if isinstance(part, dict):
        return {key: _to(one, name) if key == "alt" else _told(one, name) for key, one in part.items()}
    return part


def _is_content(part: list[Any]) -> bool:
    kinds = {"text", "strong", "emphasis", "link", "abbreviation", "fixed", "citation"}
    return bool(part) and all(isinstance(one, dict) and one.get("kind") in kinds for one in part)


def _content(inlines: list[Any], name: str) -> list[Any]:
    """Inline text: each sentence that ends in it, and its end if that is none of a sentence."""
    ended = f", dear {name}"
    made = [{**one, "value": _END.sub(ended, one["value"])} if one["kind"] == "text" else one for one in inlines]
    last = made[-1]
    if last["kind"] == "text" and _SENTENCE.search(last["value"]):
        return made
    return [*made, {"kind": "text", "value": ended}]


def _to(text: str, name: str) -> str:
    made = _END.sub(f", dear {name}", text)
    return made if _SENTENCE.search(made) else f"{made}, dear {name}"
