// Reads the page aloud with a voice of the phone, sentence by sentence. The button appears once such a voice is found.
(function () {
  "use strict";
  var button = document.querySelector("[data-listen]"), speech = window.speechSynthesis;
  if (!button || !speech || !window.SpeechSynthesisUtterance) return;
  var root = document.documentElement, danger = document.body.classList.contains("danger-page");
  var label = button.querySelector("span:last-child"), said = document.querySelector(".tools .said"), start = label.textContent;
  var queue = null, at = 0, turn = 0, watch, reading, leads, began = Date.now();

  // Chrome on Android writes nl_NL, Firefox there nld: the language is what they have in common (BCP 47).
  function language(tag) {
    tag = (tag || "").replace(/_/g, "-");
    try { tag = Intl.getCanonicalLocales(tag)[0] || ""; } catch (strange) { /* as it is */ }
    return tag.split("-")[0].toLowerCase();
  }

  // A voice of the phone itself before one that sends the text away; on a page of danger only the first.
  function voice(wanted) {
    var found = speech.getVoices().filter(function (each) {
      return language(each.lang) === language(wanted) && (each.localService || !danger);
    });
    return found.filter(function (each) { return each.localService; })[0] || found[0] || null;
  }

  function sentences(text, wanted) {
    if (window.Intl && Intl.Segmenter)
      return Array.from(new Intl.Segmenter(wanted, {granularity: "sentence"}).segment(text), function (each) { return each.segment; });
    return text.match(/[^.!?\u061f\u2026]+[.!?\u061f\u2026]*["\u201d)]*\s*/g) || [text];
  }

  // What is read: every piece of text once, in the language it is in; how Dutch sounds isn't, for the voice says it.
  function pieces() {
    var found = [];
    document.querySelectorAll("#main :is(h1,h2,h3,p,li,a.call)").forEach(function (each) {
      if (each.closest(".tools,.back,.stored,.sound,.there,.beside,#related,noscript,[hidden]") || each.querySelector("p,h2,h3,li,a.call")) return;
      var wanted = each.closest("[lang]").lang, text = each.textContent.replace(/\s+/g, " ").trim();
      if (!text || !voice(wanted)) return;
      sentences(text, wanted).forEach(function (one) {
        if (one.trim()) found.push({text: one.trim(), lang: wanted, place: each});
      });
    });
    return found;
  }

  function mark(place) {
    if (reading) reading.classList.remove("reading");
    reading = place;
    if (!place) return;
    place.classList.add("reading");
    if (leads) place.scrollIntoView({block: "nearest"});
  }

  function quiet() {
    turn += 1; // what was being said no longer counts
    clearTimeout(watch);
    try { speech.cancel(); } catch (broken) { /* nothing was being said */ }
    mark(null);
    button.setAttribute("aria-pressed", "false");
    root.classList.remove("speaking");
    label.textContent = start;
  }

  function fail() {
    quiet();
    at = 0;
    said.textContent = button.dataset.failed;
  }

  function say() {
    var now = ++turn, piece = queue[at], utterance;
    if (!piece) { quiet(); at = 0; return; }
    mark(piece.place);
    function next(event) {
      if (now !== turn) return;
      clearTimeout(watch);
      if (event && event.type === "error") { fail(); return; }
      at += 1;
      say();
    }
    try {
      utterance = new SpeechSynthesisUtterance(piece.text);
      utterance.voice = voice(piece.lang);
      utterance.lang = utterance.voice.lang.replace(/_/g, "-");
      utterance.rate = 0.8;
      utterance.onend = utterance.onerror = next;
      button.utterance = utterance; // Chrome forgets one that nobody holds, and its end is never told
      speech.speak(utterance);
    } catch (broken) { fail(); return; }
    // Some engines never tell the end: go on after twice the time a slow reader needs.
    watch = setTimeout(next, 4000 + piece.text.length * 160);
  }

  button.addEventListener("click", function () {
    said.textContent = "";
    if (button.getAttribute("aria-pressed") === "true") { quiet(); return; } // the next press goes on from here
    queue = pieces();
    if (at >= queue.length) at = 0;
    button.setAttribute("aria-pressed", "true");
    root.classList.add("speaking"); // Stop stands at the foot of the screen too
    label.textContent = button.dataset.stop;
    leads = true;
    say();
  });
  // Whoever looks elsewhere isn't pulled back: from then on the page stands still while the voice goes on.
  function own() { leads = false; }
  window.addEventListener("wheel", own, {passive: true});
  window.addEventListener("touchmove", own, {passive: true});
  document.addEventListener("keydown", function (event) {
    if (/^(Arrow(Up|Down)|Page(Up|Down)|Home|End|Tab| )$/.test(event.key)) own();
    if (event.key === "Escape" && queue && button.getAttribute("aria-pressed") === "true") quiet();
  });
  window.addEventListener("pagehide", quiet);
  document.addEventListener("visibilitychange", function () { if (document.hidden) quiet(); });

  // The list of voices may come late; after two seconds it isn't waited for any more.
  (function look() {
    var found = false;
    try { found = voice(root.lang); } catch (broken) { return; }
    if (found) { button.setAttribute("aria-pressed", "false"); button.hidden = false; }
    else if (Date.now() - began < 2000) setTimeout(look, 100);
  })();
})();
