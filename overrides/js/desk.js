// The desk: filters the folders, and gathers the ticked ones in a list to print. Without script the table is whole.
(function () {
  "use strict";
  var byId = function (id) { return document.getElementById(id); };
  var all = function (what, within) { return Array.prototype.slice.call((within || document).querySelectorAll(what)); };
  var rows = all("#desk tbody tr"), choices = all("#desk [data-choice]");  // booklets can be chosen, too
  var language = byId("desk-language"), theme = byId("desk-theme"), only = byId("desk-ticked");
  var amounts = {};  // what was typed, for the list is made anew at every tick
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

  function amount(file, name) {
    var line = document.createElement("li"), label = document.createElement("label"), box = document.createElement("input");
    box.type = "number";
    box.min = 0;
    box.max = 999;
    box.inputMode = "numeric";
    box.id = label.htmlFor = "aantal-" + file.getAttribute("href");
    box.value = amounts[box.id] || "";
    box.addEventListener("input", function () { amounts[box.id] = box.value; });
    label.className = "desk-hide";
    label.textContent = "Aantal van " + name + ", " + file.textContent;
    [label, box, document.createTextNode(" "), file.cloneNode(true)].forEach(function (each) { line.appendChild(each); });
    return line;
  }

  function gather() {
    var chosen = choices.filter(function (choice) { return tick(choice).checked; });
    var list = byId("desk-chosen");
    list.textContent = "";
    chosen.forEach(function (choice) {
      var item = document.createElement("li"), files = document.createElement("ul");
      var name = choice.querySelector("[data-name]").textContent.trim().replace(/\s+/g, " ");
      item.appendChild(document.createTextNode(name));
      all("[data-file]", choice).forEach(function (file) { files.appendChild(amount(file, name)); });
      item.appendChild(files);
      list.appendChild(item);
    });
    byId("desk-list").hidden = !chosen.length;
    byId("desk").parentNode.classList.toggle("desk-some", chosen.length > 0);
    choices.forEach(function (choice) { choice.classList.toggle("desk-on", tick(choice).checked); });
    filter();
  }

  [language, theme, only].forEach(function (each) { each.addEventListener("change", filter); });
  choices.forEach(function (choice) { tick(choice).addEventListener("change", gather); });
  byId("desk-filter").addEventListener("submit", function (event) { event.preventDefault(); });
  byId("desk-print").addEventListener("click", function () { window.print(); });
  byId("desk-clear").addEventListener("click", function () {
    choices.forEach(function (choice) { tick(choice).checked = false; });
    amounts = {};
    only.checked = false;
    gather();
    language.focus();
  });
  byId("desk-filter").hidden = false;
  gather();  // a browser may have kept ticks
})();
