"""Stretches drawn from pose data: values in, SVG text out.

The body is a skeleton in space whose joints the data bends (`kinematics`), with flesh of published proportions
on it (`body`, `solids`), set on its ground (`placing`) and seen from one of four sides (`camera`). Nothing is
read or written here, and the same data always gives the same text.
"""

from pubpipe.figures.drawing import svg
from pubpipe.figures.judging import Fault, faults
from pubpipe.figures.mirroring import mirrored
from pubpipe.figures.style import DARK, LIGHT, Style

__all__ = ["DARK", "LIGHT", "Fault", "Style", "faults", "mirrored", "svg"]
