/* Keyboard shortcuts, listed on the page and switched off there (WCAG 2.2, success criterion 2.1.4). */
(() => {
  "use strict";

  const find = (name) => document.getElementById(`page_${name}`);
  const actions = {
    k: player.toggle,
    j: player.back,
    n: following.next,
    p: following.previous,
    h: following.here,
    f: () => find("follow").click(),
  };

  addEventListener("keydown", (event) => {
    const action = actions[event.key.toLowerCase()];
    const isTyping = event.target.closest?.("select, textarea, input:not([type=checkbox], [type=radio])");
    if (!action || isTyping || event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
      return;
    }
    if (find("keys").checked) {
      event.preventDefault();
      action();
    }
  });
})();
