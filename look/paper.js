// Paper: a drawing is as wide as the sheet whatever the window was. One of many lanes goes on from sheet to sheet: it is
// printed in pieces, cut where nothing stands, so that it begins beneath what is above it and no letter is cut in two.
"use strict";
(() => {
  const TALL = 1.1; // of its width: a drawing that is higher does not fit a sheet with what stands above it
  const PIECE = 0.12; // of its width: about the height of a piece
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

  function inPieces(plot) {
    const layers = [...plot.querySelectorAll(".main-svg")].filter(layer => layer.childElementCount > 1);
    const [width, height] = ["width", "height"].map(name => +layers[0]?.getAttribute(name));
    if (!(height > TALL * width) || !plot.getBoundingClientRect().height) return;
    const cuts = [0];
    let least = (plot._fullLayout?._size?.t ?? 0) + (PIECE / 2) * width; // with its title and its axis go the first lanes
    for (const gap of gaps(layers, height)) {
      if (gap < least) continue;
      cuts.push(gap);
      least = gap + PIECE * width;
    }
    const pieces = Object.assign(document.createElement("div"), {className: "hc-pieces"});
    cuts.forEach((from, at) => {
      const piece = Object.assign(document.createElement("div"), {className: "hc-piece"});
      const part = (cuts[at + 1] ?? height) - from;
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
    for (const layer of document.querySelectorAll(".main-svg:not(.hc-piece *)")) {
      layer.setAttribute("viewBox", `0 0 ${layer.getAttribute("width")} ${layer.getAttribute("height")}`);
    }
    document.documentElement.toggleAttribute("data-narrow", innerWidth <= 940); // there a title may be wider than its drawing
    document.querySelectorAll("details:not([open])").forEach(part => { part.open = true; part.dataset.printed = ""; });
  });
  addEventListener("afterprint", () => {
    document.querySelectorAll(".hc-pieces").forEach(pieces => pieces.remove());
    document.querySelectorAll(".main-svg[viewBox]").forEach(layer => layer.removeAttribute("viewBox"));
    document.querySelectorAll("details[data-printed]").forEach(part => { part.open = false; delete part.dataset.printed; });
  });
})();
