/* What the gates of large_print.py ask of a page as the browser has laid it out. */
(() => {
  "use strict";

  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
    element.getClientRects().length > 0;
  const name = (element) =>
    `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""} “${element.textContent.trim().slice(0, 30)}”`;

  // Colours, as WCAG 2.2 measures them.
  const parse = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { red, green, blue, alpha };
  };
  const over = (top, below) => {
    const mix = (part) => top[part] * top.alpha + below[part] * (1 - top.alpha);
    return { red: mix("red"), green: mix("green"), blue: mix("blue"), alpha: 1 };
  };
  const luminance = (colour) => {
    const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(colour.red) + 0.7152 * part(colour.green) + 0.0722 * part(colour.blue);
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const background = (element, pseudo) => {
    const layers = pseudo ? [parse(getComputedStyle(element, pseudo).backgroundColor)] : [];
    for (let each = element; each; each = each.parentElement) {
      layers.push(parse(getComputedStyle(each).backgroundColor));
    }
    const canvas = document.createElement("div");
    canvas.style.backgroundColor = "Canvas";
    document.body.append(canvas);
    const paper = parse(getComputedStyle(canvas).backgroundColor);
    canvas.remove();
    return layers.reverse().reduce((below, top) => over(top, below), paper);
  };
  const textContrast = (element, pseudo) => {
    const ground = background(element, pseudo);
    return contrast(over(parse(getComputedStyle(element, pseudo).color), ground), ground);
  };

  const longestLine = (node) => {
    const range = document.createRange();
    let [top, length, longest] = [null, 0, 0];
    for (let index = 0; index < node.length; index += 1) {
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const box = range.getClientRects()[0];
      if (box) {
        length = top !== null && Math.abs(box.top - top) < 3 ? length + 1 : 1;
        top = box.top;
        longest = Math.max(longest, length);
      }
    }
    return longest;
  };

  const described = (element, pseudo, text, length) => {
    const style = getComputedStyle(element, pseudo);
    return {
      text,
      where: name(element),
      pixels: parseFloat(style.fontSize),
      leading: parseFloat(style.lineHeight) / parseFloat(style.fontSize),
      align: style.textAlign,
      slant: style.fontStyle,
      capitals: style.textTransform,
      hyphens: style.hyphens,
      contrast: textContrast(element, pseudo),
      length,
    };
  };

  /* Every text that is shown, generated text included. */
  const texts = () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (node.data.trim() && isShown(element) && !element.closest("script, style, .skip:not(:focus)")) {
        found.push(described(element, null, node.data.trim().slice(0, 40), longestLine(node)));
      }
    }
    for (const element of document.body.querySelectorAll("*")) {
      for (const pseudo of ["::before", "::after"]) {
        const content = getComputedStyle(element, pseudo).content;
        if (isShown(element) && /^["a].*\w|"!"/.test(content)) {
          // A sign in a box stands in its middle; its line is as high as the box.
          found.push({ ...described(element, pseudo, content, 0), align: "start", leading: 1.5 });
        }
      }
    }
    return found;
  };

  /* Everything to press. A link that runs over two lines is as high as one of them. */
  const targets = () =>
    Array.from(document.querySelectorAll("a[href], button, summary, label, input, select, audio[controls]"))
      .filter((element) => isShown(element) && !element.matches(".skip:not(:focus)") && !element.closest("label > input"))
      .map((element) => {
        const boxes = Array.from(element.getClientRects());
        return {
          where: name(element),
          width: Math.max(...boxes.map((box) => box.width)),
          height: Math.max(...boxes.map((box) => box.height)),
        };
      });

  /* What sticks out of the window, or is cut off inside its own box. */
  const overflow = () => {
    const width = document.documentElement.clientWidth;
    const all = Array.from(document.body.querySelectorAll("*")).filter(
      (element) => isShown(element) && !element.closest(".skip, thead, svg, .bar, select"),
    );
    return {
      scrolls: document.documentElement.scrollWidth > width,
      outside: all.filter((element) => element.getBoundingClientRect().right > width + 1).map(name),
      cut: all
        .filter((element) => getComputedStyle(element).overflow !== "visible")
        .filter((element) => {
          // What scrolls down is not lost; what scrolls sideways is, for who enlarges.
          const isLow = element.scrollHeight > element.clientHeight + 1;
          const scrollsDown = ["auto", "scroll"].includes(getComputedStyle(element).overflowY);
          return element.scrollWidth > element.clientWidth + 1 || (isLow && !scrollsDown);
        })
        .map(name),
    };
  };

  /* Whether any of an element is behind the bar at the bottom of the window. */
  const isBehindBar = (element) => {
    const deck = document.getElementById("page_deck");
    if (!deck || deck.contains(element) || getComputedStyle(deck).position !== "fixed") {
      return false;
    }
    return element.getBoundingClientRect().bottom > deck.getBoundingClientRect().top;
  };

  /* Everything that can light up, lit, each by itself; what is inside is measured as well. */
  const marked = () => document.querySelectorAll(".is-said").length;
  const lit = () => {
    const { recordings } = JSON.parse(document.getElementById("page_cues").textContent);
    const ids = new Set(Object.values(recordings).flatMap(({ cues }) => cues.map(({ id }) => id)));
    const places = Array.from(ids, (id) => document.getElementById(id)).filter(Boolean);
    return places.flatMap((place) => {
      place.classList.add("is-said");
      const style = getComputedStyle(place);
      const found = [place, ...place.querySelectorAll("*")].map((element) => ({
        where: name(element),
        contrast: element.tagName === "IMG" ? 21 : textContrast(element),
        frame: contrast(parse(style.outlineColor), background(place.parentElement)),
        width: style.outlineStyle === "solid" ? parseFloat(style.outlineWidth) : 0,
      }));
      place.classList.remove("is-said");
      return found;
    });
  };

  /* The outline of what has the focus; a label shows it for the radio button inside. */
  const focus = () => {
    const active = document.activeElement;
    const element = active.closest("label") || active;
    const style = getComputedStyle(element);
    return {
      id: active.id || active.textContent.trim() || active.value,
      isBody: active === document.body,
      hidden: isBehindBar(active),
      style: style.outlineStyle,
      width: parseFloat(style.outlineWidth),
      contrast: contrast(parse(style.outlineColor), background(element.parentElement)),
    };
  };

  /* The edges that tell callouts apart without colour. */
  const callouts = () =>
    Array.from(document.querySelectorAll(".callout"), (element) => {
      const style = getComputedStyle(element);
      const title = element.querySelector(".callout-title");
      return {
        role: element.className,
        word: title.textContent,
        sign: getComputedStyle(title, "::before").content,
        signEdge: parseFloat(getComputedStyle(title, "::before").borderTopWidth),
        edge: parseFloat(style.borderTopWidth),
        line: style.borderTopStyle,
        colour: style.borderTopColor,
        contrast: contrast(parse(style.borderTopColor), background(element.parentElement)),
      };
    });

  /* The spacing that a reader may set (WCAG 2.2, success criterion 1.4.12). */
  const spaceOut = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
        "p { margin-block-end: 2em !important }",
    );
    document.adoptedStyleSheets = [sheet];
  };

  const openAll = () => {
    for (const details of document.querySelectorAll("details")) {
      details.open = true;
    }
  };

  return { texts, targets, overflow, focus, callouts, spaceOut, openAll, marked, lit };
})();
