"""What was found wrong, and where: typed values with stable codes.

A `Code` carries its severity and its meaning, so that messages, exit status and
the documented table all come from this one place. Codes are never reused.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Severity(StrEnum):
    """ERROR stops the build; WARNING does so under --strict; NOTE never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a source file; line and column count from 1, None when the whole file is meant."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


class Code(Enum):
    """Every kind of finding: stable code, severity, meaning.

    S: the source as text; A: the article as a whole; B: rows of a batch; N: narration;
    P: parity of finished files with the article; F: soundness of finished files.
    """

    FILE_UNREADABLE = ("S001", Severity.ERROR, "The article cannot be read from the disk.")
    FILE_TOO_LARGE = ("S002", Severity.ERROR, "The file is larger than pubpipe accepts.")
    NOT_UTF8 = ("S003", Severity.ERROR, "The file holds bytes that are not UTF-8 text.")
    FORBIDDEN_CHARACTER = ("S004", Severity.ERROR, "An invisible or reordering character hides what the text says.")
    EMPTY_ARTICLE = ("S005", Severity.ERROR, "The article has no text below its front matter.")
    TOO_DEEP = ("S006", Severity.ERROR, "Quotes, lists or marks are nested deeper than pubpipe accepts.")
    FRONT_MATTER_MISSING = ("S010", Severity.ERROR, "The article does not begin with front matter.")
    YAML_BROKEN = ("S011", Severity.ERROR, "The YAML cannot be read.")
    UNKNOWN_KEY = ("S012", Severity.ERROR, "A key is not one that pubpipe knows.")
    MISSING_KEY = ("S013", Severity.ERROR, "A required key is missing.")
    BAD_VALUE = ("S014", Severity.ERROR, "A value is not of the kind that its key takes.")
    UNKNOWN_DIRECTIVE = ("S020", Severity.ERROR, "A directive is not one that pubpipe knows.")
    UNKNOWN_OPTION = ("S021", Severity.ERROR, "A directive's option is not one that it takes.")
    BAD_OPTION = ("S022", Severity.ERROR, "A directive's option has a value that it cannot take.")
    MISSING_OPTION = ("S023", Severity.ERROR, "A directive lacks an option that it needs.")
    UNCLOSED_DIRECTIVE = ("S024", Severity.ERROR, "A directive is opened and never closed.")
    BAD_DOSE = ("S025", Severity.ERROR, "A dose cannot be read: number, unit or range.")
    MISSING_DOSE = ("S026", Severity.ERROR, "A stretch has no dose.")
    MISSING_STEPS = ("S027", Severity.ERROR, "A stretch has no steps.")
    MISSING_ALT = ("S028", Severity.ERROR, "A figure has no text alternative.")
    RAW_HTML = ("S030", Severity.ERROR, "Raw HTML stands in the text.")
    BAD_LINK = ("S031", Severity.ERROR, "A link leads to an address that is not allowed or not there.")
    UNSUPPORTED_MARKUP = ("S032", Severity.ERROR, "Markup that pubpipe does not publish stands in the text.")
    BAD_HEADING = ("S033", Severity.ERROR, "A heading is at a level that cannot stand there.")
    UNKNOWN_ROLE = ("S034", Severity.ERROR, "An inline role is not one that pubpipe knows.")
    UNKNOWN_REFERENCE = ("S035", Severity.ERROR, "A citation names a reference that the front matter lacks.")
    BAD_TABLE = ("S036", Severity.ERROR, "A table is not one that every format can carry.")
    FIGURE_OUTSIDE = ("S040", Severity.ERROR, "A figure or logo lies outside the folder of the article or profile.")
    FIGURE_MISSING = ("S041", Severity.ERROR, "The file of a figure or logo is not there.")
    FIGURE_REMOTE = ("S042", Severity.ERROR, "A figure or logo is named by a network address.")
    FIGURE_UNSAFE = ("S043", Severity.ERROR, "A figure or logo holds scripts, external references or entities.")
    FIGURE_UNSUPPORTED = ("S044", Severity.ERROR, "A figure or logo is of a kind that pubpipe does not publish.")
    BAD_POSE = ("S045", Severity.ERROR, "A pose cannot be drawn, or is not one that a body can take.")
    UNKNOWN_POSE = ("S046", Severity.ERROR, "A figure names a pose that the library does not have.")
    WRONG_SIDE = ("S047", Severity.ERROR, "A drawing's side is not that of the steps, or cannot be told.")
    LEXICON = ("S050", Severity.ERROR, "The project's lexicon, or an entry of it, is not one that pubpipe can use.")
    NO_WARNING = ("A001", Severity.ERROR, "An article with stretches has no warning.")
    NO_DISCLAIMER = ("A002", Severity.ERROR, "A health article has no disclaimer.")
    WARNING_AFTER_STRETCH = ("A003", Severity.ERROR, "No warning stands before the first stretch.")
    UNUSED_REFERENCE = ("A004", Severity.WARNING, "A reference is never cited.")
    STRETCH_WITHOUT_FIGURE = ("A005", Severity.WARNING, "A stretch has no figure.")
    NO_CONTACT = ("A006", Severity.WARNING, "The publisher gives no way to get in touch.")
    REVIEW_DATES = ("A007", Severity.ERROR, "Published, reviewed and next review are not in order of time.")
    PLACEHOLDER = ("A008", Severity.WARNING, "A text that `pubpipe new` left for the author is still there.")
    AMBIGUOUS_SIDE = ("A010", Severity.ERROR, "A step cannot be turned to the other side without guessing.")
    ABBREVIATION = ("A011", Severity.WARNING, "A short form stands in the text and nothing before it explains it.")
    SIDE_NOT_NAMED = ("A012", Severity.ERROR, "Steps written out for one side never name that side.")
    TOO_LONG = ("A013", Severity.ERROR, "A step or a paragraph is too long to be followed, by eye or by ear.")
    DRAFT_ALT = ("A014", Severity.ERROR, "A figure's text alternative is a draft that nobody has approved.")
    HARD_TO_READ = ("A015", Severity.WARNING, "A block is harder to read than most patients can manage.")
    LONG_SENTENCE = ("A016", Severity.WARNING, "A sentence has more than 20 words.")
    LONG_PARAGRAPH = ("A017", Severity.WARNING, "A paragraph has more than three sentences.")
    UNEXPLAINED_TERM = (
        "A018",
        Severity.WARNING,
        "A clinical term stands in the text and nothing beside it explains it.",
    )
    CAPITALS = ("A019", Severity.WARNING, "A whole block is written in capitals.")
    LINK_WORDS = ("A020", Severity.WARNING, "The words of a link do not say where it leads.")
    BARE_ADDRESS = ("A021", Severity.WARNING, "A web address stands in the text where words should.")
    CLAIM_WITHOUT_REFERENCE = ("A022", Severity.WARNING, "A claim about evidence or a percentage cites no reference.")
    RED_FLAGS = ("A023", Severity.ERROR, "An article on back pain does not warn of the signs of an emergency.")
    REVIEW_OVERDUE = ("A024", Severity.WARNING, "The day on which the article was due for review is past.")
    NO_FREQUENCY = ("A025", Severity.WARNING, "A stretch does not say how often to do it.")
    UNUSUAL_DOSE = ("A026", Severity.ERROR, "A dose is larger than any that makes sense.")
    DOSE_CONTRADICTED = ("A027", Severity.ERROR, "The words of a stretch give another dose than its options.")
    DOSE_REPEATED = ("A028", Severity.NOTE, "The words of a stretch repeat its dose, and will not change with it.")
    CONTRARY_SIDE = ("A029", Severity.ERROR, "The steps of a stretch name only the side that they are not for.")
    CONTRARY_ALT = ("A030", Severity.ERROR, "A text alternative names only the side that the steps are not for.")
    EMPTY_SECTION = ("A031", Severity.WARNING, "A section has a heading and nothing below it.")
    NO_SUMMARY = ("A032", Severity.WARNING, "The article does not say in a summary what it is for.")
    POOR_ALT = (
        "A033",
        Severity.WARNING,
        "A text alternative is a file name, or begins by saying that it is a picture.",
    )
    LONG_ALT = ("A034", Severity.WARNING, "A text alternative is too long to be listened to in one go.")
    IDLE_SUPPRESSION = ("A035", Severity.NOTE, "The front matter suppresses a finding that there is not.")
    NO_CHECKLIST = ("A036", Severity.NOTE, "The article has neither a stretch nor a list: nothing to do and tick off.")
    ROWS_UNREADABLE = ("B001", Severity.ERROR, "A file of rows cannot be read, or is not a table.")
    MISSING_COLUMN = ("B002", Severity.ERROR, "A file of rows does not name its columns.")
    UNKNOWN_COLUMN = ("B003", Severity.ERROR, "A column is not one that pubpipe or any of the articles knows.")
    MISSING_CELL = ("B004", Severity.ERROR, "A row lacks what it must say.")
    BAD_CELL = ("B005", Severity.ERROR, "A cell has a value that its column does not take.")
    BAD_NOTE = ("B006", Severity.ERROR, "A free line is too long, or holds what cannot be seen.")
    UNKNOWN_ARTICLE = ("B007", Severity.ERROR, "A row names an article that is not there, or not in its language.")
    UNKNOWN_STRETCH = (
        "B008",
        Severity.ERROR,
        "A row speaks of a stretch that its article lacks or it leaves out.",
    )
    NOT_TAILORED = ("B009", Severity.ERROR, "A row asks of a stretch what the article's words or pictures do not bear.")
    BOTH_SIDES = ("B010", Severity.ERROR, "The article speaks of both sides, and a row has chosen one.")
    LEFT_OUT = ("B011", Severity.WARNING, "The article speaks of a stretch that a row leaves out, or counts them.")
    DOSE_ELSEWHERE = ("B012", Severity.WARNING, "Words outside the stretches give a dose that a row changes.")
    DOSE_IN_NOTE = ("B013", Severity.WARNING, "A free line gives a dose, which has a column of its own.")
    SAME_NAME = ("B014", Severity.ERROR, "Two rows would be written to one folder.")
    SENT_AWAY = ("B015", Severity.ERROR, "A free line would be sent to a voice on the internet.")
    UNSPEAKABLE = ("N001", Severity.ERROR, "The voice cannot speak a part of the text.")
    PARITY_TEXT = ("P001", Severity.ERROR, "A text of the article is not in a finished file.")
    PARITY_ORDER = ("P002", Severity.ERROR, "The texts of a finished file are not in the article's order.")
    PARITY_DOSE = ("P003", Severity.ERROR, "A dose in a finished file is not the one of the article.")
    PARITY_SIDE = ("P004", Severity.ERROR, "A side in a finished file is not the one of the article.")
    PARITY_ALTERNATIVE = ("P005", Severity.ERROR, "A text alternative in a finished file is not the article's.")
    SAFETY_HIDDEN = (
        "P006",
        Severity.ERROR,
        "A warning or disclaimer is hidden, shrunk, doubled, split or moved in a finished file.",
    )
    FILE_UNSOUND = ("F001", Severity.ERROR, "A finished file cannot be opened or lacks a part that it must have.")
    ENGINE_COMPLAINT = ("F002", Severity.ERROR, "The rendering engine reported that it could not do what was asked.")
    ENGINE_UNTESTED = (
        "F004",
        Severity.WARNING,
        "The PDF engine is of another version than pubpipe's tags are made for.",
    )
    SMALL_LABEL = ("F005", Severity.ERROR, "A label in a figure would be printed too small to be read.")
    FILE_LACKS = ("F011", Severity.WARNING, "A file that was made elsewhere lacks what would help those who use it.")
    VALIDATOR_FAILED = ("F010", Severity.WARNING, "A validator of another maker failed a finished file.")
    CHAPTERS_DIFFER = ("F003", Severity.ERROR, "The chapters of the audio are not those of the script.")

    @property
    def code(self) -> str:
        """The stable code, such as S012."""
        return self.value[0]

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.value[1]

    @property
    def meaning(self) -> str:
        """One sentence for the documented table."""
        return self.value[2]

    @property
    def is_suppressible(self) -> bool:
        """Whether an author may suppress it with a reason: advice on the article, and nothing that could hurt."""
        return self.code.startswith("A") and self.severity is not Severity.ERROR and self is not Code.IDLE_SUPPRESSION


@dataclass(frozen=True, slots=True)
class Texts:
    """A block whose text in a finished file is not the article's: the file, what it should say, and what it says.

    found: empty where nothing stands in its place.
    """

    block: str
    file: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: which kind, where, in words, with the offending text and the remedy.

    suppressed: why the author suppresses it, empty if it is not suppressed; difference: of a finished file's text from
    the article's, None for all that is no such difference.
    """

    code: Code
    position: Position
    message: str
    excerpt: str = ""
    remedy: str = ""
    suppressed: str = ""
    difference: Texts | None = None

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return self.code.severity


def has_errors(findings: tuple[Finding, ...], *, strict: bool = False) -> bool:
    """Whether any finding stops the build; under `strict` a warning does so too, unless it is suppressed."""
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in stopping and not finding.suppressed for finding in findings)
