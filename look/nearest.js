// Where marks of a chart overlap, the one whose centre is nearest answers. Plotly takes all marks that cover the pointer as
// equally near, and then the one drawn last; what it asks of each is its radius, so what it is told depends on the pointer.
"use strict";
(() => {
  const seen = new WeakSet(); // what was calculated of a chart, by the lists that Plotly makes anew with each drawing
  let pointer = null, areas = new Map();

  // Where the pointer is in an area of a chart, in the units of its axes.
  function within(plot, subplot) {
    const key = subplot.id;
    if (!areas.has(key)) {
      const box = plot.querySelector(`.nsewdrag[data-subplot="${key}"]`)?.getBoundingClientRect();
      areas.set(key, box?.width ? [(pointer.clientX - box.left) * subplot.xaxis._length / box.width, (pointer.clientY - box.top) * subplot.yaxis._length / box.height] : null);
    }
    return areas.get(key);
  }

  function told(plot, subplot, mark, radius) {
    const at = pointer && within(plot, subplot);
    if (!at) return radius;
    const apart = Math.hypot(subplot.xaxis.c2p(mark.x) - at[0], subplot.yaxis.c2p(mark.y) - at[1]);
    return apart <= Math.max(3, radius) ? 3 + apart : 0;
  }

  function prepare(plot) {
    for (const marks of plot.calcdata ?? []) {
      const trace = marks[0]?.trace;
      const subplot = trace?.type === "scatter" && plot._fullLayout?._plots?.[`${trace.xaxis}${trace.yaxis}`];
      if (!subplot || seen.has(marks)) continue;
      seen.add(marks);
      for (const mark of marks) {
        let radius = mark.mrc ?? 0;
        Object.defineProperty(mark, "mrc", {configurable: true, enumerable: true, get: () => told(plot, subplot, mark, radius), set: to => { radius = to; }});
      }
    }
  }

  for (const kind of ["pointermove", "mousemove", "pointerdown", "mousedown"]) {
    addEventListener(kind, event => {
      const plot = event.target.closest?.(".js-plotly-plot");
      pointer = plot ? event : null;
      areas = new Map();
      if (plot) prepare(plot);
    }, true);
  }
})();
