"""The benchmark of many articles makes work that is new each time, and tells how time and memory grow."""

from pathlib import Path

import pytest

from bench.many import Watched, flatness, growth, table, watched
from bench.variants import NAMES, variant, write_variants
from pubpipe.findings import Severity
from pubpipe.model.article import nodes
from pubpipe.model.text import plain
from pubpipe.model.walks import inline_texts
from pubpipe.pipeline.checking import check
from tests import samples


def texts(number: int) -> set[str]:
    """All inline texts of a variant."""
    article = variant(samples.every_block(), number)
    return {plain(content) for node in nodes(article.blocks) for content in inline_texts(node) if plain(content)}


def test_no_text_stands_in_two_variants() -> None:
    """So nothing that is spoken or printed for one is there for another."""
    assert len(texts(0)) > 40
    assert texts(0) & texts(1) == set()
    assert len(set(NAMES)) == len(NAMES) >= 200


def test_variants_can_be_published(tmp_path: Path) -> None:
    """Whatever they are made from, there is no error in them."""
    write_variants(4, tmp_path)
    found = [check(path) for path in sorted(tmp_path.glob("*/article.json"))]
    assert len(found) == 4
    assert all(reading.article for reading, _ in found)
    assert [one for _, findings in found for one in findings if one.severity is Severity.ERROR] == []


def test_more_than_there_are_names_for_is_refused(tmp_path: Path) -> None:
    """Two of them would have the same words."""
    with pytest.raises(ValueError, match="names"):
        write_variants(len(NAMES) + 1, tmp_path)


def test_growth_is_told_by_when_articles_were_done() -> None:
    """Of eight the first, the second, the fourth and the last."""
    assert growth([1.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 16.0]) == [
        (1, 1.0, 1.0),
        (2, 3.0, 1.5),
        (4, 5.0, 1.25),
        (8, 16.0, 2.0),
    ]


def test_memory_is_told_by_quarters_of_a_life() -> None:
    """Of processes that lived long enough to tell."""
    held = {1: [(float(second), 100.0 + second) for second in range(9)], 2: [(0.0, 50.0), (1.0, 50.0)]}
    assert flatness(held, 8.0) == [(1, [(100.5, 101.0), (102.5, 103.0), (104.5, 105.0), (107.0, 108.0)])]
    assert table(Watched([4.0, 8.0], held))[-1].endswith("104 (105), 107 (108) MB")


def test_a_build_is_watched_to_its_end(tmp_path: Path) -> None:
    """One small article: when it was done, and what the processes held."""
    write_variants(2, tmp_path / "source")
    found = watched(tmp_path, ["source/variant-001-neck-care", "--format", "html", "--voice", "silent", "--jobs", "1"])
    assert len(found.done) == 1
    # An interpreter takes ten megabytes before it does anything.
    assert max(size for looks in found.held.values() for _, size in looks) > 10


def test_a_build_that_fails_is_no_measurement(tmp_path: Path) -> None:
    """What fails early is fast."""
    with pytest.raises(RuntimeError, match="There is no article"):
        watched(tmp_path, [])
