// The years of a view go by: one step presses the control that the page has for it and waits for the new picture, so that
// each year is a view with a link of its own. On a page of the front end it also minds the buttons beside that control;
// on the stage look/stage.js asks it for single steps. Nothing moves unless it is asked to.
"use strict";
const Years = (() => {
  const LONGEST = 20000; // ms in which a page is drawn anew
  const PACES = [["½×", 3200], ["1×", 1600], ["2×", 800]]; // ms for which a year stands
  const PACE = "hc-pace";
  const wait = ms => new Promise(done => setTimeout(done, ms));
  const control = (page, way) => page?.querySelector(`.st-key-years_chevron_${way > 0 ? "right" : "left"}-host_countries button`);
  const isWhole = page => !new URLSearchParams(page.defaultView.location.search).has("years");
  const isStill = page => page.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";

  // Whether the page shows the next years now (`way` 1) or those before (-1).
  async function step(page, way) {
    const button = control(page, way), from = page.defaultView.location.search;
    if (!button) return false;
    button.click();
    for (let waited = 0; waited < LONGEST; waited += 40) {
      await wait(40);
      if (page.defaultView?.location.search === from || !isStill(page)) continue;
      await wait(250); // a picture comes a little after the run that made it
      return true;
    }
    return false;
  }

  function paceAt() {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 1;
    try { return PACES[localStorage.getItem(PACE) ?? calm] ? +(localStorage.getItem(PACE) ?? calm) : calm; } catch { return calm; }
  }

  // Year by year to the last, until the whole period is back or `goesOn` says no; `next` takes one step.
  async function play(page, next, goesOn) {
    while (goesOn()) {
      if (!await next() || isWhole(page())) return;
      for (let stood = 0; stood < PACES[paceAt()][1] && goesOn(); stood += 50) await wait(50);
    }
  }

  // ---- On a page of the front end ------------------------------------------------------------------------------------
  const here = {playing: null, isStepping: false};
  const words = () => document.querySelector(".st-key-chart_map .js-plotly-plot")?.layout?.meta?.[0]?.subtitle ?? "";
  function show() {
    document.querySelectorAll("[data-play]").forEach(button => {
      button.textContent = here.playing ? tr("Pause") : tr("Play");
      button.setAttribute("aria-pressed", String(Boolean(here.playing)));
    });
    document.querySelectorAll("[data-pace]").forEach(button => {
      button.textContent = PACES[paceAt()][0];
      button.setAttribute("aria-label", tr("Playback speed: {pace}", {pace: PACES[paceAt()][0]}));
    });
    // While the years go by they are one step of the history.
    if (here.playing) document.documentElement.dataset.playing = ""; else delete document.documentElement.dataset.playing;
  }
  function stop() { if (here.playing) { here.playing = null; show(); Voice.say(words()); } }
  async function stepHere(way) {
    if (here.isStepping) return false;
    here.isStepping = true;
    try { return await step(document, way); } finally { here.isStepping = false; }
  }
  async function toggle() {
    if (here.playing) return stop();
    const mine = here.playing = {};
    show();
    await play(() => document, () => stepHere(1), () => here.playing === mine && Boolean(control(document, 1)));
    if (here.playing === mine) stop();
  }
  function quicker() {
    try { localStorage.setItem(PACE, (paceAt() + 1) % PACES.length); } catch (error) { console.warn(error); }
    show();
  }
  const KEYS = {p: toggle, j: () => stepped(-1), k: () => stepped(1)};
  function stepped(way) {
    stop();
    stepHere(way); // look/findings.js says what it brought
  }

  if (document.getElementById("root")) {
    addEventListener("click", event => {
      if (event.target.closest?.("[data-play]")) toggle();
      else if (event.target.closest?.("[data-pace]")) quicker();
    });
    addEventListener("pointerdown", event => {
      if (event.isTrusted && !event.target.closest?.("[data-play], [data-pace]")) stop();
    }, true);
    addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !control(document, 1)) return;
      if (event.target.closest?.('input:not([type=radio], [type=checkbox], [type=range]), textarea, [contenteditable="true"]')) return;
      if (event.key === "Escape") stop();
      else if (Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
    });
  }
  return {step, play, control};
})();
