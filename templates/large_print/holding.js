/* The guided session for who lies on the floor: the words that are said, large, and in a hold the seconds
   that are left, as large as the window allows. A screen reader is told when a hold begins, its half and
   its end; the voice and the chimes say the rest. */
(() => {
  "use strict";

  const find = (name) => document.getElementById(`page_${name}`);
  const { words, fill, say } = player;
  const stage = find("stage");
  const LONG = 100;

  let holding = null;
  let told = new Set();
  let dismissed = null;
  let awake = null;

  const write = (name, text) => {
    if (find(name).textContent !== text) {
      find(name).textContent = text;
    }
  };

  const showCaption = (cue, isShown) => {
    // While nothing is said, the last words stay.
    if (isShown && cue) {
      const what = cue.stay ? words.stay : words.hold;
      write("said", cue.hold ? `${what}: ${find("stage-number").textContent}` : cue.text);
      write("side", cue.side ? words.sides[cue.side] : "");
      find("side").hidden = !cue.side;
    }
    find("caption").hidden = !isShown || !find("said").textContent;
  };

  const inClock = (seconds) =>
    seconds < LONG ? String(seconds) : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

  const once = (what, text) => {
    if (!told.has(what)) {
      told.add(what);
      say(text);
    }
  };

  const count = (cue, now) => {
    const left = Math.max(0, Math.ceil(cue.end - now - 0.02));
    if (holding !== cue) {
      holding = cue;
      told = new Set();
      once("begin", fill(cue.stay ? words.stay_begins : words.hold_begins, { n: Math.round(cue.hold) }));
    }
    if (!cue.stay && cue.hold >= 20 && now >= (cue.begin + cue.end) / 2) {
      once("half", fill(words.seconds_left, { n: left }));
    }
    write("stage-number", inClock(left));
    write("stage-what", cue.stay ? words.stay : words.hold);
    write("stage-side", cue.side ? words.sides[cue.side] : "");
    stage.classList.toggle("is-long", left >= LONG);
    stage.classList.toggle("is-stay", Boolean(cue.stay));
  };

  // A phone on the floor must not go dark in the middle of a stretch, where the browser lets us ask.
  const keepAwake = (isWanted) => {
    if (isWanted && !awake) {
      awake = navigator.wakeLock?.request("screen").catch(() => null) || Promise.resolve(null);
    } else if (!isWanted && awake) {
      awake.then((lock) => lock?.release());
      awake = null;
    }
  };

  player.watch(({ recording, cue, hasBegun, isPlaying }) => {
    const isSession = recording.kind === "session";
    keepAwake(isSession && isPlaying);
    const isHold = Boolean(isSession && hasBegun && cue && cue.hold);
    if (isHold) {
      count(cue, recording.audio.currentTime);
    } else if (holding) {
      if (isPlaying && recording.audio.currentTime >= holding.end) {
        say(words.hold_ends);
      }
      holding = null;
    }
    const isShown = isHold && isPlaying && dismissed !== cue && find("countdown").checked;
    stage.hidden = !isShown;
    showCaption(cue, isSession && hasBegun && !isShown);
  });

  const dismiss = () => {
    if (!stage.hidden) {
      dismissed = holding;
      stage.hidden = true;
    }
  };
  stage.setAttribute("aria-hidden", "true");
  stage.addEventListener("click", dismiss);
  addEventListener("keydown", (event) => event.key === "Escape" && dismiss());
  // What has the focus is never behind the countdown.
  addEventListener("focusin", (event) => event.target.closest("#page_deck") || dismiss());
})();
