// Keeps the site on the phone in the reader's language, when asked, and takes it away when asked again. See sw.js.
(function () {
  "use strict";
  var button = document.querySelector("[data-keep]"), worker = navigator.serviceWorker;
  if (!button || !worker || !window.caches) return;
  var language = document.documentElement.lang, said = document.querySelector(".tools .said");
  var scope = new URL(button.dataset.keep, location.href).href;

  function ask(what) {
    return worker.register(scope + "sw.js", {scope: scope}).then(function () { return worker.ready; }).then(function (ready) {
      return new Promise(function (done) {
        var channel = new MessageChannel();
        channel.port1.onmessage = function (event) { done(event.data); };
        ready.active.postMessage({what: what, language: language}, [channel.port2]);
      });
    });
  }

  function show(kept) { button.setAttribute("aria-pressed", String(kept)); }

  button.addEventListener("click", function () {
    var kept = button.getAttribute("aria-pressed") === "true";
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    said.textContent = button.dataset.busy;
    ask(kept ? "remove" : "keep").catch(function () { return {kept: false, failed: true}; }).then(function (answer) {
      show(answer.kept);
      said.textContent = button.dataset[answer.failed ? "failed" : kept ? "gone" : "kept"];
      button.removeAttribute("aria-disabled");
    });
  });
  // What is kept is named by the scope, so that two sites on one host don't mix; sw.js puts its mark there at the end.
  caches.keys().then(function (names) {
    return Promise.all(names.filter(function (each) {
      return each.indexOf("kept " + scope + " " + language + " ") === 0;
    }).map(function (each) {
      return caches.open(each).then(function (cache) { return cache.match(scope + "kept-" + language); });
    }));
  }).then(function (marks) {
    show(marks.some(Boolean));
    button.hidden = false;
  }, function () { /* the browser allows no storage: no button */ });
})();
