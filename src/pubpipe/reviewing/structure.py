"""Rules about what an article is made of: its purpose, its sections, its links and the texts for its pictures."""

import re
from collections.abc import Iterator

from pubpipe.findings import Code, Finding
from pubpipe.model.article import Section, nodes
from pubpipe.model.text import Citation, Inlines, Link, Text, plain, walk
from pubpipe.model.walks import figures, inline_texts
from pubpipe.reviewing.rule import Reviewed
from pubpipe.wording.sentences import sentences

LONGEST_ALT = 250
"""Characters: about 20 seconds of a screen reader, which cannot be paused and resumed within a text alternative."""
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
FILE_NAME = re.compile(r"[\w./\\-]+\.(?:svg|png|jpe?g|gif|webp|tiff?|bmp|pdf)", re.IGNORECASE)


def purpose(reviewed: Reviewed) -> Iterator[Finding]:
    """A reader who knows what a text is for reads on."""
    if not reviewed.article.summary:
        yield reviewed.finding(
            Code.NO_SUMMARY,
            "The article does not say in a summary what it is for.",
            "Add `summary:` to the front matter: what the reader will be able to do.",
            excerpt=reviewed.article.title,
        )


def sections_filled(reviewed: Reviewed) -> Iterator[Finding]:
    """A heading promises a text."""
    for node in nodes(reviewed.article.blocks):
        if isinstance(node, Section) and not node.blocks:
            yield reviewed.finding(
                Code.EMPTY_SECTION,
                "Nothing stands below this heading.",
                "Write the section, or take the heading away.",
                node=node,
                excerpt=plain(node.title),
            )


def links(reviewed: Reviewed) -> Iterator[Finding]:
    """A link is understood by its own words, also in a list of links and on paper."""
    review = reviewed.language.review
    for node in nodes(reviewed.article.blocks):
        for content in inline_texts(node):
            for link in (one for one in walk(content) if isinstance(one, Link)):
                words = " ".join(re.findall(r"\w+", plain(link.children).lower()))
                if ADDRESS.match(plain(link.children)) or (review and words in review.empty_links):
                    yield reviewed.finding(
                        Code.LINK_WORDS,
                        f"“{plain(link.children)}” does not say where the link leads.",
                        "Name what is found there: [NHS advice on back pain](https://…).",
                        node=node,
                        excerpt=plain(content),
                    )
            for match in ADDRESS.finditer(_outside_links(content)):
                yield reviewed.finding(
                    Code.BARE_ADDRESS,
                    f"The address {match.group()} stands in the text.",
                    "Make it a link with words of its own, or a reference in the front matter.",
                    node=node,
                    excerpt=plain(content),
                )


def claims(reviewed: Reviewed) -> Iterator[Finding]:
    """What research is said to show can be looked up."""
    review = reviewed.language.review
    if review is None:
        return
    for node in nodes(reviewed.article.blocks):
        for content in inline_texts(node):
            if isinstance(node, Section) or any(isinstance(one, Citation) for one in walk(content)):
                continue
            for sentence in sentences(content, reviewed.language):
                match = re.search(review.claim, plain(sentence), re.IGNORECASE)
                if match:
                    yield reviewed.finding(
                        Code.CLAIM_WITHOUT_REFERENCE,
                        f"“{match.group()}” is a claim that cites no reference.",
                        "Cite the source, as [@id] of an entry in `references:`, or say it without the claim.",
                        node=node,
                        excerpt=plain(sentence),
                    )


def alternatives(reviewed: Reviewed) -> Iterator[Finding]:
    """A text alternative stands in for the picture: it says what is seen, and not that it is one."""
    review = reviewed.language.review
    for figure in figures(reviewed.article):
        alt = figure.alt
        if FILE_NAME.fullmatch(alt) or (review and re.match(review.picture_of, alt, re.IGNORECASE)):
            yield reviewed.finding(
                Code.POOR_ALT,
                "This says that there is a picture, not what it shows."
                if not FILE_NAME.fullmatch(alt)
                else "This is the name of a file, not what the picture shows.",
                "Begin with what is seen: “A person kneels on the right knee …”.",
                node=figure,
                excerpt=alt,
            )
        if len(alt) > LONGEST_ALT:
            yield reviewed.finding(
                Code.LONG_ALT,
                f"This has {len(alt)} characters; {LONGEST_ALT} are enough.",
                "Say what matters for the stretch here, and the rest in the text.",
                node=figure,
                excerpt=alt,
            )


def _outside_links(content: Inlines) -> str:
    """The words that are in no link."""
    inside = {id(one) for link in walk(content) if isinstance(link, Link) for one in walk(link.children)}
    return " ".join(one.value for one in walk(content) if isinstance(one, Text) and id(one) not in inside)
