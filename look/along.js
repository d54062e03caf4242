// The talk taken along: its text with the notes, PowerPoint slides of it, or one file for a memory stick that needs no server.
"use strict";
const Along = (() => {
  // The talk with its notes, asked for only now that the reader wants them in a file.
  async function whole({name, talk, url}) {
    if (name === "one") return talk;
    if (name === "mine") return Talks.wholeOfMine();
    const answer = await fetch(url(`stage/talks/${encodeURIComponent(name)}.json?notes=1`));
    if (!answer.ok) throw new Error(tr("The talk cannot be read now"));
    return answer.json();
  }

  // ---- The whole talk as PowerPoint slides, made by the server of the links alone ------------------------------------------
  async function slidesOf(stage, hasNotes) {
    const {slides} = hasNotes ? await whole(stage) : stage.talk;
    const items = slides.map(({view, chart, title, notes}) => ({view, chart, ...(title ? {title} : {}), ...(hasNotes && notes ? {notes} : {})}));
    const answer = await fetch(stage.ours("basket/document"), {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({kind: "pptx", title: stage.talk.title.slice(0, 140), items})});
    if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.error ?? tr("The server could not make the file; try again"));
    Elements.save(await answer.blob(), Words.fileOf(answer));
    const left = JSON.parse(answer.headers.get("Left-Out") ?? "[]");
    return left.length ? tr("Ready, except for: {views}", {views: left.join("; ")}) : "";
  }

  // ---- One file for a memory stick -------------------------------------------------------------------------------------------
  const textOf = async address => { const answer = await fetch(address); if (!answer.ok) throw new Error(tr("The server cannot be reached; try again when it can")); return answer.text(); };
  async function takeAlong(stage, hasNotes) {
    const {name, told} = stage;
    const undrawn = stage.shows.flatMap((show, i) => (show.figure ? [] : [i + 1])), numbers = undrawn.join(", ");
    if (numbers) throw new Error(plural("Slide {numbers} has no picture: wait for it, or take the slide out of the talk", "Slides {numbers} have no picture: wait for them, or take the slides out of the talk", undrawn.length, {numbers}));
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
    for (const show of stage.shows) slides.push({view: show.slide.view, chart: show.slide.chart, title: show.slide.title, highlight: show.slide.highlight, figure: await within(show.figure)});
    const notes = hasNotes ? (await whole(stage)).slides.map(slide => slide.notes ?? "") : null;
    const content = {
      talk: {name, title: stage.talk.title, data_version: stage.talk.data_version ?? "", slides}, notes, outlines: Object.fromEntries(outlines),
      topology: JSON.parse(await textOf(told.topojson + "world_110m.json")),
    };
    const made = document.querySelectorAll("link[rel=stylesheet], script[src]"); // what this page is made of, in its order
    const [css, ...scripts] = await Promise.all([...made].map(part => textOf(part.href ?? part.src)));
    const written = JSON.stringify(content);
    const inScript = text => text.replace(/<(?=\/script|!--)/gi, "\\x3c");
    const title = stage.talk.title.replace(/[&<>]/g, letter => `&#${letter.charCodeAt(0)};`);
    const page = `<!doctype html>
<html lang="${document.documentElement.lang}" translate="no"><head><meta charset="utf-8"><title>${title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:">
<style>${await Letters.within(told.fonts, written)}\n${css}</style></head><body>
<script type="application/json" id="taken">${written.replace(/</g, "\\u003c")}</script>
${Words.held && `<script type="application/json" id="hc-messages">${Words.held.replace(/</g, "\\u003c")}</script>`}${scripts.map(script => `<script>${inScript(script)}</script>`).join("")}
</body></html>`;
    Elements.save(new Blob([page], {type: "text/html"}), `${Words.fileName(stage.talk.title)}.html`);
  }

  return {whole, slidesOf, takeAlong};
})();
