/** Offers to keep a module on this device, and tells the server that the learner is still there. */
const EVERY = 30_000;

customElements.define("keep-module", class extends HTMLElement {
  connectedCallback() {
    this.beat = setInterval(() => this.contact(), EVERY);
    this.queue = `answers:${this.getAttribute("attempt")}`;
    if (localStorage.getItem(this.queue)) location.assign(this.getAttribute("page")); // it sends them
    document.querySelector("form.player")?.addEventListener("submit", (event) => this.wait(event));
    this.insertAdjacentHTML("beforeend", '<p role="status"></p>');
    if (!("serviceWorker" in navigator)) return;
    this.insertAdjacentHTML("afterbegin",
      '<button type="button" class="button button--quiet">Keep this module on this device</button>');
    this.querySelector("button").addEventListener("click", () => this.keep());
  }

  wait(event) {
    if (navigator.onLine) return;
    event.preventDefault();
    const form = new FormData(event.target);
    const said = { screen: form.get("screen"), fields: [...form], at: new Date().toISOString() };
    localStorage.setItem(this.queue, JSON.stringify([said]));
    this.querySelector("[role=status]").textContent =
      "No connection. Your answer is kept on this device and sent as soon as there is one.";
    addEventListener("online", () => location.assign(this.getAttribute("page")));
  }

  disconnectedCallback() {
    clearInterval(this.beat);
  }

  async contact() {
    const body = new URLSearchParams({
      csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]").value,
    });
    const answer = await fetch(this.getAttribute("contact"), { method: "POST", body }).catch(() => null);
    if (!answer?.ok) return; // no connection: the time until the next contact does not count
    const said = await answer.json();
    if (said.is_closed) location.reload();
    const minutes = Math.ceil((said.seconds_left ?? 0) / 60);
    const left = this.querySelector("[data-left]");
    if (left && said.seconds_left !== null) left.textContent = `${minutes} minute${minutes === 1 ? "" : "s"} left of the time limit`;
  }

  async keep() {
    const told = this.querySelector("[role=status]");
    try {
      await navigator.serviceWorker.register("/learn/worker.js", { scope: "/learn/" });
      const page = await fetch(this.getAttribute("page"));
      if (!page.ok) throw new Error(page.status);
      const pages = await caches.open("modules");
      const files = [...document.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload]")].map((link) => link.href);
      const scripts = [...document.querySelectorAll("script[src]")].map((script) => script.src);
      await pages.addAll([...files, ...scripts]);
      await pages.put(this.getAttribute("at"), page);
      told.textContent = " Kept. Open this page without a connection and go on.";
    } catch {
      told.textContent = " It could not be kept on this device.";
    }
  }
});
