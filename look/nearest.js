// Where marks of a chart overlap, the one whose centre is nearest answers. Plotly takes all points that cover the pointer as
// equally near, and then the one drawn last; of bars the narrowest, and none that is too thin for a pointer to meet. What it
// asks of a point is its radius, of a bar its width and where it begins, and of each trace whether it answers at all; so what
// it is told depends on the pointer.
"use strict";
(() => {
  const SAME = 0.2; // px: of marks so near to one another the smaller answers, round which the larger is still met
  const LEAST = 3; // px: a mark is met this far from its middle, however small it is
  const FAR = 1000; // px: to Plotly a mark of such a radius is further away than any that is met, as one beside the pointer is not
  const seen = new WeakMap(); // the marks of what was calculated of a chart, by the lists that Plotly makes anew with each drawing
  const asked = new WeakMap(); // what a trace says of its answers by itself
  let pointer = null, areas = new Map(), nearest = new Map();

  // Where the pointer is in an area of a chart, in the units of its axes; on a map, whose marks it projects, in the whole of it.
  function within(plot, subplot) {
    const key = subplot.id;
    if (!areas.has(key)) {
      const box = plot.querySelector(subplot.projection ? ".main-svg" : `.nsewdrag[data-subplot="${key}"]`)?.getBoundingClientRect();
      const {width, height} = subplot.projection ? plot._fullLayout : {width: subplot.xaxis._length, height: subplot.yaxis._length};
      areas.set(key, box?.width ? [(pointer.clientX - box.left) * width / box.width, (pointer.clientY - box.top) * height / box.height] : null);
    }
    return areas.get(key);
  }

  const middle = ({subplot, mark}) => (subplot.projection ? subplot.projection(mark.lonlat) : [subplot.xaxis.c2p(mark.x), subplot.yaxis.c2p(mark.y)]);
  function pointApart(one, at) {
    const [x, y] = middle(one) ?? [Infinity, Infinity];
    return Math.hypot(x - at[0], y - at[1]);
  }
  function radius(plot, point) {
    if (!pointer) return point.own.mrc;
    const best = answering(plot, point.subplot);
    return !best ? 0 : best === point ? LEAST + apart(point, within(plot, point.subplot)) : FAR;
  }

  // A bar as it is drawn: the axes across it and along it, and what it covers of each, in their units.
  function drawn({subplot, isFlat, mark, own}) {
    const [x, y] = [subplot.xaxis, subplot.yaxis], [across, along] = isFlat ? [y, x] : [x, y];
    return {across, along, sides: [mark.p - own.w / 2, mark.p + own.w / 2], ends: [own.b, mark[isFlat ? "x" : "y"]]};
  }

  // How far the pointer is from the centre of a mark; infinite where the mark does not cover it.
  function apart(one, at) {
    if (!one.isBar) {
      const distance = pointApart(one, at);
      return distance <= Math.max(LEAST, one.own.mrc) ? distance : Infinity;
    }
    const {across, along, sides, ends} = drawn(one), [a, b] = one.isFlat ? [at[1], at[0]] : at;
    const from = (axis, [first, last], point) => [Math.abs((axis.c2p(first, true) + axis.c2p(last, true)) / 2 - point), Math.max(LEAST, Math.abs(axis.c2p(first, true) - axis.c2p(last, true)) / 2)];
    const [[aside, broad], [astray, long]] = [from(across, sides, a), from(along, ends, b)];
    return aside <= broad && astray <= long ? Math.hypot(aside, astray) : Infinity;
  }

  const size = ({isBar, own}) => (isBar ? 0 : own.mrc);

  // The mark that answers in an area of a chart; none where none covers the pointer.
  function answering(plot, subplot) {
    const at = pointer && within(plot, subplot);
    if (!at) return null;
    if (!nearest.has(subplot.id)) {
      const speaks = trace => trace?.visible === true && asked.get(trace) !== "skip";
      const marks = plot.calcdata.flatMap(each => (speaks(each[0]?.trace) && seen.get(each)) || []).filter(one => one.subplot === subplot);
      const [best] = marks.map(one => [apart(one, at), one]).filter(([distance]) => distance < Infinity).sort(([a, one], [b, other]) => (Math.abs(a - b) < SAME ? size(one) - size(other) : a - b));
      nearest.set(subplot.id, best?.[1] ?? null);
    }
    return nearest.get(subplot.id);
  }

  // A length or a beginning with which a bar covers the pointer, if it is the one that answers.
  function width(plot, bar) {
    const best = answering(plot, bar.subplot);
    if (!best || best !== bar) return best ? 0 : bar.own.w;
    const {across} = drawn(bar), at = within(plot, bar.subplot);
    return Math.max(bar.own.w, 2.1 * Math.abs(across.p2c(at[bar.isFlat ? 1 : 0]) - bar.mark.p));
  }
  function beginning(plot, bar) {
    if (answering(plot, bar.subplot) !== bar) return bar.own.b;
    const {along, ends: [first, last]} = drawn(bar), at = along.p2c(within(plot, bar.subplot)[bar.isFlat ? 0 : 1]);
    return (first - at) * (last - at) < 0 ? first : 2 * at - last;
  }

  const ask = (what, name, own, answer) => Object.defineProperty(what, name, {configurable: true, enumerable: true, get: answer, set: to => { own[name] = to; }});
  function prepare(plot) {
    for (const marks of plot.calcdata ?? []) {
      const trace = marks[0]?.trace;
      const layout = plot._fullLayout, isOnMap = trace?.type === "scattergeo";
      const subplot = isOnMap ? layout?.[trace.geo]?._subplot : ["scatter", "bar"].includes(trace?.type) && layout?._plots?.[`${trace.xaxis}${trace.yaxis}`];
      if (!subplot) continue;
      const isBar = trace.type === "bar";
      if (!seen.has(marks)) {
        seen.set(marks, marks.map(mark => ({subplot, mark, isBar, isFlat: trace.orientation === "h", own: isBar ? {w: mark.w, b: mark.b} : {mrc: mark.mrc ?? 0}})));
        for (const one of seen.get(marks)) {
          for (const [name, answer] of isBar ? [["w", width], ["b", beginning]] : [["mrc", radius]]) ask(one.mark, name, one.own, () => answer(plot, one));
        }
      }
      if (asked.has(trace) || trace.hoverinfo === "none") continue; // a window of another size has other traces of the same marks; words may come later
      asked.set(trace, trace.hoverinfo);
      if (!isBar) ask(trace, "hoverinfo", {}, () => (answering(plot, subplot)?.isBar ? "skip" : asked.get(trace)));
    }
  }

  for (const kind of ["pointermove", "mousemove", "pointerdown", "mousedown"]) {
    addEventListener(kind, event => {
      const plot = event.target.closest?.(".js-plotly-plot");
      pointer = plot ? event : null;
      areas = new Map();
      nearest = new Map();
      if (!plot) return;
      Hovers.of(plot);
      prepare(plot);
    }, true);
  }
})();
