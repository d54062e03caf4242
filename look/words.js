// What our scripts say, in the language of the page: they say it in English, and a page in another language holds the whole
// messages that stand for it, by their English. A message has named parts; one with a number has a form for each of
// the number's kinds, as Intl.PluralRules tells them apart.
"use strict";
const Words = (() => {
  const held = document.getElementById("hc-messages"), own = held ? JSON.parse(held.textContent) : {};
  const {lang} = document.documentElement;
  const filled = (message, parts) => message.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(parts, name) ? parts[name] : whole));
  const tr = (message, parts = {}) => filled(own[message] ?? message, parts);
  function plural(one, many, n, parts = {}) {
    const kind = new Intl.PluralRules(lang).select(n);
    return filled(own[one]?.[kind] ?? (kind === "one" ? one : many), {n: n.toLocaleString(lang), ...parts});
  }
  // The address of a page of ours, in the language of this one.
  function linked(address) {
    const asked = new URLSearchParams(location.search).get("lang");
    return asked && !/[?&]lang=/.test(address) ? `${address}${address.includes("?") ? "&" : "?"}lang=${encodeURIComponent(asked)}` : address;
  }
  // A page of ours to which a reader goes on, with the day and the language of this one where it names none.
  function along(target) {
    const here = new URLSearchParams(location.search);
    for (const name of ["known_on", "lang"]) if (here.has(name) && !target.searchParams.has(name)) target.searchParams.set(name, here.get(name));
    return target;
  }
  // A name of a file, without its ending, in letters that every system takes, as language/file_names.py makes it.
  function fileName(text) {
    let words = text.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
    while (new TextEncoder().encode(words).length > 120) words = [...words].slice(0, -1).join("").replace(/-$/, "");
    return /^(con|prn|aux|nul|com\d|lpt\d)(-|$)/i.test(words) ? `file-${words}` : words || "Hard-Currency";
  }
  // The name that the server gives a file; empty where it gives none.
  const fileOf = answer => decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition"))?.[1] ?? "");
  return {tr, plural, linked, along, fileName, fileOf, held: held?.textContent ?? ""};
})();
const {tr, plural} = Words;
