"""English as a review reads it."""

from pubpipe.wording.english_syllables import syllables
from pubpipe.wording.review_words import RedFlags, ReviewWords, TypedDose

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "sixty": 60,
    "once": 1,
    "twice": 2,
}
_NUMBER = rf"(?:\d+|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_RANGE = rf"\b(?P<lower>{_NUMBER})(?:\s*(?:-|–|to|or)\s*(?P<upper>{_NUMBER}))?"
_TIMES = r"(?:\s+times?\b|(?<=\bonce)|(?<=\btwice))"
_EVERY = r"\s+(?:a|an|per|each|every)\s+"

_DOSE = TypedDose(
    numbers=_NUMBERS,
    seconds={"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60},
    duration=_RANGE + r"[\s-]*(?P<unit>second|sec|minute|min|s)s?\b",
    repeats=r"\b(?:repeat|do)\b(?:\s+(?!not\b)[a-z]+){0,4}?\s+"
    + _RANGE
    + rf"(?:{_TIMES}(?!{_EVERY}(?:day|week))|\s+rep(?:etition)?s?\b)",
    frequency=_RANGE + _TIMES + _EVERY + r"(?P<period>day|week)\b",
    holding=r"\bhold\b(?! your breath)|\b(?:stay|remain|maintain)\b|\bkeep\b(?! breathing)",
    resting=r"\b(?:rest|wait|between|warm|walk|sit for|stand for|within)\b",
    breathing=r"\b(?:breath\w*|inhale|exhale|relax)\b",
    clause=r"[,;:.]|\band\b|\bthen\b",
    limit=r"\b(?:more than|longer than|at most|maximum|build up|increase|work up|progress)\b",
)

_SADDLE = r"\b(?:saddle|between (?:your|the) legs|groin|genital\w*|buttocks?|bottom)\b"
_NUMB = r"\b(?:numb|tingl|feeling)\w*"
_LEGS = (
    r"\b(?:weak|numb|tingl)\w*(?:(?!between)[^.;])*\b(?:legs?|foot|feet)\b"
    r"|(?<!between your )(?<!between the )\b(?:legs?|foot|feet)\b[^.;]*\b(?:weak|numb|tingl|give way)"
)

# NICE NG59 (2016, updated 2020), recommendation 1.1.1, asks to think of other causes; the signs of cauda equina
# syndrome are those of the NHS page on back pain and of the GIRFT national pathway (2023).
_BACK_PAIN = RedFlags(
    about=r"\b(?:back\s?(?:pain|ache)|sciatica|lumbago|slipped disc|lower back)\b",
    signs=(
        ("loss of control of the bladder or bowel", r"\b(?:bladder|bowels?|urin\w+|pee|peeing|poo|wee)\b"),
        ("numbness in the saddle area", rf"{_NUMB}[^.;]*{_SADDLE}|{_SADDLE}[^.;]*{_NUMB}"),
        ("weakness or numbness in the legs", _LEGS),
    ),
)

REVIEW = ReviewWords(
    syllables=syllables,
    terms=(
        *(r"lumbar", r"thoracic", r"cervical", r"sacroiliac", r"vertebrae?", r"intervertebral", r"cauda equina"),
        *(r"iliopsoas", r"psoas", r"piriformis", r"glute(?:al|us)\w*", r"quadriceps", r"trapezius", r"sciatic nerve"),
        *(r"contralateral", r"ipsilateral", r"bilateral(?:ly)?", r"unilateral(?:ly)?", r"anterior", r"posterior"),
        *(r"supine", r"prone position", r"dorsiflex\w*", r"plantarflex\w*", r"abduct\w*", r"adduct\w*", r"isometric"),
        *(r"neuropath\w+", r"radiculopathy", r"spondylosis", r"stenosis", r"contraindicat\w+", r"analgesi[ac]s?"),
        *(r"chronic pain", r"acute pain", r"comorbidit\w+", r"o?edema", r"aetiology", r"pathology"),
    ),
    explaining=r"(?:\s\w+)?\s*\(|\s*(?:[–—]|:\s|,\s+(?:a|an|the|which|or|also|that is)\b)"
    r"|\s(?:is|are)\s+(?:a|an|the)\b|\smeans?\b",
    introducing=r"(?:\bcalled|\bknown as|\bnamed|\bterm|\()\s*(?:the\s+|a\s+)?[\"“‘]?$",
    empty_links=(
        "here",
        "click here",
        "click",
        "this link",
        "link",
        "this",
        "more",
        "read more",
        "learn more",
        "this page",
    ),
    claim=r"\d+(?:\.\d+)?\s?(?:%|per\s?cent\b)"
    r"|\b(?:stud(?:y|ies)|research|researchers|trials?|evidence|scientists|experts)\b(?:\s+\w+){0,2}?"
    r"\s+(?:shows?|shown|showed|suggests?|found|finds?|proves?|proven|says?|reports?|reported|agree|confirms?)\b"
    r"|\b(?:clinically|scientifically)\s+proven\b",
    picture_of=r"\W*(?:an?\s+|the\s+)?(?:image|picture|photo|photograph|drawing|illustration|graphic|figure)\s+"
    r"(?:of|showing|shows|that shows)\b",
    dose=_DOSE,
    red_flags=(_BACK_PAIN,),
)
