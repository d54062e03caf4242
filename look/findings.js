// What a choice has changed: the new finding of the first chart that differs is said once, when the page stands still; on
// a page without charts what its tables hold. A page that is only begun says nothing, its title is read anyway.
"use strict";
(() => {
  const STILL = 300; // ms; one choice may draw a page twice
  let place = null, known = new Map(), waiting = 0, hasActed = false;

  const keyOf = part => [...part.closest('[class*="st-key-chart_"]').classList].find(name => name.startsWith("st-key-chart_"));
  function findings() {
    const main = document.querySelector('[data-testid="stMain"]');
    const charts = [...main?.querySelectorAll('[class*="st-key-chart_"] div.hc-narrow') ?? []];
    if (charts.length) return new Map(charts.map(head => [keyOf(head), [...head.children].map(line => line.textContent)]));
    return new Map([...main?.querySelectorAll(".hc-caption") ?? []].map(caption => [caption.dataset.table, [caption.dataset.said]]));
  }

  function compare() {
    clearTimeout(waiting);
    waiting = 0;
    const now = document.querySelector("h1")?.textContent, before = known, isHere = place === now;
    if (!now) return;
    [place, known] = [now, findings()]; // the page by its heading: the address changes before what it shows
    if (!isHere) hasActed = false; // what comes late of a page that is only begun is no answer
    if (!hasActed || "playing" in document.documentElement.dataset) return;
    const [key, said] = [...known].find(([name, lines]) => String(lines) !== String(before.get(name))) ?? [];
    if (key) Voice.say(said.slice(said[0] === before.get(key)?.[0] ? 1 : 0).join(". ") || said[0]);
  }

  // What stands there before a reader acts is what the answer is compared with, however soon that is.
  for (const act of ["keydown", "pointerdown", "popstate"]) addEventListener(act, () => { if (waiting) compare(); hasActed = true; }, true);
  new MutationObserver(() => {
    clearTimeout(waiting);
    waiting = 0;
    if (document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning") waiting = setTimeout(compare, STILL);
  }).observe(document.documentElement, {subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"]});
})();
