// The stage: one chart and its message at a time, drawn ahead from the figures of the dashboard's own pages, which run
// unseen in frames. What has been drawn needs no server any more. No word of the notes passes through here, except
// into a file that the reader asks for.
"use strict";
(() => {
  const TAKEN = document.getElementById("taken"); // in a file taken along: the talk and its figures
  const taken = TAKEN && JSON.parse(TAKEN.textContent);
  const told = taken ? {base: "", files: {}, fonts: []} : JSON.parse(document.body.dataset.told);
  const asked = new URLSearchParams(location.search);
  const name = taken?.talk.name ?? (asked.get("view") ? "one" : asked.get("talk") ?? "");
  const TALL = 1080, LEAST = 24, MOST_PARTS = 4, SQUEEZE = .7, LEAST_ACROSS = 230;
  const {SOURCE_TEXT, LABEL, staged, faults, nudge, clear, named, wrapped, trimmed, thinned, partsOf} = Staged;
  const url = path => told.base + path, ours = path => Words.linked(url(path)); // a page of ours, in the language of this one
  const make = (tag, attributes = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) key === "class" ? made.className = value : key.startsWith("on") ? made[key] = value : made.setAttribute(key, value);
    made.append(...inside.filter(part => part !== null && part !== undefined));
    return made;
  };
  const pause = ms => new Promise(done => setTimeout(done, ms));

  document.body.classList.add("on-stage");
  const stage = document.body.appendChild(make("main", {id: "stage"}));
  const wings = document.body.appendChild(make("div", {id: "wings", "aria-hidden": "true"}));
  const sign = document.body.appendChild(make("p", {class: "corner", id: "sign", role: "status", hidden: ""}));
  const typed = document.body.appendChild(make("p", {class: "corner left", id: "typed", hidden: ""}));
  const back = document.body.appendChild(make("button", {class: "corner left", id: "back", type: "button", hidden: ""}, tr("Back to the slide (v)")));
  const cover = document.body.appendChild(make("div", {class: "cover", id: "blank", hidden: ""}));
  const panel = document.body.appendChild(make("section", {class: "panel", id: "panel", tabindex: "-1", hidden: ""}));

  let talk = null, shows = [], now = 0, live = null, wide = 1920, scale = 1, isAway = false, drawing = Promise.resolve();
  let version = 0; // of the order of the slides: work begun for an earlier one ends by itself

  // ---- Where to go back to -----------------------------------------------------------------------------------------------
  const FROM = "hc-stage-from";
  if (!taken) {
    const came = document.referrer && new URL(document.referrer);
    if (came && came.origin === location.origin && !came.pathname.startsWith(url("stage"))) sessionStorage.setItem(FROM, came.pathname + came.search);
  }
  const leave = () => { if (!taken) location.assign(sessionStorage.getItem(FROM) ?? ours("")); };

  // ---- Size: everything is laid out 1080 high and scaled ------------------------------------------------------------------
  // On a screen of 4:3 the words around a chart are a sixth smaller, which is still larger, for its width, than on one of 16:9.
  const typeFor = across => Math.min(1, .84 + .16 * (across - 1440) / 320).toFixed(3);
  function measure() {
    const before = wide;
    wide = Math.round(Math.min(2400, Math.max(1440, TALL * innerWidth / innerHeight)));
    scale = Math.min(innerWidth / wide, innerHeight / TALL);
    stage.style.cssText = `width:${wide}px;height:${TALL}px;transform:translate(${(innerWidth - wide * scale) / 2}px,${(innerHeight - TALL * scale) / 2}px) scale(${scale});--wide:${wide}`;
    document.documentElement.style.setProperty("--scale", scale);
    shows.forEach(show => show.section.style.setProperty("--type", typeFor(wide)));
    placeLive();
    return wide !== before;
  }
  let resized;
  addEventListener("resize", () => {
    const isOther = measure();
    clearTimeout(resized);
    if (isOther) resized = setTimeout(() => shows.forEach(show => show.figure && draw(show)), 250);
  });

  // ---- Paper: beneath the slide its link ------------------------------------------------------------------------------------
  const foot = make("p", {class: "foot"});
  addEventListener("beforeprint", () => { foot.textContent = tr("The same view: {link}", {link: location.href}); document.body.append(foot); });
  addEventListener("afterprint", () => foot.remove());

  // ---- The drawing of a slide ---------------------------------------------------------------------------------------------
  // The largest letters at which nothing overlaps: 32 px where the room allows it. A chart of more lanes than fit in letters of
  // 24 px is whole in those of 32 where its lanes need not be squeezed by a third, else in parts.
  async function draw(show, only) {
    const {section, figure, slide} = show, box = section.querySelector(".plot");
    if (!box) return;
    const isOver = box.childElementCount > 0; // what is seen stays until the new drawing is whole
    const {data, layout, isFound, plotHeight, height} = staged(figure, slide, box), more = section.querySelector(".more");
    show.isFound = isFound;
    more.hidden = true;
    show.parts = null;
    const largest = LABEL / SOURCE_TEXT, all = Math.min(box.clientHeight / height, box.clientWidth / 1160);
    const steps = only ? [] : [1, .95, .9, .85, .8, .7, .6, .5].map(part => largest * part).filter(size => size > all);
    let best = null;
    const at = async (size, layout) => {
      const scaled = make("div", {class: "scaled"});
      const size_ = {width: Math.floor(box.clientWidth / size), height: Math.floor(box.clientHeight / size)};
      scaled.style.cssText = `width:${size_.width}px;height:${size_.height}px;transform:scale(${size});visibility:${isOver ? "hidden" : "inherit"}`;
      box.append(scaled);
      await Plotly.newPlot(scaled, structuredClone(data), {...structuredClone(layout), ...size_, autosize: false, dragmode: false},
        {displayModeBar: false, doubleClick: false, scrollZoom: false, topojsonURL: told.topojson ?? ""});
      return scaled;
    };
    const keepBetter = (scaled, wrong, size) => {
      if (!best || wrong < best.wrong) { best?.scaled.remove(); best = {scaled, wrong, size}; } else { Plotly.purge(scaled); scaled.remove(); }
    };
    const attempt = async (size, layout) => {
      let fitted = wrapped(layout, box.clientHeight / size), scaled = await at(size, fitted);
      const margin = trimmed(scaled, fitted, size, scale);
      if (margin) {
        fitted = {...fitted, margin};
        Plotly.purge(scaled);
        scaled.remove();
        scaled = await at(size, fitted);
      }
      const unnamed = layout.geo ? named(scaled) : 0;
      nudge(scaled, size, scale);
      clear(scaled, size, scale);
      // A plot squeezed between its labels says nothing.
      const across = layout.geo ? Infinity : box.clientWidth / size - fitted.margin.l - fitted.margin.r;
      const narrow = across < LEAST_ACROSS && size > all ? 1 + (LEAST_ACROSS - across) / 20 : 0;
      const {wrong: texts, touching} = faults(scaled, scale), wrong = texts + narrow + unnamed;
      keepBetter(scaled, wrong, size);
      if (touching && wrong === touching) {
        const fewer = await at(size, thinned(fitted));
        nudge(fewer, size, scale);
        clear(fewer, size, scale);
        keepBetter(fewer, faults(fewer, scale).wrong, size);
      }
    };
    const isLong = Boolean(partsOf(layout, plotHeight, box.clientHeight * SOURCE_TEXT / LEAST));
    const sizes = only ? [only] : [...steps, all], hasRoom = size => box.clientHeight / size - layout.margin.t - layout.margin.b > SQUEEZE * plotHeight;
    for (const size of isLong ? sizes.filter(size => size >= largest && hasRoom(size)) : sizes) {
      await attempt(size, layout);
      if (!best.wrong) break;
    }
    if (isLong && (!best || best.wrong)) {
      best?.scaled.remove();
      best = null;
      Object.assign(more, {hidden: false, textContent: "\u00a0"}); // it takes its line from the plot
      for (const size of [LABEL, 28, LEAST, 22, 20, 18].map(letters => letters / SOURCE_TEXT)) {
        show.parts = partsOf(layout, plotHeight, box.clientHeight / size);
        if (size * SOURCE_TEXT > LEAST && !(show.parts?.length <= MOST_PARTS)) continue;
        show.part = Math.min(show.part ?? 0, (show.parts?.length ?? 1) - 1);
        await attempt(size, show.parts ? {...layout, yaxis: {...layout.yaxis, range: show.parts[show.part]}} : layout);
        if (!best.wrong) break;
      }
      more.hidden = !show.parts;
      const ways = show.parts && (show.part ? "↑" : "") + (show.part + 1 < show.parts.length ? "↓" : "");
      more.textContent = show.parts ? tr("Part {number} of {n} {ways}", {number: show.part + 1, n: show.parts.length, ways}) : "";
    }
    for (const old of [...box.children]) if (old !== best.scaled) { Plotly.purge(old); old.remove(); }
    best.scaled.style.visibility = "inherit";
    show.size = best.size;
    section.dataset.labels = (SOURCE_TEXT * best.size).toFixed(1);
    section.dataset.faults = best.wrong;
    tellPicture(show);
  }

  const measureOf = ({known, subtitle}) => [known, subtitle].filter(Boolean).join(" ");
  // ---- A slide ----------------------------------------------------------------------------------------------------------
  function build(show) {
    const {section, figure, slide} = show, meta = figure.layout.meta?.[0] ?? {};
    const {paper, ink, muted, hairline, accent} = figure.colours;
    section.classList.toggle("dark", /^#[0-7]/.test(paper)); // on paper it is light
    section.style.cssText = `--type:${typeFor(wide)};--paper:${paper};--ink:${ink};--muted:${muted};--hairline:${hairline};--accent:${accent}`;
    section.replaceChildren(
      make("h1", {}, slide.title || meta.title || ""), make("p", {class: "measure"}, measureOf(meta)),
      make("div", {class: "plot", role: "img", "aria-label": figure.alt ?? ""}), make("p", {class: "more", hidden: ""}), make("p", {class: "source"}, meta.footer ?? ""));
    const root = document.documentElement.style;
    for (const [key, value] of Object.entries(figure.colours)) root.setProperty("--" + key, value);
    drawing = drawing.then(() => draw(show)).catch(error => console.warn(error));
    return drawing;
  }
  // Another picture of the same view takes the place of the one that is seen, with the same letters.
  function replace(show, figure) {
    const {section, slide} = show, meta = figure.layout.meta?.[0] ?? {};
    show.figure = figure;
    section.querySelector("h1").textContent = slide.title || meta.title || "";
    section.querySelector(".measure").textContent = measureOf(meta);
    section.querySelector(".source").textContent = meta.footer ?? "";
    section.querySelector(".plot").setAttribute("aria-label", figure.alt ?? "");
    drawing = drawing.then(() => draw(show, show.size)).catch(error => console.warn(error));
    return drawing;
  }
  function say(show, ...words) {
    if (!show.figure) show.section.replaceChildren(make("p", {class: "waiting"}, ...words));
  }

  // ---- The wings: the pages themselves, unseen until they are asked for --------------------------------------------------
  const arrays = (key, value) => ArrayBuffer.isView(value) ? Array.from(value) : value;
  function frameOf(show) {
    if (show.frame) return show.frame;
    const frame = show.frame = make("iframe", {title: tr("The view of this slide"), tabindex: "-1", src: Words.linked(told.base.replace(/\/$/, "") + show.slide.view)});
    frame.addEventListener("load", () => {
      if (!frame.contentDocument) return; // the browser's own page about a server that is away
      frame.contentWindow.addEventListener("keydown", event => liveKey(event, frame), true);
      const style = frame.contentDocument.createElement("style");
      style.textContent = '[data-testid="stConnectionStatus"], [data-testid="stDialog"]:has([data-testid*="onnect"]), [data-testid="stStatusWidget"], .hc-offer { display: none !important; }'
        + "[data-testid=stToolbar] { padding-right: var(--back, 2.5rem) !important; }"; // its menu ends before the button over it
      frame.contentDocument.head.append(style);
      placeLive();
    });
    wings.append(frame);
    return frame;
  }
  function strike(show) { if (show.frame && show !== live) { show.frame.remove(); show.frame = null; } }

  const NOTICE = "link_off"; // the icon of what a page says of its link, a ligature that stands as text before it
  function figureOf(frame, chart) {
    const page = frame.contentDocument, plot = page.querySelector(`.st-key-chart_${chart} .js-plotly-plot`);
    if (!plot?.layout?.margin || !plot.querySelector(".main-svg")) return null;
    const style = frame.contentWindow.getComputedStyle(page.documentElement), colour = key => style.getPropertyValue("--hc-" + key).trim();
    const figure = JSON.parse(JSON.stringify({data: plot.data, layout: plot.layout}, arrays));
    figure.colours = {paper: colour("paper"), ink: colour("ink"), muted: colour("muted"), hairline: colour("hairline"), accent: colour("people")};
    figure.alt = plot.closest("[aria-label]")?.getAttribute("aria-label") ?? figure.layout.meta?.[0]?.title ?? "";
    figure.version = page.querySelector("[data-version]")?.dataset.version ?? "";
    figure.notices = [...page.querySelectorAll('[data-testid="stAlert"]')].map(part => part.innerText).filter(text => text.startsWith(NOTICE)).map(text => text.slice(NOTICE.length).trim());
    return figure;
  }

  async function read(show) {
    const mine = version, frame = frameOf(show), until = Date.now() + 90000;
    let quiet = 0;
    while (Date.now() < until && mine === version && show.frame === frame) {
      await pause(80);
      let page;
      try { page = frame.contentDocument; } catch { return null; }
      if (page?.readyState === "complete" && page.URL !== "about:blank" && !page.getElementById("root")) { say(show, tr("There is no such view: {view}", {view: show.slide.view})); return null; }
      const app = page?.querySelector('[data-testid="stApp"]');
      const plot = page?.querySelector(`.st-key-chart_${show.slide.chart} .js-plotly-plot`);
      const isStill = app?.dataset.testScriptState === "notRunning" && page.querySelector('[data-testid="stMain"] [data-testid="stElementContainer"]');
      quiet = isStill ? quiet + 1 : 0;
      if (plot?.layout?.margin && plot.querySelector(".main-svg") && quiet > 4) {
        // One page often draws the charts of several slides.
        for (const other of shows) {
          if (other === show || other.figure || other.isReading || other.slide.view !== show.slide.view) continue;
          other.figure = figureOf(frame, other.slide.chart);
          if (other.figure) build(other);
        }
        return figureOf(frame, show.slide.chart);
      }
      if (quiet > 60 && !plot) { say(show, tr("This view has no such chart now. Press v for the view itself.")); return null; }
    }
    return null;
  }

  async function fill(show) {
    if (show.figure || show.isReading) return;
    show.isReading = true;
    say(show, tr("One moment: the view is being drawn."));
    const figure = await read(show);
    show.isReading = false;
    if (figure) { show.figure = figure; await build(show); }
    else if (isAway) strike(show);
  }

  // What is shown first, then what is next to it, then the others; the pages of the slides at hand stay ready.
  let isPreparing = false;
  async function prepare() {
    if (isPreparing || taken) return;
    isPreparing = true;
    const mine = version, tried = new Set();
    try {
      for (;;) {
        const order = [now, now + 1, now - 1, ...shows.keys()].filter(i => shows[i] && !shows[i].figure && !tried.has(shows[i]));
        if (mine !== version || !order.length || isAway) break;
        const show = shows[order[0]];
        tried.add(show);
        await fill(show);
        keepNear();
      }
    } finally { isPreparing = false; }
    if (mine !== version) return prepare();
    keepNear();
    if (!isAway) frameOf(shows[now]);
  }
  function keepNear() { shows.forEach((show, i) => { if (Math.abs(i - now) > 1 && !show.isReading) strike(show); }); }

  // ---- Going through the talk ---------------------------------------------------------------------------------------------
  function go(to, isFromSpeaker = false) {
    if (!shows.length) return;
    if (live) closeLive();
    asPlanned();
    const was = shows[now];
    now = Math.max(0, Math.min(shows.length - 1, to));
    if (was?.part && was !== shows[now]) { was.part = 0; drawing = drawing.then(() => draw(was)).catch(error => console.warn(error)); }
    shows.forEach((show, i) => { show.section.classList.toggle("shown", i === now); show.section.toggleAttribute("inert", i !== now); });
    if (!taken) {
      asked.set("slide", now + 1);
      history.replaceState(null, "", `${location.pathname}?${asked}`);
    }
    tellState();
    prepare();
  }

  // Another part of a chart too long for one slide; whether there is one.
  function turn(by) {
    const show = shows[now], part = (show?.part ?? 0) + by;
    if (!show?.parts?.[part]) return false;
    show.part = part;
    drawing = drawing.then(() => draw(show)).catch(error => console.warn(error));
    return true;
  }

  function open(next) {
    version += 1;
    shows.forEach(strike);
    wings.replaceChildren();
    const before = new Map(shows.map(show => [keyOf(show.slide), show]));
    talk = next;
    stage.replaceChildren();
    shows = talk.slides.map(slide => {
      const old = before.get(keyOf(slide)) ?? {section: make("section", {class: "slide"}), figure: slide.figure ?? null};
      before.delete(keyOf(slide));
      const show = {...old, slide, frame: null, isReading: false};
      stage.append(show.section);
      return show;
    });
    document.title = `${talk.title} · Hard Currency`;
  }
  const keyOf = slide => JSON.stringify([slide.view, slide.chart, slide.title, slide.highlight]);

  // ---- The slide's own view, live ------------------------------------------------------------------------------------------
  function placeLive() {
    if (!live?.frame) return;
    const k = Math.max(1, innerHeight / 900);
    live.frame.style.cssText = `width:${innerWidth / k}px;height:${innerHeight / k}px;transform:scale(${k})`;
    live.frame.contentDocument?.documentElement.style.setProperty("--back", `${(back.offsetWidth + 32) / k}px`);
  }
  function openLive() {
    if (taken) return signFor(tr("The live view needs the server."));
    if (isAway && !shows[now].frame) return signFor(tr("The server cannot be reached; the live view comes back when it can."));
    live = shows[now];
    frameOf(live).classList.add("live");
    live.frame.removeAttribute("tabindex");
    back.hidden = false;
    placeLive();
    live.frame.focus();
    live.frame.contentWindow?.focus();
    tellState();
  }
  function closeLive() {
    const was = live;
    live = null;
    back.hidden = true;
    was.frame.classList.remove("live");
    was.frame.style.cssText = "";
    // The slide stays as planned; the view starts anew for the next question.
    strike(was);
    asPlanned();
    focus();
    if (!isAway && was === shows[now]) frameOf(was);
    tellState();
  }
  back.onclick = closeLive;
  function liveKey(event, frame) {
    if (!live || live.frame !== frame) return;
    const page = frame.contentDocument, field = event.target.closest?.('input:not([type=radio], [type=checkbox], [type=range]), textarea, [contenteditable="true"]');
    const isOpen = page.querySelector('[role="listbox"], [data-testid="stPopoverBody"], [data-baseweb="popover"]');
    if (event.repeat && event.key === "v" && !field) return event.preventDefault(); // still held down from the slide
    const isBack = (event.key === "v" && !field && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key === "Escape" && !isOpen);
    if (!isBack) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    closeLive();
  }

  // ---- The years of a slide, one by one: its view steps unseen, its picture follows -----------------------------------------
  let playing = null, isStepping = false;
  async function stepYears(way) {
    const show = shows[now];
    if (taken || isAway) return signFor(tr("The years need the server."));
    if (!show.figure || live || isStepping) return false;
    const page = frameOf(show).contentDocument;
    if (!Years.control(page, way)) return signFor(tr("This slide has no years to step through, or its view is not ready yet."));
    isStepping = true;
    try {
      if (!await Years.step(page, way) || show !== shows[now]) return false;
      const figure = figureOf(show.frame, show.slide.chart);
      if (!figure) return false;
      show.planned ??= show.figure;
      await replace(show, figure);
      return true;
    } finally { isStepping = false; }
  }
  function pauseYears() { if (playing) signFor(tr("Paused")); playing = null; }
  async function playYears() {
    if (playing) return pauseYears();
    if (taken || isAway) return signFor(tr("The years need the server."));
    const mine = playing = {};
    signFor(tr("Playing the years; p pauses"));
    await Years.play(() => shows[now].frame.contentDocument, () => stepYears(1), () => playing === mine);
    if (playing === mine) playing = null;
  }
  // Back to the slide as it was planned; whether its years had moved on.
  function asPlanned() {
    playing = null;
    const show = shows[now];
    if (!show?.planned) return false;
    replace(show, show.planned);
    show.planned = null;
    strike(show);
    if (!isAway) frameOf(show);
    return true;
  }

  // ---- Keys, mouse, touch ---------------------------------------------------------------------------------------------------
  let digits = "", forget;
  const early = []; // pressed before the talk was there
  function type(digit) {
    digits = (digits + digit).slice(-3);
    typed.textContent = tr("Slide {number}, then Enter", {number: digits});
    typed.hidden = false;
    clearTimeout(forget);
    forget = setTimeout(untype, 4000);
  }
  function untype() { digits = ""; typed.hidden = true; }

  const KEYS = {
    ArrowRight: () => go(now + 1), ArrowLeft: () => go(now - 1), " ": () => go(now + 1), PageDown: () => go(now + 1), PageUp: () => go(now - 1),
    ArrowDown: () => turn(1) || go(now + 1), ArrowUp: () => turn(-1) || go(now - 1), Home: () => go(0), End: () => go(shows.length - 1),
    Enter: () => { if (digits) { const to = +digits; untype(); go(to - 1); } },
    f: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen().catch(() => {}),
    b: () => { cover.hidden = !cover.hidden; tellState(); },
    ".": () => KEYS.b(),
    n: openNotes, o: () => isShown("overview") ? closePanel() : overview(), "?": () => isShown("help") ? closePanel() : help(), v: () => live ? closeLive() : openLive(),
    p: playYears, j: () => { pauseYears(); stepYears(-1); }, k: () => { pauseYears(); stepYears(1); },
    Escape: () => {
      if (!panel.hidden) return talk ? closePanel() : leave();
      if (live) return closeLive();
      if (!cover.hidden) return KEYS.b();
      if (digits) return untype();
      if (asPlanned()) return;
      leave();
    },
  };
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea") && event.key !== "Escape") return;
    if (isShown("overview") && overviewKey(event)) return event.preventDefault();
    if (!panel.hidden && !["Escape", "o", "?", "f", "n"].includes(event.key)) return;
    if (event.target.closest?.("button, a") && ["Enter", " "].includes(event.key) && !digits) return;
    if (event.repeat && panel.hidden) return event.preventDefault(); // a key held down counts once
    if (/^[0-9]$/.test(event.key)) return type(event.key);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!Object.hasOwn(KEYS, key)) return;
    event.preventDefault();
    if (!talk && name && panel.hidden && !["Escape", "f"].includes(key)) return void early.push(key);
    if (!cover.hidden && !["b", ".", "Escape", "n", "f"].includes(key)) { cover.hidden = true; }
    KEYS[key]();
  });
  addEventListener("click", event => {
    if (!panel.hidden || live || event.target.closest("button, a, input")) return;
    if (!cover.hidden) return KEYS.b();
    if (event.clientX > innerWidth * 2 / 3) go(now + 1);
    else if (event.clientX < innerWidth / 3) go(now - 1);
  });
  let touched = null;
  addEventListener("touchstart", event => { touched = event.touches.length === 1 ? event.touches[0] : null; }, {passive: true});
  addEventListener("touchend", event => {
    const end = event.changedTouches[0], dx = touched ? end.clientX - touched.clientX : 0, dy = touched ? end.clientY - touched.clientY : 0;
    touched = null;
    if (!panel.hidden || live || Math.abs(dx) < 60 || Math.abs(dx) < 2 * Math.abs(dy)) return;
    event.preventDefault();
    go(dx < 0 ? now + 1 : now - 1);
  }, {passive: false});
  // The screen does not go dark while a slide is shown, where the browser can see to it.
  const stayAwake = () => { if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {}); };
  document.addEventListener("visibilitychange", stayAwake);
  let still;
  addEventListener("mousemove", () => {
    document.body.classList.remove("idle");
    clearTimeout(still);
    still = setTimeout(() => document.body.classList.add("idle"), 2500);
  });

  // ---- The speaker's window --------------------------------------------------------------------------------------------------
  const channel = new BroadcastChannel("hard-currency-stage-" + name), ME = Talks.newId();
  let lastTouched = Date.now(); // of several tabs with one talk, the speaker follows the one last touched
  ["keydown", "pointerdown"].forEach(kind => addEventListener(kind, () => { lastTouched = Date.now(); }, true));
  const send = message => { if (talk) channel.postMessage({from: "stage", stage: ME, touched: lastTouched, ...message}); };
  addEventListener("pagehide", () => send({isClosed: true}));
  function tellState() { send({state: {now, of: shows.length, isBlank: !cover.hidden, isLive: Boolean(live), isAway}}); }
  function tellPicture(show) {
    const {figure, section} = show;
    send({
      picture: {
        number: shows.indexOf(show), html: section.outerHTML, wide, tall: TALL, finding: figure.layout.meta?.[0]?.title ?? "", labels: Talks.labels(figure), isStepped: Boolean(show.planned),
        version: figure.version, notices: figure.notices, isFound: show.isFound, letters: Math.round(SOURCE_TEXT * (show.size ?? 0)), colours: figure.colours,
      },
    });
  }
  channel.onmessage = ({data}) => {
    if (data.from !== "speaker" || (data.to && data.to !== ME)) return;
    if (data.hello) { tellState(); shows.forEach(show => show.figure && tellPicture(show)); }
    if (Number.isInteger(data.go)) go(data.go, true);
    if (data.key === "b") KEYS.b();
    if (data.key === "v") KEYS.v();
  };
  function openNotes() {
    if (taken) return speakFromFile();
    if (name === "one") return signFor(tr("One view alone has no notes; add it to a talk."));
    // The window that is open already keeps its clock: it is brought to the front, not loaded anew.
    const speaker = window.open("", "hc-notes-" + name, "popup,width=1100,height=760");
    if (!speaker) return signFor(tr("The browser did not open the notes window; allow pop-ups for this address."));
    if (speaker.location.href === "about:blank") speaker.location.replace(ours("stage/notes?talk=" + encodeURIComponent(name))); else speaker.focus();
  }
  // In a file taken along: a plain second window, filled from here, if the notes are in the file.
  let second = null;
  function speakFromFile() {
    if (!taken.notes) return signFor(tr("This file was made without notes."));
    if (second && !second.closed) return second.focus();
    second = window.open("", "hc-notes", "popup,width=900,height=600");
    if (!second) return signFor(tr("The browser did not open the notes window; allow pop-ups for this address."));
    const began = Date.now();
    const fillIn = () => {
      if (!second || second.closed) return clearInterval(timer);
      const passed = Math.floor((Date.now() - began) / 1000);
      second.document.title = tr("Notes");
      second.document.body.style.cssText = "font:22px/1.4 sans-serif;margin:24px;white-space:pre-wrap";
      const place = tr("Slide {number} of {n}", {number: now + 1, n: shows.length}), notes = taken.notes[now] || tr("(no notes)");
      second.document.body.textContent = `${new Date().toLocaleTimeString()}   ${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, "0")}   ${place}\n\n${notes}`;
    };
    const timer = setInterval(fillIn, 250);
    fillIn();
    second.addEventListener("keydown", event => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || ["Escape", "f", "n"].includes(event.key) || !Object.hasOwn(KEYS, event.key)) return;
      event.preventDefault();
      KEYS[event.key]();
    });
  }

  // ---- Signs, help, overview ---------------------------------------------------------------------------------------------------
  let signed;
  function signFor(words, ms = 4000) {
    sign.textContent = words;
    sign.hidden = false;
    clearTimeout(signed);
    if (ms) signed = setTimeout(() => { sign.hidden = !isAway; if (isAway) sign.textContent = AWAY; }, ms);
  }
  const AWAY = tr("The server cannot be reached; the picture stays");
  async function watch() {
    for (;;) {
      const was = isAway;
      try {
        const answer = await fetch(url("_stcore/health"), {cache: "no-store", signal: AbortSignal.timeout(4000)});
        isAway = !answer.ok;
      } catch { isAway = true; }
      if (isAway && !was) { signFor(AWAY, 0); tellState(); }
      if (!isAway && was) {
        sign.hidden = true;
        // Pages that lost their server begin anew.
        shows.forEach(show => { if (show !== live && !show.isReading) strike(show); });
        tellState();
        prepare();
      }
      await pause(isAway ? 1500 : 3000);
    }
  }

  const isShown = kind => !panel.hidden && panel.dataset.kind === kind;
  function openPanel(kind, ...inside) {
    panel.dataset.kind = kind;
    panel.replaceChildren(...inside);
    panel.hidden = false;
    panel.focus({preventScroll: true});
  }
  function closePanel() { panel.hidden = true; panel.replaceChildren(); focus(); }

  function help() {
    const rows = [
      [tr("Right, space, Page Down"), tr("next slide")], [tr("Left, Page Up"), tr("previous slide")], [tr("Down, up"), tr("next, previous part of a long chart, then as right and left")], [tr("Home, End"), tr("first, last slide")], [tr("Digits, then Enter"), tr("that slide")],
      ["v", tr("the slide’s own view with its controls, live; v or Esc returns to the slide as planned"), true], ["o", tr("all slides")], ["n", tr("notes, in a second window")],
      ["p", tr("plays the years, where the view has them; p pauses"), true], ["j, k", tr("previous, next years; Esc returns to the slide as planned"), true],
      ["b", tr("blank screen")], ["f", tr("full screen")], ["?", tr("these keys")], ["Esc", tr("back to where you were")],
      [tr("Mouse, touch"), tr("the right third of the screen: next slide; the left third: previous slide; or swipe")],
    ];
    const shown = rows.filter(([,, needsServer]) => !(taken && needsServer));
    openPanel("help", make("h2", {}, tr("Keys")), make("dl", {}, ...shown.flatMap(([key, what]) => [make("dt", {}, key), make("dd", {}, what)])));
  }

  function small(show) {
    const frame = make("span", {class: "small"});
    // Names of clips and patterns of its own: those of a slide that is not shown hide whatever refers to them.
    const html = show.section.outerHTML.replace(/ id="([^"]+)"/g, ' id="$1-small"').replace(/url\((&quot;|['"]?)#([^'"&)]+)/g, "url($1#$2-small");
    const copy = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    copy.removeAttribute("inert");
    copy.className = "slide";
    copy.setAttribute("aria-hidden", "true");
    frame.append(copy);
    frame.style.aspectRatio = `${wide} / ${TALL}`;
    copy.style.width = wide + "px";
    copy.style.height = TALL + "px";
    new ResizeObserver(() => { copy.style.transform = `scale(${frame.clientWidth / wide})`; }).observe(frame);
    return frame;
  }

  let chosen = 0;
  function overview(at = now) {
    chosen = at;
    const isMine = name === "mine" && !taken, message = make("span", {class: "told", role: "status"});
    const list = make("ol", {class: "grid"}, ...shows.map((show, i) => {
      const title = show.slide.title || show.figure?.layout.meta?.[0]?.title || tr("Drawing it");
      const button = make("button", {type: "button", class: "pick", "aria-label": tr("Slide {number}: {title}", {number: i + 1, title}), onclick: () => { closePanel(); go(i); }});
      button.append(small(show));
      const order = [make("span", {}, String(i + 1))];
      if (isMine) for (const [label, act] of [[tr("Earlier"), () => move(i, -1)], [tr("Later"), () => move(i, 1)], [tr("Remove"), () => remove(i)]]) order.push(make("button", {type: "button", onclick: act, "aria-label": tr("{act}: slide {number}", {act: label, number: i + 1})}, label));
      return make("li", i === chosen ? {class: "now"} : {}, button, make("div", {class: "order"}, ...order));
    }));
    const ways = make("div", {class: "ways"});
    if (!taken) {
      const file = make("input", {type: "file", accept: ".toml,text/plain", hidden: "", onchange: () => openFile(file, message)});
      const withNotes = make("input", {type: "checkbox"});
      const button = (label, act) => make("button", {type: "button", onclick: async event => { try { await act(event.currentTarget); } catch (error) { message.textContent = error.message; } }}, label);
      ways.append(
        button(tr("Download the talk"), async () => save(new Blob([Talks.write(await whole())], {type: "application/toml"}), `${name}.toml`)),
        button(tr("Open a talk from a file"), () => file.click()), file,
        button("PowerPoint", async me => {
          me.disabled = true;
          message.textContent = tr("Preparing the slides; each view is read again");
          try { message.textContent = await slidesOf(withNotes.checked); } finally { me.disabled = false; }
        }),
        button(tr("Save as one file"), async me => {
          me.disabled = true;
          try { message.textContent = tr("Preparing the file"); await takeAlong(withNotes.checked); message.textContent = ""; } finally { me.disabled = false; }
        }),
        ...(name === "one" ? [] : [make("label", {}, withNotes, tr("with notes"))]),
      );
      if (!isMine && name !== "one") ways.append(button(tr("Make it my talk"), async () => { Talks.keepWhole(await whole()); location.assign(ours("stage?talk=mine")); }));
    }
    ways.append(message);
    const heading = isMine
      ? make("h2", {}, make("input", {"aria-label": tr("Title of the talk"), value: talk.title, onchange: event => { talk.title = event.target.value.trim() || tr("My talk"); Talks.keep({...Talks.mine(), title: talk.title}); }}))
      : make("h2", {}, talk.title);
    openPanel("overview", heading, ways, list);
    panel.querySelector("li.now button")?.scrollIntoView({block: "nearest"});
  }
  function overviewKey(event) {
    if (event.target.closest?.("input")) return false;
    const items = [...panel.querySelectorAll(".grid > li")], across = items.filter(item => item.offsetTop === items[0].offsetTop).length;
    const step = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across, Home: -items.length, End: items.length}[event.key];
    if (step) {
      chosen = Math.max(0, Math.min(items.length - 1, chosen + step));
      items.forEach((item, i) => item.classList.toggle("now", i === chosen));
      items[chosen].scrollIntoView({block: "nearest"});
      document.activeElement.blur();
      return true;
    }
    if (event.key === "Enter" && !digits && !event.target.closest?.("button, a")) { closePanel(); go(chosen); return true; }
    return false;
  }
  function rearrange(slides, at) {
    Talks.keep({...Talks.mine(), slides});
    open({...talk, slides});
    if (!slides.length) return location.reload();
    shows.forEach(show => show.figure && !show.section.firstChild && build(show));
    go(at);
    overview(at);
    send({isOther: true});
  }
  function move(i, by) {
    const slides = [...talk.slides], to = i + by;
    if (to < 0 || to >= slides.length) return;
    [slides[i], slides[to]] = [slides[to], slides[i]];
    rearrange(slides, to);
  }
  function remove(i) {
    const slides = talk.slides.filter((_, at) => at !== i);
    rearrange(slides, Math.min(i, slides.length - 1));
  }
  async function openFile(input, message) {
    const file = input.files[0];
    input.value = ""; // the same file, mended, may be chosen again
    try { if (file) await openText(await file.text()); } catch (error) { message.textContent = tr("{file} cannot be opened. {fault}", {file: file.name, fault: error.message}); }
  }
  async function openText(text) {
    const read = Talks.read(text);
    if (Talks.mine().slides.length && !confirm(tr("The file will replace your own talk in this browser. Go on?"))) return;
    Talks.keepWhole(read);
    location.assign(ours("stage?talk=mine"));
  }
  // The talk with its notes, asked for only now that the reader wants them in a file.
  async function whole() {
    if (name === "one") return talk;
    if (name === "mine") return Talks.wholeOfMine();
    const answer = await fetch(url(`stage/talks/${encodeURIComponent(name)}.json?notes=1`));
    if (!answer.ok) throw new Error(tr("The talk cannot be read now"));
    return answer.json();
  }
  function save(blob, file) {
    const link = make("a", {href: URL.createObjectURL(blob), download: file});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // ---- The whole talk as PowerPoint slides, made by the server of the links alone ------------------------------------------
  async function slidesOf(hasNotes) {
    const {slides} = hasNotes ? await whole() : talk;
    const items = slides.map(({view, chart, title, notes}) => ({view, chart, ...(title ? {title} : {}), ...(hasNotes && notes ? {notes} : {})}));
    const answer = await fetch(ours("basket/document"), {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({kind: "pptx", title: talk.title.slice(0, 140), items})});
    if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.error ?? tr("The server could not make the file; try again"));
    save(await answer.blob(), Words.fileOf(answer));
    const left = JSON.parse(answer.headers.get("Left-Out") ?? "[]");
    return left.length ? tr("Made, except for: {views}", {views: left.join("; ")}) : "";
  }

  // ---- One file for a memory stick -------------------------------------------------------------------------------------------
  const textOf = async address => { const answer = await fetch(address); if (!answer.ok) throw new Error(tr("The server cannot be reached; try again when it can")); return answer.text(); };
  async function takeAlong(hasNotes) {
    if (shows.some(show => !show.figure)) throw new Error(tr("Some slides are still being drawn"));
    const outlines = new Map();
    const within = async figure => {
      const copy = structuredClone(figure);
      for (const trace of copy.data) {
        if (typeof trace.geojson !== "string") continue;
        if (!outlines.has(trace.geojson)) outlines.set(trace.geojson, JSON.parse(await textOf(trace.geojson)));
        trace.geojson = {outline: trace.geojson};
      }
      return copy;
    };
    const slides = [];
    for (const show of shows) slides.push({view: show.slide.view, chart: show.slide.chart, title: show.slide.title, highlight: show.slide.highlight, figure: await within(show.figure)});
    const notes = hasNotes ? (await whole()).slides.map(slide => slide.notes ?? "") : null;
    const content = {
      talk: {name, title: talk.title, data_version: talk.data_version ?? "", slides}, notes, outlines: Object.fromEntries(outlines),
      topology: JSON.parse(await textOf(told.topojson + "world_110m.json")),
    };
    const [css, ...scripts] = await Promise.all(["stage.css", "plotly.min.js", "words.js", "letters.js", "talks.js", "staged.js", "stage.js"].map(file => textOf(told.files[file])));
    const written = JSON.stringify(content);
    const inScript = text => text.replace(/<(?=\/script|!--)/gi, "\\x3c");
    const title = talk.title.replace(/[&<>]/g, letter => `&#${letter.charCodeAt(0)};`);
    const page = `<!doctype html>
<html lang="${document.documentElement.lang}" translate="no"><head><meta charset="utf-8"><title>${title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:">
<style>${await Letters.within(told.fonts, written)}\n${css}</style></head><body>
<script type="application/json" id="taken">${written.replace(/</g, "\\u003c")}</script>
${Words.held && `<script type="application/json" id="hc-messages">${Words.held.replace(/</g, "\\u003c")}</script>`}${scripts.map(script => `<script>${inScript(script)}</script>`).join("")}
</body></html>`;
    save(new Blob([page], {type: "text/html"}), `${Words.fileName(talk.title)}.html`);
  }

  // ---- The beginning ---------------------------------------------------------------------------------------------------------
  async function talkAsked() {
    if (taken) {
      window.PlotlyGeoAssets = {topojson: {world_110m: taken.topology}};
      for (const slide of taken.talk.slides) for (const trace of slide.figure.data) if (trace.geojson?.outline) trace.geojson = taken.outlines[trace.geojson.outline];
      return taken.talk;
    }
    if (name === "one") {
      const view = asked.get("view"), chart = asked.get("chart") ?? "";
      if (!Talks.isView(view) || !/^\w+$/.test(chart)) throw new Error(tr("This link names no view of the dashboard."));
      return {name, title: tr("One view"), data_version: "", slides: [{view, chart}]};
    }
    if (name === "mine") return Talks.mine();
    const answer = await fetch(url(`stage/talks/${encodeURIComponent(name)}.json`));
    if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.error ?? tr("There is no talk called {name}.", {name}));
    return answer.json();
  }
  async function allTalks(why) {
    const talks = await fetch(url("stage/talks.json")).then(answer => answer.json()).catch(() => []);
    const own = Talks.mine();
    if (own.slides.length) talks.push({name: "mine", title: tr("{title} (in this browser)", {title: own.title}), slides: own.slides.length});
    const message = make("p", {class: "told", role: "status"}, why ?? "");
    const file = make("input", {type: "file", accept: ".toml,text/plain", hidden: "", onchange: () => openFile(file, message)});
    openPanel("talks", make("h2", {}, tr("Talks")), message,
      make("ul", {class: "talks"}, ...talks.map(one => make("li", {}, make("a", {href: ours("stage?talk=" + encodeURIComponent(one.name))}, one.title), " · ", plural("{n} slide", "{n} slides", one.slides)))),
      make("div", {class: "ways"}, make("button", {type: "button", onclick: () => file.click()}, tr("Open a talk from a file")), file, make("a", {href: sessionStorage.getItem(FROM) ?? ours("")}, tr("Back to the dashboard"))),
      make("p", {}, tr("For a talk of your own, press “Add to talk” beneath any chart. The talk stays in this browser. On the stage, press ? for the keys.")));
  }
  async function begin() {
    measure();
    await Letters.load(told.fonts);
    if (taken) await document.fonts.ready.then(() => Promise.all(['600 20px "Source Sans"', '700 20px "Source Serif"'].map(font => document.fonts.load(font))));
    if (!name) return allTalks();
    try { open(await talkAsked()); } catch (error) { return allTalks(error.message); }
    if (!shows.length) return allTalks(tr("This talk has no slides yet. Add a chart to it from any page."));
    for (const show of shows) if (show.figure) build(show);
    const first = parseInt(asked.get("slide") ?? "1", 10);
    go(Number.isFinite(first) ? first - 1 : 0);
    early.splice(0).forEach(key => KEYS[key]());
    stayAwake();
    if (!taken) {
      watch();
      // Another theme: the pages draw in its colours, and their pictures take the place of the old ones.
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { const at = now; shows.forEach(show => { show.figure = null; }); open(talk); go(at); });
    }
  }
  begin();
})();
