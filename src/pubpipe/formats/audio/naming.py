"""What the files of a recording are called: beside each other in a folder, they sort and tell themselves apart."""

from dataclasses import dataclass

from pubpipe.formats.publication import Publication


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one recording's files; stem: what all of them begin with."""

    stem: str

    @property
    def mp3(self) -> str:
        """The recording for any player."""
        return f"{self.stem}.mp3"

    @property
    def m4b(self) -> str:
        """The recording for book players."""
        return f"{self.stem}.m4b"

    @property
    def transcript(self) -> str:
        """Its words."""
        return f"{self.stem}-transcript.txt"

    @property
    def captions(self) -> str:
        """Its words in time with it."""
        return f"{self.stem}.vtt"

    @property
    def chapters(self) -> str:
        """Its chapters."""
        return f"{self.stem}-chapters.json"


def names(publication: Publication) -> Names:
    """The names for the publication's first recording: the session has the plain one, being what most will play."""
    id, recording = publication.article.id, publication.spoken.recording
    match recording.kind:
        case "session":
            return Names(id)
        case "reading" | "book":
            return Names(f"{id}-reading")
        case "stretch":
            # With its number no stretch's id can make it another file's name.
            return Names(f"{id}-{recording.number}-{recording.stretch}")
