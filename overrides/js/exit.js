// Leaves a page of danger at once. After GOV.UK's "Exit this page": both links, Shift pressed three times within five
// seconds, a cover over everything, every state said aloud. Without script the links themselves leave.
(function () {
  "use strict";
  var links = document.querySelectorAll("[data-exit]"), words = document.querySelector(".exit").dataset;
  var said = document.createElement("p"), lights = document.createElement("span");
  var presses = 0, timer, forgetting, alone = false, cover;
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.body.appendChild(said);
  lights.className = "lights";
  lights.setAttribute("aria-hidden", "true");
  lights.innerHTML = "<i></i><i></i><i></i>";
  links[links.length - 1].appendChild(lights);

  function count(now) {
    presses = now;
    for (var at = 0; at < 3; at++) lights.children[at].className = at < now ? "on" : "";
    lights.classList.toggle("on", now > 0);
  }

  function leave(event) {
    if (event) event.preventDefault();
    said.textContent = "";
    cover = document.createElement("div");
    cover.className = "exit-cover";
    cover.setAttribute("role", "alert");
    document.body.appendChild(cover);
    cover.textContent = words.leaving;
    document.documentElement.classList.add("leaving");
    document.title = "\u2026";
    location.replace(links[0].href); // the way back no longer leads here
  }

  function expire() {
    count(0);
    said.textContent = words.expired;
    forgetting = setTimeout(function () { said.textContent = ""; }, 5000);
  }

  // Shift with anything else makes a capital letter, goes back a link or changes the keyboard, and doesn't count. Whoever
  // does anything else in between isn't leaving: it starts anew, without a word.
  function other() {
    alone = false;
    if (!presses || cover) return;
    clearTimeout(timer);
    count(0);
    said.textContent = "";
  }

  function pressed(event) {
    if (event.key !== "Shift" || event.altKey || event.ctrlKey || event.metaKey) other();
    else if (!event.repeat) alone = true;
  }

  function released(event) {
    if (event.key !== "Shift") other();
    if (cover || !alone || event.shiftKey) return; // the other Shift is still down
    alone = false;
    clearTimeout(timer);
    clearTimeout(forgetting);
    count(presses + 1);
    if (presses === 3) { leave(); return; }
    said.textContent = presses === 1 ? words.two : words.one;
    timer = setTimeout(expire, 5000);
  }

  links.forEach(function (link) { link.addEventListener("click", leave); });
  document.addEventListener("keydown", pressed, true);
  document.addEventListener("keyup", released, true);
  document.addEventListener("click", other, true);
  window.addEventListener("blur", other);
  window.addEventListener("pageshow", function () { // the browser may have kept the page as it was left
    if (cover) cover.remove();
    cover = null;
    document.documentElement.classList.remove("leaving");
    clearTimeout(timer);
    count(0);
    said.textContent = "";
  });
})();
