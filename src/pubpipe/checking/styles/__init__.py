"""Whether a page's own style sheets and markup leave every warning and disclaimer in sight.

A project may bring templates and style sheets of its own. They may make a page look as it likes, but no
reader may lose a safety block by them: not on a screen, not on paper, not in the dark. The style sheets are
read with tinycss2 and their selectors matched with cssselect2, as WeasyPrint does it.
"""

from pubpipe.checking.safety_blocks import SafetyBlock, safety_blocks
from pubpipe.checking.styles.lock import BODY_SIZE, out_of_sight
from pubpipe.checking.styles.place import out_of_place
from pubpipe.checking.styles.sheets import Sheet

__all__ = ["BODY_SIZE", "SafetyBlock", "Sheet", "out_of_place", "out_of_sight", "safety_blocks"]
