// The wings: the pages themselves, unseen in frames until they are asked for, and what is read in them: the figures of the slides.
"use strict";
const Wings = (() => {
  const arrays = (key, value) => ArrayBuffer.isView(value) ? Array.from(value) : value;
  const pause = ms => new Promise(done => setTimeout(done, ms));

  function frameOf(stage, show) {
    if (show.frame) return show.frame;
    const frame = show.frame = Elements.make("iframe", {title: tr("The view of this slide"), tabindex: "-1", src: Words.linked(stage.told.base.replace(/\/$/, "") + show.slide.view)});
    frame.addEventListener("load", () => {
      if (!frame.contentDocument) return; // the browser's own page about a server that is away
      frame.contentWindow.addEventListener("keydown", event => stage.liveKey(event, frame), true);
      const style = frame.contentDocument.createElement("style");
      // A page that has lost its server says so in a dialog, the only one there is, which would take the keyboard from the stage.
      style.textContent = '[data-testid="stConnectionStatus"], [data-testid="stDialog"], [data-testid="stStatusWidget"], .hc-offer { display: none !important; }'
        + "[data-testid=stToolbar] { padding-right: var(--back, 2.5rem) !important; }"; // its menu ends before the button over it
      frame.contentDocument.head.append(style);
      stage.placeLive();
    });
    stage.wings.append(frame);
    return frame;
  }
  function strike(stage, show) { if (show.frame && show !== stage.live) { show.frame.remove(); show.frame = null; } }

  const NOTICE = "link_off"; // the icon of what a page says of its link, a ligature that stands as text before it
  function figureOf(frame, chart) {
    const page = frame.contentDocument, plot = page.querySelector(`.st-key-chart_${chart} .js-plotly-plot`);
    if (!plot?.layout?.margin || !plot.querySelector(".main-svg")) return null;
    const style = frame.contentWindow.getComputedStyle(page.documentElement), colour = key => style.getPropertyValue("--hc-" + key).trim();
    const figure = JSON.parse(JSON.stringify({data: plot.data, layout: plot.layout}, arrays));
    Hovers.put(page, figure);
    figure.colours = {paper: colour("paper"), ink: colour("ink"), muted: colour("muted"), hairline: colour("hairline"), accent: colour("people")};
    figure.alt = plot.closest("[aria-label]")?.getAttribute("aria-label") ?? figure.layout.meta?.[0]?.title ?? "";
    figure.version = page.querySelector("[data-version]")?.dataset.version ?? "";
    figure.notices = [...page.querySelectorAll('[data-testid="stAlert"]')].map(part => part.innerText).filter(text => text.startsWith(NOTICE)).map(text => text.slice(NOTICE.length).trim());
    return figure;
  }

  async function read(stage, show) {
    const mine = stage.version, frame = frameOf(stage, show), until = Date.now() + 90000;
    let quiet = 0;
    while (Date.now() < until && mine === stage.version && show.frame === frame) {
      await pause(80);
      let page;
      try { page = frame.contentDocument; } catch { return null; }
      if (page?.readyState === "complete" && page.URL !== "about:blank" && !page.getElementById("root")) { Slide.say(show, tr("There is no such view: {view}", {view: show.slide.view})); return null; }
      const app = page?.querySelector('[data-testid="stApp"]');
      const plot = page?.querySelector(`.st-key-chart_${show.slide.chart} .js-plotly-plot`);
      const isStill = app?.dataset.testScriptState === "notRunning" && page.querySelector('[data-testid="stMain"] [data-testid="stElementContainer"]');
      quiet = isStill ? quiet + 1 : 0;
      if (plot?.layout?.margin && plot.querySelector(".main-svg") && quiet > 4) return figureOf(frame, show.slide.chart);
      if (quiet > 60 && !plot) { Slide.say(show, tr("This view has no such chart now. Press v for the view itself.")); return null; }
    }
    return null;
  }

  async function fill(stage, show) {
    if (show.figure || show.isReading) return;
    show.isReading = true;
    Slide.wait(show);
    const figure = await read(stage, show);
    show.isReading = false;
    if (figure) {
      show.figure = figure;
      const built = Slide.build(stage, show);
      // One page often draws the charts of several slides; that of this one comes first.
      for (const other of stage.shows) {
        if (other.figure || other.isReading || other.slide.view !== show.slide.view) continue;
        other.figure = figureOf(show.frame, other.slide.chart);
        if (other.figure) Slide.build(stage, other);
      }
      await built;
    } else if (stage.isAway) strike(stage, show);
  }

  // What is shown first, then what is next to it, then the others; the pages of the slides at hand stay ready.
  let isPreparing = false;
  async function prepare(stage) {
    if (isPreparing || stage.taken) return;
    isPreparing = true;
    const mine = stage.version, tried = new Set();
    try {
      for (;;) {
        const {now, shows} = stage, order = [now, now + 1, now - 1, ...shows.keys()].filter(i => shows[i] && !shows[i].figure && !tried.has(shows[i]));
        if (mine !== stage.version || !order.length || stage.isAway) break;
        const show = shows[order[0]];
        tried.add(show);
        await fill(stage, show);
        keepNear(stage);
      }
    } finally { isPreparing = false; }
    if (mine !== stage.version) return prepare(stage);
    keepNear(stage);
    if (!stage.isAway) frameOf(stage, stage.shows[stage.now]);
  }
  const NEAR = 3; // pages: a talk no longer than that is leafed through without one being fetched again
  function keepNear(stage) {
    const held = stage.shows.map((show, i) => [Math.abs(i - stage.now), show]).filter(([, show]) => show.frame && !show.isReading);
    for (const [, show] of held.sort(([a], [b]) => a - b).slice(NEAR)) strike(stage, show);
  }

  return {frameOf, strike, figureOf, prepare};
})();
