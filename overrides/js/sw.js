// Gives kept pages when there is no internet. SITE, above, names for each language what is kept and its content hash:
// {ar: {version, essential, files: [[address, hash], …], offline}}. Pages of danger are never among them.
const SCOPE = self.registration.scope, MINE = `kept ${SCOPE} `, PATIENCE = 4000, AT_ONCE = 6;
const KNOWN = new Set(Object.values(SITE).flatMap(each => each.files.map(([address]) => SCOPE + address)));
const PACKS = self.CompressionStream && self.DecompressionStream;
const through = (answer, stream) => new Response(answer.body.pipeThrough(stream), {headers: answer.headers});
const current = language => `${MINE}${language} ${SITE[language].version}`;
const marker = language => `${SCOPE}kept-${language}`;

// The caches of this site, those of the present version first.
async function mine(language) {
  const now = Object.keys(SITE).map(current);
  const names = (await caches.keys()).filter(each => each.startsWith(language ? `${MINE}${language} ` : MINE));
  return names.sort((one, other) => now.includes(other) - now.includes(one));
}

async function find(url) {
  for (const name of await mine()) {
    const found = await (await caches.open(name)).match(url, {ignoreVary: true});
    if (found) return found.headers.has("x-packed") ? through(found, new DecompressionStream("gzip")) : found;
  }
}

async function whole(name, language) {
  return Boolean(await (await caches.open(name)).match(marker(language)));
}

// A file as it is now; one that hasn't changed isn't fetched again. Its headers stay, so the same policy holds offline.
// It is packed where the browser can: a third of the room, so that the Dutch fits beside it.
async function put(cache, [address, hash]) {
  const url = SCOPE + address;
  let found = await find(url);
  if (!found || found.headers.get("x-content") !== hash) found = await fetch(url, {cache: "no-cache"});
  if (!found.ok) throw new Error(`${found.status} ${url}`);
  const headers = new Headers(found.headers);
  for (const name of ["content-encoding", "content-length", "x-packed"]) headers.delete(name);
  headers.set("x-content", hash);
  headers.set("x-kept", new Date().toISOString());
  if (PACKS) headers.set("x-packed", "gzip");
  const body = PACKS ? through(found, new CompressionStream("gzip")) : found;
  await cache.put(url, new Response(await body.blob(), {headers}));
}

// Numbers in need come first: when room or internet runs out, they at least are kept, and an older version stays whole.
async function keep(language) {
  const {files, essential} = SITE[language], name = current(language), cache = await caches.open(name);
  const older = (await mine(language)).filter(each => each !== name);
  let done = 0;
  try {
    while (done < files.length) {
      const some = files.slice(done, done < essential ? essential : done + AT_ONCE);
      const tries = await Promise.allSettled(some.map(each => put(cache, each))); // all done before anything is undone
      for (const each of tries) if (each.reason) throw each.reason;
      done += some.length;
    }
    await cache.put(marker(language), new Response(""));
    await Promise.all(older.map(each => caches.delete(each)));
    return {kept: true, failed: false};
  } catch (failure) {
    if (older.length || done < essential) {
      await caches.delete(name);
      return {kept: older.length > 0, failed: true};
    }
    const stay = new Set(files.slice(0, essential).map(([address]) => SCOPE + address));
    for (const request of await cache.keys()) if (!stay.has(request.url)) await cache.delete(request);
    await cache.put(marker(language), new Response(""));
    return {kept: true, failed: true};
  }
}

async function remove(language) {
  await Promise.all((await mine(language)).map(each => caches.delete(each)));
  if (!(await mine()).length) await self.registration.unregister();
  return {kept: false, failed: false};
}

// A new version of the site: what was kept is renewed; what is left of versions and languages that are gone, removed.
async function renew() {
  for (const language of Object.keys(SITE)) {
    const names = await mine(language);
    const kept = await Promise.all(names.map(each => whole(each, language)));
    if (kept.some(Boolean) && !(await whole(current(language), language))) await keep(language);
  }
}

async function clean() {
  for (const name of await mine()) {
    const language = name.slice(MINE.length).split(" ")[0];
    if (!SITE[language] || !(await whole(name, language))) await caches.delete(name);
  }
}

// The day on which a page was kept, in its language, at the place that waits for it.
async function dated(kept) {
  const text = await kept.text(), language = (/<html lang="([^"]+)"/.exec(text) || [])[1] || "nl";
  const day = new Intl.DateTimeFormat(`${language}-u-nu-latn`, {dateStyle: "long"}).format(new Date(kept.headers.get("x-kept")));
  const shown = text.replace('<p class="stored" hidden>', '<p class="stored">').replace('<bdi class="day"></bdi>', `<bdi class="day">${day}</bdi>`);
  return new Response(shown, {headers: kept.headers});
}

async function notice(url) {
  const own = url.slice(SCOPE.length).split("/")[0];
  const order = [own in SITE ? own : Object.keys(SITE)[0], ...Object.keys(SITE)];
  for (const language of order) {
    const found = await find(SCOPE + SITE[language].offline);
    if (found) return found;
  }
  return Response.error();
}

async function answer(request, url) {
  const kept = await find(url), page = request.mode === "navigate";
  if (kept && url.startsWith(`${SCOPE}assets/`)) return kept; // its name changes with its content
  try {
    const asked = fetch(request);
    const late = kept && new Promise((_, no) => setTimeout(no, PATIENCE, new Error("slow")));
    const got = await (late ? Promise.race([asked, late]) : asked);
    if (!kept || got.status < 500) return got;
  } catch (failure) { /* no internet, or hardly any */ }
  if (kept) return page ? dated(kept) : kept;
  return page ? notice(url) : Response.error();
}

self.addEventListener("install", event => event.waitUntil(renew().then(() => self.skipWaiting())));
self.addEventListener("activate", event => event.waitUntil(clean().then(() => self.clients.claim())));
self.addEventListener("message", event => {
  const {what, language} = event.data, does = {keep, remove}[what];
  if (does && SITE[language]) event.waitUntil(does(language).then(done => event.ports[0].postMessage(done)));
});
self.addEventListener("fetch", event => {
  const {request} = event, url = request.url.split(/[?#]/)[0];
  if (request.method !== "GET" || !url.startsWith(SCOPE)) return;
  if (request.mode === "navigate" || KNOWN.has(url)) event.respondWith(answer(request, url));
});
