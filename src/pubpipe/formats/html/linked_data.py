"""What the page tells machines: schema.org in JSON-LD, with nothing in it that the article does not say."""

import json
from collections.abc import Iterable, Mapping
from urllib.parse import urljoin

from pubpipe.formats.html.sound import MEDIA_TYPE, Sound
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Stretch
from pubpipe.model.text import plain
from pubpipe.model.walks import stretches
from pubpipe.wording import Language
from pubpipe.wording.doses import DoseLine, dose_lines
from pubpipe.wording.lists import listed

Things = dict[str, object]

PROPERTIES = {"frequency": "activityFrequency", "repeat": "repetitions", "rest": "restPeriods"}
"""The parts of a dose that schema.org has a word for (ExercisePlan); the others are told with their names."""


def script_safe(data: object) -> str:
    """JSON that can stand in a script element: no text in it can end that element, or begin another."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def linked_data(publication: Publication, sounds: Iterable[Sound]) -> Things:
    """The page as a MedicalWebPage, each stretch as a HowTo that is part of an ExercisePlan, and the recordings."""
    article, profile, language = publication.article, publication.profile, publication.language
    clinic = profile.clinic or article.publisher
    plans = [_stretch(stretch, language) for stretch in stretches(article)]
    return _kept(
        {
            "@context": "https://schema.org",
            "@type": "MedicalWebPage",
            "name": article.title,
            "description": article.summary,
            "inLanguage": article.language,
            "url": profile.url,
            "datePublished": article.published.isoformat(),
            "lastReviewed": article.reviewed.isoformat(),
            "creditText": language.interface.by.format(names=listed(article.authors, language)),
            "keywords": list(article.keywords),
            "publisher": _kept(
                {"@type": "Organization", "name": clinic.name, "telephone": clinic.phone, "url": clinic.url}
            ),
            "citation": [
                _kept({"@type": "CreativeWork", "name": one.text, "url": one.url}) for one in article.references
            ],
            "mainEntity": {"@type": "ExercisePlan", "name": article.title, "hasPart": plans} if plans else None,
            "audio": [_audio(sound, publication) for sound in sounds],
        }
    )


def _stretch(stretch: Stretch, language: Language) -> Things:
    lines = dose_lines(stretch.dose, stretch.sides, language)
    known = {PROPERTIES[line.part]: line.value for line in lines if line.part in PROPERTIES}
    steps = (*stretch.steps, *stretch.other_steps)
    return _kept(
        {
            "@type": ["HowTo", "ExercisePlan"],
            "@id": f"#{stretch.id}",
            "name": plain(stretch.title),
            "description": " ".join(plain(paragraph.content) for paragraph in stretch.introduction),
            "tool": [{"@type": "HowToTool", "name": thing} for thing in stretch.equipment],
            "step": [
                {"@type": "HowToStep", "position": number, "text": plain(step.content)}
                for number, step in enumerate(steps, start=1)
            ],
            **known,
            "additionalVariable": [_named(line) for line in lines if line.part not in PROPERTIES],
        }
    )


def _named(line: DoseLine) -> str:
    return f"{line.label}: {line.value}"


def _audio(sound: Sound, publication: Publication) -> Things:
    url = publication.profile.url
    return _kept(
        {
            "@type": "AudioObject",
            "name": sound.narration.script.title,
            "inLanguage": publication.article.language,
            "encodingFormat": MEDIA_TYPE,
            "duration": _iso_8601(sound.seconds),
            "contentUrl": urljoin(url, sound.beside.name) if url and sound.beside else None,
        }
    )


def _iso_8601(seconds: float) -> str:
    minutes, second = divmod(round(seconds), 60)
    return f"PT{minutes}M{second}S"


def _kept(things: Mapping[str, object]) -> Things:
    """What there is to tell; what is not known is left out."""
    return {name: value for name, value in things.items() if value}
