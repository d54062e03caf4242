// What has changed, said once and politely to who listens instead of looking.
"use strict";
const Voice = (() => {
  const spoken = Object.assign(document.createElement("div"), {className: "hc-said"});
  spoken.setAttribute("role", "status");
  function say(words) {
    if (!spoken.isConnected) document.body.append(spoken);
    spoken.textContent = words;
  }
  return {say};
})();
