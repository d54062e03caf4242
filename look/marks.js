// The marks of a chart by keyboard: one stop of Tab a chart, arrows from mark to mark in reading order. The mark is ringed
// and what a pointer would be told is shown beside it and said once; Enter opens it as a click does. The words are those
// that the figure carries for a pointer; they are read as text, never as HTML.
"use strict";
const Marks = (() => {
  const KEYS = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End", "Enter", "Escape"];
  const NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&#36;": "$"};
  const AROUND = 5, LEAST = 18, STEP = 14; // px: round a mark, the smallest ring, lanes that have no names
  let here = null; // {plot, key, ring, words}: the mark that is ringed
  let opened = null; // {chart, key, until}: the mark that was opened, since the front end may put a new drawing in the place of the old

  const lines = said => said.split(/<br\s*\/?>/).map(line => line.replace(/<\/?b>/g, "").replace(/&(?:lt|gt|amp|#36);/g, sign => NAMED[sign]));
  const aloud = said => lines(said).join(", ").replaceAll(" , ", " "); // a line broken for its width ends in a blank
  const chartOf = plot => [...plot.closest('[class*="st-key-chart_"]').classList].find(name => name.startsWith("st-key-chart_"));
  const leadsOf = plot => plot.closest('[class*="st-key-chart_"]').querySelector("[data-leads]")?.dataset.leads;
  const opens = plot => Boolean(leadsOf(plot)) || /select/.test(plot._fullLayout?.clickmode ?? "");
  const hasMarks = plot => plot._fullData?.some(trace => trace.visible === true && trace.customdata?.length);

  const label = plot => (opens(plot) ? tr("Marks of this chart: arrow keys go from one to the next, Enter opens one") : tr("Marks of this chart: arrow keys go from one to the next"));

  // Go on to another page, as by a link of this one: the day and the language go along.
  function follow(path) {
    history.pushState(null, "", Words.along(new URL(document.querySelector("script[data-base]").dataset.base + path, location.href)));
    dispatchEvent(new PopStateEvent("popstate"));
    return true;
  }

  // Open a mark as a click on it does, where the page does so: `curve` and `number` in the figure, `custom` of the mark.
  function open(plot, {curve, number, custom}) {
    if (!opens(plot)) return false;
    if (leadsOf(plot)) return follow(leadsOf(plot) + encodeURIComponent(custom[0]));
    plot.emit("plotly_selected", {points: [{curveNumber: curve, pointNumber: number, pointIndex: number, customdata: custom, data: plot.data[curve]}]});
    return true;
  }

  // The lane of a mark where the vertical axis names lanes; none where it counts, and on a map.
  function laneOf(plot, trace, middle) {
    const axis = plot._fullLayout[(trace.yaxis ?? "").replace(/^y/, "yaxis")];
    if (!axis) return null;
    const named = axis.ticktext?.length ? axis.ticktext : null;
    if (named && named.filter(text => /^[\d$%]/.test(text)).length * 2 >= named.length) return plot._fullLayout._subplots.yaxis.length > 1 ? axis._offset : null;
    const above = axis._offset + plot.querySelector(".svg-container").getBoundingClientRect().top;
    const lane = named ? axis.tickvals.map(value => axis.d2p(value)).reduce((best, px) => (Math.abs(px + above - middle) < Math.abs(best + above - middle) ? px : best)) : Math.round((middle - above) / STEP) * STEP;
    return axis._offset + lane;
  }

  // Every mark that carries words, in reading order: by lane and then from the left, or only from the left.
  function marksOf(plot) {
    const parts = new Map(), marks = new Map();
    Hovers.of(plot);
    for (const part of plot.querySelectorAll(".main-svg path, .main-svg g.point")) {
      if (part.__data__ !== null && typeof part.__data__ === "object" && "i" in part.__data__) parts.set(part.__data__, part);
    }
    plot.calcdata?.forEach((points, curve) => {
      const trace = points[0]?.trace;
      if (!trace?.customdata?.length || trace.visible !== true) return;
      for (const point of points) {
        const custom = trace.customdata[point.i], part = parts.get(point);
        if (!part || !Array.isArray(custom) || typeof custom[1] !== "string") continue;
        const box = part.getBoundingClientRect(), x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
        if (!box.width && !box.height) continue;
        // What has several marks, as a place with its fill and its rings, is one; the last drawn stands for it.
        marks.set(JSON.stringify(custom.slice(0, 2)), {curve, number: point.i, trace, custom, box, x, y, lane: laneOf(plot, trace, y)});
      }
    });
    return [...marks].map(([key, mark]) => ({key, ...mark})).sort((a, b) => (a.lane ?? 0) - (b.lane ?? 0) || a.x - b.x || a.y - b.y);
  }

  function next(marks, from, key) {
    const at = marks.findIndex(mark => mark.key === from);
    if (at < 0) return marks[key === "End" ? marks.length - 1 : 0];
    if (key === "Home" || key === "End") return marks[key === "Home" ? 0 : marks.length - 1];
    if (key === "ArrowRight" || key === "ArrowLeft") return marks[at + (key === "ArrowRight" ? 1 : -1)] ?? marks[at];
    const way = key === "ArrowDown" ? 1 : -1, now = marks[at], isBeyond = level => mark => (mark[level] - now[level]) * way > 2;
    const level = now.lane !== null && marks.some(isBeyond("lane")) ? "lane" : "y", beyond = marks.filter(isBeyond(level));
    const far = mark => Math.abs(mark[level] - now[level]) * (level === "lane" ? 1e4 : 1) + Math.abs(mark.x - now.x) * 2;
    return beyond.length ? beyond.reduce((best, mark) => (far(mark) < far(best) ? mark : best)) : now;
  }

  function leave() {
    here?.ring.remove();
    here?.words.remove();
    here = null;
  }

  function show(plot, mark) {
    leave();
    const frame = plot.querySelector(".svg-container"), edge = frame.getBoundingClientRect();
    const scale = frame.offsetWidth / edge.width; // in a large window a drawing is shown larger than it is laid out
    const ring = Object.assign(document.createElement("div"), {className: "hc-ring"});
    const words = Object.assign(document.createElement("div"), {className: "hc-words", textContent: lines(mark.custom[1]).join("\n")});
    const width = Math.max(LEAST, mark.box.width * scale + 2 * AROUND), height = Math.max(LEAST, mark.box.height * scale + 2 * AROUND);
    const x = (mark.x - edge.left) * scale, y = (mark.y - edge.top) * scale;
    ring.style.cssText = `left:${x - width / 2}px;top:${y - height / 2}px;width:${width}px;height:${height}px`;
    for (const part of [ring, words]) part.setAttribute("aria-hidden", "true"); // it is said instead
    frame.append(ring, words);
    const left = Math.max(0, Math.min(x + width / 2 + AROUND, frame.offsetWidth - words.offsetWidth));
    const isBeside = left >= x + width / 2;
    const below = y + height / 2 + AROUND, over = y - height / 2 - AROUND - words.offsetHeight;
    const top = isBeside ? y - words.offsetHeight / 2 : below + words.offsetHeight < frame.offsetHeight ? below : over;
    words.style.cssText = `left:${left}px;top:${Math.max(0, Math.min(top, frame.offsetHeight - words.offsetHeight))}px`;
    here = {plot, key: mark.key, ring, words};
  }

  addEventListener("keydown", event => {
    const plot = event.target;
    if (!KEYS.includes(event.key) || !plot.matches?.(".js-plotly-plot") || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const from = here?.plot === plot ? here.key : null;
    if (event.key === "Escape" && from === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return leave();
    const marks = marksOf(plot);
    if (event.key === "Enter") {
      const mark = marks.find(({key}) => key === from);
      if (mark && open(plot, mark)) opened = {chart: chartOf(plot), key: from, until: Date.now() + 10000};
      return;
    }
    if (!marks.length) return;
    const mark = next(marks, from, event.key);
    show(plot, mark);
    here.ring.scrollIntoView({block: "nearest", inline: "nearest"});
    Voice.say(aloud(mark.custom[1]));
  }, true);
  addEventListener("focusout", event => { if (event.target === here?.plot) leave(); });

  // A chart drawn, or drawn anew, by the front end: its stop of Tab, and the ring at the mark's new place.
  function mind() {
    for (const plot of document.querySelectorAll("[data-testid=stPlotlyChart] .js-plotly-plot")) {
      if (!hasMarks(plot)) { plot.removeAttribute("tabindex"); continue; }
      if (leadsOf(plot) && !plot.hcLeads) plot.hcLeads = plot.on("plotly_click", ({points: [{customdata: custom}]}) => custom && open(plot, {custom}));
      const said = label(plot);
      if (plot.getAttribute("aria-label") === said && plot.tabIndex === 0) continue;
      for (const [name, value] of Object.entries({tabindex: "0", role: "application", "aria-label": said})) plot.setAttribute(name, value);
    }
    if (opened && Date.now() < opened.until && document.activeElement === document.body) {
      const plot = document.querySelector(`.${opened.chart} .js-plotly-plot[tabindex]`), mark = plot && marksOf(plot).find(({key}) => key === opened.key);
      if (mark) { plot.focus({preventScroll: true}); show(plot, mark); }
    }
    if (!here) return;
    const mark = here.plot.isConnected && marksOf(here.plot).find(({key}) => key === here.key);
    if (!mark) leave();
    else if (!here.ring.isConnected || here.box !== JSON.stringify(mark.box)) { show(here.plot, mark); here.box = JSON.stringify(mark.box); }
  }
  let timer = null;
  new MutationObserver(changes => {
    if (changes.every(({target}) => target === here?.ring.parentElement)) return; // our own
    clearTimeout(timer);
    timer = setTimeout(mind, 250);
  }).observe(document.documentElement, {childList: true, subtree: true});
  return {lines, aloud, label, open};
})();
