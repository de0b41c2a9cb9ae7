// The script at the other side: gives a frame of ours the height that its page asks for, and touches nothing else.
// It runs with the full rights of somebody else's page, so it stays small enough to read. Published as /embed/v1.js.
(function (w, d) {
var c = d.currentScript || d.querySelector('script[src$="/embed/v1.js"]'), b, k;
if (!c) return;
b = new URL('./', c.src);
k = 'eigentaal ' + b.href;
// Once for each site it comes from, however often the snippet is pasted.
if (w[k]) return;
w[k] = 1;
// Only frames that show a page from the folder of this script.
function each(f) {
[].forEach.call(d.getElementsByTagName('iframe'), function (i) { if (i.src.indexOf(b.href) === 0) f(i); });
}
// A sandboxed frame says its origin is "null"; which window spoke is looked at in any case.
w.addEventListener('message', function (e) {
var m = e.data, h = m && m.message === 'height' && typeof m.value === 'number' && Math.ceil(m.value);
if (!(h > 50 && h < 100001) || (e.origin !== b.origin && e.origin !== 'null')) return;
each(function (i) {
var s, p;
if (i.contentWindow !== e.source) return;
// What the host's own style puts around the page inside the frame: border, and padding where a theme adds it.
s = getComputedStyle(i);
p = parseFloat(s.paddingTop) + parseFloat(s.paddingBottom) || 0;
i.style.setProperty('height', h + (s.boxSizing === 'border-box' ? i.offsetHeight - i.clientHeight + p : 0) + 'px', 'important');
});
});
// Frames that were there before this script are asked again.
function ready() { each(function (i) { i.contentWindow.postMessage({ message: 'ready' }, '*'); }); }
ready();
w.addEventListener('load', ready);
})(window, document);
