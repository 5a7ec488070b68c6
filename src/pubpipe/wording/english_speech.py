"""English as it is heard: spoken forms, contexts of left and right, and words that tell of movement."""

from pubpipe.wording.speech import Fraction, MovementWords, SideContexts, SpokenForms

SPOKEN = SpokenForms(
    digits=("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    ordinals=(
        "First",
        "Second",
        "Third",
        "Fourth",
        "Fifth",
        "Sixth",
        "Seventh",
        "Eighth",
        "Ninth",
        "Tenth",
    ),
    plus="plus",
    minus="minus",
    times="times",
    to="to",
    per="per",
    out_of="out of",
    over="over",
    either="or",
    dot="dot",
    slash="slash",
    hyphen="hyphen",
    underscore="underscore",
    at="at",
    number="number",
    money=(("£", "pound", "pounds"), ("$", "dollar", "dollars"), ("€", "euro", "euros")),
    oclock="o'clock",
    clock=(("am", "a.m."), ("pm", "p.m.")),
    # The longest written form of a unit comes first where one begins like another.
    units=(
        ("km/h", "kilometre per hour", "kilometres per hour"),
        ("mph", "mile per hour", "miles per hour"),
        ("mmHg", "millimetre of mercury", "millimetres of mercury"),
        ("bpm", "beat per minute", "beats per minute"),
        ("kcal", "kilocalorie", "kilocalories"),
        ("mcg", "microgram", "micrograms"),
        ("µg", "microgram", "micrograms"),
        ("μg", "microgram", "micrograms"),
        ("mg", "milligram", "milligrams"),
        ("kg", "kilogram", "kilograms"),
        ("lbs", "pound", "pounds"),
        ("lb", "pound", "pounds"),
        ("oz", "ounce", "ounces"),
        ("mm", "millimetre", "millimetres"),
        ("cm", "centimetre", "centimetres"),
        ("km", "kilometre", "kilometres"),
        ("ft", "foot", "feet"),
        ("ml", "millilitre", "millilitres"),
        ("hours", "hour", "hours"),
        ("hour", "hour", "hours"),
        ("hrs", "hour", "hours"),
        ("hr", "hour", "hours"),
        ("minutes", "minute", "minutes"),
        ("minute", "minute", "minutes"),
        ("mins", "minute", "minutes"),
        ("min", "minute", "minutes"),
        ("seconds", "second", "seconds"),
        ("second", "second", "seconds"),
        ("secs", "second", "seconds"),
        ("sec", "second", "seconds"),
        ("wks", "week", "weeks"),
        ("wk", "week", "weeks"),
        ("yrs", "year", "years"),
        ("yr", "year", "years"),
        ("°C", "degree Celsius", "degrees Celsius"),
        ("°F", "degree Fahrenheit", "degrees Fahrenheit"),
        ("°", "degree", "degrees"),
        ("%", "per cent", "per cent"),
        ("g", "gram", "grams"),
        ("h", "hour", "hours"),
        ("l", "litre", "litres"),
        ("L", "litre", "litres"),
        ("m", "metre", "metres"),
        ("s", "second", "seconds"),
        ("″", "inch", "inches"),
        ("′", "foot", "feet"),
    ),
    periods=(
        ("day", "a day"),
        ("d", "a day"),
        ("week", "a week"),
        ("wk", "a week"),
        ("month", "a month"),
        ("year", "a year"),
        ("hour", "an hour"),
        ("hr", "an hour"),
        ("h", "an hour"),
        ("minute", "a minute"),
        ("min", "a minute"),
        ("side", "a side"),
        ("leg", "a leg"),
        ("set", "a set"),
    ),
    one_unit="a {unit}",
    fractions=tuple(
        Fraction(written, *said)
        for signs, said in (
            (("½", "1/2"), ("half", "and a half", "half {unit}")),
            (("¼", "1/4"), ("a quarter", "and a quarter", "a quarter of {unit}")),
            (("¾", "3/4"), ("three quarters", "and three quarters", "three quarters of {unit}")),
            (("⅓", "1/3"), ("a third", "and a third", "a third of {unit}")),
            (("⅔", "2/3"), ("two thirds", "and two thirds", "two thirds of {unit}")),
        )
        for written in signs
    ),
    abbreviations=(
        ("e.g.", "for example"),
        ("eg.", "for example"),
        ("i.e.", "that is"),
        ("ie.", "that is"),
        ("etc.", "and so on"),
        ("approx.", "approximately"),
        ("incl.", "including"),
        ("esp.", "especially"),
        ("vs.", "versus"),
        ("vs", "versus"),
        ("Dr.", "Doctor"),
        ("Dr", "Doctor"),
        ("Fig.", "Figure"),
        ("fig.", "figure"),
        ("max.", "maximum"),
        ("min.", "minimum"),
        ("and/or", "and or"),
        ("w/o", "without"),
        ("w/", "with"),
        ("a.k.a.", "also known as"),
        ("24/7", "24 hours a day, 7 days a week"),
    ),
    days=(
        ("Mon", "Monday"),
        ("Tue", "Tuesday"),
        ("Tues", "Tuesday"),
        ("Wed", "Wednesday"),
        ("Thu", "Thursday"),
        ("Thurs", "Thursday"),
        ("Fri", "Friday"),
        ("Sat", "Saturday"),
        ("Sun", "Sunday"),
    ),
    symbols=(
        ("°", "degrees"),
        ("%", "per cent"),
        ("≥", "at least"),
        ("≤", "at most"),
        (">", "more than"),
        ("<", "less than"),
        ("≈", "about"),
        ("~", "about"),
        ("±", "plus or minus"),
        ("=", "equals"),
        ("→", "to"),
        ("&", "and"),
        ("@", "at"),
        ("α", "alpha"),
        ("β", "beta"),
        ("γ", "gamma"),
    ),
    spelled=("nhs", "uk", "nih", "who", "bbc", "nz", "au", "ie", "us", "ca", "eu"),
    numbered=r"\b(?:call|calls|calling|dial|ring|phone|telephone|text|NHS)",
    decades=r"\b(?:in (?:your|their|his|her|my|our|the)|early|mid|late|over-|the over|under-|the under)[ -]?",
    articles="a|an",
)

