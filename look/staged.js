// A figure of a page as it stands on the stage: laid out anew in larger letters, and what is in the way of reading it. `scale` is
// that of the whole stage, `size` that of the figure on it.
"use strict";
const Staged = (() => {
  const SOURCE_TEXT = 14, LABEL = 32; // px, of a label on a page and of the largest on the stage

  function staged(figure, slide, box) {
    const {data, layout} = structuredClone(figure);
    const meta = layout.meta?.[0] ?? {}, highlight = (slide.highlight ?? "").toLowerCase();
    let head = 0, axis = layout.margin.b, isFound = !highlight;
    layout.annotations = (layout.annotations ?? []).filter(note => {
      const text = Talks.plain(note.text ?? "");
      if (note.name === "footer") { axis = -note.yshift - 14; return false; }
      if (note.yref !== "paper" || (text !== meta.title && text !== meta.subtitle)) return true;
      head += note.font.size * (text === meta.title ? 1.3 : 1.32) * (note.text.split(/<br\s*\/?>/).length);
      return false;
    });
    if (meta.unknown) withoutColumn(layout, ...meta.unknown);
    layout.shapes = (layout.shapes ?? []).filter(shape => shape.name !== "chosen");
    const natural = layout.height;
    layout.margin = {...layout.margin, t: Math.max(6, layout.margin.t - 8 - head), b: Math.max(8, axis)};
    const plotHeight = natural - figure.layout.margin.t - figure.layout.margin.b;
    const enlarge = part => {
      if (!part || typeof part !== "object") return;
      for (const [key, inner] of Object.entries(part)) {
        if (/font$/.test(key) && inner && typeof inner.size === "number") inner.size = Math.max(SOURCE_TEXT, inner.size);
        if (key !== "customdata" && typeof inner === "object" && !(Array.isArray(inner) && typeof inner[0] !== "object")) enlarge(inner);
      }
    };
    enlarge(layout.annotations);
    for (const [key, part] of Object.entries(layout)) if (/axis|font|legend/.test(key)) enlarge({[key]: part});
    data.forEach(enlarge);
    const has = text => highlight && typeof text === "string" && Talks.plain(text).toLowerCase().includes(highlight);
    const point = text => { if (!has(text)) return text; isFound = true; return `<b><span style="color:${figure.colours.accent}">${text}</span></b>`; };
    for (const note of layout.annotations) note.text = point(note.text);
    for (const key of Object.keys(layout)) if (/^[xy]axis/.test(key) && layout[key].ticktext) layout[key].ticktext = [...layout[key].ticktext].map(point);
    for (const trace of data) if (Array.isArray(trace.text) && (trace.mode ?? "").includes("text")) trace.text = trace.text.map(point);
    delete layout.width;
    for (const [key, axis] of Object.entries(layout)) if (/^xaxis/.test(key)) axis.tickangle ??= 0;
    for (const trace of data) if (trace.name === "names") Object.assign(trace, {text: trace.text.map(text => text.replace(/&nbsp;|\u00a0/g, "")), textposition: "middle center"});
    if (layout.geo && meta.legend) isBetterBeside(layout, box) ? legendBeside(layout) : legendBeneath(layout);
    return {data, layout, isFound, plotHeight, height: plotHeight + layout.margin.t + layout.margin.b};
  }

  // A column of what is not known, `wide` px left of the plot, gives its room to it; what no mark means is `said` with the key.
  function withoutColumn(layout, wide, said) {
    layout.annotations = layout.annotations.filter(note => note.name !== "unknown");
    for (const note of layout.annotations) {
      if (note.xref === "paper" && note.x === 0 && note.xshift < -wide) note.xshift += wide;
      if (note.name === "key") Object.assign(note, {text: `${note.text}&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;${said}`, xshift: wide - layout.margin.l});
    }
    layout.margin = {...layout.margin, l: layout.margin.l - wide};
  }

  const SIZES = 560; // px, from where on the sizes of the rings stand in the legend of a map
  const isAside = note => note.name === "beside"; // words, not the number of a ring
  // Whether a map comes out larger with its legend beside it than with the legend beneath, in letters of usual size.
  function isBetterBeside({geo, margin}, box) {
    const up = degrees => Math.log(Math.tan(Math.PI / 4 + degrees * Math.PI / 360)), size = .85 * LABEL / SOURCE_TEXT;
    const [west, east] = geo.lonaxis?.range ?? [-180, 180], [south, north] = geo.lataxis?.range ?? [-56, 80];
    const high = geo.projection?.type === "mercator" ? (up(north) - up(south)) / (east - west) * 180 / Math.PI : .46;
    return Math.min(box.clientWidth - 310 * size, box.clientHeight / high) > Math.min(box.clientWidth, (box.clientHeight - margin.b * size) / high);
  }
  // Beneath the map there is no room right of the sizes of the rings: what a page writes there goes to the end.
  function legendBeneath(layout) {
    const ofLegend = layout.annotations.filter(note => note.xref === "paper" && note.yref === "paper" && note.x === 0 && note.y === 0);
    const aside = ofLegend.filter(isAside), lowest = Math.min(...ofLegend.filter(note => note.xshift < SIZES).map(note => note.yshift));
    aside.forEach((note, i) => Object.assign(note, {text: note.text.replaceAll("<br>", " "), xshift: 0, yshift: lowest - 20 * (i + 1)}));
    layout.margin = {...layout.margin, b: layout.margin.b + 20 * aside.length};
  }
  // The legend of a map, drawn beneath it in two columns, stands beside it in one, so that the map may be high; the sizes
  // of the rings go to its lower left corner, clear of the land.
  function legendBeside(layout) {
    const ACROSS = 300, SECOND = 260, CLEAR = 52, LINES = 42, LINE = 18, height = layout.margin.b;
    // The names of the classes, the first column before the second; each may have several lines, from its first on.
    const classes = layout.annotations.filter(note => note.xref === "paper" && note.yref === "paper" && note.x === 0 && note.y === 0 && note.xshift > 0 && note.xshift < SIZES)
      .map(note => ({note, isSecond: note.xshift >= SECOND, more: LINE * (note.text.split("<br>").length - 1)}))
      .map(one => ({...one, from: one.note.yshift + one.more / 2})).sort((one, other) => one.isSecond - other.isSecond || other.from - one.from);
    let top = -18;
    for (const one of classes) { one.by = top - one.from; top -= 24 + one.more; }
    for (const note of layout.annotations) {
      if (note.name === "years") Object.assign(note, {x: 1, xanchor: "right", y: 1, yanchor: "top"}); // clear of the sizes
      if (note.xref !== "paper" || note.yref !== "paper" || note.x !== 0 || note.y !== 0) continue;
      if (note.xshift >= SIZES && !isAside(note)) { note.xshift -= SIZES + CLEAR; note.yshift += height; continue; }
      const one = classes.find(({note: own}) => own === note);
      if (!one) {
        const lines = Talks.plain(note.text).split(" ").reduce((all, word) => {
          if ((all.at(-1) + " " + word).length <= LINES) all[all.length - 1] += (all.at(-1) && " ") + word; else all.push(word);
          return all;
        }, [""]);
        Object.assign(note, {text: lines.join("<br>"), xshift: -ACROSS, y: 1, yanchor: "top", xanchor: "left", align: "left", yshift: top + 10});
        top -= lines.length * 18.5 + 4;
        continue;
      }
      Object.assign(note, {y: 1, xshift: note.xshift - ACROSS - (one.isSecond ? 268 : 0), yshift: note.yshift + one.by});
    }
    for (const shape of layout.shapes ?? []) {
      if (shape.xsizemode !== "pixel" || shape.ysizemode !== "pixel" || shape.yanchor !== 0) continue;
      const isSize = Math.min(shape.x0, shape.x1) >= SIZES - 20, isSecond = !isSize && Math.min(shape.x0, shape.x1) >= SECOND;
      const dx = isSize ? -SIZES - CLEAR : -ACROSS - (isSecond ? 268 : 0), one = classes.find(({isSecond: other, from}) => other === isSecond && Math.abs(from - (shape.y0 + shape.y1) / 2) < 10);
      const dy = isSize ? height : one?.by ?? 0;
      for (const end of ["x0", "x1"]) shape[end] += dx;
      for (const end of ["y0", "y1"]) shape[end] += dy;
      if (!isSize) shape.yanchor = 1;
    }
    layout.margin = {...layout.margin, l: ACROSS + 10, b: 4};
  }

  // How many texts of a drawing lie upon one another or outside it, and how many labels of an axis touch.
  function faults(plot, scale) {
    const frame = plot.getBoundingClientRect(), boxes = [];
    let wrong = 0, touching = 0;
    const pairs = [];
    for (const text of plot.querySelectorAll(".main-svg text")) {
      if (!text.textContent.trim() || text.closest(".hoverlayer")) continue;
      // The box of a text is a quarter higher than its letters.
      const {left, right, top: upper, bottom: lower, width, height} = text.getBoundingClientRect(), top = upper + height * .12, bottom = lower - height * .12, isTick = Boolean(text.closest('[class*="tick"]')), air = text.closest(".xtick") ? 8 * scale : 0;
      if (!width) continue;
      if (left < frame.left - 2 || right > frame.right + 2 || top < frame.top - 2 || bottom > frame.bottom + 2) wrong += 1;
      boxes.push({left: left - air, right: right + air, top, bottom, isTick, part: text.closest(".textpoint, .annotation") ?? (text.closest(".scattergeo") ? text.parentNode : null)});
    }
    const slack = 2 * scale;
    boxes.forEach((one, i) => boxes.slice(i + 1).forEach(other => {
      const isOver = Math.min(one.right, other.right) - Math.max(one.left, other.left) > slack && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > slack;
      if (isOver && one.isTick && other.isTick) touching += 1;
      else if (isOver) { wrong += 1; pairs.push([one, other]); }
    }));
    return {wrong: wrong + touching, touching, pairs};
  }
  // A few names at marks that lie upon one another are moved apart, by less than a line, the upper one upwards.
  function nudge(plot, size, scale) {
    for (let round = 0; round < 5; round += 1) {
      const {wrong, touching, pairs} = faults(plot, scale);
      if (!pairs.length || pairs.length > 8 || wrong - touching !== pairs.length) return;
      for (const [one, other] of pairs) {
        const [upper, lower] = one.top + one.bottom <= other.top + other.bottom ? [one, other] : [other, one];
        const by = (upper.bottom - lower.top + 3 * scale) / 2 / scale / size;
        for (const [box, way] of [[upper, -1], [lower, 1]]) {
          const moved = +(box.part?.dataset.moved ?? 0) + way * by;
          if (!box.part || Math.abs(moved) > 1.4 * SOURCE_TEXT) continue;
          box.part.dataset.moved = moved;
          box.part.style.translate = `0 ${moved}px`;
        }
      }
    }
  }
  // A figure that lies on another's mark goes to the other side of its own mark, or beneath or above it, where that is free.
  function clear(plot, size, scale) {
    const on = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 * scale && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2 * scale;
    const boxOf = part => part.getBoundingClientRect(), gap = 6 * scale;
    const letters = text => { const {left, right, top, bottom, width, height} = boxOf(text); return {left, right, top: top + height * .12, bottom: bottom - height * .12, width}; };
    const marks = [...plot.querySelectorAll(".scatterlayer .point, .barlayer .point path")].map(boxOf).filter(({width, height}) => width && height);
    const texts = [...plot.querySelectorAll(".main-svg text")].filter(text => text.textContent.trim()), frame = boxOf(plot);
    for (const part of plot.querySelectorAll(".annotation")) {
      const text = part.querySelector("text"), now = text && letters(text);
      if (!now?.width || !marks.some(mark => on(now, mark))) continue;
      const {x, y, xref, yref} = plot._fullLayout.annotations[part.dataset.index] ?? {}, [xaxis, yaxis] = [plot._fullLayout[xref?.replace("x", "xaxis")], plot._fullLayout[yref?.replace("y", "yaxis")]];
      if (!xaxis || !yaxis) continue;
      const at = [frame.left + (xaxis._offset + xaxis.r2p(x)) * scale * size, frame.top + (yaxis._offset + yaxis.r2p(y)) * scale * size];
      const far = mark => Math.hypot(Math.max(mark.left - at[0], at[0] - mark.right, 0), Math.max(mark.top - at[1], at[1] - mark.bottom, 0));
      const own = marks.reduce((best, mark) => (far(mark) < far(best) ? mark : best));
      if (far(own) > 6 * scale) continue; // it says something else than a mark
      const high = now.bottom - now.top, centre = [(own.left + own.right - now.width) / 2, (own.top + own.bottom - high) / 2];
      const places = [[own.right + gap, centre[1]], [own.left - gap - now.width, centre[1]], [centre[0], own.bottom + gap], [centre[0], own.top - gap - high]];
      const taken = [...marks, ...texts.filter(other => other !== text).map(letters)];
      const free = places.find(([left, top]) => left >= frame.left && !taken.some(other => on({left, top, right: left + now.width, bottom: top + high}, other)));
      if (free) part.style.translate = `${(free[0] - now.left) / scale / size}px ${(free[1] - now.top) / scale / size + +(part.dataset.moved ?? 0)}px`;
      else if (plot._fullLayout.annotations[part.dataset.index].name === "claim") part.remove(); // as a page leaves it out too
    }
  }
  // The names on a map, the first served first: beside their own mark, above or beneath it, clear of all others; a name
  // without such a place is left out, unless it is that of the chosen place. How many fewer than half of them are left.
  function named(plot) {
    const at = node => node.getAttribute("transform").match(/-?[\d.]+/g).map(Number), px = parseFloat(getComputedStyle(plot).width) / plot.getBoundingClientRect().width;
    const frame = plot.getBoundingClientRect(), map = plot._fullLayout._size, marks = [], taken = [], gap = 3;
    const meets = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
    for (const path of plot.querySelectorAll("g.scattergeo path.point")) {
      const {width} = path.getBoundingClientRect(), [x, y] = at(path);
      const {line} = path.closest("g.scattergeo").__data__[0].trace.marker; // of rings each has a line of its own
      if (width) marks.push({x, y, r: width * px / 2, isRing: Array.isArray(line.width)});
    }
    for (const text of plot.querySelectorAll(".annotation text")) {
      const box = text.getBoundingClientRect();
      if (box.width) taken.push([(box.left - frame.left) * px, (box.top - frame.top) * px, (box.right - frame.left) * px, (box.bottom - frame.top) * px]);
    }
    // In a large ring there is room, but not on its line nor on its disc.
    const isOn = (box, {x, y, r, isRing}) => {
      const near = Math.hypot(Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3])), far = Math.hypot(Math.max(x - box[0], box[2] - x), Math.max(y - box[1], box[3] - y));
      return near < r + 1 && (!isRing || r < 16 || far > r - 2);
    };
    const names = [...plot.querySelectorAll("g.scattergeo text")];
    let kept = 0;
    for (const text of names) {
      const {width, height} = text.getBoundingClientRect(), [x, y] = at(text), wide = width * px / 2, high = height * px * .38;
      const r = Math.max(4, ...marks.filter(mark => Math.hypot(mark.x - x, mark.y - y) < 1).map(mark => mark.r)) + gap;
      const ways = [[r + wide, 0], [-r - wide, 0], [0, -r - high], [0, r + high], [r * .7 + wide, -r * .7 - high / 2], [r * .7 + wide, r * .7 + high / 2], [-r * .7 - wide, -r * .7 - high / 2], [-r * .7 - wide, r * .7 + high / 2]];
      const boxOf = ([dx, dy]) => [x + dx - wide, y + dy - high, x + dx + wide, y + dy + high];
      const isFree = box => box[0] > map.l && box[2] < map.l + map.w && box[1] > map.t && box[3] < map.t + map.h && !taken.some(other => meets(box, other)) && !marks.some(mark => isOn(box, mark));
      const isChosen = +getComputedStyle(text).fontWeight > 600 || Boolean(text.querySelector("tspan[style*=bold]")), way = ways.find(one => isFree(boxOf(one))) ?? (isChosen ? ways[0] : null);
      if (!way) { text.parentNode.remove(); continue; }
      kept += 1;
      taken.push(boxOf(way));
      text.parentNode.style.translate = `${way[0]}px ${way[1]}px`;
    }
    return Math.max(0, Math.ceil(names.length / 2) - kept);
  }
  // Names of lanes in two lines, where the lanes are far enough apart.
  function wrapped(layout, height) {
    const copy = structuredClone(layout), LINES = 40, LETTERS = 26;
    for (const [key, axis] of Object.entries(copy)) {
      if (!/^yaxis/.test(key) || !axis.ticktext || !axis.range) continue;
      const places = [...axis.tickvals].map(Number).sort((a, b) => a - b), [from, to] = axis.domain ?? [0, 1];
      const gap = Math.min(...places.slice(1).map((place, i) => place - places[i]), Math.abs(axis.range[1] - axis.range[0]));
      if (!(gap / Math.abs(axis.range[1] - axis.range[0]) * (to - from) * (height - layout.margin.t - layout.margin.b) >= LINES)) continue;
      axis.ticktext = [...axis.ticktext].map(text => {
        if (text.length <= LETTERS || text.includes("<")) return text;
        const words = text.split(" "), lines = words.slice(1).map((_, i) => [words.slice(0, i + 1).join(" "), words.slice(i + 1).join(" ")]);
        const long = ([one, other]) => Math.max(one.length, other.length);
        return lines.length ? lines.reduce((best, other) => (long(other) < long(best) ? other : best)).join("<br>") : text;
      });
    }
    return copy;
  }
  // Margins as wide as the texts in them need, where a page leaves more, or less for its smaller letters.
  function trimmed(plot, layout, size, scale) {
    if (layout.geo) return null;
    const frame = plot.getBoundingClientRect(), px = scale * size;
    let left = Infinity, right = Infinity;
    for (const part of plot.querySelectorAll(".main-svg text, .shapelayer path")) {
      const box = part.getBoundingClientRect(), least = part.matches("text") ? -Infinity : 0; // a shape is cut at the plot
      if (!box.width) continue;
      left = Math.min(left, Math.max(least, (box.left - frame.left) / px));
      right = Math.min(right, Math.max(least, (frame.right - box.right) / px));
    }
    const less = room => Number.isFinite(room) && (room > 24 || room < -2) ? room - 10 : 0;
    const l = Math.max(10, layout.margin.l - less(left)), r = Math.max(10, layout.margin.r - less(right));
    return l === layout.margin.l && r === layout.margin.r ? null : {...layout.margin, l, r};
  }
  // Every second label of the horizontal axis, counted from the first; of several lanes of one scale, only the first has it.
  function thinned(layout) {
    const copy = structuredClone(layout);
    for (const [key, axis] of Object.entries(copy)) {
      if (/^yaxis\d/.test(key)) axis.showticklabels = false;
      if (!/^xaxis/.test(key) || !axis.tickvals) continue;
      const isKept = (_, i) => i % 2 === 0;
      if (axis.ticktext) axis.ticktext = [...axis.ticktext].filter(isKept);
      axis.tickvals = [...axis.tickvals].filter(isKept);
    }
    return copy;
  }

  return {SOURCE_TEXT, LABEL, staged, faults, nudge, clear, named, wrapped, trimmed, thinned};
})();
