// The elements of our pages and pictures: a tag, its attributes, and what is in it; and a file as a browser saves it.
"use strict";
const Elements = (() => {
  const filled = (made, attributes, inside) => {
    for (const [key, value] of Object.entries(attributes)) key.startsWith("on") ? made[key] = value : made.setAttribute(key, value);
    made.append(...inside.filter(part => part !== null && part !== undefined));
    return made;
  };
  const make = (tag, attributes = {}, ...inside) => filled(document.createElement(tag), attributes, inside);
  const draw = (tag, attributes = {}, ...inside) => filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, inside);
  function save(blob, name) {
    const link = make("a", {href: URL.createObjectURL(blob), download: name});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
  return {make, draw, save};
})();
