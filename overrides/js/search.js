// Finds pages while somebody types. What is typed stays on the phone: the index comes here, nothing goes out.
// The rules for folding words come with the index (scripts/eigentaal/stemming.py folds in the same way).
(function () {
  "use strict";
  var box = document.querySelector("[data-search]"), input = box.querySelector("input");
  var results = document.getElementById("found"), status = document.getElementById("search-status");
  var whole = document.getElementById("all-pages"), index, known;

  function fold(text) {
    return Array.from(text.normalize("NFD").replace(/\p{Mn}/gu, ""), function (letter) {
      var other = index.rules.letters[letter];
      return other === undefined ? letter : other;
    }).join("");
  }

  // `whole`: what looks like a prefix may belong to the word.
  function stem(word, whole) {
    var rules = index.rules, strip = rules.prefixes.length || rules.suffixes.length;
    if (/^\d+$/.test(word)) return word; // a number has no ending
    if (strip) word = word.replace(/(\D)\1/gu, "$1");
    var prefix = !whole && rules.prefixes.find(function (each) { return word.startsWith(each) && word.length - each.length >= rules.least; });
    if (prefix) word = word.slice(prefix.length);
    var suffix = rules.suffixes.find(function (each) { return word.endsWith(each) && word.length - each.length >= rules.least; });
    if (suffix) word = word.slice(0, word.length - suffix.length);
    return rules.keep ? Array.from(word).slice(0, rules.keep).join("") : word;
  }

  // How many letters to add, drop, change or swap; anything over `most` is too far.
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    var before = [], row = [], earlier, i, j;
    for (j = 0; j <= other.length; j++) row[j] = j;
    for (i = 1; i <= one.length; i++) {
      earlier = before; before = row; row = [i];
      for (j = 1; j <= other.length; j++) {
        var same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], earlier[j - 2] + 1);
      }
    }
    return row[other.length];
  }

  // How well a word of the index answers what was typed, from 0 to 1.
  function likeness(typed, word, inside) {
    if (typed === word) return 1;
    if (/^\d+$/.test(typed)) return typed.length > 2 && word.startsWith(typed) ? 0.7 : 0; // a number that looks like another is another
    if (typed.length > 2 && word.startsWith(typed)) return 0.7;
    if (inside && typed.length >= inside && word.includes(typed)) return 0.6;
    if (inside && word.length > inside && (typed.startsWith(word) || typed.endsWith(word))) return 0.5;
    if (typed.length < 4) return 0;
    var most = typed.length > 6 ? 2 : 1, off = distance(typed, word, most);
    return off > most ? 0 : 0.5 - 0.15 * off;
  }

  // What was typed or a title, as words to compare: without capitals, marks and signs.
  function plain(text) { return (fold(text).match(/[\p{L}\p{N}]+/gu) || []).join(" "); }

  // A phone number in one piece, as it is dialled within the country, however it was typed.
  function joined(text) {
    return text.replace(/\+?\(?\d[\d\s().\/-]*\d/g, function (typed) {
      var digits = typed.replace(/[^\d+]/g, "");
      return digits.length < 5 ? typed : digits.replace(new RegExp("^(\\+|00)" + index.rules.callingCode + "0?"), "0");
    });
  }

  function search(text) {
    // What follows an apostrophe is an ending: CJG'ye, foto's.
    var asked = (joined(fold(text)).replace(/([\p{L}\p{N}]')\p{L}+/gu, "$1").match(/[\p{L}\p{N}]+/gu) || []).filter(function (each) { return !index.skip.has(each); });
    var scores = new Map();
    asked.forEach(function (raw) {
      // With its prefix and without. A word longer than words are cut to may be a Dutch one, which isn't cut.
      var long = index.rules.keep && raw.length > index.rules.keep, best = new Map(), forms = new Map();
      if (long) forms.set(raw, 1);
      if (!long || index.words.indexOf(raw) < 0) [stem(raw), stem(raw, true)].forEach(function (form) { forms.set(form, long ? 0.8 : 1); });
      var hits = index.words.map(function (word) {
        var most = 0;
        forms.forEach(function (worth, form) { most = Math.max(most, worth * likeness(form, word, index.rules.inside)); });
        return most;
      });
      var top = Math.max.apply(null, hits);
      hits.forEach(function (like, at) {
        if (like < (top < 0.8 ? 0.15 : 0.5)) return;
        var there = index.found[at], rare = Math.log(1 + index.places / (there.length / 3));
        for (var i = 0; i < there.length; i += 3) {
          var place = there.slice(i, i + 2), score = like * there[i + 2] * rare, known = best.get(place) || { score: 0 };
          best.set(place, { score: Math.max(score, known.score), sure: known.sure || like === top || top < 1 || asked.length > 1 });
        }
      });
      best.forEach(function (each, place) {
        var found = scores.get(place) || { score: 0, words: 0, sure: 0 };
        found.score += each.score; found.words += 1; found.sure += each.sure ? 1 : 0;
        scores.set(place, found);
      });
    });
    var ranked = Array.from(scores, function (each) {
      return { place: number(each[0]), score: each[1].score * each[1].words, sure: each[1].sure === asked.length };
    }).sort(function (one, other) { return other.score - one.score; });
    return ranked.filter(function (each) { return each.score > ranked[0].score / 12; });
  }

  function number(place) {
    var digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    var high = digits.indexOf(place[0]);
    return (high < 0 ? place.charCodeAt(0) - 0x100 + 62 : high) * 62 + digits.indexOf(place[1]);
  }

  function titles() {
    known = known || Array.from(whole.querySelectorAll("[data-page]"), function (line) {
      return { place: Number(line.dataset.page), title: plain(line.textContent) };
    });
    return known;
  }

  function term(entry) {
    var line = document.createElement("li"), link = document.createElement("a"), dutch = document.createElement("bdi");
    link.href = box.dataset.terms + "#term-" + entry[0];
    link.append(entry[1]);
    dutch.lang = box.dataset.source; dutch.dir = "ltr"; dutch.append(entry[2]);
    line.className = "term-found";
    if (entry[1] !== entry[2]) link.append(" = ", dutch);
    line.append(link);
    return line;
  }

  function show() {
    if (!index) return; // what was typed is looked for once the index is there
    var text = input.value.trim();
    var found = text ? search(text) : [];
    var pages = found.filter(function (each) { return each.place < index.pages; }).slice(0, 10);
    // Words come before the pages, for they answer at once: each word typed is in them, and one that exists itself.
    var terms = found.filter(function (each) { return each.place >= index.pages && each.sure; }).slice(0, 2);
    // The title of a page, typed whole, leads to that page, also when all its words are too common to be looked for.
    var named = text && titles().filter(function (each) { return each.title === plain(text); })[0];
    if (named) pages = pages.filter(function (each) { return each.place !== named.place; }).slice(0, 9);
    function line(each) { return whole.querySelector('[data-page="' + each.place + '"]').cloneNode(true); }
    var lines = (named ? [line(named)] : []).concat(terms.map(function (each) { return term(index.terms[each.place - index.pages]); }), pages.map(line));
    results.textContent = ""; // replaceChildren is younger than many phones
    lines.forEach(function (each) { results.append(each); });
    whole.hidden = pages.length > 0 || Boolean(named);
    // On a phone the keyboard hides the lower half: the field goes up, so that what is found can be seen.
    if (text && results.getBoundingClientRect().top > (window.visualViewport || { height: innerHeight }).height - 120) box.scrollIntoView();
    var all = lines.length;
    status.textContent = !text ? "" : all ? box.dataset.found + " " + all : box.dataset.none;
  }

  box.hidden = false;
  box.addEventListener("submit", function (event) { event.preventDefault(); results.querySelector("a") && results.querySelector("a").focus(); });
  input.addEventListener("input", show);
  fetch(box.dataset.index).then(function (answer) { return answer.json(); }).then(function (made) {
    made.words = made.words.split(" "); made.found = made.found.split(" ");
    made.skip = new Set(made.rules.skip.split(" ")); made.places = made.pages + made.terms.length;
    index = made;
    show();
  }).catch(function () { status.textContent = box.dataset.broken; });
})();
