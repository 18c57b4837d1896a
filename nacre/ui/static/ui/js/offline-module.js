/** A module kept on a device: screen after screen, answers kept here until they can be sent, once. */
customElements.define("offline-module", class extends HTMLElement {
  connectedCallback() {
    this.key = `answers:${this.getAttribute("attempt")}`;
    this.screens = [...this.querySelectorAll("form[data-screen]")];
    this.screens.forEach((form) => form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.keep(form);
    }));
    addEventListener("online", () => this.send());
    this.show();
    this.send();
  }

  get kept() {
    return JSON.parse(localStorage.getItem(this.key) ?? "[]");
  }

  keep(form) {
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const said = { screen: form.dataset.screen, fields, at: new Date().toISOString() };
    localStorage.setItem(this.key, JSON.stringify([...this.kept, said]));
    this.show();
    this.send();
  }

  show() {
    const done = new Set(this.kept.map((said) => said.screen));
    const next = this.screens.find((form) => !done.has(form.dataset.screen));
    this.screens.forEach((form) => { form.hidden = form !== next; });
    this.querySelector("[data-end]").hidden = Boolean(next);
    if (done.size) (next ?? this.querySelector("[data-end]")).scrollIntoView();
  }

  async send() {
    const screens = this.kept;
    if (!screens.length || !navigator.onLine) return;
    const token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(`${this.getAttribute("to")}?attempt=${this.getAttribute("attempt")}`, {
        method: "POST", body: JSON.stringify({ screens }), headers: { "X-CSRFToken": token },
      });
      if (!answer.ok) throw new Error(answer.status);
      localStorage.removeItem(this.key);
      const pages = await caches.open("modules");
      await pages.delete(this.getAttribute("back"));
      location.assign(this.getAttribute("back"));
    } catch {
      this.querySelector("[data-said]").textContent =
        "Not sent yet: your answers are kept on this device until there is a connection and you are signed in.";
    }
  }
});
