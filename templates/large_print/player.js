/* Controls for the recordings, large and named in the page's own language.

   They replace the browser's own, which are small, differ from browser to browser and know no
   chapters. Without this script, or if a recording cannot be played, the browser's stay.
   The other scripts hear from here, frame by frame, what is being said. */
const player = (() => {
  "use strict";

  const find = (name) => document.getElementById(`page_${name}`);
  const data = JSON.parse(find("cues").textContent);
  const words = data.words;
  const deck = find("deck");
  const status = find("status");
  const root = document.documentElement;

  const BACK_SECONDS = 10;
  // A browser may land a hair before the time that it was sent to.
  const LEEWAY = 0.05;

  const recordings = Array.from(document.querySelectorAll("audio[data-recording]"), (audio) => {
    const kind = audio.dataset.recording;
    const part = document.querySelector(`[data-only="${kind}"]`);
    return {
      kind,
      audio,
      part,
      total: data.recordings[kind].total,
      cues: data.recordings[kind].cues,
      speed: find(`speed-${kind}`),
      chapters: Array.from(part.querySelectorAll("button[data-begin]"), (button) => ({
        button,
        begin: Number(button.dataset.begin),
        title: button.firstElementChild.textContent,
      })),
    };
  });
  let current = recordings[0];
  let hasBegun = false;
  const watchers = [];

  const clock = (seconds) => {
    const two = (number) => String(number).padStart(2, "0");
    const whole = Math.floor(seconds);
    const [hour, minute, second] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    return hour ? `${hour}:${two(minute)}:${two(second)}` : `${minute}:${two(second)}`;
  };

  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name]);

  // The last of some things in order of time that has begun.
  const begun = (things) => {
    let [low, high] = [0, things.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (things[middle].begin <= current.audio.currentTime + LEEWAY) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return things[low - 1];
  };

  const cueNow = () => {
    const cue = begun(current.cues);
    return cue && current.audio.currentTime < cue.end && !current.audio.ended ? cue : null;
  };

  // Heard by screen readers, so only in answer to what the reader did and for holds: the recording
  // itself is not talked over when a chapter ends.
  const say = (text) => {
    status.textContent = text;
  };
  const sayWhere = (pattern) => {
    const chapter = begun(current.chapters) || current.chapters[0];
    say(fill(pattern, { chapter: chapter.title, time: clock(current.audio.currentTime) }));
  };

  // A dose is a dose: a speed is for the words, never for the seconds of a hold.
  const setSpeed = (cue) => {
    const rate = cue && cue.hold ? 1 : Number(current.speed.value);
    if (current.audio.playbackRate !== rate) {
      current.audio.playbackRate = rate;
    }
  };

  const show = () => {
    const { audio, chapters, total } = current;
    const chapter = begun(chapters) || chapters[0];
    for (const { button } of chapters) {
      if (button === chapter.button) {
        button.setAttribute("aria-current", "true");
      } else {
        button.removeAttribute("aria-current");
      }
    }
    const time = fill(words.time_of_total, { now: clock(audio.currentTime), total });
    if (find("time").textContent !== time) {
      find("time").textContent = time;
    }
    find("bar").style.inlineSize = `${audio.duration ? (100 * audio.currentTime) / audio.duration : 0}%`;
    const cue = cueNow();
    setSpeed(cue);
    for (const watcher of watchers) {
      watcher({ recording: current, cue, hasBegun, isPlaying: !audio.paused });
    }
  };

  const showState = () => {
    const isPlaying = !current.audio.paused;
    deck.classList.toggle("is-playing", isPlaying);
    find("play-word").textContent = isPlaying ? words.pause : words.play;
    show();
  };

  // Frame by frame while it plays: the events of a recording come too late and too rarely for words.
  const follow = () => {
    if (!current.audio.paused) {
      show();
      requestAnimationFrame(follow);
    }
  };

  // Either these controls or the browser's, never both and never none.
  const offer = (ours) => {
    for (const { audio } of recordings) {
      audio.controls = !ours;
    }
    find("below").hidden = ours;
    for (const part of document.querySelectorAll(".scripted")) {
      part.hidden = !ours;
    }
    fit();
  };

  const giveUp = () => {
    offer(false);
    say(words.cannot_play);
  };

  const choose = (kind) => {
    const chosen = recordings.find((recording) => recording.kind === kind) || current;
    for (const recording of recordings) {
      recording.part.hidden = recording !== chosen;
      if (recording !== chosen) {
        recording.audio.pause();
      }
    }
    for (const radio of document.querySelectorAll("input[name=page_recording]")) {
      radio.checked = radio.value === chosen.kind;
    }
    current = chosen;
    showState();
  };

  const start = () => {
    hasBegun = true;
    setSpeed(cueNow());
    current.audio
      .play()
      .then(() => sayWhere(words.playing))
      .catch((error) => {
        // A quick second press also ends the promise (AbortError); nothing is wrong then.
        if (error.name === "NotSupportedError") {
          giveUp();
        }
      });
  };

  const toggle = () => {
    if (current.audio.paused) {
      start();
    } else {
      current.audio.pause();
      sayWhere(words.paused);
    }
  };

  const back = () => {
    current.audio.currentTime = Math.max(0, current.audio.currentTime - BACK_SECONDS);
    sayWhere(current.audio.paused ? words.paused : words.playing);
  };

  const playFrom = (kind, seconds) => {
    choose(kind);
    current.audio.currentTime = seconds;
    start();
  };

  /* The bar stays on the screen while that leaves room to read; else it stands in its place on the page.
     What has the focus is never under it: the page scrolls as if it ended above. */
  const isLow = () => {
    const controls = deck.querySelector(".controls").getBoundingClientRect();
    const summary = find("options").querySelector("summary").getBoundingClientRect();
    return summary.bottom - controls.top < window.innerHeight * 0.22;
  };
  const fit = () => {
    root.classList.add("has-bar");
    root.classList.remove("is-snug");
    root.classList.toggle("is-snug", !isLow());
    root.classList.toggle("has-bar", isLow() && !deck.hidden);
    root.classList.toggle("is-snug", root.classList.contains("has-bar") && root.classList.contains("is-snug"));
    reserve();
  };
  const reserve = () => {
    const height = root.classList.contains("has-bar") ? deck.getBoundingClientRect().height : 0;
    root.style.setProperty("--bar", `${Math.ceil(height)}px`);
  };

  find("play").addEventListener("click", toggle);
  find("back").addEventListener("click", back);
  for (const button of document.querySelectorAll("button[data-start]")) {
    button.addEventListener("click", () => {
      choose(button.dataset.start);
      start();
    });
  }
  for (const radio of document.querySelectorAll("input[name=page_recording]")) {
    radio.addEventListener("change", () => choose(radio.value));
  }
  for (const recording of recordings) {
    for (const { button, begin } of recording.chapters) {
      button.addEventListener("click", () => playFrom(recording.kind, begin));
    }
    const { audio, speed } = recording;
    speed.value = memory.get(`speed-${recording.kind}`, "1");
    if (!speed.value) {
      speed.value = "1";
    }
    speed.addEventListener("change", () => {
      memory.set(`speed-${recording.kind}`, speed.value);
      setSpeed(cueNow());
    });
    const isCurrent = (act) => () => recording === current && act();
    // Headphones and media keys work the recording too, so what is shown follows its own events.
    for (const event of ["play", "pause", "ended"]) {
      audio.addEventListener(event, isCurrent(showState));
    }
    for (const event of ["timeupdate", "seeked", "loadedmetadata"]) {
      audio.addEventListener(event, isCurrent(show));
    }
    audio.addEventListener("play", isCurrent(follow));
    audio.addEventListener("ended", isCurrent(() => say(words.ended)));
    audio.addEventListener("error", giveUp);
  }
  for (const name of ["follow", "press", "countdown", "keys"]) {
    const box = find(name);
    if (box) {
      box.checked = memory.get(name, true);
      box.addEventListener("change", () => {
        memory.set(name, box.checked);
        show();
      });
    }
  }
  find("options").addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      find("options").open = false;
      find("options").querySelector("summary").focus();
    }
  });
  // The open options lie over the text: whoever goes back to the text closes them.
  const leave = (event) => {
    const isElsewhere = event.target instanceof Node && !find("options").contains(event.target);
    if (isElsewhere && root.classList.contains("has-bar")) {
      find("options").open = false;
    }
  };
  addEventListener("focusin", leave);
  addEventListener("pointerdown", leave);
  window.addEventListener("resize", fit);
  new ResizeObserver(reserve).observe(deck);

  // The other scripts come after this one, and watch from the start.
  addEventListener("DOMContentLoaded", () => {
    if (recordings.some(({ audio }) => audio.error)) {
      giveUp();
    } else {
      offer(true);
      choose(current.kind);
    }
  });

  return {
    recordings,
    words,
    fill,
    say,
    toggle,
    back,
    playFrom,
    show,
    watch: (watcher) => watchers.push(watcher),
    current: () => current,
    hasBegun: () => hasBegun,
  };
})();
