// What the server put in place of a page is taken away once the front end has drawn the page; until then it gets its
// picture. It stands in no frame: the stage shows its slides when they are ready.
"use strict";
(() => {
  const PATIENCE = 30000; // ms, after which it goes in any case
  const first = document.getElementById("hc-first"), since = performance.now();
  if (window.top !== window) return first.remove();

  async function drawPicture() {
    const place = first.querySelector("[role=img]");
    const drawing = place?.dataset[matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"];
    const answer = drawing && await fetch(drawing);
    if (!answer?.ok) return;
    place.append(document.importNode(new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement, true));
  }

  // A page is there when its first chart is drawn, or its script has run without one; a dialog tells of what went wrong.
  function isThere() {
    if (document.querySelector("[role=dialog]")) return true;
    const plot = document.querySelector('[data-testid="stPlotlyChart"]');
    if (!plot) return document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"] .st-key-footer') !== null;
    const drawn = plot.querySelector(".js-plotly-plot");
    const isMap = drawn?.data?.some(trace => trace.type === "choropleth");
    return plot.querySelector(isMap ? ".choroplethlayer path" : ".main-svg .infolayer") !== null;
  }

  function look() {
    if (isThere() || performance.now() - since > PATIENCE) first.remove();
    else requestAnimationFrame(look);
  }

  drawPicture();
  look();
})();
