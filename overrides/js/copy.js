// Buttons that copy the text of the field they name. Without script the field itself can be selected.
(function () {
  "use strict";
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    var field = document.getElementById(button.getAttribute("data-copy")), label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", function () {
      function done() {
        button.textContent = button.getAttribute("data-done");
        setTimeout(function () { button.textContent = label; }, 3000);
      }
      function old() {
        if (document.execCommand("copy")) done();
      }
      field.focus();
      field.select();
      if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(done, old);
      else old();
    });
  });
  // A link to a row opens it.
  function open() {
    var row = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row && row.tagName === "DETAILS") { row.open = true; row.scrollIntoView(); }
  }
  open();
  window.addEventListener("hashchange", open);
})();
