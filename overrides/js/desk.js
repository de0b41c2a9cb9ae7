// The desk: filters the folders, and gathers the ticked ones in a list to print. Without script the table is whole.
(function () {
  "use strict";
  var byId = function (id) { return document.getElementById(id); };
  var rows = Array.prototype.slice.call(document.querySelectorAll("#desk tbody tr"));
  var language = byId("desk-language"), theme = byId("desk-theme"), only = byId("desk-ticked");
  var tick = function (row) { return row.querySelector("[data-tick]"); };

  function filter() {
    var shown = 0;
    rows.forEach(function (row) {
      var fits = (!language.value || row.dataset.language === language.value) &&
        (!theme.value || row.dataset.theme === theme.value) && (!only.checked || tick(row).checked);
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    byId("desk-count").textContent = shown + (shown === 1 ? " folder" : " folders");
  }

  function gather() {
    var chosen = rows.filter(function (row) { return tick(row).checked; });
    var list = byId("desk-chosen");
    list.textContent = "";
    chosen.forEach(function (row) {
      var item = document.createElement("li");
      item.appendChild(document.createTextNode(row.querySelector("th").textContent.trim() + ": "));
      row.querySelectorAll("[data-file]").forEach(function (file, index) {
        if (index) item.appendChild(document.createTextNode(" · "));
        item.appendChild(file.cloneNode(true));
      });
      list.appendChild(item);
    });
    byId("desk-list").hidden = !chosen.length;
    byId("desk").classList.toggle("desk-some", chosen.length > 0);
    rows.forEach(function (row) { row.classList.toggle("desk-on", tick(row).checked); });
    filter();
  }

  [language, theme, only].forEach(function (each) { each.addEventListener("change", filter); });
  rows.forEach(function (row) { tick(row).addEventListener("change", gather); });
  byId("desk-filter").addEventListener("submit", function (event) { event.preventDefault(); });
  byId("desk-print").addEventListener("click", function () { window.print(); });
  byId("desk-clear").addEventListener("click", function () {
    rows.forEach(function (row) { tick(row).checked = false; });
    only.checked = false;
    gather();
    language.focus();
  });
  byId("desk-filter").hidden = false;
  gather();  // a browser may have kept ticks
})();
