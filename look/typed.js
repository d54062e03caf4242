// What is typed into a list of places stands in a row of its own, which the front end calls an addition: it finds one.
"use strict";
(() => {
  const FIELD = ".stSelectbox input", LIST = '[role="listbox"]', ROW = '[data-key="__creatable__"] [data-item-hl]', ADDED = "Add: ";
  const drawn = new MutationObserver(rename);
  function rename() {
    const said = document.querySelector(ROW)?.firstChild;
    if (said?.data?.startsWith(ADDED)) said.data = tr("Find {text}", {text: said.data.slice(ADDED.length)});
  }
  addEventListener("focusin", event => {
    if (event.target.matches?.(FIELD)) drawn.observe(document.body, {childList: true, characterData: true, subtree: true});
    else if (!event.target.closest?.(LIST)) drawn.disconnect(); // a row of the list has the focus only by name
  });
})();
