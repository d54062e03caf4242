// Paper: a drawing is as wide as the sheet whatever the window was. One of many lanes goes on from sheet to sheet: it is
// printed in pieces, cut where nothing stands, so that it begins beneath what is above it and no letter is cut in two.
"use strict";
(() => {
  const TALL = 1.1; // of its width: a drawing that is higher does not fit a sheet with what stands above it
  const PIECE = 0.12; // of its width: about the height of a piece
  const AXIS = 30; // px that an axis above a plot takes
  const MARKS = "text, .points path, .point path, .legendpoints path";

  // Where a drawing may be cut, in the units of its layers: between lanes, and never between a heading and its first lane.
  function gaps(layers, height) {
    const edge = layers[0].getBoundingClientRect(), scale = height / edge.height;
    const boxes = layers.flatMap(layer => [...layer.querySelectorAll(MARKS)]).map(part => {
      const box = part.getBoundingClientRect(), words = part.matches("text") ? part.querySelector("tspan") ?? part : null;
      return {top: (box.top - edge.top) * scale, end: (box.bottom - edge.top) * scale, isHeading: words !== null && +getComputedStyle(words).fontWeight >= 600};
    }).filter(({top, end}) => end > top).sort((a, b) => a.top - b.top);
    const found = [];
    let end = 0, isHeading = false;
    for (const box of boxes) {
      if (box.top > end + 1 && !isHeading) found.push((end + box.top) / 2);
      isHeading = box.end > end ? box.isHeading : isHeading && box.isHeading;
      end = Math.max(end, box.end);
    }
    return found;
  }

  // From where to where a drawing is printed. In a small window what is said above and below it stands around it as text.
  const isNarrow = () => innerWidth <= 940; // there a title may be wider than its drawing
  function printed(part, height) {
    if (!isNarrow()) return [0, +height];
    const style = getComputedStyle(part.closest('[class*="st-key-chart_"]') ?? part);
    const [head, tail] = ["--hc-head", "--hc-tail"].map(name => parseFloat(style.getPropertyValue(name)) || 0);
    const top = Math.max(0, head - AXIS), end = height - tail;
    return end > top ? [top, end] : [0, +height]; // it is being drawn anew, in another height than its words were set for
  }

  function inPieces(plot) {
    const layers = [...plot.querySelectorAll(".main-svg")].filter(layer => layer.childElementCount > 1);
    const [width, height] = ["width", "height"].map(name => +layers[0]?.getAttribute(name));
    if (!(height > TALL * width) || !plot.getBoundingClientRect().height || plot._fullLayout?._subplots?.geo?.length) return;
    const [top, bottom] = printed(plot, height), cuts = [top];
    let least = (plot._fullLayout?._size?.t ?? 0) + (PIECE / 2) * width; // with its title and its axis go the first lanes
    for (const gap of gaps(layers, height)) {
      if (gap < least || gap > bottom) continue;
      cuts.push(gap);
      least = gap + PIECE * width;
    }
    const pieces = Object.assign(document.createElement("div"), {className: "hc-pieces"});
    cuts.forEach((from, at) => {
      const piece = Object.assign(document.createElement("div"), {className: "hc-piece"});
      const part = (cuts[at + 1] ?? bottom) - from;
      for (const layer of layers) {
        const copy = layer.cloneNode(true);
        copy.setAttribute("viewBox", `0 ${from} ${width} ${part}`);
        copy.setAttribute("height", part);
        piece.append(copy);
      }
      pieces.append(piece);
    });
    pieces.setAttribute("aria-hidden", "true");
    plot.after(pieces);
  }

  addEventListener("beforeprint", () => {
    document.querySelectorAll(".js-plotly-plot").forEach(inPieces);
    document.documentElement.toggleAttribute("data-narrow", isNarrow());
    for (const layer of document.querySelectorAll(".main-svg:not(.hc-piece *)")) {
      const [width, height] = ["width", "height"].map(name => layer.getAttribute(name)), [top, bottom] = printed(layer, height);
      layer.setAttribute("viewBox", `0 ${top} ${width} ${bottom - top}`);
      layer.setAttribute("height", bottom - top);
      layer.dataset.tall = height;
    }
    document.querySelectorAll("details:not([open], .hc-term)").forEach(part => { part.open = true; part.dataset.printed = ""; });
  });
  addEventListener("afterprint", () => {
    document.querySelectorAll(".hc-pieces").forEach(pieces => pieces.remove());
    for (const layer of document.querySelectorAll(".main-svg[viewBox]")) {
      layer.removeAttribute("viewBox");
      layer.setAttribute("height", layer.dataset.tall);
    }
    document.querySelectorAll("details[data-printed]").forEach(part => { part.open = false; delete part.dataset.printed; });
  });
})();
