/** Folds the filters away on a narrow screen; without script they simply stand open. */
customElements.define("facet-panel", class extends HTMLElement {
  connectedCallback() {
    const wide = matchMedia("(min-width: 62.5rem)");
    const fold = this.querySelector("details");
    const fit = () => { fold.open = wide.matches; };
    wide.addEventListener("change", fit);
    fit();
  }
});
