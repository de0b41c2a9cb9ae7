// Passes the page on: with the phone's own sheet where there is one, else by WhatsApp or by copying the address.
(function () {
  "use strict";
  var box = document.querySelector("[data-share]");
  if (!box) return;
  var summary = box.querySelector("summary"), copy = box.querySelector("button"), said = document.querySelector(".tools .said");
  var address = location.href.split("#")[0], title = document.querySelector("h1").textContent;

  summary.addEventListener("click", function (event) {
    if (!navigator.share || box.open) return;
    event.preventDefault();
    navigator.share({title: title, url: address}).catch(function (failure) {
      if (failure.name !== "AbortError") box.open = true; // nothing to share with: the other ways
    });
  });

  box.addEventListener("toggle", function () {
    if (box.open) copy.parentElement.scrollIntoView({block: "nearest"}); // the row may stand at the foot of the screen
  });

  function done() {
    box.open = false;
    summary.focus();
    said.textContent = copy.dataset.copied;
  }

  function old() { // browsers without a clipboard for pages, and pages without https
    var field = document.createElement("input");
    field.value = address;
    box.appendChild(field);
    field.select();
    if (document.execCommand("copy")) done();
    field.remove();
  }

  copy.hidden = false;
  copy.addEventListener("click", function () {
    if (navigator.clipboard) navigator.clipboard.writeText(address).then(done, old);
    else old();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && box.open) { box.open = false; summary.focus(); }
  });
  document.addEventListener("click", function (event) { if (!box.contains(event.target)) box.open = false; });
})();
