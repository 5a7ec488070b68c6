"""Inputs grown from the rules of a format: every part is one that it knows, put together in ways that it may not."""

from random import Random

OPTIONS = (
    "sides", "hold", "repeat", "sets", "rest", "frequency", "position", "equipment", "targets", "figure", "alt",
    "pace", "pose", "header-column", "hodl", "",
)  # fmt: skip
VALUES = (
    "right, left", "left", "both", "none", "20-30 s", "30 s to 1 min", "2 times a day", "0 s", "3", "8-10",
    "1e9 s", "½ min", "sitting", "a chair", "figures/neck.svg", "library/hip-flexor@left", "../../x", "gentle",
    "yes", "", "{side: right}", "{frames: [{joints: {neck: 900}}]}", "DRAFT: a", "99999999999 years", "2–3 hours",
    "١٢ s", "minus 3 s", "3 3 3",
)  # fmt: skip
INLINE = (
    "word", "**strong**", "*em*", "[link](https://example.org/)", "[bad](javascript:x)", "[@s1]", "[@nobody]",
    "<b>", "&amp;", "&#0;", "{abbr}`A (b)`", "{fixed}`the right way`", "{role}`x`", "`code`", "![alt](x.png)",
    "your right hip", "left over", "{{ 7*7 }}", "\\", "**", "*", "[", "](", "`", "<http://a>", "http://a.b",
    "e\u0301", "\u202e", "😀",
)  # fmt: skip
DIRECTIVES = ("stretch", "warning", "caution", "tip", "disclaimer", "table", "figure", "other-side", "strech", "")
HEAD = (
    "---\nid: neck-care\ntitle: Look after a stiff neck\nlanguage: en-GB\nsummary: One stretch.\n"
    "published: 2025-10-15\nreviewed: 2025-10-15\nreview_due: 2028-10-15\nauthors: [Clinic team]\n"
    'publisher: {name: Example Clinic, phone: "020 7946 0000"}\n'
    'references:\n  - {id: s1, text: "A", url: "https://example.org/"}\n---\n'
)


def markdown(chance: Random) -> bytes:
    """An article with a sound head and a body of anything."""
    return f"{HEAD}\n{_blocks(chance, 4)}".encode()


def _blocks(chance: Random, depth: int) -> str:
    return "\n\n".join(_block(chance, depth) for _ in range(chance.randrange(1, 5)))


def _block(chance: Random, depth: int) -> str:
    kinds = (_paragraph, _heading, _list, _table)
    return chance.choice((*kinds, _quote, _deep_list, _directive, _directive, _directive) if depth else kinds)(
        chance, depth
    )


def _paragraph(chance: Random, _: int) -> str:
    return _words(chance)


def _heading(chance: Random, _: int) -> str:
    return f"{'#' * chance.randrange(1, 8)} {_words(chance)}"


def _list(chance: Random, _: int) -> str:
    return "\n".join(f"{chance.choice(('-', '1.', '*', '7)', '   -'))} {_words(chance)}" for _ in range(3))


def _table(chance: Random, _: int) -> str:
    rows = ["| " + " | ".join(_words(chance) for _ in range(3)) + " |" for _ in range(2)]
    return "\n".join((rows[0], "| - | :-: | - |", rows[1]))


def _quote(chance: Random, depth: int) -> str:
    return "\n".join(f"> {line}" for line in _blocks(chance, depth - 1).split("\n"))


def _deep_list(chance: Random, depth: int) -> str:
    return "\n".join(f"- {line}" for line in _blocks(chance, depth - 1).split("\n"))


def _directive(chance: Random, depth: int) -> str:
    colons = ":" * chance.choice((depth + 2, depth + 2, 3, 4))
    options = "".join(f":{chance.choice(OPTIONS)}: {chance.choice(VALUES)}\n" for _ in range(chance.randrange(6)))
    head = f"{colons}{{{chance.choice(DIRECTIVES)}}} {_words(chance)}"
    return f"{head}\n{options}\n{_blocks(chance, depth - 1)}\n{colons}"


def _words(chance: Random) -> str:
    return " ".join(chance.choice(INLINE) for _ in range(chance.randrange(5)))


SVG_NAMES = (
    "svg", "g", "path", "rect", "circle", "use", "defs", "style", "text", "tspan", "title", "script", "image",
    "foreignObject", "a", "animate", "set", "symbol", "marker", "pattern", "linearGradient", "clipPath", "mask",
    "x:y",
)  # fmt: skip
SVG_ATTRIBUTES = (
    ("viewBox", "0 0 9 9"), ("viewBox", "0 0 1e9 1e9"), ("width", "99999999"), ("width", "100%"), ("height", "-1"),
    ("d", "M0 0L9 9"), ("href", "#a"), ("href", "https://e.example/"), ("xlink:href", "data:,x"),
    ("onload", "x()"), ("style", "fill:url(#a)"), ("style", "fill:url(//e)"), ("style", "a:\\75rl(x)"),
    ("id", "a"), ("fill", "url( 'x' )"), ("xml:base", "https://e.example/"), ("transform", "scale(1e9)"),
    ("class", "{{x}}"),
)  # fmt: skip
PLS_NAMES = ("lexicon", "lexeme", "grapheme", "phoneme", "alias", "example", "meta", "metadata", "b")
PLS_ATTRIBUTES = (
    ("alphabet", "ipa"), ("alphabet", "x-sampa"), ("version", "1.0"), ("xml:lang", "en"), ("prefer", "true"),
    ("role", "a:b"),
)  # fmt: skip
PROLOGUES = ("", "", "", '<?xml version="1.0"?>', "<?x y?>", "<!DOCTYPE a [<!ENTITY a 'b'>]>", "<!-- c -->", "\ufeff")
CHARACTERS = (
    "",
    "a",
    "&lt;",
    "&a;",
    "&#0;",
    "<![CDATA[<a>]]>",
    "<!-- -->",
    "<?p i?>",
    "@import 'x'",
    "SO-as",
    "\u202e",
)


def svg(chance: Random) -> bytes:
    """A drawing of anything."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'
    inner = "".join(_element(chance, SVG_NAMES, SVG_ATTRIBUTES, 4) for _ in range(chance.randrange(4)))
    return f"{chance.choice(PROLOGUES)}<svg {names}>{inner}</svg>".encode()


def lexicon(chance: Random) -> bytes:
    """A lexicon of anything."""
    names = 'version="1.0" alphabet="ipa" xml:lang="en-GB" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"'
    inner = "".join(_element(chance, PLS_NAMES, PLS_ATTRIBUTES, 3) for _ in range(chance.randrange(5)))
    return f"{chance.choice(PROLOGUES)}<lexicon {names}>{inner}</lexicon>".encode()


def _element(chance: Random, names: tuple[str, ...], attributes: tuple[tuple[str, str], ...], depth: int) -> str:
    name = chance.choice(names)
    own = dict(chance.choice(attributes) for _ in range(chance.randrange(4)))
    said = "".join(f' {key}="{value}"' for key, value in own.items())
    inner = chance.choice(CHARACTERS)
    if depth:
        inner += "".join(_element(chance, names, attributes, depth - 1) for _ in range(chance.randrange(4)))
    return f"<{name}{said}>{inner}</{name}>"
