// The elements of a page of ours: a tag, its attributes, and what is in it.
"use strict";
const Elements = (() => {
  const make = (tag, attributes = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) key === "class" ? made.className = value : key.startsWith("on") ? made[key] = value : made.setAttribute(key, value);
    made.append(...inside.filter(part => part !== null && part !== undefined));
    return made;
  };
  return {make};
})();
