"""How the article's terms are said, for reading systems that speak by themselves (W3C PLS 1.0).

A pronunciation in IPA is a phoneme; a respelling is an alias in small letters, since capitals are
stress to the author and single letters to a machine.
"""

from collections.abc import Mapping
from typing import cast

from lxml import etree

from pubpipe.formats.epub.chapters import inlines
from pubpipe.formats.epub.resource import Resource
from pubpipe.model.article import Article
from pubpipe.model.text import Fixed, Text

FILE = "pronunciation.pls"
MEDIA_TYPE = "application/pls+xml"
_PLS = "http://www.w3.org/2005/01/pronunciation-lexicon"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def lexicon(article: Article) -> Resource | None:
    """The words that the article has and that it says how to pronounce; None if there are none."""
    text = " ".join(one.value for one in inlines(article) if isinstance(one, Text | Fixed)).casefold()
    known = [(word, said) for word, said in article.pronounce if word.casefold() in text]
    if not known:
        return None
    about = {"version": "1.0", "alphabet": "ipa", _LANG: article.language}
    root = etree.Element(f"{{{_PLS}}}lexicon", about, nsmap=cast("Mapping[str, str]", {None: _PLS}))
    for word, said in known:
        lexeme = etree.SubElement(root, f"{{{_PLS}}}lexeme")
        etree.SubElement(lexeme, f"{{{_PLS}}}grapheme").text = word
        is_ipa = len(said) > 2 and said[0] == said[-1] == "/"
        spoken = etree.SubElement(lexeme, f"{{{_PLS}}}{'phoneme' if is_ipa else 'alias'}")
        spoken.text = said[1:-1] if is_ipa else said.replace("-", " ").lower()
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    # Not in the manifest: EPUBCheck counts no link of a document to it as a use (OPF-097).
    return Resource("pronunciation", FILE, MEDIA_TYPE, data, link="dcterms:references")