_BODY = (
    "abdomen|ankle|ankles|arm|arms|armpit|big toe|buttock|buttocks|calf|calves|cheek|chest|collarbone|ear|ears|"
    "elbow|elbows|eye|eyes|fingers?|fist|foot|feet|footed|forearm|forearms|glutes?|gluteals?|groin|hamstrings?|"
    "hand|hands|handed|heel|heels|hip|hips|hip flexors?|jaw|knee|knees|kneecap|leg|legs|legged|lung|neck|"
    "nostril|palm|palms|pelvis|piriformis|psoas|quadriceps|quads?|ribs?|ribcage|shin|shins|shoulder|shoulders|"
    "shoulder blades?|side|sided|sides|sitting bone|sole|temple|thigh|thighs|thumb|toe|toes|waist|wrist|wrists"
)
_BETWEEN = (
    "upper|lower|inner|outer|front|back|bent|straight|top|bottom|whole|entire|raised|standing|index|little|middle|ring"
)
# A laterality word that ends its phrase: nothing follows, or something that cannot be its noun.
_END = (
    r"(?=\s*$|\s*[.,;:!?)”’—]|\s+[-–&]\s|"
    r",?\s+(?:and|or|then|to|from|so|until|till|while|as|with|without|for|again|but|if|when|"
    r"before|after|slowly|gently|first|next|once|twice|each|every|by|in|just|only|also|at|keeping|\d)\b)"
)
_OWNER = r"(?:the|your|their|his|her|its|either|far)"
_MOVE = (
    r"\b(?:turn|look|lean|tilt|roll|rotate|twist|bend|step|face|move|shift|slide|reach|point|swing|sway|rock|glance|"
    r"drop|stretch|go|switch|change)(?:s|es|ing|ed)?"
)
_SIDE = r"(?:left|right)"
_JOIN = r"(?:,|\s*[–—]|\s-)?\s+(?:and|&|or|then|to|and then|before|after|not|than|over|under|behind|across|onto)\s+"

SIDES = SideContexts(
    clear=(
        # your right (lower) leg, right-sided
        ("", rf"[\s-]+(?:(?:{_BETWEEN})[\s,-]+){{0,3}}(?:{_BODY})\b"),
        # left and right, left then right, cross left over right
        ("", rf"(?:{_JOIN}|[/–-])(?:(?:the|your)\s+)?{_SIDE}\b"),
        (rf"\b{_SIDE}(?:{_JOIN}|[/–-])(?:(?:the|your)\s+)?$", ""),
        # to the right, on your left, from left
        (rf"\b(?:to|on|from|towards?|at|onto|facing|of)\s+(?:{_OWNER}\s+)?$", _END),
        # one knee, then the left
        (r"\b(?:and|or|then)\s+(?:the|your)\s+$", _END),
        # now your left; but not “your right to stop”
        (r"\b(?:your|their|his|her)\s+$", rf"(?!\s+to\b){_END}"),
        # turn (slowly) right
        (rf"{_MOVE}\s+(?:(?:slowly|gently|slightly|back)\s+)?$", _END),
        # the other side (left)
        (r"\($", r"\)"),
    ),
    movement=rf"(?:{_MOVE}\s+(?:\w+ly\s+)?|\b(?:your|their|his|her)\s+|\b(?:to|on|from|towards?)\s+(?:the\s+)?)$",
    doubtful=("right away", "right now", "right through", "left over"),
    letters=("L", "R"),
    turning=(("clockwise", "anticlockwise"), ("clockwise", "counterclockwise"), ("clockwise", "counter-clockwise")),
)

MOVEMENT = MovementWords(
    on_floor=r"\b(?:(?:half-?)?kneel(?:ing)?|on (?:one knee|(?:both|your) knees)|hands and knees|all fours|lying|lie|"
    r"on the (?:floor|ground)|cross-legged|prone|supine)\b",
    off_floor=r"\b(?:stand(?:ing)?|chair|stool|bench|seat|wheelchair)\b",
    neither=r"\b(?:bed|sofa|couch|settee|table|desk|bath|pool|stairs?|step)\b",
    positioning=r"^(?:start|begin|get|kneel|lie|sit|stand|come|roll over|turn over)\b",
    keeping=r"^(?:keep|hold|do not|don['’]t|avoid|stay|relax|breathe|make sure|remember|try not)\b",
)
