// Talks as text and as kept by the browser: reading and writing TOML, the reader's own talk, what a chart says of itself.
"use strict";
const Talks = (() => {
  const MINE = "hc-talk", NOTES = "hc-talk-notes";
  const LONGEST_TITLE = 140;
  const ORDER = ["view", "chart", "title", "highlight", "notes", "said"];

  const plain = html => html.replace(/<br\s*\/?>/gi, " ").replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"').replace(/&#(x?)([0-9a-f]+);/gi, (_, hex, code) => String.fromCodePoint(parseInt(code, hex ? 16 : 10))).replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();

  // All that stands written in a figure beside its title, subtitle and footer.
  function labels(figure) {
    const {layout} = figure;
    return [...new Set([...inside(figure), ...words(Object.keys(layout).filter(name => /^[xy]axis/.test(name)).flatMap(name => layout[name].ticktext ?? []))])];
  }
  // Of these, the figures that a speaker may say: all that is no label of an axis and has a digit.
  const figures = figure => inside(figure).filter(text => /\d/.test(text));
  function inside({data, layout}) {
    const meta = layout.meta?.[0] ?? {}, around = [meta.title, meta.subtitle, meta.footer].map(text => plain(text ?? ""));
    const texts = [
      ...(layout.annotations ?? []).map(note => note.text),
      ...data.filter(trace => (trace.mode ?? "").includes("text") || trace.type === "bar").flatMap(trace => [trace.text].flat()),
    ];
    return [...new Set(words(texts))].filter(text => !around.includes(text));
  }
  const words = texts => texts.filter(text => typeof text === "string").map(plain).filter(Boolean);

  // ---- TOML: what a talk needs of it ------------------------------------------------------------------------------------
  const quote = text => JSON.stringify(text).replace(/\u007f/g, "\\u007f");
  const block = text => text.includes("\n")
    ? '"""\n' + text.replace(/\\/g, "\\\\").replace(/"""/g, '""\\"') + (text.endsWith("\n") ? "" : "\\\n") + '"""' : quote(text);
  function write(talk) {
    const lines = [`title = ${quote(talk.title)}`, `data_version = ${quote(talk.data_version)}`];
    for (const slide of talk.slides) {
      lines.push("", "[[slide]]");
      for (const name of ORDER) {
        const value = slide[name];
        if (!value || !value.length) continue;
        lines.push(`${name} = ${Array.isArray(value) ? `[\n${value.map(text => `    ${quote(text)},\n`).join("")}]` : block(value)}`);
      }
    }
    return lines.join("\n") + "\n";
  }

  // Strings of one line and of several, arrays of them, [[slide]], comments; anything else is refused with its line.
  function read(source) {
    const text = source.replace(/\r\n/g, "\n").replace(/^\ufeff/, "");
    let at = 0;
    let field = "";
    const place = () => ({number: text.slice(0, at).split("\n").length, slide: talk.slides.length, field});
    const fail = what => { throw new Error(talk.slides.length && field ? tr("Line {number}, slide {slide}, {field}: {what}", {...place(), what}) : tr("Line {number}: {what}", {...place(), what})); };
    const skip = pattern => { pattern.lastIndex = at; const found = pattern.exec(text); if (found) at += found[0].length; return found; };
    const blanks = () => skip(/(?:[ \t\n]|#[^\n]*)*/y);
    const ESCAPES = {b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", '"': '"', "\\": "\\"};
    function unescape(raw) {
      return raw.replace(/\\(?:[ \t]*\n\s*|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/g, (whole, short, long, letter) => {
        const code = parseInt(short ?? long, 16);
        if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) fail(tr("there is no {sign} in a text", {sign: whole}));
        if (short || long) return String.fromCodePoint(code);
        if (letter === undefined) return "";
        return ESCAPES[letter] ?? fail(tr("there is no {sign} in a text", {sign: "\\" + letter}));
      });
    }
    function value() {
      let found;
      if ((found = skip(/"""\n?((?:[^"\\]|\\[\s\S]|"(?!""))*)"""/y))) return unescape(found[1]);
      if ((found = skip(/'''\n?([\s\S]*?)'''/y))) return found[1];
      if ((found = skip(/"((?:[^"\\\n]|\\.)*)"/y))) return unescape(found[1]);
      if ((found = skip(/'([^'\n]*)'/y))) return found[1];
      if (!skip(/\[/y)) fail(tr("a text in quotation marks is expected"));
      const items = [];
      for (blanks(); !skip(/\]/y); blanks()) {
        if (typeof items[items.push(value()) - 1] !== "string") fail(tr("a text in quotation marks is expected"));
        blanks();
        if (!skip(/,/y)) { if (skip(/\]/y)) break; fail(tr("a comma or ] is expected")); }
      }
      return items;
    }
    const talk = {title: "", data_version: "", slides: []};
    let into = talk, said = []; // the fields that have been read of it
    for (blanks(); at < text.length; blanks()) {
      if (skip(/\[\[[ \t]*slide[ \t]*\]\]/y)) { talk.slides.push(into = {}); said = []; field = ""; continue; }
      const name = skip(/([A-Za-z_]+)[ \t]*=[ \t]*/y)?.[1] ?? fail(tr("a field or [[slide]] is expected"));
      field = name;
      const fields = into === talk ? ["title", "data_version"] : ORDER;
      if (!fields.includes(name)) fail(tr("there is no field {name} here", {name}));
      if (said.includes(name)) fail(tr("{name} is given twice", {name}));
      said.push(name);
      into[name] = value();
      if (Array.isArray(into[name]) !== (name === "said")) fail(tr("{name} has the wrong kind of value", {name}));
      if (["title", "highlight"].includes(name) && (into[name].length > LONGEST_TITLE || /\p{Cc}/u.test(into[name]))) fail(tr("it must be one line of at most {n} characters", {n: LONGEST_TITLE}));
      if (!skip(/[ \t]*(?:#[^\n]*)?(?:\n|$)/y)) fail(tr("the line should end here"));
    }
    if (!talk.slides.length) fail(tr("there is no [[slide]]"));
    for (const [number, slide] of talk.slides.entries()) {
      if (!isView(slide.view)) throw new Error(tr("Slide {number}, view: {value} is no link of this dashboard from its first / on", {number: number + 1, value: JSON.stringify(slide.view ?? "")}));
      if (!/^\w+$/.test(slide.chart ?? "")) throw new Error(tr("Slide {number}, chart: {value} is no name of a chart", {number: number + 1, value: JSON.stringify(slide.chart ?? "")}));
    }
    return talk;
  }
  // No other site, whatever a browser makes of a tab within a link, and no stage upon the stage.
  const isView = view => typeof view === "string" && /^\/(?!\/)[^\\\p{Cc}]*$/u.test(view) && view.length <= 2000 && !/^\/stage(\/|$)/.test(new URL(view, "http://here").pathname);

  // ---- The reader's own talk: in this browser only, its notes apart ------------------------------------------------------
  const held = (name, empty) => { try { return JSON.parse(localStorage.getItem(name)) ?? empty; } catch { return empty; } };
  const mine = () => held(MINE, {name: "mine", title: tr("My talk"), data_version: "", slides: []});
  const keep = talk => localStorage.setItem(MINE, JSON.stringify(talk));
  const notes = () => held(NOTES, {});
  const keepNotes = all => localStorage.setItem(NOTES, JSON.stringify(all));
  const newId = () => Math.random().toString(36).slice(2, 10);

  function keepWhole(talk) {
    const kept = {}, slides = talk.slides.map(slide => {
      const {notes: text, said, ...seen} = slide, id = newId();
      kept[id] = {notes: text ?? "", said: said ?? []};
      return {...seen, id};
    });
    keepNotes(kept);
    keep({name: "mine", title: talk.title || tr("My talk"), data_version: talk.data_version, slides});
  }
  function wholeOfMine() {
    const talk = mine(), kept = notes();
    return {...talk, slides: talk.slides.map(({id, figures: seen = [], ...slide}) => {
      const {notes: text = "", said = []} = kept[id] ?? {};
      return {...slide, notes: text, said: said.length === 1 ? [...said, ...seen] : said, id};
    })};
  }
  // What a slide of it says when it is first drawn, if that is still the version of the data with which it was written.
  function remember(slide, figure) {
    const talk = mine(), kept = talk.slides.find(({id}) => id === slide.id);
    if (!kept || kept.figures || !talk.data_version || !figure.version.startsWith(talk.data_version)) return;
    kept.figures = slide.figures = figures(figure);
    keep(talk);
  }
  const order = talk => talk.slides.map(slide => [slide.id, slide.title]).join();
  return {MINE, order, remember, plain, labels, figures, write, read, mine, keep, notes, keepNotes, keepWhole, wholeOfMine, newId, isView};
})();
