/** Selecting text in a numbered passage chooses it in the form; a tap on its number goes there. */
customElements.define("pick-passage", class extends HTMLElement {
  connectedCallback() {
    this.choice = this.querySelector("select");
    this.text = this.querySelector("textarea");
    if (!this.choice || !this.text) return;
    document.addEventListener("selectionchange", () => this.follow());
    document.addEventListener("click", (event) => {
      const mark = event.target.closest?.(".passage__mark");
      if (!mark) return;
      event.preventDefault();
      this.choose(mark.closest(".passage"));
      this.scrollIntoView({ block: "center" });
      this.text.focus({ preventScroll: true });
    });
  }

  follow() {
    const selected = getSelection();
    const from = selected.anchorNode?.parentElement?.closest(".passage");
    if (from && !selected.isCollapsed) this.choose(from);
  }

  choose(passage) {
    this.choice.value = passage.id.replace("passage-", "");
  }
});
