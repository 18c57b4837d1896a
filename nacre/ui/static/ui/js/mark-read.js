/** Says that a conversation was seen, so that nobody has to press the button which it replaces. */
customElements.define("mark-read", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    const seen = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      seen.disconnect();
      fetch(form.action, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
      }).then((answer) => { if (answer.ok) form.hidden = true; });
    });
    seen.observe(this);
  }
});
