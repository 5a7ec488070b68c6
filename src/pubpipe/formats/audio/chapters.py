"""The chapters beside the recording, as podcast players read them (podcast namespace, JSON chapters 1.2.0)."""

import json

from pubpipe.formats.publication import Publication

VERSION = "1.2.0"


def chapters(publication: Publication) -> str:
    """The chapters as JSON, with times in seconds to the millisecond."""
    article, timeline = publication.article, publication.spoken.timeline
    clinic = publication.profile.clinic or article.publisher
    content = {
        "version": VERSION,
        "title": article.title,
        "author": ", ".join(article.authors),
        "podcastName": clinic.name,
        "fileName": f"{article.id}.mp3",
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
