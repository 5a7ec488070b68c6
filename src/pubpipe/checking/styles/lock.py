"""The safety lock: no style sheet and no attribute takes a warning or disclaimer from any reader.

Any rule that matches counts, whatever other rules say of the same element and under whatever condition it
stands: a rule that loses in the cascade today wins when another is taken out, or on a device that nobody here
has. So this refuses more than a browser would hide, and never less for being mistaken in the cascade. Only colours
are taken through the cascade, since a colour hides nothing but on its ground.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import cssselect2

from pubpipe.checking.safety_blocks import SafetyBlock
from pubpipe.checking.styles.colours import Matched, colours, lost
from pubpipe.checking.styles.harm import Properties, cuts, harm
from pubpipe.checking.styles.sheets import Declaration, Rule, Rules, Sheet, declarations, rules
from pubpipe.findings import Finding

BODY_SIZE = 16.0
"""The size of body text in CSS pixels where a page leaves it to the reader."""
INLINE = "style"
"""What stands for the selector of an element's own style attribute."""
UNSHOWN = frozenset(
    [
        "audio",
        "canvas",
        "datalist",
        "head",
        "iframe",
        "math",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
"""Elements whose content is not shown as text of the page (HTML, section 15.3.1)."""
SMALL = frozenset(("font", "small"))
STRUCK = frozenset(("del", "s", "strike"))
NAMES = re.compile(r"[\"'`]\s*([\w-]+)\s*[\"'`]")
"""What a script may use as the name of a class."""
ANIMATION = ("animation", "animation-name", "-webkit-animation", "-webkit-animation-name")


def out_of_sight(
    root: Any,
    sheets: tuple[Sheet, ...],
    texts: tuple[SafetyBlock, ...],
    file: str,
    body: float = BODY_SIZE,
) -> Iterator[Finding]:
    """Each reason why a safety block of the document could be lost to a reader, the same once for each block.

    root: the document, whose ids are those of the article's blocks; a block that it does not hold is passed over;
    body: the size of its body text in CSS pixels, below which absolute sizes are too small.
    """
    page = cssselect2.ElementWrapper.from_html_root(root)
    elements = list(page.iter_subtree())
    known = rules(sheets, _states(elements))
    weights: dict[Any, Matched] = {}
    for block in texts:
        element = next((one for one in elements if one.id == block.id), None)
        if element is None:
            continue
        imports = (f"may be hidden by a style sheet that is not checked: {address}" for address in known.imports)
        reasons = dict.fromkeys((*imports, *_reasons(element, known, weights, body)))
        yield from (block.finding(file, reason) for reason in reasons)


def _states(elements: Sequence[Any]) -> frozenset[str]:
    """The classes that scripts of the page name and no element has yet."""
    scripts = "\n".join(element.etree_element.text or "" for element in elements if element.local_name == "script")
    return frozenset(NAMES.findall(scripts)) - {name for element in elements for name in element.classes}


def _reasons(element: Any, known: Rules, weights: dict[Any, Matched], body: float) -> Iterator[str]:
    """Why the element, what it stands in or what it holds is out of sight."""
    inner = [one for one in element.iter_subtree() if "".join(one.etree_element.itertext()).strip()]
    for one in (*element.ancestors, *inner):
        yield from _by_markup(one)
    for one in (*element.ancestors, *inner):
        key = one.etree_element
        if key not in weights:
            weights[key] = _matched(one, known)
    chains = [[weights[up.etree_element] for up in (*one.ancestors, one)] for one in inner]
    properties = _properties(matched for chain in chains for matched in chain)
    for one in (*element.ancestors, *inner):
        yield from _by_style(weights[one.etree_element], properties, known, body)
    for chain in chains:
        yield from _by_colour(chain)


def _by_markup(element: Any) -> Iterator[str]:
    attributes, name = element.etree_element.attrib, element.local_name
    for attribute in ("hidden", "inert", "popover"):
        if attribute in attributes:
            yield f"is hidden by the attribute {attribute} of {name}"
    if attributes.get("aria-hidden", "").strip().lower() == "true":
        yield f"is kept from screen readers by aria-hidden on {name}"
    if name in ("details", "dialog"):
        yield f"is in a {name} element, which can be closed"
    if name in UNSHOWN:
        yield f"is in a {name} element, which is not shown"
    if name in STRUCK:
        yield f"is struck out by the element {name}"
    if name in SMALL:
        yield f"is shrunk by the element {name}"


def _matched(element: Any, known: Rules) -> Matched:
    """The rules about the element, the last in the cascade with the greatest weight."""
    found: list[tuple[tuple[int, ...], Rule]] = []
    for number, rule in enumerate(known.rules):
        if (weight := rule.weight(element)) is not None:
            found.append(((0, *weight, number), rule))
    if own := declarations(element.etree_element.get("style", "")):
        found.append(((1,), Rule(INLINE, "", (), own)))
    return found


def _properties(chain: Iterator[Matched]) -> Properties:
    """Every value that a custom property may have."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    seen: set[str] = set()
    for matched in chain:
        for _, rule in matched:
            for one in rule.declarations:
                if one.name.startswith("--") and one.shown not in seen:
                    seen.add(one.shown)
                    found.setdefault(one.name, []).append(one.value)
    return found


def _by_style(matched: Matched, properties: Properties, known: Rules, body: float) -> Iterator[str]:
    for _, rule in matched:
        for one in rule.declarations:
            if result := harm(one, properties, body):
                yield f"is {result} by {_shown(rule, one)}"
            if one.name in ANIMATION:
                yield from _by_animation(rule, one, properties, known, body)
    declared = {one: rule for _, rule in matched for one in rule.declarations}
    if (cut := cuts(tuple(declared), properties, body)) is not None:
        yield f"is cut off by {_shown(declared[cut], cut)}"


def _by_animation(rule: Rule, one: Declaration, properties: Properties, known: Rules, body: float) -> Iterator[str]:
    for name in (token.value for token in one.value if token.type in ("ident", "string")):
        for step in known.animations.get(name, ()):
            if result := harm(step, properties, body):
                yield f"is {result} by {_shown(rule, one)}, which comes to {step.shown}"


def _by_colour(chain: Sequence[Matched]) -> Iterator[str]:
    # What has no colours of its own looks like what it stands in.
    if not any(colours(rule) for _, rule in chain[-1]):
        return
    conditions = dict.fromkeys(("", *(rule.condition for matched in chain for _, rule in matched if colours(rule))))
    for condition in conditions:
        if (one := lost(chain, condition)) is not None:
            shown = next(_shown(rule, one) for matched in chain for _, rule in matched if one in rule.declarations)
            yield f"has letters in the colour of their ground by {shown}"
            return


def _shown(rule: Rule, one: Declaration) -> str:
    if rule.selector == INLINE:
        return f'style="{one.shown}"'
    inner = f"{rule.selector} {{ {one.shown} }}"
    return f"{rule.around} {{ {inner} }}" if rule.around else inner
