"""A project's lexicon: how its terms are said, once for all articles, in W3C PLS 1.0.

https://www.w3.org/TR/pronunciation-lexicon/. What is read is what every engine can be given: one
pronunciation in IPA for each word. Aliases, roles and other alphabets are refused by name rather
than passed over, since a word that a lexicon lists and a voice says otherwise is what it is for.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from lxml import etree

from pubpipe.findings import Code
from pubpipe.reading.pronouncing import Lexicon
from pubpipe.reading.report import Report
from pubpipe.reading.source import load

MOST_LEXEMES = 1_000
LONGEST = 100
"""Characters of a word, and of its pronunciation."""

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
IPA = "ipa"
# What says nothing about how a word sounds.
_SILENT = frozenset({"meta", "metadata", "example"})


def read_lexicon(path: Path, report: Report) -> Lexicon:
    """The lexicon in a file; what is wrong with it is reported, each fault with its line."""
    data = load(path, report)
    root = _root(data, report) if data is not None else None
    if root is None:
        return Lexicon()
    words: dict[str, str] = {}
    lexemes = 0
    for element in _children(root, report):
        if _name(element) == "lexeme":
            lexemes += 1
            for word, sound in _lexeme(element, root.get("alphabet", ""), report):
                if words.setdefault(word, sound) != sound:
                    _fault(report, element, f"“{word}” has two pronunciations.", "Keep one of them.", word)
        elif _name(element) not in _SILENT:
            _fault(report, element, f"<{_name(element)}> does not belong here.", "Take it out.")
    if lexemes > MOST_LEXEMES:
        _fault(report, root, f"There are more than {MOST_LEXEMES} words.", "Leave out what no article says.")
    return Lexicon(root.get(LANGUAGE, ""), words)


def _root(data: bytes, report: Report) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        report.add(Code.LEXICON, f"The lexicon is not well-formed XML: {error}.", "Mend it.", line=line)
        return None
    if getattr(root.getroottree().docinfo, "internalDTD", None) is not None:
        _fault(report, root, "The lexicon has a document type or entities.", "Take them out; PLS needs none.")
    elif root.tag != f"{{{NAMESPACE}}}lexicon" or root.get("version") != "1.0":
        begin = f'<lexicon version="1.0" alphabet="ipa" xml:lang="en-GB" xmlns="{NAMESPACE}">'
        _fault(report, root, "This is not a lexicon of PLS 1.0.", f"Begin it with {begin}")
    elif not root.get(LANGUAGE):
        _fault(report, root, "The lexicon does not say which language it is for.", 'Add xml:lang="en-GB", say.')
    else:
        return root
    return None


def _lexeme(lexeme: etree._Element, alphabet: str, report: Report) -> Iterator[tuple[str, str]]:
    """Each written form of an entry with the entry's pronunciation; nothing where there is a fault."""
    if lexeme.get("role"):
        _fault(report, lexeme, "A role cannot be told apart in speech.", "Take it out, and spell the word otherwise.")
        return
    graphemes: list[etree._Element] = []
    phonemes: list[etree._Element] = []
    for part in _children(lexeme, report):
        match _name(part):
            case "grapheme":
                graphemes.append(part)
            case "phoneme":
                phonemes.append(part)
            case "example":
                pass
            case other:
                _fault(report, part, f"<{other}> is not read.", "Give the word a <phoneme> in IPA.", _text(part))
                return
    if not graphemes or not phonemes:
        missing = "phoneme" if graphemes else "grapheme"
        shown = _text((graphemes or phonemes or [lexeme])[0])
        _fault(report, lexeme, f"The entry has no <{missing}>.", f"Add a <{missing}>.", shown)
        return
    chosen = next((one for one in phonemes if one.get("prefer") == "true"), phonemes[0])
    used = chosen.get("alphabet", alphabet)
    if used != IPA:
        said = f"The alphabet “{used}” is not read." if used else "The entry does not name its alphabet."
        _fault(report, chosen, said, 'Write the pronunciation in IPA, with alphabet="ipa".', _text(chosen))
        return
    if all(_is_sound(one, report) for one in (*graphemes, chosen)):
        yield from ((_text(one), _text(chosen)) for one in graphemes)


def _is_sound(element: etree._Element, report: Report) -> bool:
    text = _text(element)
    if len(element) or not text or len(text) > LONGEST or not text.isprintable():
        remedy = f"Write 1 to {LONGEST} letters, and no elements, in it."
        _fault(report, element, f"The <{_name(element)}> cannot be used.", remedy, text)
        return False
    return True


def _children(parent: etree._Element, report: Report) -> Iterator[etree._Element]:
    """The elements in a parent, without comments; what is of another kind or namespace is a fault."""
    for child in parent:
        # A comment's tag is the function that makes comments.
        tag = cast("object", child.tag)
        if tag is etree.Comment:
            continue
        if not isinstance(tag, str):
            _fault(report, child, "A processing instruction or an entity stands here.", "Take it out.")
        elif etree.QName(child.tag).namespace == NAMESPACE:
            yield child
        elif _name(parent) != "metadata":
            _fault(report, child, f"<{_name(child)}> is of another namespace.", "Take it out.")


def _name(element: etree._Element) -> str:
    return etree.QName(element.tag).localname


def _text(element: etree._Element) -> str:
    return " ".join((element.text or "").split())


def _fault(report: Report, element: etree._Element, message: str, remedy: str, excerpt: str = "") -> None:
    line = cast("int | None", element.sourceline)
    report.add(Code.LEXICON, message, remedy, line=line, excerpt=excerpt)
