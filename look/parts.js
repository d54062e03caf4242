// Where a chart of lanes is cut that is too long for one slide, on the stage and in a picture.
"use strict";
const Parts = (() => {
  const isAtLane = note => (note.yref ?? "y") === "y" && typeof note.y === "number";
  const isHead = note => isAtLane(note) && /^<b>/.test(note.text ?? "");
  const headsOf = layout => layout.annotations.filter(isHead).map(note => note.y);
  const lanesOf = layout => [...new Set([...(layout.yaxis.tickvals ?? []), ...layout.annotations.filter(isAtLane).map(note => note.y)])].sort((a, b) => b - a);

  // A chart of more lanes than a slide can show in letters that can be read is shown in parts, from the top, each with the
  // whole axis: the ranges of the vertical axis, or null where the chart is not one of lanes, or is short enough.
  function of(layout, plotHeight, height) {
    const axis = layout.yaxis;
    if (layout.geo || !axis?.range || Object.keys(layout).some(key => /^yaxis\d/.test(key))) return null;
    const [bottom, top] = axis.range.map(Number), room = (height - layout.margin.t - layout.margin.b) * (top - bottom) / plotHeight;
    if (!(top < -bottom && room > 0 && room < top - bottom)) return null; // lanes go down from the first, values up from zero
    const borders = (layout.shapes ?? []).filter(shape => shape.y0 === shape.y1 && (shape.yref ?? "y") === "y").map(shape => shape.y0);
    const heads = headsOf(layout), lanes = lanesOf(layout);
    const between = lanes.slice(1).map((lane, i) => (heads.includes(lanes[i]) ? null : (lane + lanes[i]) / 2)).filter(cut => cut !== null);
    const cuts = (borders.length > 2 ? borders : between).sort((a, b) => b - a), parts = [];
    let from = top;
    while (from - bottom > room) {
      // As many lanes in each, not one alone in the last.
      const within = cuts.filter(at => at < from && at >= from - room), aim = from - (from - bottom) / Math.ceil((from - bottom) / room);
      if (!within.length) return null;
      const cut = within.find(at => at <= aim) ?? within.at(-1);
      parts.push([cut, from]);
      from = cut;
    }
    return [...parts, [Math.min(bottom, from - Math.max(...parts.map(([low, high]) => high - low))), from]];
  }

  // Which annotation is the heading of the lanes with which a part begins, where it stands in a part before; else -1.
  function headOf(layout, [, from]) {
    const heads = headsOf(layout), above = Math.min(...heads.filter(head => head > from));
    if (heads.includes(lanesOf(layout).find(lane => lane < from))) return -1;
    return layout.annotations.findIndex(note => isHead(note) && note.y === above);
  }

  return {of, headOf};
})();
