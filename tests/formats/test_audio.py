"""The narration as files: tags, cover, transcript, captions and chapters."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import numpy
import pytest
from mutagen.id3 import ID3, CTOCFlags, PictureType
from mutagen.mp4 import MP4
from PIL import Image, ImageChops

from pubpipe.decoding import captions, decode
from pubpipe.formats.audio import make
from pubpipe.formats.audio.cover import cover
from pubpipe.formats.publication import Made
from pubpipe.model.article import Publisher
from pubpipe.model.clinic import Clinic
from pubpipe.model.narration import NO_AAC, Chapter, Pause, Script, Speech, TimedChapter, TimedCue, Timeline
from pubpipe.model.recording import READING, SESSION, Recording
from pubpipe.narrating.encoding import encode
from pubpipe.profile import Profile
from tests.samples import every_block, narration, publication
from tests.support.golden import Golden


@pytest.fixture(scope="module")
def made() -> Made:
    """All files of the article of every block."""
    return make(publication(spoken=narration()))


def tags(made: Made) -> ID3:
    """The tags of the recording, by frame."""
    return ID3(BytesIO(made.artifacts[0].data))


def test_there_is_a_recording_with_its_words_and_chapters(made: Made) -> None:
    """Named for the article."""
    assert [(one.name, one.media_type) for one in made.artifacts] == [
        ("neck-care.mp3", "audio/mpeg"),
        ("neck-care-transcript.txt", "text/plain"),
        ("neck-care.vtt", "text/vtt"),
        ("neck-care-chapters.json", "application/json+chapters"),
        ("neck-care.m4b", "audio/mp4"),
    ]
    assert made.findings == ()


def test_an_audiobook_is_left_out_where_the_profile_does_without() -> None:
    """The others are the same, and need no AAC."""
    spoken = narration()
    profile = Profile.model_validate({"audio": {"audiobook": False}})
    without = make(replace(publication(spoken=replace(spoken, aac=NO_AAC)), profile=profile)).artifacts
    assert [one.data for one in without] == [one.data for one in make(publication(spoken=spoken)).artifacts[:4]]


def test_each_recording_has_files_of_its_own() -> None:
    """Named for what they are, none like another, and each holding what it should."""
    kinds = (SESSION, READING, Recording("stretch", "reading", 1), Recording("stretch", "side-neck", 2))
    spoken = tuple(replace(narration(), recording=one, mp3=narration().mp3 + bytes([n])) for n, one in enumerate(kinds))
    files = make(replace(publication(), narrations=spoken)).artifacts
    assert len({one.name for one in files}) == len(files) == 20
    assert [one.name for one in files if one.media_type == "audio/mpeg"] == [
        "neck-care.mp3",
        "neck-care-reading.mp3",
        "neck-care-1-reading.mp3",
        "neck-care-2-side-neck.mp3",
    ]
    for one in files:
        assert one.narration is not None
        if one.media_type == "audio/mpeg":
            assert one.data.endswith(one.narration.mp3)
            assert ID3(BytesIO(one.data)).getall("WXXX")[0].url == one.name.replace(".mp3", "-transcript.txt")
        if one.media_type == "application/json+chapters":
            assert json.loads(one.data)["fileName"] == one.name.replace("-chapters.json", ".mp3")


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
    assert found["WXXX:Transcript of the recording"].url == made.artifacts[1].name


def test_the_clinic_and_address_of_a_profile_are_in_the_tags() -> None:
    """In place of the article's publisher."""
    profile = Profile(clinic=Clinic(name="Our Clinic"), url="https://our.example/neck")
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


def test_captions_have_exact_times_block_and_side(made: Made, golden: Golden) -> None:
    """Every utterance and every hold, with the chapters as comments."""
    golden("audio/every-block.vtt", made.artifacts[2].data.decode())


def test_no_text_of_an_author_breaks_the_captions() -> None:
    """Markup, arrows and line ends stay text."""
    said = "Less < more & more > less --> stop.\n\nNOTE no note"
    script = Script("t", "en", (Chapter("a", "-->", (Speech("a", said), Pause("a", 1.0))),))
    times = (TimedCue(script.chapters[0].cues[0], 0, 24_000), TimedCue(script.chapters[0].cues[1], 24_000, 48_000))
    spoken = replace(
        narration(), script=script, timeline=Timeline(24_000, (TimedChapter("a", "-->", 0, 48_000, times),))
    )
    (one,) = captions(make(publication(spoken=spoken)).artifacts[2].data)
    assert (one.begin, one.end, one.text) == (0.0, 1.0, " ".join(said.split()))


