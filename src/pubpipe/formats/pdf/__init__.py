"""The printed editions: handout and large print, tagged for screen readers, one file for each on each sheet size."""

from dataclasses import replace

from pubpipe.findings import Finding
from pubpipe.formats.pdf.complaints import findings_of
from pubpipe.formats.pdf.context import handout_context, resources
from pubpipe.formats.pdf.editions import HANDOUT, Edition, editions_of
from pubpipe.formats.pdf.engine import Layout, lay_out, write
from pubpipe.formats.pdf.fetching import Fetcher
from pubpipe.formats.pdf.fitting import (
    Fit,
    contents_follow,
    ends_nearly_empty,
    figure_heights,
    first_of_pages,
    last_page,
    pages_of,
    warns_late,
)
from pubpipe.formats.pdf.hanging import SHEET_ID, warnings
from pubpipe.formats.pdf.labels import small_labels
from pubpipe.formats.pdf.sheets import Sheet, sheet
from pubpipe.formats.pdf.sweeping import one_document
from pubpipe.formats.pdf.wholeness import endless, whole
from pubpipe.formats.publication import Artifact, Made, Publication
from pubpipe.model.pages import NO_PAGES, TITLE, Pages

MEDIA_TYPE = "application/pdf"


def make(publication: Publication) -> Made:
    """Each edition on each sheet size that the profile asks for, and whatever the engine could not do."""
    with one_document():
        return _made(publication)


def _made(publication: Publication) -> Made:
    artifacts: list[Artifact] = []
    findings: list[Finding] = []
    pages = NO_PAGES
    settings = publication.profile.print
    for edition in editions_of(settings):
        for paper in dict.fromkeys(publication.profile.paper):
            page = sheet(paper, edition.margins, settings.bleed, marks=settings.marks)
            name = f"{publication.article.id}-{edition.name}-{page.name}.pdf"
            layout = (_fitted if edition.grows else _kept_whole)(publication, edition, page)
            if edition is HANDOUT and pages is NO_PAGES:
                pages = Pages(name, first_of_pages(publication.article, layout.places))
            if not edition.grows:
                findings.extend(small_labels(publication, layout.places, edition.smallest))
            rendered = write(layout, settings.conformance, settings.bleed)
            artifacts.append(Artifact(name, MEDIA_TYPE, rendered.data))
            findings.extend(findings_of(rendered, publication.article, name))
    return Made(tuple(artifacts), tuple(dict.fromkeys(findings)), pages)


def _fitted(publication: Publication, edition: Edition, page: Sheet) -> Layout:
    """The edition fitted to its pages in up to four layouts, of which each must prove better than the one before.

    Page one announces a warning that lies on a later page, and lists what a long handout holds; a
    last page with next to nothing on it is saved if setting the text closer can save it; then
    figures grow where that leaves every block on its page.
    """
    fit, best = _opened(publication, edition, page)
    if ends_nearly_empty(best.places, page):
        closer = replace(fit, snug=True)
        snug = _laid_out(publication, edition, page, closer)
        if last_page(snug.places) < last_page(best.places):
            fit, best = closer, snug
    heights = figure_heights(publication, best.places, page)
    if heights:
        grown = _laid_out(publication, edition, page, replace(fit, heights=heights))
        if pages_of(grown.places) == pages_of(best.places):
            best = grown
    return best


def _opened(publication: Publication, edition: Edition, page: Sheet) -> tuple[Fit, Layout]:
    """The edition with all that its opening needs, in one layout or two."""
    layout = _laid_out(publication, edition, page, Fit())
    listed = contents_follow(publication.article, layout.places) if edition.extras else None
    # A list in front of a warning may move it to a later page.
    late = warns_late(publication, layout.places) or (listed == TITLE and bool(warnings(publication)))
    fit = Fit(announces_warning=late, contents=listed)
    return fit, layout if fit == Fit() else _laid_out(publication, edition, page, fit)


def _kept_whole(publication: Publication, edition: Edition, page: Sheet) -> Layout:
    """The edition with figures as large as leaves each stretch on one page, measured before on an endless one.

    Page one announces a warning that lies on a later page.
    """
    measured = _laid_out(publication, edition, endless(page), Fit())
    fit = whole(publication, measured.places, page, edition.smallest)
    laid_out = _laid_out(publication, edition, page, fit)
    if warns_late(publication, laid_out.places):
        laid_out = _laid_out(publication, edition, page, replace(fit, announces_warning=True))
    return laid_out


def _laid_out(publication: Publication, edition: Edition, page: Sheet, fit: Fit) -> Layout:
    templates = publication.templates
    markup = templates.render("handout/handout.html", handout_context(publication, fit, extras=edition.extras))
    styles = (page.style, *(templates.read(style) for style in edition.styles))
    layout = lay_out(markup, styles, Fetcher(resources(publication), templates))
    # The sheet to hang up has a page of its own, whatever the article leaves.
    return replace(
        layout, places={name: place for name, place in layout.places.items() if not name.startswith(SHEET_ID)}
    )
