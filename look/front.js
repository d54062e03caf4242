// What the front end leaves undone for a reader: ways to take a figure along, paper, one step of the history a view, links
// that open beside the page, a typed day, a theme that changes. No text of the record passes through here, and nothing is sent anywhere.
"use strict";
(() => {
  const DAY = "known_on";
  const HERE = document.currentScript;

  // A `&` written as in a page's source, `&#38;`, ends what a server is told: what follows it would be lost without a word.
  const written = /&?#(?:0*38|x0*26);/gi, [, told, rest] = /^([^#]*?)(&?#(?:0*38|x0*26);.+)$/i.exec(location.search + location.hash) ?? [];
  if (rest) history.replaceState(history.state, "", location.pathname + told + rest.replace(written, "&"));
  // What was appended to a link behind its section is told to no server either.
  const [, section, behind] = rest ? [] : /^#([^&?=]*)[&?](\w+=.*)$/.exec(location.hash) ?? [];
  if (behind) history.replaceState(history.state, "", `${location.pathname}${location.search || "?"}&${behind}${section && "#"}${section}`);

  // ---- Signs: the front end asks for every font of theirs at once, the whole one too, of which ours is a sixth -------------
  const load = document.fonts.load.bind(document.fonts);
  document.fonts.load = (font, ...text) => font.includes("Material Symbols") ? Promise.resolve([]) : load(font, ...text);

  // ---- What buttons beneath a figure do: pictures (look/pictures.js), the clipboard ------------------------------------------
  function tell(button, said) {
    const label = button.dataset.label ??= button.textContent;
    button.textContent = said;
    setTimeout(() => { button.textContent = label; }, 2000);
  }

  // ---- The clipboard: text, and for a word processor the same as HTML with some stretches in italics -----------------------
  const escaped = text => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);

  function marked(text, italic) {
    const signs = [...text], part = (start, end) => escaped(signs.slice(start, end).join(""));
    let html = "", at = 0;
    for (const [from, to] of italic.split(" ").filter(Boolean).map(stretch => stretch.split(",").map(Number))) {
      html += `${part(at, from)}<em>${part(from, to)}</em>`;
      at = to;
    }
    return `<p>${html}${part(at)}</p>`.replace(/\n\n/g, "</p><p>").replace(/\n/g, "<br>");
  }

  async function copy(text, italic) {
    const kinds = {"text/plain": text, ...(italic === undefined ? {} : {"text/html": marked(text, italic)})};
    if (navigator.clipboard?.write) {
      const blobs = Object.entries(kinds).map(([kind, part]) => [kind, new Blob([part], {type: kind})]);
      return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    }
    // Without TLS, as in many closed networks, there is only the old way.
    const fill = event => {
      event.preventDefault();
      for (const [kind, part] of Object.entries(kinds)) event.clipboardData.setData(kind, part);
    };
    document.addEventListener("copy", fill, {once: true});
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    if (!done) throw new Error("copying was refused");
  }

  document.addEventListener("click", async event => {
    const button = event.target.closest?.("[data-picture], [data-copy]");
    if (!button) return;
    event.preventDefault();
    try {
      if (button.dataset.copy !== undefined) await copy(decodeURIComponent(button.dataset.copy), button.dataset.italic);
      else {
        const frame = button.closest('[class*="st-key-chart_"]');
        const n = await Pictures.take(frame.querySelector(".js-plotly-plot"), button.dataset.picture, button.dataset.stem);
        if (n > 1) return tell(button, plural("Saved in {n} part", "Saved in {n} parts", n));
      }
      tell(button, button.dataset.copy !== undefined || button.dataset.picture === "copy" ? tr("Copied") : tr("Saved"));
    } catch (error) {
      console.warn(error);
      tell(button, tr("Your browser did not allow it"));
    }
  });

  // ---- Talks: this view alone on the stage, or as one more slide of the reader's own talk, which stays in this browser ------
  document.addEventListener("click", event => {
    const button = event.target.closest?.("[data-talk]");
    if (!button) return;
    const chart = [...button.closest('[class*="st-key-chart_"]').classList].find(name => name.startsWith("st-key-chart_")).slice(13);
    const base = HERE.dataset.base, view = "/" + location.pathname.slice(base.length) + location.search;
    if (button.dataset.talk === "present") return location.assign(Words.linked(`${base}stage?${new URLSearchParams({view, chart})}`));
    const read = (name, empty) => { try { return JSON.parse(localStorage.getItem(name)) ?? empty; } catch { return empty; } };
    const talk = read("hc-talk", {name: "mine", title: tr("My talk"), data_version: "", slides: []}), notes = read("hc-talk-notes", {});
    const finding = button.closest('[class*="st-key-chart_"]').querySelector(".js-plotly-plot")?.layout?.meta?.[0]?.title;
    const id = Math.random().toString(36).slice(2, 10);
    talk.data_version = document.querySelector("[data-version]")?.dataset.version ?? "";
    talk.slides.push({id, view, chart});
    notes[id] = {notes: "", said: finding ? [finding] : []};
    try {
      localStorage.setItem("hc-talk", JSON.stringify(talk));
      localStorage.setItem("hc-talk-notes", JSON.stringify(notes));
      tell(button, tr("Added as slide {number}", {number: talk.slides.length}));
    } catch (error) {
      console.warn(error);
      tell(button, tr("Your browser could not save it"));
    }
  });

  // ---- The basket: figures and rows of several pages for one document, kept in this browser only -------------------------
  const BASKET = "hc-basket", MOST_ITEMS = 40;
  function gathered() {
    try {
      const found = JSON.parse(localStorage.getItem(BASKET));
      return Array.isArray(found) ? found : []; // what is no list counts as none
    } catch { return []; }
  }
  function count() {
    const {length} = gathered(), root = document.documentElement;
    if (length) root.dataset.gathered = ""; else delete root.dataset.gathered;
    root.style.setProperty("--hc-basket", `"${length}"`);
  }
  count();
  addEventListener("storage", count);
  document.addEventListener("click", event => {
    const button = event.target.closest?.("[data-basket], [data-basket-rows]");
    if (!button) return;
    const frame = button.closest('[class*="st-key-chart_"]'), rows = button.dataset.basketRows;
    const base = HERE.dataset.base, view = "/" + location.pathname.slice(base.length) + location.search;
    const finding = frame?.querySelector(".js-plotly-plot")?.layout?.meta?.[0]?.title;
    const part = rows ? {rows} : {chart: [...frame.classList].find(name => name.startsWith("st-key-chart_")).slice(13)};
    const title = (rows ? button.dataset.title : finding) ?? "";
    const items = gathered();
    const item = {view, ...part, title: title.slice(0, 400), version: document.querySelector("[data-version]")?.dataset.version ?? ""};
    const same = other => other?.view === view && other.chart === item.chart && other.rows === item.rows;
    if (items.some(same)) return tell(button, tr("Already in the basket"));
    if (items.length >= MOST_ITEMS) return tell(button, tr("The basket is full: {n}", {n: MOST_ITEMS}));
    try {
      localStorage.setItem(BASKET, JSON.stringify([...items, item]));
      count();
      tell(button, tr("Added"));
    } catch (error) {
      console.warn(error);
      tell(button, tr("Your browser could not save it"));
    }
  });

  // ---- The history: a page opened is one step, also where its day and defaults follow or its address is mended ------------
  const push = history.pushState.bind(history);
  const dayOf = () => new URLSearchParams(location.search).get(DAY);
  let day = dayOf(); // of the step of the history that is shown
  let opened = location.href; // the address with which a page was opened, until its reader does something there
  history.pushState = (state, title, url) => {
    const next = new URL(url ?? location.href, location.href);
    const isPlaying = document.documentElement.dataset.playing !== undefined; // years that go by, by look/years.js
    const isOpening = opened === location.href && next.pathname === location.pathname;
    if (isOpening || (isPlaying && next.pathname === location.pathname)) history.replaceState(state, title, url);
    else push(state, title, url);
    opened = isOpening || next.pathname !== HERE.dataset.last ? location.href : null;
    HERE.dataset.last = next.pathname;
    day = dayOf();
  };
  HERE.dataset.last = location.pathname;
  addEventListener("popstate", () => {
    // A step without a day was seen as known today: it does not take over the day of the step from which its reader comes.
    const here = new URL(location.href);
    if (day && !dayOf()) { here.searchParams.set(DAY, "latest"); history.replaceState(history.state, "", here); }
    day = dayOf();
    opened = location.href;
    HERE.dataset.last = location.pathname;
  });
  for (const kind of ["keydown", "pointerdown", "click"]) addEventListener(kind, () => { opened = null; }, true);

  // ---- A link opened beside the page is the browser's, with the reader's day and language ----------------------------------------------
  function besides(event) {
    const link = event.target.closest?.("a[href]");
    if (!link || link.origin !== location.origin || link.target === "_blank" || link.download) return;
    const {href} = Words.along(new URL(link.href));
    if (link.href !== href) link.href = href;
    if (event.type === "click" && (event.ctrlKey || event.metaKey || event.shiftKey)) event.stopImmediatePropagation();
  }
  for (const kind of ["pointerdown", "click", "auxclick", "contextmenu", "focusin"]) addEventListener(kind, besides, true);

  // ---- On a phone the controls of a view are behind a button ----------------------------------------------------------------
  addEventListener("click", event => {
    const button = event.target.closest?.("[data-fold]");
    if (!button) return;
    const isOpen = document.documentElement.toggleAttribute("data-unfolded");
    button.setAttribute("aria-expanded", isOpen);
  });

  // ---- A typed day counts when Enter, Escape or a click on the page ends it -----------------------------------------------
  addEventListener("keydown", event => {
    const field = event.target.closest?.('[data-testid="stDateInputField"]');
    if (!field || !["Enter", "Escape", "Tab"].includes(event.key)) return;
    if (event.key === "Tab") { // after its last part the field would mend what it then keeps
      if (event.shiftKey || event.target !== [...field.querySelectorAll("[role=spinbutton]")].at(-1) || !faultOf(field)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (event.key === "Escape" && event.isTrusted) {
      event.stopImmediatePropagation();
      setTimeout(() => document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true})), 300);
    }
    leave(field);
  }, true);

  // A click on a chart or on a control of the page may take the focus nowhere, and closes the box.
  addEventListener("pointerdown", event => {
    const field = document.activeElement?.closest('[data-testid="stDateInputField"]');
    if (field && !boxOf(field).contains(event.target)) leave(field);
  }, true);

  const boxOf = field => field.closest('[data-testid="stPopoverBody"]') ?? field;

  // A field that loses its focus to nothing drops what was typed; one that loses it to something keeps it.
  function leave(field) {
    const next = field.closest('[data-testid="stPopoverBody"]') ?? document.querySelector("#stMain, [data-testid=stMain]");
    next.tabIndex = -1;
    next.focus({preventScroll: true});
  }

  // The field reads each figure by itself: it drops or mends what is in no calendar, and reads a day written in another order
  // as a day of another year, without a word. So what was typed is kept; what is not the day of the field does not count, and
  // its reader is told.
  let typed = null; // from the year on; null once a part was corrected
  addEventListener("pointerdown", event => { if (event.target.closest?.('[data-testid="stDateInputField"]')) typed = null; }, true);
  addEventListener("focusin", event => {
    const field = event.target.closest?.('[data-testid="stDateInputField"]');
    if (field && !field.contains(event.relatedTarget)) typed = "";
  }, true);
  addEventListener("keydown", event => {
    const field = event.target.closest?.('[data-testid="stDateInputField"]');
    if (!field || event.ctrlKey || event.metaKey || event.altKey) return;
    if (["Backspace", "Delete"].includes(event.key) || event.key.startsWith("Arrow") || (event.key === "Tab" && event.shiftKey)) typed = null;
    else if (event.key === "Tab") typed = typed && `${typed}-`;
    else if (event.key.length === 1 && typed !== null) {
      typed = typed || event.target === field.querySelector("[role=spinbutton]") ? typed + event.key : null;
    }
  }, true);
  addEventListener("focusout", event => {
    const field = event.target.closest?.('[data-testid="stDateInputField"]');
    if (!field || field.contains(event.relatedTarget) || !event.isTrusted) return;
    const said = faultOf(field);
    if (!said) return;
    note(said);
    event.stopImmediatePropagation(); // a field that loses its focus to nothing drops what was typed
    event.target.dispatchEvent(new FocusEvent("focusout", {bubbles: true}));
  }, true);

  function faultOf(field) {
    const parts = [...field.querySelectorAll("[role=spinbutton]")];
    return fault(typed?.trim(), parts.map(part => part.textContent).join("-"), parts.map(part => Number(part.getAttribute("aria-valuenow"))));
  }

  // Why what was typed, or else what the field shows, is not the day of its year, month and day; empty where it is.
  function fault(text, shown, [year, month, day]) {
    const whole = text?.match(/^(\d{4})(?:(?=\d{4}$)|\D)(\d\d?)(?:(?<=^\d{6})|\D)(\d\d?)$/)?.slice(1).map(Number);
    const shows = [year, month, day];
    if (whole) [year, month, day] = whole;
    else if (text && (/^\d{0,2}\D/.test(text) || /\p{L}/u.test(text))) return otherOrder(text); // else the field shows how it understood it
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (month > 12) return tr("{typed} is not a date: there is no month {month}.", {typed: text, month});
    if (year && month && day > days) {
      const named = new Date(Date.UTC(year, month - 1)).toLocaleDateString(document.documentElement.lang, {month: "long", year: "numeric", timeZone: "UTC"});
      return tr("{typed} is not a date: {month} has {days} days.", {typed: text || shown, month: named, days});
    }
    const isPart = (year || month || day || text) && !(year && month && day);
    if (isPart) return tr("{typed} is not a full date, so it is ignored.", {typed: text || shown});
    return whole?.some((number, at) => number !== shows[at]) ? notSo(text, daysOf([whole])) : ""; // 2023 1 2, to the field the twelfth month
  }

  // The number of a month by its name, or the beginning of one, in English or in the language of the page.
  function monthNamed(word) {
    const names = month => ["en", document.documentElement.lang].map(language => new Date(Date.UTC(2021, month)).toLocaleDateString(language, {month: "long", timeZone: "UTC"}));
    return 1 + [...Array(12).keys()].findIndex(month => names(month).some(name => name.toLowerCase().startsWith(word.toLowerCase())));
  }

  // Each of these years, months and days that is in the calendar, once.
  const daysOf = found => [...new Set(found.filter(([year, month, day]) => new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day)
    .map(([year, month, day]) => new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)))];

  function otherOrder(text) {
    const [first, second, year] = text.match(/^(\d\d?)\D+(\d\d?)\D+(\d{4})$/)?.slice(1).map(Number) ?? [];
    const [word] = text.match(/\p{L}{3,}/u) ?? [], month = word ? monthNamed(word) : 0;
    const [named, day] = [/(?<!\d)\d{4}(?!\d)/, /(?<!\d)\d{1,2}(?!\d)/].map(form => Number(text.match(form)));
    return notSo(text, daysOf(month ? [[named, month, day]] : [[year, second, first], [year, first, second]]));
  }

  function notSo(text, days) {
    const meant = new Intl.ListFormat(document.documentElement.lang, {type: "disjunction"}).format(days);
    return days.length
      ? tr("{typed} cannot be used: the year comes first, then the month and the day. Type {meant}.", {typed: text, meant})
      : tr("{typed} cannot be used: the year comes first, then the month and the day, such as 2023-02-28.", {typed: text});
  }

  function note(said) {
    document.querySelector(".hc-note")?.remove();
    const box = document.body.appendChild(document.createElement("p"));
    box.className = "hc-note";
    box.setAttribute("role", "status");
    setTimeout(() => { box.textContent = said; }, 50); // what is put into a status is read out, what comes with it is not
    setTimeout(() => box.remove(), 12000);
  }

  addEventListener("hc-note", ({detail}) => note(detail));

  // ---- A theme that changes while a page is read changes all of it: what the server draws, by the key that draws anew ------
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(() => {
    for (const type of ["keydown", "keyup"]) {
      document.body.dispatchEvent(new KeyboardEvent(type, {key: "r", code: "KeyR", keyCode: 82, which: 82, bubbles: true}));
    }
  }, 500)); // the front end has its own theme by then, and tells the server

  // ---- A link to a section stays at it while what stands above it is still being laid out, until the reader moves -----------
  if (location.hash) {
    const stay = setInterval(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), 200);
    for (const move of ["wheel", "keydown", "pointerdown"]) addEventListener(move, () => clearInterval(stay), {once: true, passive: true});
    setTimeout(() => clearInterval(stay), 10000);
  }
})();
