"""The benchmark of personal handouts measures what it says: another handout each time, all sound, on the same pages."""

from pathlib import Path

import pytest

from bench.handouts import BARE, OURS, Merge, Taken, bare, ours, personal, table
from bench.print import Same, two_pages
from pubpipe.formats import pdf
from tests.support.structure import Structure


def test_each_handout_is_another_and_sound() -> None:
    """Doses and a line differ, the pages are two for all, and each file passes its check."""
    given = [personal(two_pages(), number) for number in range(4)]
    pages = [Same(one) for one in given]
    assert len({page.markup for page in pages}) == len(given)
    assert {page.pages for page in pages} == {2}
    assert "patient 1002" in pages[2].markup
    assert "17 to 27\N{NO-BREAK SPACE}seconds" in pages[2].markup
    assert all(ours(given, number) > bare(pages, number) for number in range(4))


def test_a_handout_that_is_not_sound_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made wrong must not count as made fast."""
    made = pdf.make(personal(two_pages(), 1))
    monkeypatch.setattr(pdf, "make", lambda _: made)
    with pytest.raises(RuntimeError, match="Handout 0 is not sound"):
        ours([personal(two_pages(), 2)], 0)


def test_the_merge_has_the_same_pages(tmp_path: Path) -> None:
    """Its rows hold all handouts, for one command or shared by two; its template the style sheets, as files."""
    pages = [Same(personal(two_pages(), number)) for number in range(3)]
    Merge("weasymerge", two_pages(), pages, tmp_path)
    rows = {path.name: path.read_text("utf-8") for path in tmp_path.glob("*.csv")}
    assert sorted(rows) == ["1-0.csv", "2-0.csv", "2-1.csv"]
    assert [rows["1-0.csv"].count(f"patient {1000 + number}") for number in range(3)] == [1, 1, 1]
    assert [rows["2-1.csv"].count(f"patient {1000 + number}") for number in range(3)] == [0, 1, 0]
    template = (tmp_path / "handout.html").read_text("utf-8")
    for text in (template, *rows.values()):
        assert 'url("font:' not in text
        assert 'src="asset:' not in text
    assert "file://" in template


def test_the_table_compares_round_by_round() -> None:
    """Twice as fast as the bare engine is 2.00, and so is twice as fast on two processes as on one."""
    found = {
        (OURS, 1): [Taken(5, 4), Taken(50, 4)],
        (OURS, 2): [Taken(2.5, 5), Taken(25, 5)],
        (BARE, 1): [Taken(10, 8), Taken(100, 8)],
        (BARE, 2): [Taken(10, 8), Taken(100, 8)],
    }
    lines = table(found, 10)
    assert lines[2].split()[-6:] == ["2.00", "2.00", "4.00", "400", "ms", "2.00"]
    assert lines[3].split()[-6:] == ["1.00", "1.00", "1.00", "800", "ms", "1.00"]


def test_our_file_is_the_tagged_one() -> None:
    """What is compared with the bare engine is the whole: tags included."""
    data = pdf.make(personal(two_pages(), 5)).artifacts[0].data
    assert any("patient 1005" in block for block in Structure(data).blocks())
