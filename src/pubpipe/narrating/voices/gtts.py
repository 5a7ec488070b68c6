"""Google Translate's voice, by way of gTTS: the one voice that needs the network.

It speaks only where a user has named it, because it sends the text to Google. gTTS packs the
requests; sending them is done here, since gTTS itself does not verify the server's certificate
and returns without an error where an answer holds no sound. Nothing is written to the disk. The
pace is Google's own: the service takes no rate.
"""

import base64
import json
import re
from dataclasses import dataclass
from importlib.metadata import version

import requests
from gtts import gTTS

from pubpipe.decoding import decode
from pubpipe.errors import VoiceError
from pubpipe.narrating.voices.voice import Sound, Utterance, checked_length, respelled, unsayable

ENDPOINT = "https://translate.google.{domain}/_/TranslateWebserverUi/data/batchexecute"
DOMAINS = {"en-GB": "co.uk", "en-AU": "com.au", "en-IE": "ie", "en-IN": "co.in", "en-ZA": "co.za", "en-CA": "ca"}
"""The national service decides the accent; any other is that of google.com, American."""
RATE = 24_000
TIMEOUT = 30
"""Seconds to wait for the service to answer one sentence."""

# The answer holds, beside the name of the call, a JSON list in a JSON string; its first item is base64.
_ANSWER = re.compile(r'"jQ1olc",("(?:[^"\\]|\\.)*")')
_REMEDY = "Check the connection and try again later, or use the voice “hibari”, which works without a network."


@dataclass(frozen=True, slots=True)
class GoogleVoice:
    """The voice of a national service. `endpoint` is where the text goes."""

    language: str
    endpoint: str
    name: str = "gtts"

    @property
    def fingerprint(self) -> str:
        """The library, what decodes the answers, and the service; what Google changes cannot be seen from here."""
        return f"gtts {version('gTTS')} av {version('av')} {self.endpoint} {self.language}"

    def refused(self, utterance: Utterance) -> tuple[str, ...]:
        """Characters that no Latin-letter voice says; nothing is sent to find out more."""
        return unsayable(respelled(utterance))

    def synthesise(self, utterance: Utterance) -> Sound:
        """The utterance as the service speaks it. Raises VoiceError if any part does not arrive whole."""
        request = gTTS(respelled(utterance), lang=self.language, lang_check=False)
        parts = [self._fetched(body, utterance) for body in request.get_bodies()]
        try:
            sound = Sound(b"".join(decode(part, RATE).pcm for part in parts), RATE)
        except ValueError as error:
            raise VoiceError(
                f"Google's voice answered for “{utterance.text}” with something that is no sound ({error}).", _REMEDY
            ) from error
        return checked_length(sound, utterance, self.name)

    def _fetched(self, body: str, utterance: Utterance) -> bytes:
        """The MP3 that the service answers a request with."""
        try:
            answer = requests.post(
                self.endpoint, data=body, headers=gTTS.GOOGLE_TTS_HEADERS, timeout=TIMEOUT, allow_redirects=False
            )
            answer.raise_for_status()
        except requests.HTTPError as error:
            raise VoiceError(f"Google's voice refused to speak “{utterance.text}” ({error}).", _REMEDY) from error
        except requests.RequestException as error:
            raise VoiceError(
                f"Google's voice cannot be reached, so “{utterance.text}” was not spoken ({type(error).__name__}).",
                _REMEDY,
            ) from error
        return _mp3(answer.text)


def _mp3(answer: str) -> bytes:
    """The sound in an answer; nothing where there is none."""
    found = _ANSWER.search(answer)
    try:
        content = json.loads(json.loads(found[1])) if found else []
        return base64.b64decode(content[0], validate=True)
    except (ValueError, TypeError, IndexError, KeyError):
        return b""


def open_voice(language: str, words_per_minute: int) -> GoogleVoice:
    """The voice of the language's country. Sends nothing yet."""
    del words_per_minute
    return GoogleVoice(language.partition("-")[0], ENDPOINT.format(domain=DOMAINS.get(language, "com")))
