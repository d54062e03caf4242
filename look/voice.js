// What has changed, said once and politely to who listens instead of looking.
"use strict";
const Voice = (() => {
  const spoken = Object.assign(document.createElement("div"), {className: "hc-said"});
  spoken.setAttribute("role", "status");
  const stand = () => { if (!spoken.isConnected) document.body.append(spoken); };
  document.addEventListener("DOMContentLoaded", stand); // a region that comes with its first words is often not read
  function say(words) {
    stand();
    if (spoken.textContent !== words) spoken.textContent = words;
  }
  return {say};
})();
