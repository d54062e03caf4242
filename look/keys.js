// The keys of a page, under "?": only those that do something on the page as it is. The dialog is the browser's own, which
// keeps the focus inside, closes with Escape and gives the focus back.
"use strict";
(() => {
  const KEYS = [
    [["?"], tr("these keys"), null],
    [["t"], tr("back to today, from an earlier day"), '[class*="st-key-back_to_today-"] button'],
    [["p"], tr("plays the years on the map; p pauses"), ".st-key-years_chevron_right-host_countries button"],
    [["j", "k"], tr("previous, next years"), ".st-key-years_chevron_right-host_countries button"],
    [["←", "→", "↑", "↓"], tr("on a chart: the next mark to the left or right, above or below; Enter opens it, Esc lets it go"), ".js-plotly-plot[tabindex]"],
    [["Enter", tr("Space")], tr("on a heading of a table: sort the table; again to reverse the order"), ".hc-table [data-order]"],
    [["Enter"], tr("in a search or a date: look for what is typed"), "[data-testid=stMain] input[type=text]"],
    [["Tab"], tr("the next link, control or table; a table scrolls with the arrow keys"), null],
    [["Esc"], tr("close a list, a menu or this"), null],
  ];
  const {make} = Elements;
  let dialog = null;

  function open() {
    if (dialog?.open) return dialog.close();
    const here = KEYS.filter(([, , where]) => !where || document.querySelector(where));
    const rows = here.flatMap(([keys, does]) => [
      make("dt", {}, ...keys.flatMap((key, at) => [...(at ? [", "] : []), make("kbd", {}, key)])), make("dd", {}, does),
    ]);
    const close = make("button", {type: "button", onclick: () => dialog.close()}, tr("Close"));
    const tour = make("button", {type: "button", onclick: () => { dialog.close(); Tour.start(); }}, tr("Take the tour"));
    dialog = make("dialog", {class: "hc-keys"}, make("h2", {id: "hc-keys"}, tr("Keys of this page")), make("dl", {}, ...rows), close, " ", tour);
    dialog.setAttribute("aria-labelledby", "hc-keys");
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    dialog.showModal();
  }

  addEventListener("keydown", event => {
    if (dialog?.open && event.key !== "Escape" && event.key !== "Tab" && !event.ctrlKey && !event.metaKey) {
      if (event.key !== "?" && !event.target.closest?.(".hc-keys button")) event.preventDefault();
      event.stopImmediatePropagation(); // no key of the page behind
      if (event.key === "?") dialog.close();
      return;
    }
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.('input:not([type=radio], [type=checkbox], [type=range]), textarea, [contenteditable="true"]')) return;
    event.preventDefault();
    open();
  }, true);
  document.addEventListener("click", event => { if (event.target.closest?.("[data-keys]")) open(); });
})();
