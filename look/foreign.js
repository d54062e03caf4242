// Tools that translate a page, read it out or mark words in it put nodes of theirs around those of the front end, or in
// their place. The front end would then fail, or write a new name where nobody sees it, and the old one would stand over
// another place's figures. So what it changes or takes away is changed and taken away as the reader sees it.
"use strict";
(() => {
  const {removeChild, insertBefore} = Node.prototype;
  const stands = new WeakMap(); // what a tool put in the place of a text of the front end, or beside it
  const isOurs = node => Object.keys(node).some(key => key.startsWith("__reactFiber$"));
  const holdsOurs = node => isOurs(node) || [...node.childNodes].some(holdsOurs);
  const isText = node => node?.nodeType === Node.TEXT_NODE;

  // The child of a node that holds another, or stands in its place; null for none.
  function within(parent, node) {
    let found = node.isConnected ? node : (stands.get(node)?.find(other => other.isConnected) ?? null);
    while (found && found.parentNode !== parent) found = found.parentNode;
    return found;
  }
  function letGo(text) {
    for (const other of stands.get(text) ?? []) other.remove();
    stands.delete(text);
  }

  Node.prototype.removeChild = function (child) {
    if (child && stands.has(child)) {
      if (child.parentNode !== this) { letGo(child); return child; }
      letGo(child);
    }
    if (!child || child.parentNode === this || !isOurs(child)) return removeChild.call(this, child);
    let around = child.parentNode;
    child.remove();
    while (around && around !== this && this.contains(around) && !around.childNodes.length) {
      const emptied = around;
      around = around.parentNode;
      emptied.remove();
    }
    return child;
  };
  Node.prototype.insertBefore = function (added, before) {
    const isMoved = before && before.parentNode !== this && isOurs(before);
    return insertBefore.call(this, added, isMoved ? within(this, before) : before);
  };

  // A text that the front end changes stands again where it stood, without what a tool has put there.
  const changed = new MutationObserver(changes => {
    for (const {target} of changes) {
      const [first] = stands.get(target)?.filter(other => other.isConnected) ?? [];
      if (!target.isConnected && first) first.before(target);
      letGo(target);
    }
  });
  function keep(text, others) {
    if (!others.length) return;
    stands.set(text, [...(stands.get(text) ?? []), ...others]);
    changed.observe(text, {characterData: true});
  }

  let isTold = false;
  function tell() {
    if (isTold) return;
    isTold = true;
    dispatchEvent(new CustomEvent("hc-note", {detail: tr("This page asks not to be translated, since a tool may put the name of one place over the figures of another. What you choose from now on is not translated.")}));
  }
  new MutationObserver(() => {
    if (/\btranslated-(ltr|rtl)\b/.test(document.documentElement.className)) tell();
  }).observe(document.documentElement, {attributes: true, attributeFilter: ["class"]});

  new MutationObserver(changes => {
    const page = changes.filter(({target}) => target.namespaceURI !== "http://www.w3.org/2000/svg");
    const added = page.flatMap(({target, addedNodes}) => [...addedNodes].map(node => [target, node]));
    const foreign = added.filter(([target, node]) => node.parentNode === target && !holdsOurs(node));
    for (const {target, removedNodes} of page) {
      for (const text of removedNodes) {
        if (isText(text) && !text.isConnected && isOurs(text)) keep(text, foreign.filter(([parent]) => parent === target).map(([, node]) => node));
      }
    }
    for (const [, node] of foreign) { // a translation beside a text, or the rest of one that was split
      const text = [node.previousSibling, node.nextSibling].find(next => isText(next) && isOurs(next));
      if (text) keep(text, [node]);
    }
    if (added.some(([, node]) => node.nodeName === "FONT")) tell();
  }).observe(document, {childList: true, subtree: true});
})();
