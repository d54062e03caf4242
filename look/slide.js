// A slide on the stage: its words around its picture, which are drawn one after another, and a small copy for the overview.
"use strict";
const Slide = (() => {
  const {make} = Elements;
  let drawing = Promise.resolve();

  async function draw(stage, show, only) {
    if (!await Fitted.draw(stage, show, only)) return;
    Speaker.tellPicture(stage, show);
    Panels.refresh(stage, show);
  }
  // One after another; between two of them keys are heard.
  function drawInTurn(stage, show, only) {
    drawing = drawing.then(() => new Promise(done => setTimeout(done))).then(() => draw(stage, show, only)).catch(error => console.warn(error));
    return drawing;
  }

  // On a screen of 4:3 the words around a chart are a sixth smaller, which is still larger, for its width, than on one of 16:9.
  const typeFor = across => Math.min(1, .84 + .16 * (across - 1440) / 320).toFixed(3);
  const titleOf = (slide, {title = ""}) => (slide.title || title).replace(/(\d) (?=\p{L}+illi)/gu, "$1\u00a0"); // no line ends within $642 million
  const measureOf = ({known, subtitle}) => [known, subtitle].filter(Boolean).join(" ");
  function build(stage, show) {
    const {section, figure, slide} = show, meta = figure.layout.meta?.[0] ?? {};
    const {paper, ink, muted, hairline, accent} = figure.colours;
    section.classList.toggle("dark", /^#[0-7]/.test(paper)); // on paper it is light
    section.style.cssText = `--type:${typeFor(stage.wide)};--paper:${paper};--ink:${ink};--muted:${muted};--hairline:${hairline};--accent:${accent}`;
    section.replaceChildren(
      make("h1", {}, titleOf(slide, meta)), make("p", {class: "measure"}, measureOf(meta)),
      make("div", {class: "plot", role: "img", "aria-label": figure.alt ?? ""}), make("p", {class: "more", hidden: ""}), make("p", {class: "source"}, meta.footer ?? ""));
    const root = document.documentElement.style;
    for (const [key, value] of Object.entries(figure.colours)) root.setProperty("--" + key, value);
    if (stage.name === "mine" && !stage.taken) Talks.remember(slide, figure);
    return drawInTurn(stage, show);
  }
  // Another picture of the same view takes the place of the one that is seen, with the same letters.
  function replace(stage, show, figure) {
    const {section, slide} = show, meta = figure.layout.meta?.[0] ?? {};
    show.figure = figure;
    section.querySelector("h1").textContent = titleOf(slide, meta);
    section.querySelector(".measure").textContent = measureOf(meta);
    section.querySelector(".source").textContent = meta.footer ?? "";
    section.querySelector(".plot").setAttribute("aria-label", figure.alt ?? "");
    return drawInTurn(stage, show, show.size);
  }
  function say(show, ...words) {
    if (!show.figure) show.section.replaceChildren(make("p", {class: "waiting"}, ...words));
  }

  function wait(show) { if (!show.section.firstChild) say(show, tr("One moment: the view is being drawn.")); }

  function small(stage, show) {
    const frame = make("span", {class: "small"});
    // Names of clips and patterns of its own: those of a slide that is not shown hide whatever refers to them.
    const html = show.section.outerHTML.replace(/ id="([^"]+)"/g, ' id="$1-small"').replace(/url\((&quot;|['"]?)#([^'"&)]+)/g, "url($1#$2-small");
    const copy = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    copy.removeAttribute("inert");
    copy.className = "slide";
    copy.setAttribute("aria-hidden", "true");
    frame.append(copy);
    frame.style.aspectRatio = `${stage.wide} / ${stage.tall}`;
    copy.style.width = stage.wide + "px";
    copy.style.height = stage.tall + "px";
    new ResizeObserver(() => { copy.style.transform = `scale(${frame.clientWidth / stage.wide})`; }).observe(frame);
    return frame;
  }

  return {draw, drawInTurn, typeFor, build, replace, say, wait, small};
})();
