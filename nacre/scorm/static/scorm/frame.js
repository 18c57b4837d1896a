/** A course may fill the screen, and gives it back; without script the frame is there all the same. */
customElements.define("framed-course", class extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("[data-full]");
    if (!button || !this.requestFullscreen) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else this.requestFullscreen().catch(() => {});
    });
    this.addEventListener("fullscreenchange", () => {
      button.textContent = document.fullscreenElement === this ? "Smaller" : "Full size";
    });
  }
});
