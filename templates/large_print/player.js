/* Controls for the recording, large and named in the page's own language.

   They replace the browser's own, which are small, differ from browser to browser and know no
   chapters. Without this script, or if the recording cannot be played, the browser's stay. */
(() => {
  "use strict";

  const find = (name) => document.getElementById(`page_${name}`);
  const audio = find("audio");
  const player = find("player");
  const play = find("play");
  const playWord = find("play-word");
  const back = find("back");
  const bar = find("bar");
  const time = find("time");
  const status = find("status");
  const speeds = Array.from(player.querySelectorAll("input[name=speed]"));
  const chapters = Array.from(player.querySelectorAll("button[data-begin]"), (button) => ({
    button,
    begin: Number(button.dataset.begin),
    title: button.firstElementChild.textContent,
  }));
  const words = player.dataset;
  const holds = words.holds.split(" ").filter(Boolean).map(Number);

  const BACK_SECONDS = 10;
  // A browser may land a hair before the time that it was sent to.
  const LEEWAY = 0.05;

  const clock = (seconds) => {
    const two = (number) => String(number).padStart(2, "0");
    const whole = Math.floor(seconds);
    const [hour, minute, second] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    return hour ? `${hour}:${two(minute)}:${two(second)}` : `${minute}:${two(second)}`;
  };

  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name]);

  const currentChapter = () =>
    chapters.filter((chapter) => chapter.begin <= audio.currentTime + LEEWAY).pop() || chapters[0];

  // Heard by screen readers, so only in answer to what the reader did: the recording itself is
  // not talked over when a chapter ends.
  const say = (pattern) => {
    status.textContent = fill(pattern, { chapter: currentChapter().title, time: clock(audio.currentTime) });
  };

  // A dose is a dose: “slower” slows the words, never the seconds of a hold.
  const isHolding = () =>
    holds.some((edge, index) => index % 2 === 0 && edge <= audio.currentTime && audio.currentTime < holds[index + 1]);

  const setSpeed = () => {
    const chosen = speeds.find((speed) => speed.checked);
    const rate = chosen && !isHolding() ? Number(chosen.value) : 1;
    if (audio.playbackRate !== rate) {
      audio.playbackRate = rate;
    }
  };

  const showTime = () => {
    const now = currentChapter().button;
    for (const { button } of chapters) {
      if (button === now) {
        button.setAttribute("aria-current", "true");
      } else {
        button.removeAttribute("aria-current");
      }
    }
    time.textContent = fill(words.time, { now: clock(audio.currentTime), total: words.total });
    bar.style.inlineSize = `${audio.duration ? (100 * audio.currentTime) / audio.duration : 0}%`;
    setSpeed();
  };

  const showState = () => {
    player.classList.toggle("is-playing", !audio.paused);
    playWord.textContent = audio.paused ? words.play : words.pause;
  };

  // Either these controls or the browser's, never both and never none.
  const offer = (ours) => {
    audio.controls = !ours;
    find("below").hidden = ours;
    for (const part of player.querySelectorAll(".scripted")) {
      part.hidden = !ours;
    }
  };

  const giveUp = () => {
    offer(false);
    say(words.cannotPlay);
  };

  const start = () => {
    audio
      .play()
      .then(() => say(words.playing))
      .catch((error) => {
        // A quick second press also ends the promise (AbortError); nothing is wrong then.
        if (error.name === "NotSupportedError") {
          giveUp();
        }
      });
  };

  play.addEventListener("click", () => {
    if (audio.paused) {
      start();
    } else {
      audio.pause();
      say(words.paused);
    }
  });

  back.addEventListener("click", () => {
    audio.currentTime = Math.max(0, audio.currentTime - BACK_SECONDS);
    say(audio.paused ? words.paused : words.playing);
  });

  for (const { button, begin } of chapters) {
    button.addEventListener("click", () => {
      audio.currentTime = begin;
      start();
    });
  }

  for (const speed of speeds) {
    speed.addEventListener("change", setSpeed);
  }

  // Headphones and media keys work the recording too, so what is shown follows its own events.
  for (const event of ["play", "pause", "ended"]) {
    audio.addEventListener(event, showState);
  }
  for (const event of ["timeupdate", "seeked", "loadedmetadata"]) {
    audio.addEventListener(event, showTime);
  }
  audio.addEventListener("ended", () => say(words.ended));
  audio.addEventListener("error", giveUp);

  if (audio.error) {
    giveUp();
  } else {
    offer(true);
    showTime();
    showState();
  }
})();
