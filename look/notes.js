// The speaker's window: notes, this slide and the next, clock, time per slide, and what no longer stands as it was written.
"use strict";
(() => {
  const told = JSON.parse(document.body.dataset.told);
  const name = new URLSearchParams(location.search).get("talk") ?? "";
  const TIMES = "hc-times-" + name;
  const url = path => told.base + path;
  const {make} = Elements;
  const minutes = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  document.body.classList.add("speaker");
  const clock = make("strong", {"aria-label": tr("Time of day")}), elapsed = make("strong", {id: "elapsed", "aria-label": tr("Time since the first step")}), place = make("span", {id: "place"}), sign = make("span", {role: "status"});
  const header = make("header", {}, clock, elapsed, make("button", {type: "button", onclick: restart}, tr("Start again")), place, sign);
  const left = make("section", {"aria-label": tr("Notes")}), right = make("section", {"aria-label": tr("Slides")});
  const others = make("p", {class: "others"}), times = make("table", {class: "times"}), footer = make("footer", {}, times);
  document.body.append(header, left, right, footer);

  let talk = null, now = 0, state = null, began = null, entered = null, spent = {}, last = {};
  let followed = null, touched = 0; // of several tabs with this talk, the one last touched
  const pictures = new Map();

  // ---- Rehearsal: seconds per slide, of this run and of the one before ------------------------------------------------------
  const AGAIN = 120000, SHORT = 10; // a window opened again within two minutes goes on; a run of under ten seconds was none
  const sum = kept => Object.values(kept).reduce((all, one) => all + one, 0);
  try {
    const run = JSON.parse(localStorage.getItem(TIMES));
    if (run?.spent && Date.now() - run.left < AGAIN) ({began, spent, last} = run);
    else if (run?.spent) last = sum(run.spent) < SHORT ? run.last : run.spent;
  } catch { /* none kept */ }
  function count() {
    if (entered !== null) {
      spent[now] = (spent[now] ?? 0) + (performance.now() - entered) / 1000;
      localStorage.setItem(TIMES, JSON.stringify({began, spent, last, left: Date.now()}));
    }
    entered = began === null ? null : performance.now();
  }
  function restart() {
    count();
    if (sum(spent) >= SHORT) last = spent;
    spent = {};
    began = Date.now();
    entered = performance.now();
    tick();
  }
  addEventListener("pagehide", count);
  function tick() {
    clock.textContent = new Date().toLocaleTimeString([], {hour: "2-digit", minute: "2-digit", hour12: false});
    elapsed.textContent = began === null ? "0:00" : minutes((Date.now() - began) / 1000);
    if (!talk) return;
    const live = i => (spent[i] ?? 0) + (i === now && entered !== null ? (performance.now() - entered) / 1000 : 0);
    const cells = (label, of, all) => make("tr", {}, make("th", {scope: "row"}, label), ...talk.slides.map((_, i) => make("td", i === now ? {class: "now"} : {}, of(i))), make("td", {}, all));
    const kept = i => (last[i] === undefined ? "–" : minutes(last[i]));
    times.replaceChildren(
      cells(tr("Slide"), i => String(i + 1), tr("All")),
      cells(tr("This time"), i => minutes(live(i)), minutes(talk.slides.reduce((all, _, i) => all + live(i), 0))),
      cells(tr("Last time"), kept, sum(last) ? minutes(sum(last)) : "–"));
  }
  setInterval(tick, 500);

  // ---- The slide ---------------------------------------------------------------------------------------------------------
  const titleOf = i => talk.slides[i].title || pictures.get(i)?.finding || talk.slides[i].said?.[0] || talk.slides[i].view;
  function small(i, label) {
    if (i >= talk.slides.length) return make("div", {}, make("h2", {}, label), make("p", {}, tr("This is the last slide.")));
    const picture = pictures.get(i), part = make("div", {}, make("h2", {}, label));
    if (!picture) { part.append(make("p", {}, titleOf(i))); return part; }
    const frame = make("div", {class: "small", "aria-hidden": "true"});
    frame.innerHTML = picture.html;
    const slide = frame.firstElementChild;
    slide.className = "slide";
    slide.style.width = picture.wide + "px";
    slide.style.height = picture.tall + "px";
    frame.style.aspectRatio = `${picture.wide} / ${picture.tall}`;
    new ResizeObserver(() => { slide.style.transform = `scale(${frame.clientWidth / picture.wide})`; }).observe(frame);
    part.append(frame);
    return part;
  }

  // What was written down when the talk was made, set beside what the chart says now.
  function stale(i) {
    const {said = []} = talk.slides[i], picture = pictures.get(i);
    if (!picture || picture.isStepped) return null; // years that the speaker steps through are not those of the slide
    const warnings = [...(picture.notices ?? [])];
    if (talk.slides[i].highlight && !picture.isFound) warnings.push(tr("Nothing in the chart is called “{name}”.", {name: talk.slides[i].highlight}));
    if (picture.letters && picture.letters < 24) warnings.push(tr("This chart is crowded: its labels are {high} px high on a screen of 1920, where 32 can be read at the back.", {high: picture.letters}));
    const lines = [];
    const [finding, ...labels] = said;
    const row = (label, tag, texts) => (texts.length ? [make("dt", {}, label), make("dd", {}, ...texts.flatMap((text, i) => [i ? " · " : "", make(tag, {}, text)]))] : []);
    if (finding && finding !== picture.finding) lines.push(make("dl", {}, ...row(tr("Before"), "del", [finding]), ...row(tr("Now"), "ins", [picture.finding])));
    const gone = labels.filter(label => !picture.labels.some(text => text.includes(label)));
    if (gone.length) {
      const come = picture.figures.filter(text => !labels.some(label => text.includes(label)));
      lines.push(make("dl", {}, ...row(tr("No longer in the chart"), "del", gone), ...row(tr("In the chart now"), "ins", come)));
    }
    if (!lines.length && !warnings.length) return null;
    const isOlder = talk.data_version && picture.version && !picture.version.startsWith(talk.data_version);
    const changed = tr("Changed since this was written. Do not quote the old figure.");
    const versions = isOlder && lines.length ? make("p", {class: "versions"}, tr("Written with data version {version}, shown with {now}", {version: talk.data_version, now: picture.version})) : null;
    return make("div", {class: "stale", role: "alert"}, lines.length ? make("p", {}, make("strong", {}, changed)) : null, versions, ...lines, ...warnings.map(text => make("p", {}, text)));
  }

  function tellOthers() {
    const changed = [...pictures.keys()].filter(i => i !== now && i < talk.slides.length && stale(i)?.querySelector("del")).map(i => i + 1).sort((a, b) => a - b);
    others.hidden = !changed.length;
    others.textContent = plural("Changed too: slide {numbers}", "Changed too: slides {numbers}", changed.length, {numbers: changed.join(", ")});
  }

  function show() {
    if (!talk) return;
    const slide = talk.slides[now];
    place.textContent = tr("Slide {number} of {n}", {number: now + 1, n: talk.slides.length});
    sign.textContent = [state === null ? tr("No stage is open") : "", state?.isBlank ? tr("The screen is blank") : "", state?.isLive ? tr("The live view is shown") : "", state?.isAway ? tr("The server cannot be reached") : ""].filter(Boolean).join(" · ");
    const body = name === "mine"
      ? make("textarea", {"aria-label": tr("Notes of this slide"), oninput: event => { const all = Talks.notes(); all[slide.id] = {said: slide.said ?? [], ...all[slide.id], notes: event.target.value}; Talks.keepNotes(all); slide.notes = event.target.value; }})
      : make("div", {class: "text"}, slide.notes?.trim() || tr("(no notes)"));
    if (name === "mine") body.value = slide.notes ?? "";
    left.replaceChildren(...[stale(now), others, body].filter(Boolean));
    tellOthers();
    right.replaceChildren(small(now, tr("Now")), small(now + 1, tr("Next")));
    tick();
  }

  const channel = new BroadcastChannel("hard-currency-stage-" + name);
  const say = message => channel.postMessage({from: "speaker", to: followed, ...message});
  channel.onmessage = ({data}) => {
    if (data.from !== "stage") return;
    if (data.stage !== followed && data.touched < touched) return;
    if (data.isClosed) {
      if (data.stage === followed) { followed = state = null; touched = 0; show(); }
      return;
    }
    [followed, touched] = [data.stage, data.touched];
    if (data.isOther) return load();
    if (data.state) {
      const isFirst = state === null, isOther = data.state.now !== now;
      state = data.state;
      if (isOther) enter(state.now, isFirst);
      else show();
    }
    if (data.picture) {
      pictures.set(data.picture.number, data.picture);
      for (const [key, value] of Object.entries(data.picture.colours)) document.documentElement.style.setProperty("--" + key, value);
      if ([now, now + 1].includes(data.picture.number) && !document.activeElement?.matches("textarea")) show();
      else if (talk) tellOthers();
    }
  };
  function enter(to, isFirst = false) {
    count();
    now = Math.max(0, Math.min((talk?.slides.length ?? 1) - 1, to));
    if (began === null && !isFirst) restart();
    show();
  }
  function go(to) {
    const aim = Math.max(0, Math.min(talk.slides.length - 1, to));
    if (aim === now) return;
    enter(aim);
    say({go: aim});
  }
  let digits = "";
  addEventListener("keydown", event => {
    if (!talk || event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.("textarea, input")) return;
    if (event.target.matches?.("button") && [" ", "Enter"].includes(event.key) && !digits) return;
    if (event.repeat) return event.preventDefault(); // a key held down counts once
    const steps = {ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1}, partly = ["ArrowDown", "ArrowUp", "PageDown", "PageUp", " "];
    if (/^[0-9]$/.test(event.key)) digits = (digits + event.key).slice(-3);
    else if (state && partly.includes(event.key)) say({key: event.key}); // the stage knows whether the slide has parts
    else if (event.key in steps) go(now + steps[event.key]);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(talk.slides.length - 1);
    else if (event.key === "Enter" && digits) { go(+digits - 1); digits = ""; }
    else if (event.key === "b" || event.key === "v") say({key: event.key});
    else return;
    event.preventDefault();
  });

  async function load() {
    try {
      if (name === "mine") talk = Talks.wholeOfMine();
      else {
        const answer = await fetch(url(`stage/talks/${encodeURIComponent(name)}.json?notes=1`));
        if (!answer.ok) throw new Error(tr("There is no talk called {name}.", {name}));
        talk = await answer.json();
      }
      if (!talk.slides.length) throw new Error(tr("This talk has no slides yet."));
    } catch (error) {
      talk = null;
      left.replaceChildren(make("p", {}, error.message));
      return;
    }
    document.title = [tr("Notes"), talk.title].join(" · ");
    pictures.clear();
    enter(now, true);
    say({hello: true, to: null});
  }
  Letters.load(told.fonts);
  load();
})();
