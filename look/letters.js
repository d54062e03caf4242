// Our fonts, for pages that draw with them and for what is taken along with them inside. A font is told as its family,
// address and the letters for which it is there, as `U+1100-11FF, …`. Taken along, the one with Latin letters is there for
// all that no other has: one for some letters only is read late.
"use strict";
const Letters = (() => {
  const rules = new Map();

  function occurs(range, text) {
    const spans = [...range.matchAll(/U\+([0-9A-F]+)-([0-9A-F]+)/g)].map(span => [parseInt(span[1], 16), parseInt(span[2], 16)]);
    return [...text].some(letter => spans.some(([low, high]) => low <= letter.codePointAt(0) && letter.codePointAt(0) <= high));
  }

  async function rule([family, address, range]) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(tr("The server cannot be reached; try again when it can"));
    const bytes = new Uint8Array(await answer.arrayBuffer());
    let content = "";
    for (let start = 0; start < bytes.length; start += 8192) content += String.fromCharCode(...bytes.subarray(start, start + 8192));
    return `@font-face{font-family:"${family}";font-style:normal;font-weight:200 900;src:url(data:font/woff2;base64,${btoa(content)}) format("woff2")${occurs(range, "a") ? "" : `;unicode-range:${range}`}}`;
  }

  // A style sheet with the fonts inside that a text needs; each is fetched once.
  async function within(fonts, text) {
    const needed = fonts.filter(font => occurs(font[2], text));
    for (const font of needed) if (!rules.has(font)) rules.set(font, rule(font).catch(error => { rules.delete(font); throw error; }));
    return (await Promise.all(needed.map(font => rules.get(font)))).join("\n");
  }

  // Have a page draw with them. Those without Latin letters are fetched when such a letter is drawn; one that cannot be had
  // is drawn with the system's letters.
  const load = fonts => Promise.allSettled(fonts.map(([family, address, range]) => {
    const face = new FontFace(family, `url(${address})`, {weight: "200 900", unicodeRange: range});
    document.fonts.add(face);
    return occurs(range, "a") ? face.load() : undefined;
  }));

  return {within, load};
})();
