// The Dutch beside the reader's language, block by block: what stands under the same id, in the same place, in Dutch.
// It is fetched at the tap. Without script, or without the Dutch page at hand, the link leads to that page.
(function () {
  "use strict";
  var link = document.querySelector("[data-both]"), main = document.getElementById("main"), undo = [], other;
  if (!link || !window.fetch || !window.DOMParser) return;
  var button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append.apply(button, link.childNodes);
  button.setAttribute("aria-pressed", "false");
  link.replaceWith(button);

  function kind(each) { return each.tagName + "." + (each.classList[0] || ""); }

  function dutch(from) {
    var made = document.createElement("div"), copy = document.importNode(from, true);
    copy.querySelectorAll("[id]").forEach(function (each) { each.removeAttribute("id"); });
    copy.querySelectorAll("[href]").forEach(function (each) { each.href = new URL(each.getAttribute("href"), link.href).href; });
    made.className = "beside " + from.tagName.toLowerCase();
    made.lang = other.documentElement.lang;
    made.dir = other.documentElement.dir;
    made.append.apply(made, copy.childNodes);
    return made;
  }

  // The item of a list keeps its place, and holds both; anything else is held together with its Dutch.
  function join(own, from) {
    var row = document.createElement("div"), inside = own.tagName === "LI", held;
    row.className = "pair";
    if (inside) {
      held = document.createElement("div");
      held.append.apply(held, own.childNodes);
      row.append(held, dutch(from));
      own.append(row);
      undo.push(function () { own.replaceChildren.apply(own, held.childNodes); });
    } else {
      own.replaceWith(row);
      row.append(own, dutch(from));
      undo.push(function () { row.replaceWith(own); });
    }
  }

  function walk(own, there) {
    var met = {};
    Array.from(own.children).forEach(function (each) {
      if (each.matches(".tools,.back,.stored,.outdated,.dutch,.call,#print,noscript,svg")) return;
      var name = kind(each), from = each.id && other.getElementById(each.id);
      if (!from) {
        met[name] = (met[name] || 0) + 1;
        from = Array.from(there.children).filter(function (one) { return kind(one) === name; })[met[name] - 1];
      }
      if (!from) return;
      if (/^(H[1-6]|P)$/.test(each.tagName) || each.matches(".list strong,.list .about") || (each.tagName === "LI" && !each.querySelector("p,h3,ul,strong"))) {
        if (each.textContent.trim() !== from.textContent.trim() && !each.querySelector(".web")) join(each, from); // a name once
      } else walk(each, from);
    });
  }

  function show() {
    main.classList.add("both");
    document.body.classList.add("wider");
    walk(main, other.getElementById("main"));
  }

  function hide() {
    while (undo.length) undo.pop()();
    main.classList.remove("both");
    document.body.classList.remove("wider");
  }

  function toggle(on) {
    var before = button.getBoundingClientRect().top;
    if (on) show(); else hide();
    button.setAttribute("aria-pressed", String(on));
    window.scrollBy({top: button.getBoundingClientRect().top - before, behavior: "instant"}); // what was read stays in place
  }

  button.addEventListener("click", function () {
    if (button.getAttribute("aria-pressed") === "true") { toggle(false); return; }
    if (other) { toggle(true); return; }
    fetch(link.href).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    }).then(function (text) {
      other = new DOMParser().parseFromString(text, "text/html");
      if (!other.getElementById("main")) throw new Error("not a page of ours");
      toggle(true);
    }).catch(function () { other = null; location.href = link.href; });
  });
})();
