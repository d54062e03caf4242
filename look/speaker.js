// What the stage tells the speaker's window, what that window asks of it, and how it is opened.
"use strict";
const Speaker = (() => {
  const ME = Talks.newId();
  let channel = null, lastTouched = Date.now(); // of several tabs with one talk, the speaker follows the one last touched

  function listen(stage) {
    channel = new BroadcastChannel("hard-currency-stage-" + stage.name);
    ["keydown", "pointerdown"].forEach(kind => addEventListener(kind, () => { lastTouched = Date.now(); }, true));
    addEventListener("pagehide", () => send(stage, {isClosed: true}));
    channel.onmessage = ({data}) => {
      if (data.from !== "speaker" || (data.to && data.to !== ME)) return;
      if (data.hello) { tellState(stage); stage.shows.forEach(show => show.figure && tellPicture(stage, show)); }
      if (Number.isInteger(data.go)) stage.go(data.go);
      if (Object.hasOwn(stage.keys, data.key ?? "")) stage.keys[data.key]();
    };
  }

  function send(stage, message) { if (stage.talk) channel.postMessage({from: "stage", stage: ME, touched: lastTouched, ...message}); }
  function tellState(stage) {
    const {now, shows, cover, live, isAway} = stage;
    send(stage, {state: {now, of: shows.length, isBlank: !cover.hidden, isLive: Boolean(live), isAway}});
  }
  function tellPicture(stage, show) {
    const {figure, section} = show;
    send(stage, {
      picture: {
        number: stage.shows.indexOf(show), html: section.outerHTML, wide: stage.wide, tall: stage.tall, finding: figure.layout.meta?.[0]?.title ?? "", labels: Talks.labels(figure), figures: Talks.figures(figure), isStepped: Boolean(show.planned),
        version: figure.version, notices: figure.notices, isFound: show.isFound, letters: Math.round(Staged.SOURCE_TEXT * (show.size ?? 0)), colours: figure.colours,
      },
    });
  }

  function openNotes(stage) {
    const {name} = stage;
    if (stage.taken) return speakFromFile(stage);
    if (name === "one") return stage.signFor(tr("One view alone has no notes; add it to a talk."));
    // The window that is open already keeps its clock: it is brought to the front, not loaded anew.
    const speaker = window.open("", "hc-notes-" + name, "popup,width=1100,height=760");
    if (!speaker) return stage.signFor(tr("The browser did not open the notes window; allow pop-ups for this address."));
    let isEmpty = true;
    try { isEmpty = speaker.location.href === "about:blank"; } catch { /* the browser's own page about a server that was away */ }
    if (!isEmpty) return speaker.focus();
    if (stage.isAway) { speaker.close(); return stage.signFor(tr("The server cannot be reached; the notes window opens when it can.")); }
    speaker.location.replace(stage.ours("stage/notes?talk=" + encodeURIComponent(name)));
  }
  // In a file taken along: a plain second window, filled from here, if the notes are in the file.
  let second = null;
  function speakFromFile(stage) {
    const {taken, keys} = stage;
    if (!taken.notes) return stage.signFor(tr("This file was made without notes."));
    if (second && !second.closed) return second.focus();
    second = window.open("", "hc-notes", "popup,width=900,height=600");
    if (!second) return stage.signFor(tr("The browser did not open the notes window; allow pop-ups for this address."));
    const began = Date.now();
    const fillIn = () => {
      if (!second || second.closed) return clearInterval(timer);
      const passed = Math.floor((Date.now() - began) / 1000);
      second.document.title = tr("Notes");
      second.document.body.style.cssText = "font:22px/1.4 sans-serif;margin:24px;white-space:pre-wrap";
      const place = tr("Slide {number} of {n}", {number: stage.now + 1, n: stage.shows.length}), notes = taken.notes[stage.now] || tr("(no notes)");
      second.document.body.textContent = `${new Date().toLocaleTimeString()}   ${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, "0")}   ${place}\n\n${notes}`;
    };
    const timer = setInterval(fillIn, 250);
    fillIn();
    second.addEventListener("keydown", event => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || ["Escape", "f", "n"].includes(event.key) || !Object.hasOwn(keys, event.key)) return;
      event.preventDefault();
      keys[event.key]();
    });
  }

  return {listen, send, tellState, tellPicture, openNotes};
})();
