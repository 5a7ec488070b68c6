"""English for what pictures of bodies show: a phrase for each fact of `model.posture`."""

from collections.abc import Iterator, Mapping

from pubpipe.model.pose import other_side
from pubpipe.model.posture import Base, Pointer, Posture

Pair = tuple[str, str]
"""What one limb does, with {side} and {other} for the sides, and what both do."""

VIEWS = {"side": "Side view", "front": "Front view", "back": "Back view", "above": "View from above"}

COUNTS = {2: "in two pictures", 3: "in three pictures", 4: "in four pictures"}

BASES: Mapping[Base, str] = {
    "standing": "stands",
    "squatting": "squats",
    "kneeling": "kneels",
    "sitting on the heels": "kneels and sits back on the heels",
    "sitting on a chair": "sits on a chair",
    "sitting": "sits on {ground}",
    "one leg long behind": "sits low on {ground}",
    "on hands and knees": "is on hands and knees",
    "on forearms and knees": "is on forearms and knees",
    "on hands and feet": "is on hands and feet",
    "lying on the back": "lies on the back on {ground}",
    "lying on the front": "lies face down on {ground}",
    "lying on the side": "lies on the {side} side on {ground}",
    "unknown": "is shown",
}

LEANS = {
    "slightly forward": "leaning slightly forward",
    "forward": "leaning forward",
    "far forward": "bent far forward",
    "back": "leaning back",
}

LEGS: Mapping[str, Pair] = {
    "kneeling": ("the {side} knee on the floor", "both knees on the floor"),
    "foot in front": ("the {side} foot in front", "both feet in front"),
    "foot behind": ("the {side} foot behind", "both feet behind"),
    "crossed in front": ("the {side} foot crossed in front of the {other} foot", "the legs crossed"),
    "crossed behind": ("the {side} foot crossed behind the {other} foot", "the legs crossed"),
    "foot on a step": ("the {side} foot on a step", "both feet on a step"),
    "foot on a chair": ("the {side} foot on a chair", "both feet on a chair"),
    "straight in front": ("the {side} leg straight out in front", "both legs straight out in front"),
    "straight behind": ("the {side} leg straight behind", "both legs straight behind"),
    "straight to the side": ("the {side} leg straight out to the side", "both legs straight out to the sides"),
    "straight up": ("the {side} leg raised straight", "both legs raised straight"),
    "flat": ("the {side} leg straight on {ground}", "both legs straight"),
    "foot flat": ("the {side} knee bent and the foot flat on {ground}", "the knees bent and the feet flat on {ground}"),
    "knee to the chest": ("the {side} knee drawn to the chest", "both knees drawn to the chest"),
    "knee over the hip": ("the {side} knee bent above the hip", "both knees bent above the hips"),
    "ankle over the other knee": ("the {side} ankle over the {other} knee", "the legs crossed"),
    "crossed over": ("the {side} leg crossed over the {other} leg", "the legs crossed"),
    "heel at the buttock": ("the {side} heel near the buttock", "both heels near the buttocks"),
    "knee raised": ("the {side} knee raised", "both knees raised"),
    "raised behind": ("the {side} leg raised behind", "both legs raised behind"),
    "raised to the side": ("the {side} leg raised to the side", "both legs raised to the sides"),
    "bent in front": ("the {side} leg bent in front", "both legs bent in front"),
    "long behind": ("the {side} leg long behind", "both legs long behind"),
    "knee outward": ("the {side} knee bent outwards", "both knees bent outwards"),
    "bent behind": ("the {side} leg bent behind", "both legs bent behind"),
    "knees to the right": ("the {side} knee dropped to the right", "both knees dropped to the right"),
    "knees to the left": ("the {side} knee dropped to the left", "both knees dropped to the left"),
    "usual": ("the {side} foot back beside the {other} foot", "the legs side by side"),
}