def test_a_time_beyond_the_hour_is_written_in_full() -> None:
    """Hours, minutes, seconds, milliseconds."""
    cue = TimedCue(Speech("a", "Late."), 24_000 * 3_725 + 12, 24_000 * 3_726)
    line = Timeline(24_000, (TimedChapter("a", "A", 0, cue.end, (cue,)),))
    written = make(publication(spoken=replace(narration(), timeline=line))).artifacts[2].data.decode()
    assert "01:02:05.000 --> 01:02:06.000\nLate." in written


def test_chapters_are_those_of_the_podcast_namespace(made: Made) -> None:
    """Version 1.2.0, titles and times in seconds."""
    found, timeline = json.loads(made.artifacts[3].data), narration().timeline
    assert (found["version"], found["title"], found["fileName"]) == (
        "1.2.0",
        "Look after a stiff neck & shoulders",
        "neck-care.mp3",
    )
    assert [(one["title"], one["startTime"], one["endTime"]) for one in found["chapters"]] == [
        (one.title, pytest.approx(timeline.at(one.begin), abs=0.001), pytest.approx(timeline.at(one.end), abs=0.001))
        for one in timeline.chapters
    ]


def test_the_recording_carries_a_cover_with_words_for_it(made: Made) -> None:
    """A square PNG, front cover, described by title and clinic."""
    (picture,) = tags(made).getall("APIC")
    assert (picture.mime, picture.type) == ("image/png", PictureType.COVER_FRONT)
    assert picture.desc == "Cover: Look after a stiff neck & shoulders. Example Clinic."
    with Image.open(BytesIO(picture.data)) as image:
        assert (image.format, image.size) == ("PNG", (1400, 1400))
        colours = {colour for _, colour in image.convert("RGB").getcolors() or ()}
    assert {(0x12, 0x34, 0x3B), (0xFF, 0xFF, 0xFF), (0xF4, 0xC9, 0x5D)} <= colours


@pytest.mark.parametrize("title", ["Hips", "A" * 90, "How to look after yourself " * 20])
def test_no_title_runs_over_the_edge_of_the_cover(title: str) -> None:
    """However long it or a word of it is: the margin stays free on all sides."""
    spoken = narration()
    spoken = replace(spoken, script=replace(spoken.script, title=title))
    drawn = cover(publication(spoken=spoken))
    assert title in drawn.alternative
    with Image.open(BytesIO(drawn.data)) as image:
        marks = ImageChops.difference(image.convert("RGB"), Image.new("RGB", image.size, "#12343b")).getbbox()
    assert marks is not None
    assert min(marks[0], marks[1], 1400 - marks[2], 1400 - marks[3]) >= 100


def test_the_audiobook_carries_the_sound_to_the_sample() -> None:
    """The encoder's delay is left out: a click comes where it was, and the end is that of the recording."""
    rate, click = 24_000, 30_011
    sound = numpy.zeros(3 * rate, numpy.int16)
    sound[click : click + 40] = 20_000
    cues = (TimedCue(Pause("a", 3.0), 0, 3 * rate),)
    line = Timeline(rate, (TimedChapter("a", "A", 0, 3 * rate, cues),))
    spoken = replace(narration(), timeline=line, aac=encode([sound], rate).aac)
    played = decode(make(publication(spoken=spoken)).artifacts[4].data, rate)
    heard = numpy.frombuffer(played.pcm, "<i2")
    assert abs(int(numpy.flatnonzero(heard > 10_000)[0]) - click) <= 2
    assert played.seconds == pytest.approx(3.0, abs=0.05)


def test_the_audiobook_says_what_it_is(made: Made) -> None:
    """Brand, title, authors, clinic, date, summary, kind, cover and chapters, read by another library than made it."""
    book = MP4(BytesIO(made.artifacts[4].data))
    assert made.artifacts[4].data[4:12] == b"ftypM4B "
    assert {name: book[name] for name in ("\xa9nam", "\xa9ART", "aART", "\xa9day", "desc", "stik")} == {
        "\xa9nam": ["Look after a stiff neck & shoulders"],
        "\xa9ART": ["Clinic team, Ann Example"],
        "aART": ["Example Clinic"],
        "\xa9day": ["2025-10-15"],
        "desc": ["Three stretches that ease a stiff neck."],
        "stik": [2],
    }
    assert bytes(book["covr"][0]) == cover(publication(spoken=narration())).data
    assert book["\xa9lyr"] == [made.artifacts[1].data.decode()]
    timeline = narration().timeline
    assert [(one.title, one.start) for one in book.chapters or ()] == [
        (one.title, pytest.approx(timeline.at(one.begin), abs=0.001)) for one in timeline.chapters
    ]


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
