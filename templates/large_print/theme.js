/* The button for dark colours. The page follows the device until the reader presses it. */
(() => {
  "use strict";

  const button = document.getElementById("page_theme");
  const sheet = document.getElementById("page_dark");
  const device = window.matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;

  const isDark = () => (chosen === null ? device.matches : chosen);

  const show = () => {
    // The dark style sheet is there from the start; which media it is for decides. Print stays light.
    if (chosen !== null) {
      sheet.media = chosen ? "screen" : "not all";
    }
    button.setAttribute("aria-pressed", String(isDark()));
  };

  button.addEventListener("click", () => {
    chosen = !isDark();
    show();
  });
  // Safari before version 14 has no addEventListener here; there the button's state follows its own presses only.
  if (device.addEventListener) {
    device.addEventListener("change", show);
  }
  button.hidden = false;
  show();
})();
