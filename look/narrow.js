// In a window narrower than a chart of lanes is laid out for, it is drawn for the width there is: on a phone each name and figure
// stands above its marks, which have the whole width, on a tablet beside them. What is drawn and said is read from the figure that the front end has drawn, which is
// out of sight there and of which pictures are still made; nothing is measured, worded or coloured here that it does not have.
"use strict";
(() => {
  const NARROW = matchMedia("screen and (max-width: 1240px)");
  const SIDE = 10, ARROW = 18, AROUND = 9, TALLEST = 280, REACH = 30, GAP = 9, LETTERS = 13, BESIDE = 560, NAMES = 290; // px
  const pen = document.createElement("canvas").getContext("2d");
  const drawn = new WeakMap(); // host: the figure and width for which it was drawn, and whether its marks had their words
  let chosen = null; // {key, plot}: the mark whose words are shown

  const plain = said => Marks.lines(said ?? "").join(" ").replace(/<[^>]+>/g, "").replace(/&nbsp;/g, "\u00a0").trim();
  const make = (name, attributes = {}, parent = null) => {
    const part = Elements.draw(name, attributes);
    parent?.append(part);
    return part;
  };
  const put = (parent, tag, name, said = "") => parent.appendChild(Object.assign(document.createElement(tag), {className: name, textContent: said}));
  const wide = said => { pen.font = `${LETTERS}px "Source Sans", sans-serif`; return pen.measureText(said).width; };

  const isOver = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  // ---- What the figure holds -----------------------------------------------------------------------------------------
  const axisOf = (plot, id, letter) => plot._fullLayout[(id || letter).replace(/^([xy])/, "$1axis")];
  const isNamed = axis => axis.ticktext?.length && axis.ticktext.filter(said => /^[\d$%]/.test(said)).length * 2 < axis.ticktext.length;

  // From the top: each lane that the figure names, or else each of its vertical axes, with its place (px) in the drawing.
  function panelsOf(plot) {
    const layout = plot._fullLayout, axes = layout._subplots.yaxis.map(id => axisOf(plot, id, "y"));
    const [axis] = axes, at = value => axis._offset + axis.d2p(value);
    const told = layout.meta?.[0]?.lanes;
    if (told) return told.map(([name, top, bottom, said]) => ({name: plain(name), said: [], aside: said, top: at(top), bottom: at(bottom), isLane: true}));
    if (axes.length > 1 || !isNamed(axis)) {
      return axes.map(axis => ({axis, top: axis._offset, bottom: axis._offset + axis._length, said: []})).sort((a, b) => a.top - b.top);
    }
    const lanes = axis.tickvals.map((value, i) => ({name: plain(axis.ticktext[i]), middle: at(value), said: [], isLane: true})).sort((a, b) => a.middle - b.middle);
    lanes.forEach((lane, i) => {
      lane.top = i ? (lanes[i - 1].middle + lane.middle) / 2 : -1e4;
      lane.bottom = lanes[i + 1] ? (lanes[i + 1].middle + lane.middle) / 2 : 1e4;
    });
    return lanes;
  }

  // Bars, points and lines of all traces: where each is (px in the drawing), the path that draws it, and its words.
  function marksOf(plot) {
    const paths = new Map(), found = [];
    for (const part of plot.querySelectorAll(".main-svg path, .main-svg g.point")) if (part.__data__ && typeof part.__data__ === "object") paths.set(part.__data__, part.matches("g") ? part.querySelector("path") : part);
    plot.calcdata.forEach((points, curve) => {
      const {trace} = points[0];
      if (trace.visible !== true) return;
      const x = axisOf(plot, trace.xaxis, "x"), y = axisOf(plot, trace.yaxis, "y");
      const placed = (across, up) => ({x: x.c2p(across) / x._length, y: y._offset + y.c2p(up)});
      const words = point => { const custom = trace.customdata?.[point.i]; return typeof custom?.[1] === "string" ? {curve, number: point.i, custom, key: JSON.stringify(custom.slice(0, 2))} : {}; };
      if (trace.type === "bar") {
        for (const point of points) {
          const [from, to] = [point.b, point.b + point.s], isAcross = trace.orientation === "h";
          const [a, b] = isAcross ? [placed(from, point.p0), placed(to, point.p1)] : [placed(point.p0, from), placed(point.p1, to)];
          found.push({kind: "bar", ...a, x1: b.x, y1: b.y, axis: y, path: paths.get(point), ...words(point)});
        }
      } else if (trace.mode === "markers") {
        for (const point of points) {
          if (!paths.has(point)) continue;
          const path = paths.get(point), size = path.getBBox();
          found.push({kind: "point", ...placed(point.x, point.y), axis: y, path, far: Math.max(6, size.width / 2, size.height / 2), ...words(point)});
        }
      } else {
        let line = null;
        for (const point of points) {
          if (typeof point.x !== "number" || typeof point.y !== "number") { line = null; continue; }
          if (!line) found.push(line = {kind: "line", points: [], axis: y, trace, ...words(point)});
          line.points.push(placed(point.x, point.y));
          Object.assign(line, {x: line.points[0].x, y: line.points[0].y, x1: placed(point.x, point.y).x, y1: placed(point.x, point.y).y});
        }
      }
    });
    return found;
  }

  // Arrows and texts of the figure, with the place of each; what stands round a drawing is said round it already.
  function notesOf(plot) {
    const layout = plot._fullLayout;
    return layout.annotations.slice(3).filter(note => note.visible !== false).map(note => {
      const x = note.xref === "paper" ? null : axisOf(plot, note.xref, "x"), y = note.yref === "paper" ? null : axisOf(plot, note.yref, "y");
      const size = layout._size;
      return {
        name: note.name, said: plain(note.text), isBold: /^<b>/.test(note.text), colour: note.showarrow ? note.arrowcolor : note.font.color, axis: y,
        across: x ? x.r2p(note.x) / x._length : null, y: y ? y._offset + y.r2p(note.y) : size.t + (1 - note.y) * size.h, isAside: !y,
        arrow: note.showarrow ? (note.ax ? [-Math.sign(note.ax), 0] : [0, -Math.sign(note.ay)]) : null, length: Math.abs(note.ax || note.ay), width: note.arrowwidth,
      };
    });
  }

  // ---- How it is laid out --------------------------------------------------------------------------------------------
  function read(plot) {
    const panels = panelsOf(plot), x = axisOf(plot, "x", "x"), notes = notesOf(plot), marks = marksOf(plot);
    const of = part => panels.find(panel => (panel.isLane ? part.y >= panel.top && part.y < panel.bottom : panel.axis === part.axis));
    for (const panel of panels) Object.assign(panel, {marks: [], arrows: [], labels: [], events: []});
    for (const mark of marks) of(mark)?.marks.push(mark);
    for (const note of notes) {
      const panel = note.axis && of(note);
      if (panel && note.arrow) panel.arrows.push(note);
      else if (panel && note.across !== null) panel.labels.push(note);
      else if (panel && note.name === "aside") panel.said.push(note.said);
      else if (note.name === "publisher" || note.name === "strip") {
        const own = panels.find(({top, bottom}) => note.y >= top - 2 && note.y <= bottom);
        if (own) own.name = note.said;
      }
    }
    for (const panel of panels.filter(({isLane}) => isLane)) {
      // Where a lane has the words of one mark alone they stand beside its name; the names of some events stay aside.
      panel.events = panel.labels.filter(({name, isBold}) => name === "label" && !isBold);
      const told = panel.labels.filter(note => !panel.events.includes(note));
      if (told.length === 1) panel.said.push(told[0].said);
      panel.labels = told.length > 1 ? told : [];
    }
    const shapes = plot._fullLayout.shapes.filter(({visible}) => visible !== false);
    const rules = shapes.filter(shape => shape.xref !== "paper" && /paper|domain/.test(shape.yref));
    const spans = shapes.filter(shape => shape.xref !== "paper" && !/paper|domain/.test(shape.yref));
    for (const shape of spans) {
      const y = axisOf(plot, shape.yref, "y"), part = {axis: y, y: y._offset + y.r2p(shape.y0)};
      of(part)?.marks.unshift({kind: "span", ...part, y1: part.y, x: x.r2p(shape.x0) / x._length, x1: x.r2p(shape.x1) / x._length, shape});
    }
    // Of names on the horizontal axis, for which a phone has no room, the first and the last.
    const {ends, columns, key = []} = plot._fullLayout.meta?.[0] ?? {}, last = x.tickvals.length - 1;
    const ticks = ends ? ends.map((said, i) => ({at: x.d2p(x.tickvals[i && last]) / x._length, said}))
      : x.tickvals.map((value, i) => ({at: x.d2p(value) / x._length, said: plain(x.ticktext[i])}));
    return {
      panels: panels.filter(panel => panel.name !== undefined || panel.marks.length), x, ticks,
      rules: rules.map(shape => ({x: x.r2p(shape.x0) / x._length, x1: x.r2p(shape.x1) / x._length, shape})),
      heads: notes.filter(({name}) => name === "heading"), key,
      lines: notes.filter(({name}) => name === "line" || name === "deadline"),
      columns, instead: marks.length ? "" : notes.filter(({isAside}) => isAside).map(({said}) => said).join(" "),
    };
  }

  // The room (px) on both sides that no arrow leaves.
  function sidesOf(panels, width) {
    const arrows = panels.flatMap(panel => panel.arrows).filter(({arrow}) => arrow[0]), room = (way, far) => Math.max(SIDE, ...arrows.filter(({arrow}) => arrow[0] === way).map(({across}) => ARROW + 6 - far(across) * width));
    return [room(-1, across => across), room(1, across => 1 - across)].map(side => Math.min(side, ARROW + 6));
  }

  function arrow(svg, note, x, y) {
    const [across, up] = note.arrow, long = across ? ARROW : Math.max(14, Math.min(note.length, 26));
    const [endX, endY] = [x + across * long, y + up * long], head = 5;
    make("path", {
      d: `M${x},${y}L${endX},${endY}M${endX - across * head - up * head},${endY - up * head - across * head}L${endX},${endY}L${endX - across * head + up * head},${endY - up * head + across * head}`,
      fill: "none", stroke: note.colour, "stroke-width": note.width,
    }, svg);
    return {left: Math.min(x, endX) - 5, right: Math.max(x, endX) + 5, top: Math.min(y, endY) - 5, bottom: Math.max(y, endY) + 5};
  }

  function mark(svg, mark, to) {
    if (mark.kind === "point") {
      const copy = mark.path.cloneNode();
      copy.setAttribute("transform", `translate(${to.x(mark.x)},${to.y(mark.y)}) scale(${to.size})`);
      copy.style.pointerEvents = "none";
      svg.append(copy);
    } else if (mark.kind === "bar") {
      const [left, right] = [to.x(mark.x), to.x(mark.x1)].sort((a, b) => a - b), [top, bottom] = [to.y(mark.y), to.y(mark.y1)].sort((a, b) => a - b);
      make("rect", {x: left, y: top, width: Math.max(1.5, right - left), height: Math.max(1.5, bottom - top), style: mark.path?.getAttribute("style") ?? ""}, svg).style.pointerEvents = "none";
    } else if (mark.kind === "span") {
      const {color, width, dash} = mark.shape.line;
      make("line", {x1: to.x(mark.x), x2: to.x(mark.x1), y1: to.y(mark.y), y2: to.y(mark.y), stroke: color, "stroke-width": width, "stroke-dasharray": dash === "dot" ? "2 2" : "none", opacity: mark.shape.opacity}, svg);
    } else {
      const {line, fill, fillcolor} = mark.trace, steps = mark.points.map(({x, y}, i) => {
        const at = `${to.x(x)},${to.y(y)}`;
        return i && line.shape === "hv" ? `${to.x(x)},${to.y(mark.points[i - 1].y)}L${at}` : at;
      });
      const path = `M${steps.join("L")}`;
      if (fill === "tonexty" && to.last) make("path", {d: `${path}L${to.last.reverse().join("L")}Z`, fill: fillcolor}, svg);
      make("path", {d: path, fill: "none", stroke: line.color, "stroke-width": line.width}, svg);
      to.last = steps.flatMap(step => step.split("L"));
    }
    const xs = [mark.x, mark.x1 ?? mark.x].map(to.x).sort((a, b) => a - b), ys = [mark.y, mark.y1 ?? mark.y].map(to.y).sort((a, b) => a - b);
    const around = mark.far ?? 1;
    return {left: xs[0] - around, right: xs[1] + around, top: ys[0] - around, bottom: ys[1] + around};
  }

  // The shapes that the figure's legend explains.
  function legend(host, plot) {
    const items = [...plot.querySelectorAll(".legend .traces")];
    if (!items.length) return;
    const row = put(host, "p", "hc-lane-said hc-lane-key");
    for (const item of items) {
      const one = put(row, "span", ""), shape = item.querySelector(".legendsymbols path.scatterpts")?.cloneNode();
      shape?.setAttribute("transform", "translate(8,8)");
      if (shape) make("svg", {width: 16, height: 16, "aria-hidden": "true"}, one).append(shape);
      one.append(item.querySelector("text").textContent);
    }
  }

  // A line of glyphs with what each means, which it is not parted from.
  function key(host, glyphs) {
    const row = put(host, "p", "hc-lane-said hc-lane-key");
    for (const [glyph, colour, said] of glyphs) {
      const one = put(row, "span", "");
      put(one, "i", "", glyph).style.color = colour;
      one.append(said);
    }
  }

  // Words where they meet neither a mark nor other words; else they are read at the mark.
  function label(svg, note, x, y, size, taken, isBeside = false) {
    const long = wide(note.said), free = box => box.left >= 0 && box.right <= size.width && box.top >= -4 && box.bottom <= size.height && !taken.some(other => isOver(box, other));
    const sides = [[x + 9, y], [x - 9 - long, y]];
    for (const [left, middle] of isBeside ? sides : [[x - long / 2, y - 14], [x + 9, y], [x - 9 - long, y], [x + 6, y - 13], [x - 6 - long, y - 13], [x - long / 2, y - 28], [x + 9, y - 28], [x - 9 - long, y - 28]]) {
      const box = {left, right: left + long, top: middle - 7, bottom: middle + 7};
      if (!free(box)) continue;
      taken.push(box);
      return make("text", {x: left, y: middle, "dominant-baseline": "central", class: "hc-lane-words"}, svg).append(note.said);
    }
  }

  // The words of a lane beside all its marks, where they find room.
  function beside(svg, said, boxes, {width, height}) {
    if (!boxes.length) return false;
    const long = wide(said), left = Math.min(...boxes.map(({box}) => box.left)), right = Math.max(...boxes.map(({box}) => box.right));
    const x = right + 8 + long <= width ? right + 8 : left - 8 - long;
    if (x < 0) return false;
    make("text", {x, y: height / 2, "dominant-baseline": "central", class: "hc-lane-words"}, svg).append(said);
    return true;
  }

  const ticksOf = (axis, to, height) => (axis.tickvals ?? []).map((value, i) => ({
    y: to.y(axis._offset + axis.d2p(value)), isGround: value === 0 && axis.zeroline, said: axis.showticklabels === false && i ? "" : plain(axis.ticktext[i]),
  })).filter(({y}) => y >= -1 && y <= height + 1);

  // The words of a vertical axis stand in the plot, all on the side where they meet the fewest marks; one that still does goes elsewhere.
  function writeTicks(svg, ticks, width, taken) {
    const ways = [[0, -3], [1, -3], [0, 18], [1, 18], [0, -9], [1, -9]]; // at the left end or the right; how far from its line
    const boxOf = ({said, y}, [end, down]) => { const long = wide(said) + 4, left = end * (width - long); return {left, right: left + long, top: y + down - 13, bottom: y + down + 3}; };
    const marks = [...taken], meets = (tick, way) => marks.some(other => isOver(boxOf(tick, way), other));
    const worst = way => ticks.filter(tick => meets(tick, way)).length, usual = ways.reduce((best, way) => (worst(way) < worst(best) ? way : best));
    for (const tick of ticks) {
      const way = [usual, ...ways].find(one => !meets(tick, one)) ?? usual, box = boxOf(tick, way);
      make("text", {x: box.left, y: tick.y + way[1], class: "hc-lane-tick"}, svg).append(tick.said);
      taken.push(box);
    }
  }

  function panel(list, figure, panel, width, sides, isBeside) {
    const item = put(list, "li", panel.isLane ? "hc-lane" : "hc-lane hc-lane-tall");
    const head = panel.name || panel.said.length || isBeside ? put(item, "p", "") : null;
    if (panel.name) put(head, "span", "", panel.name);
    const inner = width - sides[0] - sides[1], across = part => sides[0] + part * inner;
    const ys = panel.marks.flatMap(({y, y1, far = AROUND}) => [y - far + AROUND, (y1 ?? y) + far - AROUND]).concat(panel.arrows.map(({y}) => y));
    const [top, bottom] = panel.isLane ? [Math.min(...ys) - AROUND, Math.max(...ys) + AROUND] : [panel.top, panel.bottom];
    const by = panel.isLane ? 1 : Math.min(1, TALLEST / (bottom - top)), height = panel.isLane && !ys.length ? 0 : (bottom - top) * by;
    // Marks in narrow columns are smaller, so that none lies on another.
    const size = figure.columns ? Math.min(1, inner / figure.columns * .5 / Math.max(...panel.marks.map(({far = 1}) => far))) : 1;
    const to = {x: across, y: y => (y - top) * by, size, last: null};
    const svg = make("svg", {width, height, "aria-hidden": "true"}, item), taken = [];
    for (const {x, x1, shape} of figure.rules) {
      if (x === x1) make("line", {x1: across(x), x2: across(x), y1: panel.isLane ? -30 : 0, y2: height + (panel.isLane ? 12 : 0), stroke: shape.line.color, "stroke-width": shape.line.width, "stroke-dasharray": /dash|dot/.test(shape.line.dash) ? "3 3" : "none"}, svg);
      else make("rect", {x: across(x), width: across(x1) - across(x), y: 0, height, fill: shape.fillcolor}, svg);
    }
    const ticks = panel.axis ? ticksOf(panel.axis, to, height) : [];
    for (const {y, isGround} of ticks) make("line", {x1: 0, x2: width, y1: y, y2: y, class: isGround ? "hc-ground" : "hc-grid"}, svg);
    const boxes = panel.marks.map(one => ({one, box: mark(svg, one, to)})).concat(panel.arrows.map(one => ({one, box: arrow(svg, one, across(one.across), to.y(one.y))})));
    taken.push(...boxes.filter(({one}) => one.kind !== "line" && one.kind !== "span").map(({box}) => box));
    writeTicks(svg, ticks.filter(({said}) => said), width, taken);
    for (const note of panel.labels) label(svg, note, across(note.across), to.y(note.y), {width, height}, taken);
    for (const note of isBeside ? panel.events : []) label(svg, note, across(note.across), to.y(note.y), {width, height}, taken, true);
    for (const said of panel.said) if (!isBeside || panel.said.length > 1 || !beside(svg, said, boxes, {width, height})) put(head, "b", "", said);
    if (panel.aside) put(head, "i", "", plain(panel.aside));
    return boxes.filter(({one}) => one.key).map(({one, box}) => ({...one, box, item, svg}));
  }

  // The axis with as many of its words as find room, evenly.
  function scale(host, figure, width, sides) {
    const inner = width - sides[0] - sides[1], ticks = figure.ticks.map(tick => ({...tick, x: sides[0] + tick.at * inner, wide: wide(tick.said)})).filter(({at}) => at >= -.02 && at <= 1.02);
    for (const tick of ticks) tick.x = Math.max(tick.wide / 2, Math.min(width - tick.wide / 2, tick.x));
    const fit = each => ticks.filter((_, i) => i % each === 0).every((tick, i, kept) => !i || tick.x - kept[i - 1].x > (tick.wide + kept[i - 1].wide) / 2 + GAP);
    let each = 1;
    while (!fit(each)) each += 1;
    const svg = make("svg", {width, height: 20, class: "hc-lane-scale", "aria-hidden": "true"}, host);
    ticks.forEach((tick, i) => { if (i % each === 0) make("text", {x: tick.x, y: 14, "text-anchor": "middle", class: "hc-lane-tick"}, svg).append(tick.said); });
  }

  function draw(host, plot, width) {
    const figure = read(plot), isBeside = width >= BESIDE && figure.panels.some(({name}) => name), names = isBeside ? Math.min(NAMES, width * 0.34) : 0;
    width -= names;
    const sides = sidesOf(figure.panels, width - 2 * SIDE), marks = [];
    host.style.setProperty("--hc-names", `${names}px`);
    host.classList.toggle("hc-lanes-beside", isBeside);
    const old = host.querySelector(".hc-lane-marks") === document.activeElement;
    host.replaceChildren();
    if (figure.instead) return put(host, "p", "hc-lane-said", figure.instead);
    if (figure.key.length) key(host, figure.key);
    for (const {said} of figure.lines) put(host, "p", "hc-lane-said", said);
    legend(host, plot);
    const isAbove = figure.x.side === "top" || figure.columns, body = put(host, "div", "hc-lane-marks");
    for (const [name, value] of Object.entries({tabindex: "0", role: "application", "aria-label": Marks.label(plot)})) body.setAttribute(name, value);
    const axis = put(body, "div", isAbove ? "hc-lane-axis" : "hc-lane-axis hc-lane-below");
    const unit = plot.layout.xaxis.title?.text;
    if (unit) put(axis, "p", "", plain(unit));
    scale(axis, figure, width, sides);
    const list = put(body, "ul", "");
    if (figure.x.showgrid) {
      const grid = make("svg", {class: "hc-lane-grid", "aria-hidden": "true"}, list);
      for (const {at} of figure.ticks) { const x = sides[0] + at * (width - sides[0] - sides[1]); make("line", {x1: x, x2: x, y1: 0, y2: "100%", class: "hc-grid"}, grid); }
    }
    const heads = [...figure.heads].sort((a, b) => a.y - b.y);
    for (const one of figure.panels) {
      while (heads.length && heads[0].y < (one.middle ?? one.bottom)) put(list, "li", "hc-lane-head", heads.shift().said);
      marks.push(...panel(list, figure, one, width, sides, isBeside));
    }
    if (!isAbove) body.append(axis);
    body.hcMarks = [...new Map(marks.map(one => [one.key, one])).values()].sort((a, b) => (a.item === b.item ? a.box.left - b.box.left : a.item.compareDocumentPosition(b.item) & 4 ? -1 : 1));
    body.hcPlot = plot;
    if (old) body.focus({preventScroll: true});
    if (chosen?.plot === plot) show(body, body.hcMarks.find(({key}) => key === chosen.key));
  }

  // ---- What a finger or a key reaches --------------------------------------------------------------------------------
  function leave() {
    document.querySelectorAll(".hc-lane-told, .hc-lane-ring").forEach(part => part.remove());
    chosen = null;
  }

  function show(body, found) {
    leave();
    if (!found) return null;
    const {box, svg, item} = found;
    make("rect", {x: box.left - 4, y: box.top - 4, width: box.right - box.left + 8, height: box.bottom - box.top + 8, rx: 4, class: "hc-lane-ring"}, svg);
    put(item, "p", "hc-lane-told", Marks.lines(found.custom[1]).join("\n"));
    chosen = {key: found.key, plot: body.hcPlot};
    return found;
  }

  addEventListener("click", event => {
    const item = event.target.closest?.(".hc-lane"), body = item?.closest(".hc-lane-marks");
    if (!body || event.target.closest(".hc-lane-told")) return;
    const own = body.hcMarks.filter(one => one.item === item), edge = item.querySelector("svg").getBoundingClientRect();
    const x = event.clientX - edge.left, y = event.clientY - edge.top, far = ({box}) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    const middle = ({kind, box}) => (kind === "line" ? Infinity : Math.hypot((box.left + box.right) / 2 - x, (box.top + box.bottom) / 2 - y)); // of marks that overlap, the nearest centre
    const near = own.length === 1 ? own[0] : own.filter(one => far(one) < REACH).sort((a, b) => far(a) - far(b) || (middle(a) < middle(b) ? -1 : 1))[0];
    if (!near || near.key === chosen?.key) return leave();
    Marks.open(body.hcPlot, show(body, near));
  });

  addEventListener("keydown", event => {
    const body = event.target;
    if (!body.matches?.(".hc-lane-marks") || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const marks = body.hcMarks, at = marks.findIndex(({key}) => key === chosen?.key);
    if (event.key === "Escape" && at >= 0) { event.stopPropagation(); return leave(); }
    if (event.key === "Enter" && at >= 0) return Marks.open(body.hcPlot, marks[at]);
    const next = {ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1}[event.key];
    if (next === undefined || !marks.length) return;
    event.preventDefault();
    event.stopPropagation();
    const found = show(body, marks[Math.max(0, Math.min(marks.length - 1, next))]);
    found.item.scrollIntoView({block: "nearest"});
    Voice.say(Marks.aloud(found.custom[1]));
  }, true);

  // Names on a map are placed for the letters of a large window: here one that meets another, or the edge, gives way to it, and
  // on the map of victims one that meets a disc.
  function thinNames() {
    for (const legend of document.querySelectorAll(".hc-legend")) {
      const plot = legend.closest('[class*="st-key-chart_"]')?.querySelector(".js-plotly-plot .main-svg"), kept = [];
      if (!plot || !legend.clientHeight) continue;
      const edge = plot.getBoundingClientRect(), texts = [...plot.querySelectorAll(".scattergeo text")];
      const boxes = new Map(texts.map(text => [text, text.getBoundingClientRect()]));
      const isBold = text => +getComputedStyle(text).fontWeight > 400;
      if (legend.matches(".hc-sums")) {
        for (const disc of plot.querySelectorAll(".scattergeo path.point")) {
          const {left, right, top, bottom, width} = disc.getBoundingClientRect(), inner = width * .15;
          kept.push({left: left + inner, right: right - inner, top: top + inner, bottom: bottom - inner});
        }
      }
      for (const text of texts.sort((a, b) => isBold(b) - isBold(a))) {
        const box = boxes.get(text);
        const isFree = box.left >= edge.left && box.right <= edge.right && !kept.some(other => isOver(box, other));
        text.style.visibility = isFree || isBold(text) ? "" : "hidden";
        if (box.width && isFree) kept.push(box);
      }
    }
  }

  function mind() {
    if (!NARROW.matches) return;
    thinNames();
    for (const host of document.querySelectorAll(".hc-lanes")) {
      const plot = host.closest('[class*="st-key-chart_"]')?.querySelector(".js-plotly-plot"), width = host.clientWidth;
      if (!width || !plot?.calcdata || !plot._fullLayout?._size || !plot.querySelector(".main-svg")) continue;
      const now = [plot, plot.calcdata, width, Hovers.of(plot)], known = drawn.get(host);
      if (host.firstChild && known && now.every((part, i) => part === known[i])) continue;
      drawn.set(host, now);
      draw(host, plot, width);
    }
  }
  let timer = null;
  const soon = () => { clearTimeout(timer); timer = setTimeout(mind, 120); };
  new MutationObserver(changes => { if (changes.some(({target}) => !target.closest?.(".hc-lanes"))) soon(); }).observe(document.documentElement, {childList: true, subtree: true});
  addEventListener("resize", soon);
  NARROW.addEventListener("change", soon);
})();