ARMS: Mapping[str, Pair] = {
    "at a part": ("the {side} hand {part}", "the hands {part}"),
    "behind a part": ("the {side} hand behind {part}", "the hands behind {part}"),
    "behind the head": ("the {side} hand behind the head", "the hands behind the head"),
    "at the head": ("the {side} hand on the head", "the hands on the head"),
    "behind the back": ("the {side} arm behind the back", "the arms behind the back"),
    "on the floor": ("the {side} hand on {ground}", "the hands on {ground}"),
    "forearm on the floor": ("the {side} forearm on {ground}", "the forearms on {ground}"),
    "on a wall": ("the {side} hand on a wall", "the hands on a wall"),
    "forearm on a wall": ("the {side} forearm on a wall", "the forearms on a wall"),
    "on a chair": ("the {side} hand on a chair", "the hands on a chair"),
    "overhead": ("the {side} arm overhead", "the arms overhead"),
    "in front": ("the {side} arm straight out in front", "the arms straight out in front"),
    "forward on the floor": (
        "the {side} arm stretched forward on {ground}",
        "the arms stretched forward on {ground}",
    ),
    "out to the side": ("the {side} arm out to the side", "the arms out to the sides"),
    "across the chest": ("the {side} arm straight across the chest", "the arms crossed over the chest"),
    "clasped": ("the {side} hand at the {other} hand", "the hands together"),
    "holding a strap": ("the {side} hand holding a strap{part}", "the hands holding a strap{part}"),
    "over the other arm": ("the {side} forearm over the {other} arm", "the arms crossed"),
    "under the body": ("the {side} arm reaching under the body", "the arms crossed under the body"),
    "elbow bent": ("the {side} elbow bent", "the elbows bent"),
    "elbow drawn back": ("the {side} elbow bent and drawn back", "the elbows bent and drawn back"),
    "hand raised": ("the {side} elbow bent with the hand raised", "the elbows bent with the hands raised"),
    "raised": ("the {side} arm raised", "the arms raised"),
    "elbow beside the head": (
        "the {side} elbow raised beside the head with the hand behind the neck",
        "both elbows raised beside the head with the hands behind the neck",
    ),
    "usual": ("the {side} arm at the side", "the arms at the sides"),
}

TOGETHER = {
    "wide apart": "the legs wide apart",
    "soles together": "the soles of the feet together and the knees apart",
    "legs crossed": "the legs crossed",
}

HOLDS = {"foot": "holding", "heel": "holding", "shin": "around", "ankle": "holding"}
"""What a hand at a part of the leg does; at any other part it is on it."""

WAYS = {
    "right": "to the right",
    "left": "to the left",
    "to the head": "towards the head",
    "to the feet": "towards the feet",
    "to the chest": "towards the chest",
}
"""Where an arrow points, for ways that are no adverbs by themselves."""


def region(name: str) -> str:
    """Where a stretch is felt, as it is said in a sentence."""
    if name == "between the shoulder blades":
        return "the area between the shoulder blades"
    words = name.split(" ")
    if len(words) > 2 and words[1] == "of" and words[2] != "the":
        return f"the {words[0]} of the {' '.join(words[2:])}"
    return f"the {name}"


def plural(part: str) -> str:
    """Both of a part."""
    return {"foot": "feet", "toes": "toes", "hips": "hips"}.get(part, f"{part}s")


def arrows(posture: Posture) -> Iterator[str]:
    """A sentence for each arrow, or for a pair that leads inwards or outwards."""
    if (pair := _pair(posture.arrows)) is not None:
        yield pair
        return
    for arrow in posture.arrows:
        towards = " and ".join(WAYS.get(way, way) for way in arrow.ways)
        yield f"{'A curved' if arrow.curved else 'An'} arrow at the {arrow.at} points {towards}"


def _pair(pointers: tuple[Pointer, ...]) -> str | None:
    """Two arrows of which one is the mirror image of the other."""
    if len(pointers) != 2 or other_side(pointers[0].at) != pointers[1].at or pointers[0].at == pointers[1].at:
        return None
    one, two = ({way for way in arrow.ways if way not in {"right", "left"}} for arrow in pointers)
    sides = [next((way for way in arrow.ways if way in {"right", "left"}), None) for arrow in pointers]
    if one != two or (sides[0] is None) != (sides[1] is None) or (sides[0] and sides[0] == sides[1]):
        return None
    own = sides[0] and (sides[0] == pointers[0].at.split(" ")[0])
    ways = [] if sides[0] is None else ["outwards" if own else "inwards"]
    ways += [WAYS.get(way, way) for way in pointers[0].ways if way in one]
    return f"Arrows at both {plural(pointers[0].at.split(' ')[-1])} point {' and '.join(ways)}"
