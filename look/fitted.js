// The drawing of a slide, with the largest letters at which nothing overlaps: 32 px where the room allows it. A chart of more
// lanes than fit in letters of 24 px is whole in those of 32 where its lanes need not be squeezed by a third, else in parts.
"use strict";
const Fitted = (() => {
  const {SOURCE_TEXT, LABEL, staged, faults, nudge, clear, named, wrapped, trimmed, thinned} = Staged;
  const LARGEST = LABEL / SOURCE_TEXT, LEAST = 24, MOST_PARTS = 4, SQUEEZE = .7, LEAST_ACROSS = 230;

  // Whether there is a place to draw it in. `only` is the one size that may be, of a picture that takes another's place.
  async function draw(stage, show, only) {
    const {section, figure, slide} = show, box = section.querySelector(".plot");
    if (!box) return false;
    const isOver = box.childElementCount > 0; // what is seen stays until the new drawing is whole
    const {data, layout, isFound, plotHeight, height} = staged(figure, slide, box);
    show.isFound = isFound;
    section.querySelector(".more").hidden = true;
    show.parts = null;
    const all = Math.min(box.clientHeight / height, box.clientWidth / 1160); // the size at which all of it has its room
    const work = {stage, box, isOver, data, plotHeight, all, best: null};
    const isLong = Boolean(Parts.of(layout, plotHeight, box.clientHeight * SOURCE_TEXT / LEAST));
    await inOne(work, layout, isLong, only);
    if (isLong && (!work.best || work.best.wrong)) await inParts(work, layout, show);
    const {scaled, size, wrong} = work.best;
    for (const old of [...box.children]) if (old !== scaled) { Plotly.purge(old); old.remove(); }
    scaled.style.visibility = "inherit";
    show.size = size;
    section.dataset.labels = (SOURCE_TEXT * size).toFixed(1);
    section.dataset.faults = wrong;
    return true;
  }

  async function inOne(work, layout, isLong, only) {
    const {box, plotHeight, all} = work;
    const steps = only ? [] : [1, .95, .9, .85, .8, .7, .6, .5].map(part => LARGEST * part).filter(size => size > all);
    const sizes = only ? [only] : [...steps, all], hasRoom = size => box.clientHeight / size - layout.margin.t - layout.margin.b > SQUEEZE * plotHeight;
    for (const size of isLong ? sizes.filter(size => size >= LARGEST && hasRoom(size)) : sizes) {
      await attempt(work, size, layout);
      if (!work.best.wrong) break;
    }
  }

  async function inParts(work, layout, show) {
    const {box, plotHeight} = work, more = show.section.querySelector(".more");
    work.best?.scaled.remove();
    work.best = null;
    Object.assign(more, {hidden: false, textContent: "\u00a0"}); // it takes its line from the plot
    // Cut once: a part that needs smaller letters has the same lanes in them, so that going through all parts shows every lane.
    const room = `${box.clientWidth} ${box.clientHeight}`, cut = show.cut?.figure === show.figure && show.cut.room === room ? show.cut : null;
    for (const size of [LABEL, 28, LEAST, 22, 20, 18].map(letters => letters / SOURCE_TEXT).filter(size => !cut || size <= cut.size)) {
      const parts = cut ? cut.parts : Parts.of(layout, plotHeight, box.clientHeight / size);
      if (!cut && size * SOURCE_TEXT > LEAST && !(parts?.length <= MOST_PARTS)) continue;
      const part = Math.min(show.part ?? 0, (parts?.length ?? 1) - 1);
      await attempt(work, size, parts ? {...layout, yaxis: {...layout.yaxis, range: parts[part]}} : layout);
      if (work.best.size === size) Object.assign(show, {parts, part, cut: cut ?? {figure: show.figure, room, parts, size}});
      if (!work.best.wrong) break;
    }
    more.hidden = !show.parts;
    const ways = show.parts && (show.part ? "↑" : "") + (show.part + 1 < show.parts.length ? "↓" : "");
    more.textContent = show.parts ? tr("Part {number} of {n} {ways}", {number: show.part + 1, n: show.parts.length, ways}) : "";
  }

  // One drawing of it at one size, or two where labels of an axis are all that touch.
  async function attempt(work, size, layout) {
    const {stage, box, all} = work;
    let fitted = wrapped(layout, box.clientHeight / size), scaled = await at(work, size, fitted);
    const margin = trimmed(scaled, fitted, size, stage.scale);
    if (margin) {
      fitted = {...fitted, margin};
      Plotly.purge(scaled);
      scaled.remove();
      scaled = await at(work, size, fitted);
    }
    const unnamed = layout.geo ? named(scaled) : 0;
    nudge(scaled, size, stage.scale);
    clear(scaled, size, stage.scale);
    // A plot squeezed between its labels says nothing.
    const across = layout.geo ? Infinity : box.clientWidth / size - fitted.margin.l - fitted.margin.r;
    const narrow = across < LEAST_ACROSS && size > all ? 1 + (LEAST_ACROSS - across) / 20 : 0;
    const {wrong: texts, touching} = faults(scaled, stage.scale), wrong = texts + narrow + unnamed;
    keepBetter(work, {scaled, wrong, size});
    if (touching && wrong === touching) {
      const fewer = await at(work, size, thinned(fitted));
      nudge(fewer, size, stage.scale);
      clear(fewer, size, stage.scale);
      keepBetter(work, {scaled: fewer, wrong: faults(fewer, stage.scale).wrong, size});
    }
  }

  async function at({stage, box, isOver, data}, size, layout) {
    const scaled = Elements.make("div", {class: "scaled"});
    const room = {width: Math.floor(box.clientWidth / size), height: Math.floor(box.clientHeight / size)};
    scaled.style.cssText = `width:${room.width}px;height:${room.height}px;transform:scale(${size});visibility:${isOver ? "hidden" : "inherit"}`;
    box.append(scaled);
    await Plotly.newPlot(scaled, structuredClone(data), {...structuredClone(layout), ...room, autosize: false, dragmode: false},
      {displayModeBar: false, doubleClick: false, scrollZoom: false, topojsonURL: stage.told.topojson ?? ""});
    return scaled;
  }

  function keepBetter(work, drawn) {
    if (!work.best || drawn.wrong < work.best.wrong) { work.best?.scaled.remove(); work.best = drawn; } else { Plotly.purge(drawn.scaled); drawn.scaled.remove(); }
  }

  return {draw};
})();
