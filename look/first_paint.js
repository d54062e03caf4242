// What the server put in place of a page is taken away once the front end has drawn the page; until then it gets its
// picture. It stands in no frame: the stage shows its slides when they are ready.
"use strict";
(() => {
  const PATIENCE = 30000; // ms that the front end may draw for, once it has been fetched
  const first = document.getElementById("hc-first");
  let since = null;
  if (window.top !== window) return first.remove();

  async function drawPicture() {
    const place = first.querySelector("[role=img]");
    const drawing = place?.dataset[matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"];
    const answer = drawing && await fetch(drawing);
    if (!answer?.ok) return;
    place.append(document.importNode(new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement, true));
  }

  // A page is there when its first chart is drawn, or its script has run without one; a dialog tells of what went wrong.
  function isThere(app) {
    if (document.querySelector("[role=dialog]")) return true;
    const plot = document.querySelector('[data-testid="stPlotlyChart"]');
    if (!plot) return app.matches('[data-test-script-state="notRunning"]:has([data-testid="stMain"] [data-testid="stElementContainer"]):not(:has([data-testid="stSkeleton"]))');
    const drawn = plot.querySelector(".js-plotly-plot");
    const isMap = drawn?.data?.some(trace => trace.type === "choropleth");
    return plot.querySelector(isMap ? ".choroplethlayer path" : ".main-svg .infolayer") !== null;
  }

  function look() {
    const app = document.querySelector('[data-testid="stApp"]');
    if (app) since ??= performance.now();
    if (app && (isThere(app) || performance.now() - since > PATIENCE)) first.remove();
    else requestAnimationFrame(look);
  }

  drawPicture();
  look();
})();
