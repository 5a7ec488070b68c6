"""How fast the sample is spoken, measured in the sound itself."""

from pathlib import Path

import pytest

from pubpipe.model.narration import speeches
from pubpipe.narrating import open_voice
from pubpipe.narrating.script import build_script
from pubpipe.narrating.synthesis import utterances
from pubpipe.profile import AudioSettings, Profile
from pubpipe.reading import read_article
from pubpipe.wording import language_for

SAMPLE = Path(__file__).parents[2] / "source" / "hip-mobility-back-pain" / "article.md"


@pytest.mark.parametrize(
    ("speed", "slowest", "fastest"), [("slow", 112, 130), ("normal", 130, 150), ("brisk", 150, 172)]
)
def test_the_sample_is_spoken_at_the_speed_of_the_profile(speed: str, slowest: int, fastest: int) -> None:
    """All speech of the session, without the script's pauses: words over minutes of sound."""
    article = read_article(SAMPLE).article
    assert article is not None
    profile = Profile(audio=AudioSettings.model_validate({"speed": speed}))
    script = build_script(article, profile, language_for(article.language))
    voice = open_voice(profile.audio.voice, article.language, profile.audio.words_per_minute)
    seconds = {text: voice.synthesise(one).seconds for text, one in utterances(script, article).items()}
    texts = [speech.text for speech in speeches(script)]
    pace = sum(len(text.split()) for text in texts) * 60 / sum(seconds[text] for text in texts)
    assert slowest < pace < fastest
