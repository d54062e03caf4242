// The stage: one chart and its message at a time, drawn ahead from the figures of the dashboard's own pages, which run
// unseen in frames. What has been drawn needs no server any more. No word of the notes passes through here, except
// into a file that the reader asks for.
"use strict";
(() => {
  const {make} = Elements;
  const TAKEN = document.getElementById("taken"); // in a file taken along: the talk and its figures
  const taken = TAKEN && JSON.parse(TAKEN.textContent);
  const told = taken ? {base: "", fonts: []} : JSON.parse(document.body.dataset.told);
  const asked = new URLSearchParams(location.search);
  const name = taken?.talk.name ?? (asked.get("view") ? "one" : asked.get("talk") ?? "");
  const url = path => told.base + path, ours = path => Words.linked(url(path)); // a page of ours, in the language of this one
  const pause = ms => new Promise(done => setTimeout(done, ms));

  document.body.classList.add("on-stage");
  const main = document.body.appendChild(make("main", {id: "stage"}));
  const wings = document.body.appendChild(make("div", {id: "wings", "aria-hidden": "true"}));
  const sign = document.body.appendChild(make("p", {class: "corner", id: "sign", role: "status", hidden: ""}));
  const typed = document.body.appendChild(make("p", {class: "corner left", id: "typed", hidden: ""}));
  const back = document.body.appendChild(make("button", {class: "corner left", id: "back", type: "button", hidden: ""}, tr("Back to the slide (v)")));
  const cover = document.body.appendChild(make("div", {class: "cover", id: "blank", hidden: ""}));
  const panel = document.body.appendChild(make("section", {class: "panel", id: "panel", tabindex: "-1", hidden: ""}));

  // What the scripts of the stage share: what they are told, where the talk stands, and what one asks of this one. `version`
  // is that of the order of the slides: work begun for an earlier one ends by itself.
  const stage = {
    name, taken, told, url, ours, backTo, wings, cover, panel,
    talk: null, shows: [], now: 0, live: null, wide: 1920, tall: 1080, scale: 1, isAway: false, version: 0,
    go, open, signFor, placeLive, liveKey, keys: null,
  };
  const frameOf = show => Wings.frameOf(stage, show), strike = show => Wings.strike(stage, show), prepare = () => Wings.prepare(stage);
  const tellState = () => Speaker.tellState(stage);
  const isShown = kind => Panels.isShown(stage, kind), closePanel = () => Panels.close(stage), allTalks = why => Panels.allTalks(stage, why);

  // ---- Where to go back to -----------------------------------------------------------------------------------------------
  const FROM = "hc-stage-from";
  if (!taken) {
    const came = document.referrer && new URL(document.referrer);
    if (came && came.origin === location.origin && !came.pathname.startsWith(url("stage"))) sessionStorage.setItem(FROM, came.pathname + came.search);
  }
  function backTo() { return sessionStorage.getItem(FROM) ?? ours(""); }
  const leave = () => { if (!taken) location.assign(backTo()); };

  // ---- Size: everything is laid out 1080 high and scaled ------------------------------------------------------------------
  function measure() {
    const {tall} = stage, wide = Math.round(Math.min(2400, Math.max(1440, tall * innerWidth / innerHeight))), isOther = wide !== stage.wide;
    const scale = Math.min(innerWidth / wide, innerHeight / tall);
    Object.assign(stage, {wide, scale});
    main.style.cssText = `width:${wide}px;height:${tall}px;transform:translate(${(innerWidth - wide * scale) / 2}px,${(innerHeight - tall * scale) / 2}px) scale(${scale});--wide:${wide}`;
    document.documentElement.style.setProperty("--scale", scale);
    stage.shows.forEach(show => show.section.style.setProperty("--type", Slide.typeFor(wide)));
    placeLive();
    return isOther;
  }
  let resized;
  addEventListener("resize", () => {
    const isOther = measure();
    clearTimeout(resized);
    if (isOther) resized = setTimeout(() => stage.shows.forEach(show => show.figure && Slide.draw(stage, show)), 250);
  });

  // ---- Paper: beneath the slide its link ------------------------------------------------------------------------------------
  const foot = make("p", {class: "foot"});
  addEventListener("beforeprint", () => { foot.textContent = tr("The same view: {link}", {link: location.href}); document.body.append(foot); });
  addEventListener("afterprint", () => foot.remove());

  // ---- Going through the talk ---------------------------------------------------------------------------------------------
  function go(to) {
    if (!stage.shows.length) return;
    untype();
    if (stage.live) closeLive();
    asPlanned();
    const was = stage.shows[stage.now];
    stage.now = Math.max(0, Math.min(stage.shows.length - 1, to));
    if (was?.part && was !== stage.shows[stage.now]) { was.part = 0; Slide.drawInTurn(stage, was); }
    stage.shows.forEach((show, i) => { show.section.classList.toggle("shown", i === stage.now); show.section.toggleAttribute("inert", i !== stage.now); });
    if (!taken) {
      asked.set("slide", stage.now + 1);
      history.replaceState(null, "", `${location.pathname}?${asked}`);
    }
    tellState();
    prepare();
  }

  // Another part of a chart too long for one slide; whether there is one.
  function turn(by) {
    const show = stage.shows[stage.now], part = (show?.part ?? 0) + by;
    if (!show?.parts?.[part]) return false;
    show.part = part;
    Slide.drawInTurn(stage, show);
    return true;
  }

  // As a clicker goes, which has two buttons, a mouse and a finger: through the parts, then to the next slide.
  const step = by => { if (stage.live || !turn(by)) go(stage.now + by); };

  function open(next) {
    stage.version += 1;
    stage.shows.forEach(strike);
    wings.replaceChildren();
    const before = new Map(stage.shows.map(show => [keyOf(show.slide), show]));
    stage.talk = next;
    main.replaceChildren();
    stage.shows = stage.talk.slides.map(slide => {
      const old = before.get(keyOf(slide)) ?? {section: make("section", {class: "slide"}), figure: slide.figure ?? null};
      before.delete(keyOf(slide));
      const show = {...old, slide, frame: null, isReading: false};
      main.append(show.section);
      Slide.wait(show);
      return show;
    });
    document.title = `${stage.talk.title} · Hard Currency`;
  }
  const keyOf = slide => JSON.stringify([slide.view, slide.chart, slide.title, slide.highlight]);

  // ---- The slide's own view, live ------------------------------------------------------------------------------------------
  function placeLive() {
    if (!stage.live?.frame) return;
    const k = Math.max(1, innerHeight / 900);
    stage.live.frame.style.cssText = `width:${innerWidth / k}px;height:${innerHeight / k}px;transform:scale(${k})`;
    stage.live.frame.contentDocument?.documentElement?.style.setProperty("--back", `${(back.offsetWidth + 32) / k}px`); // a page that only begins has no element; it is told once it is there
  }
  function openLive() {
    if (taken) return signFor(tr("The live view needs the server."));
    if (stage.isAway && !stage.shows[stage.now].frame) return signFor(tr("The server cannot be reached; the live view comes back when it can."));
    stage.live = stage.shows[stage.now];
    frameOf(stage.live).classList.add("live");
    stage.live.frame.removeAttribute("tabindex");
    back.hidden = false;
    placeLive();
    stage.live.frame.focus();
    stage.live.frame.contentWindow?.focus();
    tellState();
  }
  function closeLive() {
    const was = stage.live;
    stage.live = null;
    back.hidden = true;
    was.frame.classList.remove("live");
    was.frame.style.cssText = "";
    // The slide stays as planned; the view starts anew for the next question.
    strike(was);
    asPlanned();
    focus();
    if (!stage.isAway && was === stage.shows[stage.now]) frameOf(was);
    tellState();
  }
  back.onclick = closeLive;
  function liveKey(event, frame) {
    if (!stage.live || stage.live.frame !== frame) return;
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
    const show = stage.shows[stage.now];
    if (taken || stage.isAway) return signFor(tr("The years need the server."));
    if (!show.figure || stage.live || isStepping) return false;
    const page = frameOf(show).contentDocument;
    if (!Years.control(page, way)) return signFor(tr("This slide has no years to step through, or its view is not ready yet."));
    isStepping = true;
    try {
      if (!await Years.step(page, way) || show !== stage.shows[stage.now]) return false;
      const figure = Wings.figureOf(show.frame, show.slide.chart);
      if (!figure) return false;
      show.planned ??= show.figure;
      await Slide.replace(stage, show, figure);
      return true;
    } finally { isStepping = false; }
  }
  function pauseYears() { if (playing) signFor(tr("Paused")); playing = null; }
  async function playYears() {
    if (playing) return pauseYears();
    if (taken || stage.isAway) return signFor(tr("The years need the server."));
    const mine = playing = {};
    signFor(tr("Playing the years; p pauses"));
    await Years.play(() => stage.shows[stage.now].frame.contentDocument, () => stepYears(1), () => playing === mine);
    if (playing === mine) playing = null;
  }
  // Back to the slide as it was planned; whether its years had moved on.
  function asPlanned() {
    playing = null;
    const show = stage.shows[stage.now];
    if (!show?.planned) return false;
    Slide.replace(stage, show, show.planned);
    show.planned = null;
    strike(show);
    if (!stage.isAway) frameOf(show);
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

  const KEYS = stage.keys = {
    ArrowRight: () => go(stage.now + 1), ArrowLeft: () => go(stage.now - 1),
    ArrowDown: () => step(1), ArrowUp: () => step(-1), " ": () => step(1), PageDown: () => step(1), PageUp: () => step(-1), Home: () => go(0), End: () => go(stage.shows.length - 1),
    Enter: () => { if (digits) { closePanel(); go(+digits - 1); } },
    f: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen().catch(() => {}),
    b: () => { cover.hidden = !cover.hidden; tellState(); },
    ".": () => KEYS.b(),
    n: () => Speaker.openNotes(stage), o: () => isShown("overview") ? closePanel() : Panels.overview(stage), "?": () => isShown("help") ? closePanel() : Panels.help(stage), v: () => stage.live ? closeLive() : openLive(),
    p: playYears, j: () => { pauseYears(); stepYears(-1); }, k: () => { pauseYears(); stepYears(1); },
    Escape: () => {
      if (!panel.hidden) return stage.talk ? closePanel() : leave();
      if (stage.live) return closeLive();
      if (!cover.hidden) return KEYS.b();
      if (digits) return untype();
      if (asPlanned()) return;
      leave();
    },
  };
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea") && event.key !== "Escape") return;
    if (isShown("overview") && Panels.overviewKey(stage, event, Boolean(digits))) return event.preventDefault();
    const isNumber = /^[0-9]$/.test(event.key), isOfOverview = isShown("overview") && (isNumber || event.key === "Enter");
    if (!panel.hidden && !isOfOverview && !["Escape", "o", "?", "f", "n"].includes(event.key)) return;
    if (event.target.closest?.("button, a") && ["Enter", " "].includes(event.key) && !digits) return;
    if (event.repeat && panel.hidden) return event.preventDefault(); // a key held down counts once
    if (isNumber) return type(event.key);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!Object.hasOwn(KEYS, key)) return;
    event.preventDefault();
    if (!stage.talk && name && panel.hidden && !["Escape", "f"].includes(key)) return void early.push(key);
    if (!cover.hidden && !["b", ".", "Escape", "n", "f"].includes(key)) { cover.hidden = true; }
    KEYS[key]();
  });
  addEventListener("click", event => {
    if (!panel.hidden || stage.live || event.target.closest("button, a, input")) return;
    if (!cover.hidden) return KEYS.b();
    if (event.clientX > innerWidth * 2 / 3) step(1);
    else if (event.clientX < innerWidth / 3) step(-1);
  });
  let touched = null;
  addEventListener("touchstart", event => { touched = event.touches.length === 1 ? event.touches[0] : null; }, {passive: true});
  addEventListener("touchend", event => {
    const end = event.changedTouches[0], dx = touched ? end.clientX - touched.clientX : 0, dy = touched ? end.clientY - touched.clientY : 0;
    touched = null;
    if (!panel.hidden || stage.live || Math.abs(dx) < 60 || Math.abs(dx) < 2 * Math.abs(dy)) return;
    event.preventDefault();
    step(dx < 0 ? 1 : -1);
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

  // ---- What is said in a corner, and whether the server is there -------------------------------------------------------------
  let signed;
  function signFor(words, ms = 4000) {
    sign.textContent = words;
    sign.hidden = false;
    clearTimeout(signed);
    if (ms) signed = setTimeout(() => { sign.hidden = !stage.isAway; if (stage.isAway) sign.textContent = AWAY; }, ms);
  }
  const AWAY = tr("The server cannot be reached; the picture stays");
  async function watch() {
    for (;;) {
      const was = stage.isAway;
      try {
        const answer = await fetch(url("_stcore/health"), {cache: "no-store", signal: AbortSignal.timeout(4000)});
        stage.isAway = !answer.ok;
      } catch { stage.isAway = true; }
      if (stage.isAway && !was) { signFor(AWAY, 0); tellState(); }
      if (!stage.isAway && was) {
        sign.hidden = true;
        // Pages that lost their server begin anew.
        stage.shows.forEach(show => { if (show !== stage.live && !show.isReading) strike(show); });
        tellState();
        prepare();
      }
      await pause(stage.isAway ? 1500 : 3000);
    }
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
  async function begin() {
    measure();
    await Letters.load(told.fonts);
    if (taken) await document.fonts.ready.then(() => Promise.all(['600 20px "Source Sans"', '700 20px "Source Serif"'].map(font => document.fonts.load(font))));
    if (!name) return allTalks();
    try { open(await talkAsked()); } catch (error) { return allTalks(error.message); }
    if (!stage.shows.length) return allTalks(tr("This talk has no slides yet. Add a chart to it from any page."));
    for (const show of stage.shows) if (show.figure) Slide.build(stage, show);
    const first = parseInt(asked.get("slide") ?? "1", 10);
    go(Number.isFinite(first) ? first - 1 : 0);
    early.splice(0).forEach(key => KEYS[key]());
    stayAwake();
    if (!taken) {
      watch();
      // The reader adds to this talk in another tab.
      addEventListener("storage", ({key}) => { if (name === "mine" && key === Talks.MINE && Talks.order(Talks.mine()) !== Talks.order(stage.talk)) Panels.follow(stage); });
      // Another theme: the pages draw in its colours, and their pictures take the place of the old ones.
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { const at = stage.now; stage.shows.forEach(show => { show.figure = null; }); open(stage.talk); go(at); });
    }
  }
  Speaker.listen(stage);
  begin();
})();
