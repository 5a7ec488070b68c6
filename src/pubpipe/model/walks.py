"""What an article holds, found by walking through it: its stretches, callouts and figures, and the texts of a node."""

from pubpipe.model.article import (
    Article,
    Callout,
    CalloutRole,
    Cell,
    Figure,
    ListItem,
    Node,
    Paragraph,
    Section,
    Step,
    Stretch,
    Table,
    nodes,
)
from pubpipe.model.text import Inlines


def stretches(article: Article) -> tuple[Stretch, ...]:
    """The article's stretches in order."""
    return tuple(node for node in nodes(article.blocks) if isinstance(node, Stretch))


def callouts(article: Article, role: CalloutRole) -> tuple[Callout, ...]:
    """The article's callouts of one role, in order."""
    return tuple(node for node in nodes(article.blocks) if isinstance(node, Callout) and node.role is role)


def figures(article: Article) -> tuple[Figure, ...]:
    """The article's figures, those of stretches too, in order."""
    return tuple(node for node in nodes(article.blocks) if isinstance(node, Figure))


def inline_texts(node: Node) -> tuple[Inlines, ...]:
    """The inline texts of a node itself, without those of the nodes inside it."""
    match node:
        case Paragraph() | ListItem() | Cell() | Step():
            return (node.content,)
        case Section() | Callout() | Stretch():
            return (node.title,)
        case Figure() | Table():
            return (node.caption,)
        case _:
            return ()
