// The basket: what was gathered in this browser, put in order, and asked for as one document. Nothing is kept elsewhere.
"use strict";
(() => {
  const KEPT = "hc-basket", NAMED = "hc-basket-title", MOST = 40;
  const told = JSON.parse(document.body.dataset.told);
  const message = document.getElementById("told"), list = document.getElementById("items"), ways = document.getElementById("ways");
  const KINDS = {pptx: "PowerPoint", pdf: "PDF", xlsx: tr("Excel workbook")};

  const NONE = tr("The basket is empty.");

  const make = (tag, attributes = {}, ...inside) => {
    const part = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) name.startsWith("on") ? part.addEventListener(name.slice(2), value) : part.setAttribute(name, value);
    part.append(...inside);
    return part;
  };
  // Whatever stands in the browser's storage, only what has the form of an item counts.
  const isText = (text, most) => typeof text === "string" && text.length <= most;
  const isItem = item => item && isText(item.view, 2000) && /^\/(?![\/\\])[^\\]*$/.test(item.view)
    && (/^\w{1,80}$/.test(item.chart ?? "") !== /^[\w-]{1,80}$/.test(item.rows ?? ""));
  function items() {
    try {
      const found = JSON.parse(localStorage.getItem(KEPT));
      return Array.isArray(found) ? found.filter(isItem).slice(0, MOST) : [];
    } catch { return []; }
  }
  function keep(all) {
    try { localStorage.setItem(KEPT, JSON.stringify(all)); } catch (error) { message.textContent = tr("Your browser could not save the change."); console.warn(error); }
    show();
  }

  function move(at, by) {
    const all = items(), to = at + by;
    if (to < 0 || to >= all.length) return;
    [all[at], all[to]] = [all[to], all[at]];
    keep(all);
    list.children[to]?.querySelector("button")?.focus();
  }
  function line(item, at) {
    const title = isText(item.title, 400) && item.title ? item.title : item.view;
    const act = (label, does) => make("button", {type: "button", "aria-label": tr("{act}: {what}", {act: label, what: title}), onclick: does}, label);
    return make("li", {},
      make("p", {}, make("a", {href: Words.linked(told.base.replace(/\/$/, "") + item.view)}, title)),
      make("p", {class: "what"}, [item.chart ? tr("Figure, with its rows") : tr("Rows"), item.view, ...(isText(item.version, 8) && item.version ? [tr("data version {version}", {version: item.version})] : [])].join(" · ")),
      make("div", {class: "acts"}, act(tr("Earlier"), () => move(at, -1)), act(tr("Later"), () => move(at, 1)), act(tr("Remove"), () => keep(items().filter((_, other) => other !== at)))));
  }

  async function ask(kind, title, button) {
    const asked = items().map(({view, chart, rows, version}) => ({view, ...(chart ? {chart} : {rows}), ...(isText(version, 8) ? {version} : {})}));
    message.textContent = plural("Preparing it from {n} view; each is read again.", "Preparing it from {n} views; each is read again.", asked.length);
    button.disabled = true;
    try {
      const answer = await fetch(told.document, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({kind, title, items: asked})});
      if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.error ?? tr("The server could not make the file. Please try again."));
      const link = make("a", {href: URL.createObjectURL(await answer.blob()), download: Words.fileOf(answer) || `basket.${kind}`});
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      const left = JSON.parse(answer.headers.get("Left-Out") ?? "[]");
      message.textContent = left.length ? [tr("Ready, except for:"), ...left].join("\n") : tr("Ready.");
    } catch (error) {
      message.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  }

  function show() {
    const all = items();
    list.replaceChildren(...all.map(line));
    ways.replaceChildren();
    if (!all.length) { message.textContent = NONE; return; }
    if (message.textContent === NONE) message.textContent = "";
    let kept = "";
    try { kept = (localStorage.getItem(NAMED) ?? "").slice(0, 140); } catch { /* a browser that keeps nothing */ }
    const title = make("input", {value: kept, maxlength: "140", placeholder: "Hard Currency", onchange: () => { try { localStorage.setItem(NAMED, title.value); } catch (error) { console.warn(error); } }});
    ways.append(make("label", {}, tr("Title of the document"), title),
      ...Object.entries(KINDS).map(([kind, label]) => make("button", {type: "button", onclick: event => ask(kind, title.value, event.currentTarget)}, label)),
      make("button", {type: "button", onclick: () => { if (confirm(tr("Empty the basket?"))) keep([]); }}, tr("Empty the basket")));
  }
  addEventListener("storage", show);
  show();
})();
