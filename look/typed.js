// What is typed into a list of places stands in a row of its own, which the front end calls an addition: it finds one.
"use strict";
(() => {
  const FIELD = ".stSelectbox input", ROW = '[data-key="__creatable__"] [data-item-hl]', ADDED = "Add: ";
  const drawn = new MutationObserver(() => {
    const said = document.querySelector(ROW)?.firstChild;
    if (said?.data?.startsWith(ADDED)) said.data = tr("Find {text}", {text: said.data.slice(ADDED.length)});
  });
  addEventListener("focusin", event => {
    drawn.disconnect();
    if (event.target.matches?.(FIELD)) drawn.observe(document.body, {childList: true, characterData: true, subtree: true});
  });
})();
