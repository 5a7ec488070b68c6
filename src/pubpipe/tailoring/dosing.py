"""Doses and paces that a row sets: typed values in place of typed values, so that every format words the new ones."""

from pubpipe.model.article import Article, Stretch
from pubpipe.model.dose import Dose, Pace
from pubpipe.model.row import Change, Tailoring
from pubpipe.model.walks import stretches
from pubpipe.profile import Profile
from pubpipe.tailoring.refusing import RefusedError

PARTS = ("hold", "repeat", "sets", "rest", "frequency")


def dosed(stretch: Stretch, change: Change) -> Stretch:
    """The stretch with what a change says of its dose. Raises RefusedError."""
    said = {part: getattr(change, part) for part in PARTS if getattr(change, part) is not None}
    if change.hold and stretch.dose.hold is None:
        # Its steps are a movement: nothing in them tells where to stay.
        reason = "it is not held in the article, and its steps do not say where to hold."
        raise RefusedError(stretch, reason, "Empty the cell, or write a stretch that is held.")
    if not said:
        return stretch
    dose = Dose.model_validate({**dict(stretch.dose), **said})
    pace = stretch.pace if dose.has_range else None
    return Stretch.model_validate({**dict(stretch), "dose": dose, "pace": pace})


def paced(stretch: Stretch, own: Pace | None, general: Pace | None) -> Stretch:
    """The stretch at a pace of its own, or at the general one where it has a range. Raises RefusedError."""
    if own and not stretch.dose.has_range:
        reason = "a pace has nothing to decide on: the dose has no range."
        raise RefusedError(stretch, reason, "Empty the cell, or give a range such as 20-30 s.")
    pace = own or general
    if pace is None or not stretch.dose.has_range:
        return stretch
    return Stretch.model_validate({**dict(stretch), "pace": pace})


def paces_for(profile: Profile, article: Article, wanted: Tailoring) -> Profile:
    """The profile without its paces for stretches that the row paces or leaves out.

    article: as it was written; a pace for a stretch that it never had stays, to be found.
    """
    paced_by_row = {change.stretch for change in wanted.changes if change.pace}
    ids = [one.id for one in stretches(article)]
    settled = {
        f"{article.id}/{id}"
        for id in ids
        if wanted.pace or id in paced_by_row or (wanted.stretches and id not in wanted.stretches)
    }
    paces = tuple((name, pace) for name, pace in profile.audio.paces if name not in settled)
    return profile.model_copy(update={"audio": profile.audio.model_copy(update={"paces": paces})})
