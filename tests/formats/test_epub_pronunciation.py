"""Pronunciations in the book: the terms that it has, as W3C PLS has them, named in every document."""

from lxml import etree

from pubpipe.profile import Certifier, EpubSettings, Profile
from tests.support.epub import OPF, book, changed, parts, root

PLS = {"p": "http://www.w3.org/2005/01/pronunciation-lexicon"}
SAID = (("shoulder", "SHOHL-der"), ("doctor", "/dɒktə/"), ("iliopsoas", "ilio-SO-as"))


def test_words_of_the_article_are_listed_as_they_are_said() -> None:
    """A respelling as an alias, IPA as a phoneme; a word that the article does not have is left out."""
    data = book(changed(pronounce=SAID))
    lexicon = root(data, "EPUB/pronunciation.pls")
    assert lexicon.get("alphabet") == "ipa"
    (link,) = root(data, OPF).findall(".//{*}link")
    assert (link.get("rel"), link.get("href")) == ("dcterms:references", "pronunciation.pls")
    assert [
        (one.findtext("p:grapheme", "", PLS), one.findtext("p:alias", "", PLS), one.findtext("p:phoneme", "", PLS))
        for one in lexicon.iterfind("p:lexeme", PLS)
    ] == [("shoulder", "shohl der", ""), ("doctor", "", "dɒktə")]


def test_every_document_with_words_names_the_lexicon() -> None:
    """From wherever it lies; the cover has no words but its picture's."""
    data = book(changed(pronounce=SAID))
    for name, content in parts(data).items():
        if name.endswith(".xhtml") and "cover" not in name:
            (link,) = etree.fromstring(content).findall(".//{*}link[@rel='pronunciation']")
            assert link.get("href") == ("pronunciation.pls" if name == "EPUB/nav.xhtml" else "../pronunciation.pls")
            assert link.get("hreflang") == "en-GB"


def test_a_book_without_pronunciations_has_no_lexicon() -> None:
    """Neither file nor link."""
    files = parts(book(changed(pronounce=())))
    assert "EPUB/pronunciation.pls" not in files
    assert not [name for name, data in files.items() if b"pronunciation" in data and name.endswith(".xhtml")]


def test_the_certifier_and_the_report_of_the_profile_are_named() -> None:
    """In place of the publisher; without one, the publisher answers."""
    report = "https://clinic.example/report"
    settings = EpubSettings(audio="none", certifier=Certifier(name="A11y House", report=report))
    package = parts(book(profile=Profile(epub=settings)))[OPF].decode()
    assert ">A11y House</meta>" in package
    assert 'rel="a11y:certifierReport"' in package
    assert f'href="{report}"' in package
    assert "certifierReport" not in parts(book())[OPF].decode()
