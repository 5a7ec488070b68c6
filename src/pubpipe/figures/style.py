"""How figures look, as data: one record for each ground that they are drawn on.

Touching tones differ by 3:1 at least (WCAG 2.2, 1.4.11), so that copies in grey still show each part.
"""

from dataclasses import dataclass

from pubpipe.colour import Colour, parse


@dataclass(frozen=True, slots=True)
class Style:
    """Tones, and lines in centimetres of the body's size.

    paper: the ground, and the gap around what lies before something of its own tone; body: near limbs, trunk and
    head; far: limbs behind the trunk, edged with `line`; mark: the stretched region, hatched with `line`; arrow;
    prop: mats and furniture, edged with `prop_line`.
    """

    paper: Colour
    body: Colour
    far: Colour
    line: Colour
    mark: Colour
    mark_line: Colour
    arrow: Colour
    prop: Colour
    prop_line: Colour
    edge: float = 1.3
    gap: float = 1.7
    shaft: float = 3.6

    def touching(self) -> tuple[tuple[str, Colour, Colour], ...]:
        """Pairs of tones that meet in a drawing and have to be told apart."""
        return (
            ("body on paper", self.body, self.paper),
            ("far limb and its edge", self.far, self.line),
            ("edge on paper", self.line, self.paper),
            ("body and far limb", self.body, self.far),
            ("mark on body", self.mark, self.body),
            ("hatching on mark", self.mark_line, self.mark),
            ("mark's edge on far limb", self.mark_line, self.far),
            ("arrow on paper", self.arrow, self.paper),
            ("edge of props on paper", self.prop_line, self.paper),
            ("edge of props and their inside", self.prop_line, self.prop),
            ("body on props", self.body, self.prop),
        )


LIGHT = Style(
    paper=parse("#ffffff"),
    body=parse("#14304a"),
    far=parse("#e3eef3"),
    line=parse("#14304a"),
    mark=parse("#f2b233"),
    mark_line=parse("#14304a"),
    arrow=parse("#b23f10"),
    prop=parse("#e6f1ee"),
    prop_line=parse("#4d7f80"),
)
"""For white paper and light pages."""

DARK = Style(
    paper=parse("#14191d"),
    body=parse("#dbe8f0"),
    far=parse("#27404f"),
    line=parse("#dbe8f0"),
    mark=parse("#7a4a00"),
    mark_line=parse("#ffd98a"),
    arrow=parse("#ff9a66"),
    prop=parse("#1f3a3b"),
    prop_line=parse("#7fb3b0"),
)
"""For dark pages."""
