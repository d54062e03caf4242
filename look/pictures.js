// Pictures of a chart, made in the reader's browser with our letters inside. One that is too long for the frame of a slide
// comes in parts, each with its title, its axis and its footer. Nothing is sent anywhere.
"use strict";
const Pictures = (() => {
  const {draw, save} = Elements;
  const LINE = 26; // px, of the line that says which part it is
  const FRAMES = {
    copy: {scale: 2}, png: {scale: 2}, single: {scale: 1, said: "-1x"}, slide: {width: 1920, height: 1080, said: "-1920x1080"},
  };
  const LEAST = 1.2; // how much larger its letters are on a slide than on the page, where it is cut

  const sized = (width, height) => ({width, height, viewBox: `0 0 ${width} ${height}`});
  const written = root => new XMLSerializer().serializeToString(root);

  // How far its words go to the right: in a small window a drawing may be narrower than what is said above and below it.
  function reach(root) {
    const beside = document.body.appendChild(document.createElement("div"));
    Object.assign(beside.style, {position: "absolute", visibility: "hidden"});
    beside.append(root);
    const from = root.getBoundingClientRect().left;
    const ends = [...root.querySelectorAll("text")].map(text => text.getBoundingClientRect().right - from);
    beside.remove();
    return Math.ceil(Math.max(0, ...ends));
  }

  async function drawing(plot) {
    const layers = [...plot.querySelectorAll(".main-svg")];
    let width = layers[0].clientWidth || +layers[0].getAttribute("width");
    const height = layers[0].clientHeight || +layers[0].getAttribute("height");
    const root = draw("svg"), all = draw("g", {id: "whole"});
    for (const layer of layers) {
      const copy = layer.cloneNode(true);
      copy.querySelectorAll(".hoverlayer, .zoomlayer").forEach(part => part.remove());
      copy.removeAttribute("style");
      copy.setAttribute("overflow", "visible");
      all.append(copy);
    }
    root.append(all);
    const end = reach(root);
    if (end > width) width = end + 10;
    const fill = layers[0].style.background || "none";
    const style = draw("style", {}, "text{text-rendering:geometricPrecision}" + await Letters.within(Pictures.fonts, layers.map(layer => layer.textContent).join("") + partWords(1, 1)));
    for (const [name, value] of Object.entries(sized(width, height))) root.setAttribute(name, value);
    root.prepend(style, draw("rect", {width, height, fill}));
    return {root, style, all, fill, width, height};
  }

  const partWords = (number, n) => tr("Part {number} of {n}", {number, n});

  // The parts of a drawing that in a frame would have smaller letters than on the page; none where it is no chart of lanes.
  function partsOf(plot, drawn, frame) {
    const {_size: size, height, yaxis} = plot._fullLayout, layout = {...plot.layout, margin: {t: size.t, b: height - size.t - size.h}};
    if (frame.scale || scaleIn(frame, drawn) >= 1) return null;
    const parts = Parts.of(layout, size.h, Math.min(frame.height / LEAST, drawn.height) - 2 * LINE);
    const [bottom, top] = yaxis?.range ?? [], px = value => size.t + (top - value) / (top - bottom) * size.h;
    return parts?.map((part, i) => {
      const [low, high] = part, strips = [[0, px(top)], ...headOf(plot, layout, part), [px(high), px(Math.max(low, bottom))], [px(bottom), height]];
      return onePart(plot, drawn, strips, partWords(i + 1, parts.length));
    });
  }

  function headOf(plot, layout, part) {
    const head = plot.querySelector(`.annotation[data-index="${Parts.headOf(layout, part)}"]`)?.getBoundingClientRect();
    const {top} = plot.querySelector(".main-svg").getBoundingClientRect();
    return head ? [[head.top - top - 6, head.bottom - top + 6]] : [];
  }

  function onePart(plot, {style, all, fill, width}, strips, words) {
    let at = 0;
    const seen = strips.map(([from, to]) => {
      const strip = draw("svg", {y: at, width, height: to - from, viewBox: `0 ${from} ${width} ${to - from}`}, draw("use", {href: "#whole"}));
      at += to - from;
      return strip;
    });
    const {color, family} = plot._fullLayout.font, height = Math.ceil(at + LINE);
    const said = draw("text", {x: width - 12, y: at + LINE / 2, fill: color, "text-anchor": "end", style: `font: 14px ${family}`}, words);
    const root = draw("svg", sized(width, height), style.cloneNode(true), draw("defs", {}, all.cloneNode(true)), draw("rect", {width, height, fill}), ...seen, said);
    return {root, width, height};
  }

  const scaleIn = (frame, {width, height}) => frame.scale ?? Math.min(frame.width / width, frame.height / height);

  async function bitmap({root, width, height}, frame, scale) {
    const image = new Image(), text = written(root);
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = frame.width ?? Math.round(width * scale);
    canvas.height = frame.height ?? Math.round(height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--hc-paper").trim() || "#fff";
    const left = (canvas.width - width * scale) / 2, top = (canvas.height - height * scale) / 2;
    const paint = () => {
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, left, top, width * scale, height * scale);
    };
    paint();
    // A font for some letters only is read once it is drawn with, and until then no text of that size is seen.
    const seen = () => new Uint32Array(pen.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    for (let alike = 0, round = 0, before = null; text.includes("unicode-range:") && alike < 3 && round < 30; round += 1) {
      await new Promise(done => setTimeout(done, 150));
      paint();
      const now = seen();
      alike = before?.every((dot, at) => dot === now[at]) ? alike + 1 : 0;
      before = now;
    }
    return new Promise(done => canvas.toBlob(done, "image/png"));
  }

  // Save or copy the picture of a chart; gives in how many parts.
  async function take(plot, kind, name) {
    const drawn = await drawing(plot);
    if (kind === "svg") save(new Blob([written(drawn.root)], {type: "image/svg+xml"}), name + ".svg");
    else if (kind === "copy") await navigator.clipboard.write([new ClipboardItem({"image/png": bitmap(drawn, FRAMES.copy, FRAMES.copy.scale)})]);
    else {
      const frame = FRAMES[kind], parts = partsOf(plot, drawn, frame) ?? [drawn];
      const scale = Math.min(...parts.map(part => scaleIn(frame, part))); // the same letters in all
      for (const [i, part] of parts.entries()) {
        save(await bitmap(part, frame, scale), `${name}${frame.said ?? ""}${parts.length > 1 ? `-part-${i + 1}-of-${parts.length}` : ""}.png`);
      }
      return parts.length;
    }
    return 1;
  }

  return {take, fonts: JSON.parse(document.querySelector("script[data-fonts]").dataset.fonts)};
})();
