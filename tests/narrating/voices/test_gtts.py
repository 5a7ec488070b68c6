"""The online voice: against the real network (there is none in a test), and against a stand-in for its service."""

import base64
import json
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from pubpipe.errors import VoiceError
from pubpipe.narrating.voices import gtts, open_voice
from pubpipe.narrating.voices.gtts import GoogleVoice
from pubpipe.narrating.voices.voice import Pronunciation, Utterance
from tests.samples import narration

TEXT = Utterance("Bend your left knee slowly, and breathe.")
Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def service(answer: Answer) -> Iterator[tuple[GoogleVoice, list[str]]]:
    """A stand-in that answers each request as told, with a voice that talks to it and the texts it was sent."""
    texts: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            (((call,),),) = (json.loads(urllib.parse.parse_qs(body)["f.req"][0]),)
            texts.append(json.loads(call[1])[0])
            answer(self)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield GoogleVoice("en", f"http://127.0.0.1:{server.server_port}/"), texts
        finally:
            server.shutdown()
            thread.join()


def reply(text: str, *, status: int = 200) -> Answer:
    """An answer with this text."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(text.encode())))
        handler.end_headers()
        handler.wfile.write(text.encode())

    return answer


def packed(mp3: bytes) -> str:
    """Sound as the service packs it: base64 in JSON in JSON, after a line that guards against scripts."""
    content = json.dumps([base64.b64encode(mp3).decode()]).replace("=", "\\u003d")
    answer = [["wrb.fr", "jQ1olc", content, None, None, None, "generic"]]
    return ")]}'\n\n123\n" + json.dumps(answer, separators=(",", ":"))


def test_offline_it_fails_with_what_to_do_and_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real service, from a machine that cannot reach it: port 9 of this one answers nothing."""
    monkeypatch.chdir(tmp_path)
    for proxy in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(proxy, "http://127.0.0.1:9")
    with pytest.raises(VoiceError, match="cannot be reached") as caught:
        open_voice("gtts", "en-GB", 140).synthesise(TEXT)
    assert "hibari" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_a_spoken_answer_becomes_sound() -> None:
    """Decoded, at the rate of all voices."""
    with service(reply(packed(narration().mp3))) as (voice, texts):
        sound = voice.synthesise(TEXT)
    assert sound.rate == 24_000
    assert sound.seconds == pytest.approx(narration().timeline.seconds, abs=0.1)
    assert texts == [TEXT.text]


def test_a_long_text_is_sent_in_parts_and_comes_back_whole() -> None:
    """The service takes a hundred characters at a time; every word is sent once."""
    text = "Bend your left knee. " * 12
    with service(reply(packed(narration().mp3))) as (voice, texts):
        sound = voice.synthesise(Utterance(text))
    assert len(texts) > 1
    assert " ".join(texts).replace(".", "").split() == text.replace(".", "").split()
    assert sound.seconds == pytest.approx(len(texts) * narration().timeline.seconds, abs=0.1 * len(texts))


def test_a_word_with_a_pronunciation_is_sent_respelled() -> None:
    """The service takes text alone."""
    with service(reply(packed(narration().mp3))) as (voice, texts):
        voice.synthesise(Utterance("Stretch your iliopsoas slowly.", (Pronunciation("iliopsoas", "ilio-SO-as"),)))
    assert texts == ["Stretch your ilio-so-as slowly."]


def test_ipa_is_not_sent() -> None:
    """The service would read it letter by letter; the word goes as it is written."""
    with service(reply(packed(narration().mp3))) as (voice, texts):
        voice.synthesise(Utterance("Stretch your iliopsoas slowly.", (Pronunciation("iliopsoas", ipa="ˌɪliˈoʊsoʊəs"),)))
    assert texts == ["Stretch your iliopsoas slowly."]


