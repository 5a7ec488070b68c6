"""An article and what a row chooses of it, to the article of one patient: value in, value out.

A row chooses which stretches stay, their doses, sides and pace, and adds free lines; where it has changed anything,
the article says so. It cannot touch anything else:
warnings and disclaimers stay as they are, whole and in their order. Where the article's words or pictures would not fit
the choice any more, and turning them would be a guess, the row is refused: what a patient reads as an instruction is
never pieced together from two that differ.
"""

from dataclasses import dataclass

from pubpipe.findings import Code, Finding, Position, has_errors
from pubpipe.model.article import Article, Block, Stretch
from pubpipe.model.row import Change, Tailoring
from pubpipe.model.walks import stretches
from pubpipe.tailoring.choosing import kept, replaced
from pubpipe.tailoring.dosing import dosed, paced
from pubpipe.tailoring.noting import with_notes
from pubpipe.tailoring.refusing import RefusedError
from pubpipe.tailoring.remarks import remarks
from pubpipe.tailoring.siding import sided
from pubpipe.wording import Language

__all__ = ["Tailored", "tailored"]


@dataclass(frozen=True, slots=True)
class Tailored:
    """What came of tailoring: the patient's article, or None; and everything found on the way."""

    article: Article | None
    findings: tuple[Finding, ...]


def tailored(article: Article, wanted: Tailoring, language: Language, row: Position, file: str) -> Tailored:
    """The article of one patient.

    row: where the row stands, for findings about it; file: the article's path, for findings about its words. The
    drawings of turned figures have still to be made.
    """
    findings = list(_unknown(article, wanted, row))
    changes = {change.stretch: change for change in wanted.changes}
    made: dict[str, Stretch] = {}
    for stretch in _chosen(article, wanted):
        change = changes.get(stretch.id, Change(stretch=stretch.id))
        try:
            turned = sided(dosed(stretch, change), change.sides, language)
            made[stretch.id] = paced(turned, change.pace, wanted.pace)
        except RefusedError as refused:
            findings.append(Finding(Code.NOT_TAILORED, row, refused.message, "", refused.remedy))
    if has_errors(tuple(findings)):
        return Tailored(None, tuple(findings))
    left_out = frozenset(one.id for one in stretches(article)) - made.keys()
    blocks: tuple[Block, ...] = kept(article, left_out)
    blocks = replaced(blocks, made)
    # Whoever finds it at home is told that it is not the leaflet that everybody gets.
    chosen = (language.tailoring.chosen,) if blocks != article.blocks else ()
    blocks = with_notes(blocks, (*wanted.notes, *chosen), language)
    one = Article.model_validate({**dict(article), "blocks": blocks})
    findings += remarks(article, one, wanted, language, row, file)
    return Tailored(None if has_errors(tuple(findings)) else one, tuple(findings))


def _chosen(article: Article, wanted: Tailoring) -> tuple[Stretch, ...]:
    """The stretches that stay, in the article's order."""
    return tuple(one for one in stretches(article) if not wanted.stretches or one.id in wanted.stretches)


def _unknown(article: Article, wanted: Tailoring, row: Position) -> tuple[Finding, ...]:
    """Stretches that the row names and the article lacks, or that it changes and leaves out."""
    known = {one.id for one in stretches(article)}
    staying = set(wanted.stretches) or known
    listed = f"The article has: {', '.join(sorted(known))}." if known else "The article has no stretches."
    lacking = dict.fromkeys((*wanted.stretches, *(change.stretch for change in wanted.changes)))
    return (
        *(
            Finding(Code.UNKNOWN_STRETCH, row, f"The article has no stretch “{id}”.", "", listed)
            for id in lacking
            if id not in known
        ),
        *(
            Finding(
                Code.UNKNOWN_STRETCH,
                row,
                f"The row changes “{change.stretch}” and leaves it out.",
                "",
                "Name it under `stretches`, or empty its cells.",
            )
            for change in wanted.changes
            if change.stretch in known - staying
        ),
    )
