"""What no script may ever give a voice, whatever the author wrote."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pubpipe.model.dose import Dose, Duration, Span
from tests.narrating.scripts import article, said, script_of, stretch
from tests.wording.spoken_corpus import CORPUS

WRITTEN = st.one_of(
    st.sampled_from([written for written, _ in CORPUS]),
    st.text(alphabet="0123456789 -\u2011–—−/xX×½.,:smcgk°%+", min_size=1, max_size=16),
).filter(str.strip)
UNSPEAKABLE = re.compile(r"\d\s*[-\u2010\u2011‒–—−]\s*\d|[×✕½¼¾°]|\d\s*/\s*\d")


@given(
    st.lists(WRITTEN, min_size=1, max_size=3),
    st.lists(WRITTEN, max_size=2),
    st.integers(1, 40),
    st.integers(0, 40),
)
def test_no_script_has_a_dash_a_slash_or_a_times_sign_between_numbers(
    steps: list[str], notes: list[str], hold: int, longer: int
) -> None:
    """A range is “to”, a fraction and a multiplication are words, in steps, notes and doses."""
    dose = Dose(hold=Duration(lower=hold, upper=hold + longer), repeat=Span(lower=1, upper=2))
    for line in said(script_of(article(stretch(dose, sides=(), steps=steps, notes=notes)))):
        assert not UNSPEAKABLE.search(line), line
