"""The body that is drawn: how long its segments are, and how thick.

Lengths are shares of the height, by R. Drillis and R. Contini, Body Segment Parameters (New York University,
1966), as D. A. Winter gives them in Biomechanics and Motor Control of Human Movement (4th edition, 2009, figure
4.1). Thicknesses are our own: a calm figure that is neither thin nor broad and that reads when printed small.
"""

from typing import NamedTuple

HEIGHT = 170.0
"""Centimetres from the sole to the crown."""

UPPER_ARM = 0.186 * HEIGHT
FOREARM = 0.146 * HEIGHT
HAND = 0.108 * HEIGHT
THIGH = 0.245 * HEIGHT
SHANK = 0.246 * HEIGHT
ANKLE_ABOVE_SOLE = 0.039 * HEIGHT
FOOT = 0.152 * HEIGHT
TRUNK = 0.288 * HEIGHT
"""From the hips to the shoulders."""

SHOULDER_HALF_WIDTH = 0.129 * HEIGHT - 4.5
"""From the midline to the middle of the joint, which lies half an arm's breadth inside the shoulder."""

HIP_HALF_WIDTH = 0.0955 * HEIGHT - 6.5
"""From the midline to the middle of the joint, which lies inside the hip's breadth."""

NECK = 0.052 * HEIGHT
HEAD = 0.130 * HEIGHT

PELVIS_SHARE, LOWER_SPINE_SHARE = 0.22, 0.33
"""Of the trunk's length: from the hips to the lowest lumbar joint, and the part that the lumbar joint bends."""

SHIN_AT = 0.6
"""Where a shin bears on the ground, between knee and ankle."""


class Thick(NamedTuple):
    """Half the extent of a part of the trunk or head: front to back, along it, and across, in centimetres."""

    depth: float
    along: float
    across: float


SEAT = Thick(9.2, 8.4, 16.4)
PELVIS = Thick(9.4, 10.5, 15.0)
WAIST = Thick(8.6, 11.0, 12.6)
CHEST = Thick(10.2, 13.0, 14.6)
YOKE = Thick(7.6, 6.8, 15.5)
"""The trunk between the shoulders."""

SKULL = Thick(9.6, 9.6, 7.8)
"""The head above the jaw."""

HIP_R, KNEE_R, CALF_R, ANKLE_R = 8.8, 5.7, 5.7, 3.5
SHOULDER_R, ELBOW_R, WRIST_R, PALM_R, TIPS_R = 5.7, 4.1, 2.9, 3.9, 2.2
HEEL_R = 3.5
BALL, TOES = Thick(3.4, 2.7, 4.3), Thick(2.4, 1.9, 3.9)
"""Of the foot."""
NECK_R, JAW_R, NOSE_R = 4.9, 4.2, 1.0
