"""How long the article takes to read, computed from its words."""

from pubpipe.model.article import Article, nodes
from pubpipe.model.text import plain
from pubpipe.model.walks import inline_texts
from pubpipe.wording.language import Language


def word_count(article: Article) -> int:
    """The words that a reader reads: title, headings, text, captions; not what formats add."""
    return len(article.title.split()) + sum(
        len(plain(inlines).split()) for node in nodes(article.blocks) for inlines in inline_texts(node)
    )


def reading_minutes(article: Article, language: Language) -> int:
    """Whole minutes, at least one, at the language's mean rate of silent reading."""
    return max(1, round(word_count(article) / language.reading_words_per_minute))


def reading_time(article: Article, language: Language) -> str:
    """The reading time in words."""
    minutes = reading_minutes(article, language)
    one, many = language.interface.reading_time
    return (one if minutes == 1 else many).format(n=minutes)
