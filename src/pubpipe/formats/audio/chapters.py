"""The chapters beside the recording, as podcast players read them (podcast namespace, JSON chapters 1.2.0)."""

import json

from pubpipe.formats.publication import Publication

VERSION = "1.2.0"


def chapters(publication: Publication, file: str) -> str:
    """The chapters of the recording in `file` as JSON, with times in seconds to the millisecond."""
    article, narration = publication.article, publication.spoken
    timeline = narration.timeline
    clinic = publication.profile.clinic or article.publisher
    content = {
        "version": VERSION,
        "title": narration.script.title,
        "author": ", ".join(article.authors),
        "podcastName": clinic.name,
        "fileName": file,
        "chapters": [
            {
                "startTime": round(timeline.at(chapter.begin), 3),
                "endTime": round(timeline.at(chapter.end), 3),
                "title": chapter.title,
            }
            for chapter in timeline.chapters
        ],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
