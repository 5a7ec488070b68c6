"""The narration as files: tags and transcript."""

import os
import subprocess
import sys

import pytest
from mutagen.id3 import ID3, CTOCFlags

from pubpipe.decoding import decode
from pubpipe.formats.audio import make
from pubpipe.formats.publication import Made
from pubpipe.model.article import Publisher
from pubpipe.profile import Profile
from tests.samples import every_block, narration, publication
from tests.support.golden import Golden


@pytest.fixture(scope="module")
def made() -> Made:
    """Both files of the article of every block."""
    return make(publication(spoken=narration()))


def tags(made: Made) -> ID3:
    """The tags of the recording, by frame."""
    from io import BytesIO

    return ID3(BytesIO(made.artifacts[0].data))


def test_there_is_a_recording_and_its_transcript(made: Made) -> None:
    """Named for the article."""
    assert [(one.name, one.media_type) for one in made.artifacts] == [
        ("neck-care.mp3", "audio/mpeg"),
        ("neck-care-transcript.txt", "text/plain"),
    ]
    assert made.findings == ()


def test_the_sound_is_the_narration_untouched(made: Made) -> None:
    """Tags stand before it, and nothing behind."""
    assert made.artifacts[0].data.endswith(narration().mp3)
    assert made.artifacts[0].data.startswith(b"ID3\x04")


def test_a_player_is_told_what_it_plays(made: Made) -> None:
    """Title, authors, publisher as album, language by its three-letter code, date, genre, length, transcript."""
    found = tags(made)
    expected = {
        "TIT2": "Look after a stiff neck & shoulders",
        "TPE1": "Clinic team\x00Ann Example",
        "TALB": "Example Clinic",
        "TPUB": "Example Clinic",
        "TLAN": "eng",
        "TDRC": "2025-10-15",
        "TCON": "Speech",
        "TLEN": str(round(narration().timeline.seconds * 1000)),
    }
    assert {name: "\x00".join(str(part) for part in found[name].text) for name in expected} == expected
    assert found["WPUB"].url == "https://clinic.example/"
    assert found["COMM::eng"].text == ["Three stretches that ease a stiff neck."]
    assert found["USLT::eng"].text == made.artifacts[1].data.decode()


def test_the_clinic_and_address_of_a_profile_are_in_the_tags() -> None:
    """In place of the article's publisher."""
    profile = Profile(clinic=Publisher(name="Our Clinic"), url="https://our.example/neck")
    found = tags(make(publication(profile=profile, spoken=narration())))
    assert found["TPUB"].text == ["Our Clinic"]
    assert found["WOAF"].url == "https://our.example/neck"


def test_every_chapter_of_the_timeline_is_in_the_contents(made: Made) -> None:
    """In order, with its title, to the millisecond."""
    found, timeline = tags(made), narration().timeline
    contents = found["CTOC:contents"]
    assert contents.child_element_ids == [chapter.id for chapter in timeline.chapters]
    assert contents.flags == CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    for chapter in timeline.chapters:
        frame = found[f"CHAP:{chapter.id}"]
        assert frame.sub_frames["TIT2"].text == [chapter.title]
        assert (frame.start_time, frame.end_time) == (
            round(timeline.at(chapter.begin) * 1000),
            round(timeline.at(chapter.end) * 1000),
        )


def test_another_library_finds_the_same_chapters(made: Made) -> None:
    """FFmpeg, as many players use it."""
    timeline = narration().timeline
    played = decode(made.artifacts[0].data, timeline.rate)
    assert [chapter.title for chapter in played.chapters] == [chapter.title for chapter in timeline.chapters]
    for found, meant in zip(played.chapters, timeline.chapters, strict=True):
        assert found.begin == pytest.approx(timeline.at(meant.begin), abs=0.001)


def test_the_transcript_has_every_sentence_with_its_time(made: Made, golden: Golden) -> None:
    """Holds are noted, breaths are not."""
    golden("audio/every-block-transcript.txt", made.artifacts[1].data.decode())


def test_the_same_publication_gives_the_same_bytes_anywhere() -> None:
    """In another time zone and under another hash seed."""
    code = (
        "import hashlib; from tests.samples import narration, publication; from pubpipe.formats.audio import make; "
        "print([hashlib.sha256(one.data).hexdigest() for one in make(publication(spoken=narration())).artifacts])"
    )
    prints = {
        subprocess.check_output([sys.executable, "-c", code], env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed})
        for zone, seed in (("UTC", "1"), ("Pacific/Auckland", "2"))
    }
    assert len(prints) == 1


def test_the_article_has_everything_that_the_transcript_needs() -> None:
    """An article without a summary or an address has no frames for them."""
    bare = every_block().model_copy(update={"summary": None, "publisher": Publisher(name="Example Clinic")})
    found = tags(make(publication(bare, spoken=narration())))
    assert not found.getall("COMM")
    assert not found.getall("WPUB")
