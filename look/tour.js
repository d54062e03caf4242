// A tour in six steps that points at what is there: offered once, on the first visit, in a corner that covers nothing; called
// back from the foot of a page and from "?". It has the focus while it lasts, moves nothing on the page, and Esc ends it.
"use strict";
const Tour = (() => {
  const SEEN = "hc-tour", AT = "hc-tour-at", LONGEST = 15000; // ms in which a page is drawn
  const STEPS = [ // page, what is pointed at (the first that is seen), heading, words
    ["", ["[data-testid=stColumn]:nth-child(2) .hc-figure", ".hc-figure"], tr("A figure is a range"),
      tr("It runs from the lowest to the highest claim that counts the same thing. Nothing is averaged; “from” and “up to” mean that a source leaves an end open.")],
    ["", ['.st-key-chart_where .annotation[data-index="2"]', ".st-key-chart_where p.hc-narrow"], tr("Who says so"),
      tr("Each chart says beneath it what is counted and who its sources are. Point at a mark, or press the arrow keys on a chart, for the document, its date and its grade.")],
    ["", [".st-key-heading [data-testid=stPopover]"], tr("As known on any day"),
      tr("Choose a day, and every page shows only what had been published by then. The day is part of the link.")],
    ["", [".st-key-heading [data-testid=stPageLink]"], tr("Search"),
      tr("Places, people, companies and documents, in English and in Korean, Japanese or Chinese.")],
    ["host_countries", [".st-key-chart_map .hc-take"], tr("Take it with you"),
      tr("Beneath each chart: copy it, save it as a picture, collect it in the basket, or copy a link or a citation.")],
    ["host_countries", [".st-key-chart_map [data-talk=present]"], tr("On stage"),
      tr("“Present this” shows the chart alone, large and without menus. “Add to talk” collects slides for a talk of your own.")],
  ];
  const base = document.querySelector("script[data-base]")?.dataset.base ?? "/";
  const pageNow = () => location.pathname.slice(base.length).replace(/\/$/, "");
  const wait = ms => new Promise(done => setTimeout(done, ms));
  const {make} = Elements;
  const button = (words, does, more = {}) => make("button", {type: "button", onclick: does, ...more}, words);
  let at = -1, card = null, spot = null, target = null, from = null, turn = 0;

  const keep = (where, name, value) => { try { where.setItem(name, value); } catch (error) { console.warn(error); } };
  const kept = (where, name) => { try { return where.getItem(name); } catch { return "unknown"; } };
  const isSeen = part => part.getClientRects().length > 0 && getComputedStyle(part).visibility !== "hidden";

  async function find(selectors) {
    for (let waited = 0; waited < LONGEST; waited += 150) {
      const seen = selectors.flatMap(selector => [...document.querySelectorAll(selector)]).find(isSeen);
      if (seen && document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning") return seen;
      await wait(150);
    }
    return null;
  }

  function clear() {
    card?.remove();
    spot?.remove();
    card = spot = target = null;
  }

  function end() {
    turn += 1;
    at = -1;
    clear();
    if (from?.isConnected) from.focus();
    from = null;
  }

  // Beneath what is pointed at, or above it, or where there is most room; within the window.
  function place() {
    if (!card || !target?.isConnected) return;
    const {left, top, width, height, bottom} = target.getBoundingClientRect();
    spot.style.cssText = `left:${left - 6}px;top:${top - 6}px;width:${width + 12}px;height:${height + 12}px`;
    const room = innerHeight - bottom - 14 >= card.offsetHeight ? bottom + 14 : top - 14 - card.offsetHeight;
    card.style.left = `${Math.max(12, Math.min(left, document.documentElement.clientWidth - card.offsetWidth - 12))}px`;
    card.style.top = `${Math.max(12, Math.min(room, innerHeight - card.offsetHeight - 12))}px`;
  }

  function go(page) {
    if (pageNow() === page) return true;
    const link = [...document.querySelectorAll(".stMain a[href], [data-testid=stTopNavLink]")].find(each => isSeen(each) && new URL(each.href).pathname === base + page);
    if (link) { link.click(); return true; }
    keep(sessionStorage, AT, String(at));
    location.assign(base + page);
    return false;
  }

  async function show(step, way = 1) {
    if (step < 0 || step >= STEPS.length) return end();
    const mine = turn += 1, [page, selectors, heading, words] = STEPS[step];
    at = step;
    clear();
    if (!go(page)) return;
    const found = await find(selectors);
    if (mine !== turn) return;
    if (!found) return show(step + way, way); // not on this day
    target = found;
    target.scrollIntoView({block: "center", inline: "nearest", behavior: "instant"});
    spot = make("div", {class: "hc-spot"});
    const isLast = step === STEPS.length - 1;
    card = make("div", {class: "hc-tour", tabindex: -1, role: "dialog", "aria-labelledby": "hc-tour-name", "aria-describedby": "hc-tour-words"},
      make("h2", {id: "hc-tour-name"}, heading), make("p", {id: "hc-tour-words"}, words),
      make("div", {}, make("span", {}, tr("{step} of {steps}", {step: step + 1, steps: STEPS.length})),
        ...(step ? [button(tr("Back"), () => show(step - 1, -1))] : []), button(isLast ? tr("Done") : tr("Next"), () => show(step + 1)), ...(isLast ? [] : [button(tr("End the tour"), end)])));
    document.body.append(spot, card);
    place();
    card.focus({preventScroll: true});
  }

  function start() {
    keep(localStorage, SEEN, "seen");
    document.querySelector(".hc-offer")?.remove();
    from = document.activeElement;
    show(0);
  }

  async function offer() {
    if (window !== top || pageNow() !== "" || kept(localStorage, SEEN)) return; // a page within the stage offers nothing
    if (!await find([".st-key-chart_where .main-svg"]) || at >= 0 || pageNow() !== "") return;
    keep(localStorage, SEEN, "offered");
    const away = () => offered.remove();
    const offered = make("aside", {class: "hc-offer", "aria-label": tr("Tour")}, button(tr("New here? Take the tour"), start), button("×", away, {"aria-label": tr("Skip the tour")}));
    document.body.append(offered);
    while (offered.isConnected) { if (pageNow() !== "") away(); await wait(500); }
  }

  addEventListener("keydown", event => {
    if (event.key !== "Escape" || at < 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    end();
  }, true);
  document.addEventListener("click", event => { if (event.target.closest?.("[data-tour]")) start(); });
  for (const change of ["scroll", "resize"]) addEventListener(change, place, {capture: true, passive: true});
  const left = kept(sessionStorage, AT);
  if (/^\d$/.test(left ?? "")) { sessionStorage.removeItem(AT); show(+left); } else offer();
  return {start};
})();
