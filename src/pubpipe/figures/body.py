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


PELVIS = Thick(10.4, 8.5, 15.6)
WAIST = Thick(9.0, 7.5, 12.6)
CHEST = Thick(10.4, 9.5, 14.6)
YOKE = Thick(7.9, 6.5, 15.5)
"""The trunk between the shoulders."""

SKULL = Thick(9.4, 9.6, 8.0)
"""The head above the jaw."""

HIP_R, KNEE_R, CALF_R, ANKLE_R = 8.6, 6.0, 5.9, 3.7
SHOULDER_R, ELBOW_R, WRIST_R, PALM_R, TIPS_R = 5.6, 4.2, 3.1, 4.0, 2.4
HEEL_R, BALL_R, TOES_R = 3.6, 2.9, 2.1
NECK_R, JAW_R, NOSE_R = 4.9, 4.4, 1.3
