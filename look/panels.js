// The panels over the stage: the keys, all slides with what can be done with the talk, and the list of talks.
"use strict";
const Panels = (() => {
  const {make} = Elements;

  const isShown = ({panel}, kind) => !panel.hidden && panel.dataset.kind === kind;
  function open({panel}, kind, ...inside) {
    panel.dataset.kind = kind;
    panel.replaceChildren(...inside);
    panel.hidden = false;
    panel.focus({preventScroll: true});
  }
  function close({panel}) { panel.hidden = true; panel.replaceChildren(); focus(); }

  function help(stage) {
    const rows = [
      [tr("Right, left"), tr("next slide, previous slide")], [tr("Space, Down, Page Down"), tr("next part of a long chart, then the next slide")], [tr("Up, Page Up"), tr("previous part of a long chart, then the previous slide")], [tr("Home, End"), tr("first, last slide")], [tr("Digits, then Enter"), tr("that slide")],
      ["v", tr("the slide’s own view with its controls, live; v or Esc returns to the slide as planned"), true], ["o", tr("all slides")], ["n", tr("notes, in a second window")],
      ["p", tr("plays the years, where the view has them; p pauses"), true], ["j, k", tr("previous, next years; Esc returns to the slide as planned"), true],
      ["b", tr("blank screen")], ["f", tr("full screen")], ["?", tr("these keys")], ["Esc", tr("back to where you were")],
      [tr("Mouse, touch"), tr("the right third of the screen: as Page Down; the left third: as Page Up; or swipe")],
    ];
    const shown = rows.filter(([,, needsServer]) => !(stage.taken && needsServer));
    open(stage, "help", make("h2", {}, tr("Keys")), make("dl", {}, ...shown.flatMap(([key, what]) => [make("dt", {}, key), make("dd", {}, what)])));
  }

  let chosen = 0;
  function overview(stage, at = stage.now) {
    const {name, taken, talk, shows} = stage;
    chosen = at;
    const isMine = name === "mine" && !taken, message = make("span", {class: "told", role: "status"});
    const list = make("ol", {class: "grid"}, ...shows.map((show, i) => {
      const button = make("button", {type: "button", class: "pick", onclick: () => { close(stage); stage.go(i); }});
      const order = [make("span", {}, String(i + 1))];
      if (isMine) for (const [label, act] of [[tr("Earlier"), () => move(stage, i, -1)], [tr("Later"), () => move(stage, i, 1)], [tr("Remove"), () => remove(stage, i)]]) order.push(make("button", {type: "button", onclick: act, "aria-label": tr("{act}: slide {number}", {act: label, number: i + 1})}, label));
      const own = isMine ? [make("input", {"aria-label": tr("Title of slide {number}", {number: i + 1}), maxlength: "140", value: show.slide.title ?? "", onchange: event => retitle(stage, i, event.target.value.trim())})] : [];
      return make("li", i === chosen ? {class: "now"} : {}, button, make("div", {class: "order"}, ...order), ...own);
    }));
    const ways = make("div", {class: "ways"});
    if (!taken) {
      const file = make("input", {type: "file", accept: ".toml,text/plain", hidden: "", onchange: () => openFile(stage, file, message)});
      const withNotes = make("input", {type: "checkbox"});
      const button = (label, act) => make("button", {type: "button", onclick: async event => { try { await act(event.currentTarget); } catch (error) { message.textContent = error.message; } }}, label);
      ways.append(
        button(tr("Download the talk"), async () => Elements.save(new Blob([Talks.write(await Along.whole(stage))], {type: "application/toml"}), `${name}.toml`)),
        button(tr("Open a talk from a file"), () => file.click()), file,
        button("PowerPoint", async me => {
          me.disabled = true;
          message.textContent = tr("Preparing the slides; each view is read again");
          try { message.textContent = await Along.slidesOf(stage, withNotes.checked); } finally { me.disabled = false; }
        }),
        button(tr("Save as one file"), async me => {
          me.disabled = true;
          try { message.textContent = tr("Preparing the file"); await Along.takeAlong(stage, withNotes.checked); message.textContent = ""; } finally { me.disabled = false; }
        }),
        ...(name === "one" ? [] : [make("label", {}, withNotes, tr("with notes"))]),
      );
      if (!isMine && name !== "one") ways.append(button(tr("Make it my talk"), async () => { if (!mayReplace()) return; Talks.keepWhole(await Along.whole(stage)); location.assign(stage.ours("stage?talk=mine")); }));
    }
    ways.append(message);
    const heading = isMine
      ? make("h2", {}, make("input", {"aria-label": tr("Title of the talk"), value: talk.title, onchange: event => { stage.talk.title = event.target.value.trim() || tr("My talk"); Talks.keep({...Talks.mine(), title: stage.talk.title}); }}))
      : make("h2", {}, talk.title);
    open(stage, "overview", heading, ways, list);
    shows.forEach(show => refresh(stage, show));
    stage.panel.querySelector("li.now button")?.scrollIntoView({block: "nearest"});
  }
  // A slide in the overview as it is now: some are drawn while all are seen.
  function refresh(stage, show) {
    const number = stage.shows.indexOf(show) + 1, item = isShown(stage, "overview") && stage.panel.querySelector(`.grid > :nth-child(${number})`);
    if (!item) return;
    const finding = show.figure?.layout.meta?.[0]?.title ?? tr("Drawing it"), button = item.querySelector(".pick");
    button.replaceChildren(Slide.small(stage, show));
    button.setAttribute("aria-label", tr("Slide {number}: {title}", {number, title: show.slide.title || finding}));
    item.querySelector("input")?.setAttribute("placeholder", finding);
  }
  // Whether a key was for the overview. Enter after digits means their slide, not the chosen one.
  function overviewKey(stage, event, hasDigits) {
    if (event.target.closest?.("input")) return false;
    const items = [...stage.panel.querySelectorAll(".grid > li")], across = items.filter(item => item.offsetTop === items[0].offsetTop).length;
    const step = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across, Home: -items.length, End: items.length}[event.key];
    if (step) {
      chosen = Math.max(0, Math.min(items.length - 1, chosen + step));
      items.forEach((item, i) => item.classList.toggle("now", i === chosen));
      items[chosen].scrollIntoView({block: "nearest"});
      document.activeElement.blur();
      return true;
    }
    if (event.key === "Enter" && !hasDigits && !event.target.closest?.("button, a")) { close(stage); stage.go(chosen); return true; }
    return false;
  }
  function rearrange(stage, slides, at) {
    Talks.keep({...Talks.mine(), slides});
    follow(stage, at);
    overview(stage, at);
  }
  // The reader's own talk as the browser has it now: this tab or another has changed it.
  function follow(stage, at = stage.now) {
    stage.open(Talks.mine());
    if (!stage.shows.length) return location.reload();
    stage.shows.forEach(show => show.figure && !show.section.firstChild && Slide.build(stage, show));
    stage.go(at);
    if (isShown(stage, "overview")) overview(stage);
    Speaker.send(stage, {isOther: true});
  }
  function move(stage, i, by) {
    const slides = [...stage.talk.slides], to = i + by;
    if (to < 0 || to >= slides.length) return;
    [slides[i], slides[to]] = [slides[to], slides[i]];
    rearrange(stage, slides, to);
  }
  function remove(stage, i) {
    const slides = stage.talk.slides.filter((_, at) => at !== i);
    rearrange(stage, slides, Math.min(i, slides.length - 1));
  }
  function retitle(stage, i, title) { rearrange(stage, stage.talk.slides.map((slide, at) => (at === i ? {...slide, title} : slide)), i); }
  async function openFile(stage, input, message) {
    const file = input.files[0];
    input.value = ""; // the same file, mended, may be chosen again
    try { if (file) await openText(stage, await file.text()); } catch (error) { message.textContent = tr("{file} cannot be opened. {fault}", {file: file.name, fault: error.message}); }
  }
  const mayReplace = () => !Talks.mine().slides.length || confirm(tr("This talk will take the place of your own in this browser. Go on?"));
  async function openText(stage, text) {
    const read = Talks.read(text);
    if (!mayReplace()) return;
    Talks.keepWhole(read);
    location.assign(stage.ours("stage?talk=mine"));
  }

  async function allTalks(stage, why) {
    const {url, ours, backTo} = stage;
    const talks = await fetch(url("stage/talks.json")).then(answer => answer.json()).catch(() => []);
    const own = Talks.mine();
    if (own.slides.length) talks.push({name: "mine", title: tr("{title} (in this browser)", {title: own.title}), slides: own.slides.length});
    const message = make("p", {class: "told", role: "status"}, why ?? "");
    const file = make("input", {type: "file", accept: ".toml,text/plain", hidden: "", onchange: () => openFile(stage, file, message)});
    open(stage, "talks", make("h2", {}, tr("Talks")), message,
      make("ul", {class: "talks"}, ...talks.map(one => make("li", {}, make("a", {href: ours("stage?talk=" + encodeURIComponent(one.name))}, one.title), " · ", plural("{n} slide", "{n} slides", one.slides)))),
      make("div", {class: "ways"}, make("button", {type: "button", onclick: () => file.click()}, tr("Open a talk from a file")), file, make("a", {href: backTo()}, tr("Back to the dashboard"))),
      make("p", {}, tr("For a talk of your own, press “Add to talk” beneath any chart. The talk stays in this browser. On the stage, press ? for the keys.")));
  }

  return {isShown, open, close, help, overview, overviewKey, allTalks, follow, refresh};
})();
