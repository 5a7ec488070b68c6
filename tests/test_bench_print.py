"""The print benchmark measures what it says, and the budgets that do not depend on the clock are kept in every run."""

import multiprocessing

from bench.print import Same, memory, publication, two_pages
from pubpipe.formats import pdf
from tests.support.structure import Structure

MOST_MEGABYTES, MOST_GROWTH = 100, 3
LARGEST_KILOBYTES = 150


def test_the_short_handout_has_two_pages_and_is_the_same_for_both() -> None:
    """What is compared is one markup: its words are in our file, and the bare engine draws as many pages."""
    same = Same(two_pages())
    assert same.pages == 2
    ours, bare = same.ours(), same.bare()
    assert "Kneel on your right knee" in "\n".join(Structure(ours).blocks())
    assert all(data.startswith(b"%PDF-") for data in (ours, bare))
    assert b"pdfuaid" in ours
    assert b"pdfuaid" not in bare


def test_memory_stays_flat() -> None:
    """A process that makes handouts holds at most 100 megabytes, and no more after thirty than after three."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        held = pool.apply(memory, (two_pages(), 30))
    assert [number for number, _ in held] == [3, 15, 30]
    sizes = [size for _, size in held]
    assert max(sizes) <= MOST_MEGABYTES
    assert sizes[-1] - sizes[0] <= MOST_GROWTH


def test_the_sample_s_handout_is_small() -> None:
    """At most 150 kilobytes, fonts and figures and the sheet to hang up included."""
    assert len(pdf.make(publication()).artifacts[0].data) <= 1000 * LARGEST_KILOBYTES
