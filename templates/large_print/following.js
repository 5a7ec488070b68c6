/* Reading along: the sentence that is heard lights up, the page follows it, and a press on any sentence
   plays from there. Sentences are no stops of the tab key: keys and buttons lead from one to the next. */
const following = (() => {
  "use strict";

  const find = (name) => document.getElementById(`page_${name}`);
  const article = document.querySelector("main");
  const again = find("again");
  const LIT = "is-said";
  const BLOCKS = "p, li, td, th, h1, h2, h3, h4, h5, h6, figcaption, caption, figure";
  const SCROLLING_KEYS = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "];
  const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

  // For each recording the first cue of every place, in the order of the page.
  const places = new Map(
    player.recordings.map(({ kind, cues }) => {
      const first = new Map();
      for (const cue of cues) {
        if (cue.id && !first.has(cue.id)) {
          first.set(cue.id, cue);
        }
      }
      return [kind, first];
    }),
  );

  let lit = null;
  let wandered = false;

  const light = (element) => {
    lit?.classList.remove(LIT);
    element?.classList.add(LIT);
    lit = element;
  };

  const bar = () => (document.documentElement.classList.contains("has-bar") ? find("deck").offsetHeight : 0);

  const isInView = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const height = window.innerHeight - bar();
    return top >= height * 0.1 && bottom <= height * 0.85;
  };

  // A short way is shown, so that the eye keeps its place; a long one would make dizzy.
  const scrollTo = (element) => {
    if (!isInView(element)) {
      const isFar = Math.abs(element.getBoundingClientRect().top) > 2 * window.innerHeight;
      element.scrollIntoView({ block: "center", behavior: stillness.matches || isFar ? "instant" : "smooth" });
    }
  };

  player.watch(({ cue, hasBegun, isPlaying }) => {
    const now = hasBegun && cue && cue.id ? document.getElementById(cue.id) : null;
    if (now !== lit) {
      light(now);
      if (now && isPlaying && find("follow").checked && !wandered) {
        scrollTo(now);
      }
    }
    again.hidden = !(wandered && isPlaying && find("follow").checked);
  });

  // The words that are said make the bar higher: what is lit must not end up behind it.
  new ResizeObserver(() => {
    if (lit && !player.current().audio.paused && find("follow").checked && !wandered) {
      scrollTo(lit);
    }
  }).observe(find("deck"));

  // Who scrolls wants to see something else; the voice goes on, and a button leads back to it.
  const wander = () => {
    if (!player.current().audio.paused && find("follow").checked) {
      wandered = true;
      player.show();
    }
  };
  const comeBack = () => {
    wandered = false;
    if (lit && find("follow").checked) {
      scrollTo(lit);
    }
    player.show();
  };
  for (const event of ["wheel", "touchmove"]) {
    addEventListener(event, (happened) => happened.target.closest?.("#page_deck") || wander(), { passive: true });
  }
  addEventListener("keydown", (event) => {
    if (SCROLLING_KEYS.includes(event.key) && !event.target.closest("button, summary, input, select")) {
      wander();
    }
  });
  again.addEventListener("click", () => {
    comeBack();
    find("play").focus();
  });

  /* Where to begin for an element: the recording that is being heard if it has the place, else the one that reads. */
  const cueOf = (id) => {
    const order = [...player.recordings].sort((one) => (one.kind === "reading" ? -1 : 1));
    if (player.hasBegun()) {
      order.unshift(player.current());
    }
    for (const { kind } of order) {
      const cue = places.get(kind).get(id);
      if (cue) {
        return { kind, cue };
      }
    }
    return null;
  };

  const found = (element) => {
    for (let each = element; each && each !== article; each = each.parentElement) {
      if (each.id && cueOf(each.id)) {
        return cueOf(each.id);
      }
      if (each.matches(BLOCKS)) {
        const inner = Array.from(each.querySelectorAll("[id]")).find(({ id }) => cueOf(id));
        return inner ? cueOf(inner.id) : null;
      }
    }
    return null;
  };

  const hear = (place) => {
    if (place) {
      wandered = false;
      player.playFrom(place.kind, place.cue.begin);
    }
  };

  const isText = (target) => !target.closest("a, button, summary, label, input, select, output, #page_player, audio");

  article.addEventListener("click", (event) => {
    if (find("press").checked && isText(event.target) && getSelection().isCollapsed) {
      hear(found(event.target));
    }
  });

  // A selection or a cursor that was scrolled out of sight is not what the reader means.
  const selected = () => {
    const node = getSelection().anchorNode;
    const element = node && (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
    if (!element || !article.contains(element)) {
      return null;
    }
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight - bar() ? found(element) : null;
  };

  const onScreen = () => {
    const ids = Array.from(places.get("reading")?.keys() || places.get(player.current().kind).keys());
    const first = ids.find((id) => document.getElementById(id)?.getBoundingClientRect().top >= 0);
    return first ? cueOf(first) : null;
  };

  const step = (by) => {
    const { kind, cues } = player.current();
    const placed = cues.filter((cue, index) => cue.id && cue.id !== cues[index - 1]?.id);
    const now = player.current().audio.currentTime + 0.05;
    const index = placed.filter((cue) => cue.begin <= now).length - 1;
    hear({ kind, cue: placed[Math.min(placed.length - 1, Math.max(0, index + by))] });
  };

  const here = () => hear(selected() || onScreen());
  const [previous, next] = [() => step(-1), () => step(1)];
  find("here").addEventListener("click", here);
  find("previous").addEventListener("click", previous);
  find("next").addEventListener("click", next);
  // Enter where a text cursor stands (caret browsing).
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === document.body && find("press").checked) {
      hear(selected());
    }
  });

  const showPress = () => document.documentElement.classList.toggle("can-press", find("press").checked);
  find("press").addEventListener("change", showPress);
  find("follow").addEventListener("change", comeBack);
  showPress();

  return { here, previous, next };
})();
