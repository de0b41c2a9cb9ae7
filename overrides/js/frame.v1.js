// Inside the frame: tells the page around it how high this page is, in WordPress's own words (wp-embed), and opens links
// where they work. Stores nothing, asks for nothing, and never throws: in a sandbox much of a browser is missing.
(function (w, d) {
if (w.parent === w) return;
var s = (/secret=(\w{10})/.exec(location.hash) || [])[1], t;
function send(m, v) { w.parent.postMessage({ message: m, value: v, secret: s }, '*'); }
function size() { send('height', Math.ceil(d.body.getBoundingClientRect().height)); }
function soon() { clearTimeout(t); t = setTimeout(size, 30); }
// WordPress lays a hidden frame out at another width first: one message isn't enough.
if (w.ResizeObserver) new ResizeObserver(soon).observe(d.body);
else d.addEventListener('toggle', soon, true);
w.addEventListener('load', size);
w.addEventListener('resize', soon);
w.addEventListener('message', function (e) {
if (e.source === w.parent && e.data && e.data.message === 'ready') size();
});
d.addEventListener('click', function (e) {
var a = e.target.closest && e.target.closest('a[href]');
if (!a || e.defaultPrevented || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
// Another language, in this frame: without the secret WordPress would stop listening.
if (a.hasAttribute('data-in')) { if (s) a.hash = location.hash; return; }
if (!/^https?:$/.test(a.protocol)) { a.target = '_self'; return; }
// WordPress follows only links to our own site; what leads elsewhere stands on the full page.
if (s) {
e.preventDefault();
send('link', a.host === location.host ? a.href : d.querySelector('[data-full]').href);
} else { a.target = '_blank'; a.rel = 'noopener'; }
});
})(window, document);
