// Leaves a page of danger at once: covers it, then replaces it in the history. Without script the link itself leaves.
(function () {
  "use strict";
  function leave(event) {
    var link = document.querySelector("[data-exit]");
    if (event) event.preventDefault();
    var cover = document.createElement("div");
    cover.className = "exit-cover";
    document.body.appendChild(cover);
    document.title = "…";
    location.replace(link.href);
  }
  document.querySelector("[data-exit]").addEventListener("click", leave);
  var presses = 0, timer;
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Shift" || event.repeat) return;
    clearTimeout(timer);
    timer = setTimeout(function () { presses = 0; }, 5000);
    presses += 1;
    if (presses === 3) leave();
  });
})();
