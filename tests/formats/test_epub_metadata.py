"""What the EPUB says about itself: complete, and true for this very book."""

import datetime
import itertools
import re
from dataclasses import replace

import pytest

from pubpipe.formats.epub import make
from pubpipe.model.article import Publisher
from pubpipe.model.clinic import Clinic
from pubpipe.profile import Profile
from tests import samples
from tests.support.epub import NAMESPACES, OPF, book, changed, metadata, parts, root, section, words_of


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The article with every kind of block."""
    return book()


def test_metadata_name_people_dates_and_topics(sample: bytes) -> None:
    """Dublin Core is complete."""
    assert metadata(sample, "dc:title") == ["Look after a stiff neck & shoulders"]
    assert metadata(sample, "dc:creator") == ["Clinic team", "Ann Example"]
    assert metadata(sample, "dc:publisher") == ["Example Clinic"]
    assert metadata(sample, "dc:date") == ["2025-10-15"]
    assert metadata(sample, "dc:description") == ["Three stretches that ease a stiff neck."]
    assert metadata(sample, "dc:subject") == ["neck", "stiffness"]
    assert metadata(sample, "dc:language") == ["en-GB"]
    assert metadata(sample, "dcterms:modified") == ["2025-10-16T00:00:00Z"]
    assert metadata(sample, "dcterms:valid") == ["start=2025-10-16; end=2028-10-15;"]


def test_each_creator_has_an_id_of_its_own(sample: bytes) -> None:
    """Two authors do not share an id, and each has a role."""
    creators = root(sample, OPF).findall("opf:metadata/dc:creator", NAMESPACES)
    roles = root(sample, OPF).findall("opf:metadata/opf:meta[@property='role']", NAMESPACES)
    assert [f"#{creator.get('id')}" for creator in creators] == [role.get("refines") for role in roles]
    assert len({creator.get("id") for creator in creators}) == 2


def test_a_book_that_was_changed_for_one_patient_is_another_book() -> None:
    """An app that has the general one would open that, with its doses."""
    given = samples.publication()
    ids = []
    for variant in ("", "one", "another"):
        (made,) = make(replace(given, variant=variant)).artifacts
        ids += metadata(made.data, "dc:identifier")
    assert ids[0] == metadata(book(), "dc:identifier")[0]
    assert len(set(ids)) == 3


def test_identifier_is_for_life() -> None:
    """It stays when the text changes, and differs for another article, language or clinic."""
    here = metadata(book(), "dc:identifier")
    assert here == metadata(book(changed(title="Another title", reviewed=datetime.date(2026, 1, 1))), "dc:identifier")
    others = [
        metadata(book(changed(id="back-care")), "dc:identifier"),
        metadata(book(changed(language="en-US")), "dc:identifier"),
        metadata(book(changed(publisher=Publisher(name="Other"))), "dc:identifier"),
        metadata(book(profile=Profile(clinic=Clinic(name="Branch"))), "dc:identifier"),
    ]
    for one, other in itertools.combinations([here, *others], 2):
        assert one != other
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", here[0])


def test_the_clinic_of_the_profile_answers_for_the_book() -> None:
    """It is the publisher and the certifier; the article's own publisher is still named."""
    data = book(profile=Profile(clinic=Clinic(name="Branch Surgery", phone="0300 123 456")))
    assert metadata(data, "dc:publisher") == ["Branch Surgery", "Example Clinic"]
    assert metadata(data, "a11y:certifiedBy") == ["Branch Surgery"]
    assert "0300 123 456" in words_of(data, "EPUB/text/title.xhtml")


def test_accessibility_metadata_claim_what_is_there(sample: bytes) -> None:
    """Text and pictures with descriptions; no speech in step with the text, and no pages of a print edition."""
    assert metadata(sample, "schema:accessMode") == ["textual", "visual"]
    assert metadata(sample, "schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert metadata(sample, "schema:accessibilityHazard") == ["none"]
    features = metadata(sample, "schema:accessibilityFeature")
    assert {
        "alternativeText",
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
    } < set(features)
    assert "synchronizedAudioText" not in features
    assert "pageNavigation" not in features
    assert metadata(sample, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert metadata(sample, "a11y:certifiedBy") == ["Example Clinic"]
    assert metadata(sample, "pageBreakSource") == ["none"]


def test_summary_speaks_of_this_book() -> None:
    """The accessibility summary names pictures, stretches and references only where there are some."""
    with_all, without = book(), book(changed(references=(), blocks=(section("a", "Care"),)))
    (full,), (bare,) = (metadata(data, "schema:accessibilitySummary") for data in (with_all, without))
    assert "every picture" in full
    assert "every stretch" in full
    assert "references" in full
    assert "The cover has a text description." in bare
    assert "every picture" not in bare
    assert "every stretch" not in bare
    assert "references" not in bare
    assert metadata(without, "schema:accessMode") == ["textual"]
    assert bare in words_of(without, "EPUB/text/colophon.xhtml")


def test_every_document_and_the_package_name_their_language() -> None:
    """Documents, package and both tables of contents are in the article's language."""
    data = book(changed(language="en-US"))
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for name in parts(data):
        if name.endswith((".xhtml", ".opf", ".ncx", ".svg")) and "picture" not in name:
            assert root(data, name).get(lang) == "en-US", name
