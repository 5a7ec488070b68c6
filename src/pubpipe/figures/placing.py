"""A body on its ground: lifted or lowered until what bears on the floor touches it."""

from dataclasses import dataclass

from pubpipe.figures.kinematics import Skeleton, skeleton
from pubpipe.figures.solids import Solids, lowest, solids
from pubpipe.figures.vectors import Vector
from pubpipe.model.pose import Frame


@dataclass(frozen=True, slots=True)
class Placed:
    """A body in space whose floor is at height zero: its bones and flesh, and how far the hips are over the floor."""

    bones: Skeleton
    flesh: Solids
    height: float

    def at(self, part: str) -> Vector:
        """The middle of a part."""
        found = self.flesh.parts[part]
        return Vector(*(sum(axis) / len(found) for axis in zip(*(one.middle for one in found), strict=True)))

    def low(self, part: str) -> float:
        """The height of a part's lowest point."""
        return min(lowest(one) for one in self.flesh.parts[part])


def placed(frame: Frame) -> Placed:
    """The body of a frame on its floor, the lowest of the parts that bear on it touching it."""
    bones = skeleton(frame)
    flesh = solids(bones)
    bearing = [min(lowest(one) for one in flesh.parts[part]) for part in frame.ground]
    height = -min(bearing or (lowest(one) for one in flesh.all()))
    lifted = skeleton(frame, Vector(0, height, 0))
    return Placed(lifted, solids(lifted), height)
