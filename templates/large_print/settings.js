/* How the reader likes to read, kept for the next visit where the browser keeps anything.

   It runs before the text is shown, so that nobody sees the page change under their eyes. What is kept
   stays in this browser and is sent nowhere. */
const memory = (() => {
  "use strict";

  const NAME = "pubpipe";

  // A page in a sandbox, or a browser that keeps nothing, throws; then everything works for this visit.
  const load = () => {
    try {
      const found = JSON.parse(localStorage.getItem(NAME));
      return found instanceof Object && !Array.isArray(found) ? found : {};
    } catch {
      return {};
    }
  };
  let kept = load();

  const save = () => {
    try {
      localStorage.setItem(NAME, JSON.stringify(kept));
    } catch {
      // Not kept, then.
    }
  };

  return {
    get: (name, fallback) => (typeof kept[name] === typeof fallback ? kept[name] : fallback),
    set: (name, value) => {
      kept[name] = value;
      save();
    },
    forget: (names) => {
      for (const name of names) {
        delete kept[name];
      }
      save();
    },
  };
})();

(() => {
  "use strict";

  const find = (name) => document.getElementById(`page_${name}`);
  const root = document.documentElement;
  const output = find("size");
  const radios = Array.from(document.querySelectorAll("input[name=page_theme]"));
  const SIZES = [100, 125, 150, 175, 200, 250, 300, 400];
  const CHOICES = ["spacing", "typeface", "length"];

  // Each theme has a style sheet of its own, there from the start; which media it is for decides.
  const sheets = radios
    .map((radio) => ({ theme: radio.value, sheet: find(radio.value) }))
    .filter(({ sheet }) => sheet)
    .map(({ theme, sheet }) => ({ theme, sheet, device: sheet.media }));

  const showTheme = () => {
    const wanted = memory.get("theme", "auto");
    const chosen = radios.find((radio) => radio.value === wanted) || radios[0];
    chosen.checked = true;
    for (const { theme, sheet, device } of sheets) {
      sheet.media = chosen.value === "auto" ? device : theme === chosen.value ? "screen" : "not all";
    }
  };

  const showSize = () => {
    const size = SIZES.includes(memory.get("size", 100)) ? memory.get("size", 100) : 100;
    root.style.setProperty("--size", String(size / 100));
    root.classList.toggle("is-huge", size >= 200);
    output.textContent = output.dataset.pattern.replace("{n}", String(size));
    return size;
  };

  const showChoice = (name) => {
    const select = find(name);
    const wanted = memory.get(name, "");
    const option = Array.from(select.options).find(({ value }) => value === wanted) || select.options[0];
    option.selected = true;
    root.dataset[name] = option.value;
  };

  // The player's bar is laid out anew when sizes change.
  const show = () => {
    showTheme();
    showSize();
    CHOICES.forEach(showChoice);
    window.dispatchEvent(new Event("resize"));
  };

  const resize = (step) => {
    memory.set("size", SIZES[SIZES.indexOf(showSize()) + step] || showSize());
    show();
  };

  for (const radio of radios) {
    radio.addEventListener("change", () => {
      memory.set("theme", radio.value);
      show();
    });
  }
  for (const name of CHOICES) {
    find(name).addEventListener("change", (event) => {
      memory.set(name, event.target.value);
      show();
    });
  }
  find("smaller").addEventListener("click", () => resize(-1));
  find("larger").addEventListener("click", () => resize(1));
  find("reset").addEventListener("click", () => {
    memory.forget(["theme", "size", ...CHOICES]);
    show();
  });

  find("settings").addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      find("settings").open = false;
      find("settings").querySelector("summary").focus();
    }
  });

  find("settings").hidden = false;
  show();
})();
