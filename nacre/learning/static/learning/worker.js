/** Shows a kept module where there is no connection; touches nothing else. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(fetch(event.request).catch(async () => {
    const pages = await caches.open("modules");
    const kept = await pages.match(event.request, { ignoreSearch: true, ignoreVary: true });
    return kept ?? Response.error();
  }));
});
