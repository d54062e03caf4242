// A table of the front end answers: a heading that is pressed puts it in order. The order is the server's work, so it is
// written into a field beside the table that nobody sees; when the table comes back, focus and place are where they
// were, and what was done is said once to who listens.
"use strict";
(() => {
  const LONGEST = 10000; // ms in which a table comes back
  const part = (kind, name) => document.querySelector(`.hc-${kind}[data-table="${CSS.escape(name)}"]`);
  // Of a key, which carries the page behind its name.
  const nameOf = (key, before = "") => key.slice(`st-key-${before}`.length).split("-")[0];
  let waiting = null;

  // React hears of a value only if it is set past the setter that React put there.
  function write(field, text) {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", {bubbles: true}));
    const enter = {key: "Enter", code: "Enter", keyCode: 13, bubbles: true};
    setTimeout(() => field.dispatchEvent(new KeyboardEvent("keydown", enter)));
  }

  // What stands above a table and its rows come one after the other, and either may stay as it is.
  function watch(name, column) {
    let table = part("table", name), said = part("caption", name)?.dataset.said;
    const left = table?.scrollLeft ?? 0;
    waiting?.disconnect();
    const end = Date.now() + LONGEST;
    waiting = new MutationObserver((_, observer) => {
      const now = part("table", name), told = part("caption", name)?.dataset.said;
      if (Date.now() > end) return observer.disconnect();
      if (now && now !== table) {
        table = now;
        now.scrollLeft = left;
        if (column && !document.activeElement?.matches("input, select, textarea, button, a")) {
          now.querySelector(`button[data-column="${CSS.escape(column)}"]`)?.focus({preventScroll: true});
        }
      }
      if (told && told !== said) Voice.say(said = told);
    });
    waiting.observe(document.querySelector("[data-testid=stMain]") ?? document.body, {childList: true, subtree: true});
  }

  // Every row of page numbers comes with one and the same name; each is told apart by its table.
  new MutationObserver(() => {
    for (const pages of document.querySelectorAll('[role="navigation"][aria-label="Pagination"]')) {
      const key = [...(pages.closest('[class*="st-key-"]')?.classList ?? [])].find(name => name.startsWith("st-key-"));
      const caption = key && part("caption", nameOf(key))?.textContent;
      if (caption) pages.setAttribute("aria-label", tr("Pages: {table}", {table: caption}));
    }
  }).observe(document.documentElement, {childList: true, subtree: true});

  document.addEventListener("click", event => {
    const button = event.target.closest?.(".hc-table button[data-order]");
    if (!button) return;
    const name = button.closest(".hc-table").dataset.table;
    const field = document.querySelector(`[class*="st-key-table_order_${CSS.escape(name)}-"] input`);
    if (!field) return;
    watch(name, button.dataset.column);
    write(field, button.dataset.order);
  });

  document.addEventListener("keydown", event => {
    if (event.key !== "Enter") return;
    const box = event.target.closest?.('[class*="st-key-table_words_"]');
    if (box) watch(nameOf([...box.classList].find(key => key.startsWith("st-key-table_words_")), "table_words_"), null);
  }, true);
})();