def hung_up(handler: BaseHTTPRequestHandler) -> None:
    """Closes the connection without a word."""
    handler.close_connection = True


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Promises more than it sends."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(packed(narration().mp3)[:5000].encode())


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (reply("no", status=403), "refused to speak .*403"),
        (reply("slow down", status=429), "refused to speak .*429"),
        (reply("oops", status=500), "refused to speak .*500"),
        (cut, "cannot be reached"),
        (hung_up, "cannot be reached"),
        (reply("<html>Our systems have detected unusual traffic</html>"), "no sound"),
        (reply(packed(narration().mp3)[:900]), "no sound"),
        (reply('[["wrb.fr","jQ1olc","[\\"not base64!\\"]",null]]'), "no sound"),
        (reply(""), "no sound"),
        (reply('[["wrb.fr","jQ1olc",null,null,null,[3],"generic"]]'), "no sound"),
        (reply(packed(b"")), "no sound"),
        (reply(packed(b"this is no sound at all")), "no sound"),
        (reply(packed(narration().mp3[:800])), "cannot be all of it"),
    ],
    ids=[
        "refusal",
        "throttling",
        "fault",
        "cut",
        "hung up",
        "a page",
        "half",
        "no base64",
        "empty",
        "no audio",
        "zero bytes",
        "no MP3",
        "too short",
    ],
)
def test_every_other_answer_is_an_error_that_names_the_text(answer: Answer, message: str) -> None:
    """Never a silent gap in the recording."""
    with service(answer) as (voice, _), pytest.raises(VoiceError, match=message) as caught:
        voice.synthesise(TEXT)
    assert "Bend your left knee" in caught.value.message
    assert caught.value.remedy


def test_a_service_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time that a sentence may take."""
    monkeypatch.setattr(gtts, "TIMEOUT", 0.1)
    done = Event()

    def waits(_: BaseHTTPRequestHandler) -> None:
        done.wait(5)

    with service(waits) as (voice, _):
        with pytest.raises(VoiceError, match="cannot be reached"):
            voice.synthesise(TEXT)
        done.set()


def test_a_long_text_whose_second_part_fails_is_no_sound_at_all() -> None:
    """Half an instruction is worse than none."""
    answers = iter((reply(packed(narration().mp3)), reply("slow down", status=429)))

    def one_after_the_other(handler: BaseHTTPRequestHandler) -> None:
        next(answers)(handler)

    text = "Bend your left knee. " * 12
    with (
        service(one_after_the_other) as (voice, texts),
        pytest.raises(VoiceError, match=r"refused to speak .*429"),
    ):
        voice.synthesise(Utterance(text))
    assert len(texts) == 2


def test_a_redirect_is_not_followed() -> None:
    """The text goes to the service that the user chose and nowhere else."""
    with service(reply(packed(narration().mp3))) as (elsewhere, leaked):

        def redirect(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(307)
            handler.send_header("Location", elsewhere.endpoint)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        with service(redirect) as (voice, _), pytest.raises(VoiceError, match="no sound"):
            voice.synthesise(TEXT)
    assert leaked == []


def test_opening_it_and_asking_what_it_refuses_sends_nothing() -> None:
    """Only synthesis talks to the service."""
    with service(reply(packed(narration().mp3))) as (voice, texts):
        assert voice.refused(Utterance("left 😀 leg")) == ("😀",)
        assert voice.refused(TEXT) == ()
        assert voice.fingerprint
    assert texts == []


def test_a_word_in_another_script_needs_a_respelling() -> None:
    """The service is sent letters alone, so that IPA does not help it."""
    with service(reply(packed(narration().mp3))) as (voice, texts):
        assert voice.refused(Utterance("Your нога.", (Pronunciation("нога", "noh-GAH"),))) == ()
        assert voice.refused(Utterance("Your нога.", (Pronunciation("нога", ipa="nɑˈɡɑ"),))) == ("н", "о", "г", "а")
    assert texts == []


def test_the_accent_follows_the_language_tag() -> None:
    """British English is spoken by the British service."""
    british, other = open_voice("gtts", "en-GB", 140), open_voice("gtts", "en", 140)
    assert isinstance(british, GoogleVoice)
    assert isinstance(other, GoogleVoice)
    assert british.endpoint.startswith("https://translate.google.co.uk/")
    assert other.endpoint.startswith("https://translate.google.com/")
