/** Takes the focus when a form comes back with errors, so that nobody has to look for them. */
customElements.define("error-summary", class extends HTMLElement {
  connectedCallback() {
    this.focus();
    this.addEventListener("click", (event) => {
      const field = document.querySelector(event.target.closest("a[href^='#']")?.hash || "none");
      if (!field) return;
      event.preventDefault();
      (field.matches("input, select, textarea") ? field : field.querySelector("input") ?? field).focus();
    });
  }
});
