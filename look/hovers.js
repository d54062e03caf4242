// What marks say comes apart from their figure, once for all views of a page (pages/_parts/hovers.py). A mark carries the place of
// its words in that list; here they are put in its stead, before anybody asks for them.
"use strict";
const Hovers = (() => {
  const lists = new Map();

  function listOf(page, name) {
    const part = !lists.has(name) && page.querySelector(`[data-hovers="${CSS.escape(name)}"]`);
    if (part) lists.set(name, JSON.parse(part.dataset.list));
    return lists.get(name);
  }

  // For a figure of a page; `drawn`: its traces as Plotly has completed them. Gives whether its marks have their words.
  function put(page, {data, layout}, drawn = []) {
    const name = layout?.meta?.[0]?.hovers, list = name && listOf(page, name);
    if (!list) return !name;
    data.forEach((trace, i) => {
      if (typeof trace.customdata?.[0]?.[0] !== "number") return;
      for (const custom of trace.customdata) custom.splice(0, 1, ...list[custom[0]]);
      for (const part of [trace, drawn[i] ?? {}]) Object.assign(part, {hoverinfo: "all", hovertemplate: "%{customdata[1]}<extra></extra>"});
    });
    return true;
  }
  return {put, of: plot => put(document, plot, plot._fullData)};
})();
