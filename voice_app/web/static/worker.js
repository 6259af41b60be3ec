// Keeps one page, and its script, for when there is no signal. No page with anybody's words is kept.

const KEPT = "voice-offline";
const asked = new URL(self.location.href).searchParams;
const page = `/s/offline?language=${encodeURIComponent(asked.get("language"))}`;
const script = `/static/carry.js?v=${encodeURIComponent(asked.get("v"))}`;

async function fetchBoth() {
  await caches.delete(KEPT);
  const kept = await caches.open(KEPT);
  await kept.addAll([page, script].map((address) => new Request(address, { cache: "reload" })));
  await self.skipWaiting();
}

async function orWhatIsKept(request, address) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(address)) ?? Response.error();
  }
}

self.addEventListener("install", (event) => event.waitUntil(fetchBoth()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET") return;
  if (mode === "navigate") event.respondWith(orWhatIsKept(event.request, page));
  else if (url.endsWith(script)) event.respondWith(orWhatIsKept(event.request, script));
});
