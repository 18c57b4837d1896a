/** Shows how far an article is read; leaving tells the server, "#at-40" in the address comes back to it. */
customElements.define("reading-progress", class extends HTMLElement {
  connectedCallback() {
    this.text = document.querySelector(this.getAttribute("of") || ".prose");
    if (!this.text) return;
    this.innerHTML = '<progress max="100" value="0" aria-label="Read so far"></progress>';
    this.furthest = 0;
    this.comeBack();
    addEventListener("scroll", () => this.look(), { passive: true });
    addEventListener("pagehide", () => this.remember());
    this.look();
  }

  comeBack() {
    const share = Number(location.hash.match(/^#at-(\d{1,3})$/)?.[1] ?? 0) / 100;
    if (!share) return;
    const { top, height } = this.text.getBoundingClientRect();
    scrollTo({ top: scrollY + top + height * share - innerHeight / 2 });
  }

  look() {
    const { top, height } = this.text.getBoundingClientRect();
    const read = Math.min(100, Math.max(0, Math.round((100 * (innerHeight - top)) / height)));
    this.firstElementChild.value = read;
    this.furthest = Math.max(this.furthest, read);
  }

  remember() {
    const where = this.getAttribute("save");
    if (where && this.furthest > 4) {
      navigator.sendBeacon(where, new URLSearchParams({ percent: this.furthest }));
    }
  }
});
