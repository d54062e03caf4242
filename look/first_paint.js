// What the server put in place of a page is taken away once the front end has drawn the page down to its first chart; until
// then it gets its picture. It stands in no frame: the stage shows its slides when they are ready.
"use strict";
(() => {
  const PATIENCE = 30000; // ms that the front end may draw for, once it has been fetched
  const WAITS = 10000; // ms that what follows the chart may wait for it
  const first = document.getElementById("hc-first");
  const ahead = document.getElementById("hc-ahead"); // what the page will ask for
  let since = null;
  if (window.top !== window) return first.remove();

  // ---- Nobody sees what follows the first chart before that is drawn, and a browser would draw all of it first: it waits ---
  const {addEventListener: listen} = WebSocket.prototype;
  let waiting = null, isOver = false;
  WebSocket.prototype.addEventListener = function (kind, hear, ...more) {
    listen.call(this, kind, kind === "message" ? event => inTurn(hear, event) : hear, ...more);
  };

  function inTurn(hear, event) {
    if (waiting) return waiting.push(() => hear(event));
    hear(event);
    if (isOver || !new TextDecoder().decode(event.data).includes('{"data":[')) return;
    waiting = []; // this was the chart, a figure as JSON
    setTimeout(goOn, WAITS);
  }

  function goOn() {
    isOver = true;
    for (const tell of waiting ?? []) tell();
    waiting = null;
  }

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

  // Asked for before that, it would keep the socket of the page waiting; asked for by the page, it comes after all else. To
  // run the script that draws charts takes a browser half a second, in which the server draws the page.
  function askAhead() {
    const {chart} = ahead.dataset;
    if (chart) import(chart).catch(() => {}); // the front end asks again, and tells
    document.head.append(ahead.content);
    ahead.remove();
  }

  function look() {
    const app = document.querySelector('[data-testid="stApp"]');
    if (app) since ??= performance.now();
    if (ahead.isConnected && app?.dataset.testConnectionState === "CONNECTED") askAhead();
    if (!app || !(isThere(app) || performance.now() - since > PATIENCE)) return requestAnimationFrame(look);
    first.remove();
    WebSocket.prototype.addEventListener = listen;
    goOn();
  }

  drawPicture();
  look();
})();
