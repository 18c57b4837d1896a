/** Lets a place on a picture be pointed at; without script the list beside it does the same. */
customElements.define("hot-spot", class extends HTMLElement {
  connectedCallback() {
    const canvas = this.querySelector(".question__canvas");
    const svg = this.querySelector("svg");
    const point = this.querySelector("input[type=hidden]");
    const names = [...this.querySelectorAll("input[type=radio]")];
    if (!canvas || !svg || !point || this.closest("fieldset")?.disabled) return;
    canvas.dataset.ready = "";
    const clear = () => {
      point.value = "";
      svg.querySelector("circle")?.remove();
    };
    for (const name of names) name.addEventListener("change", clear);
    canvas.addEventListener("click", (event) => {
      const box = canvas.getBoundingClientRect();
      const share = (part, whole) => Math.min(100, Math.max(0, (100 * part) / whole)).toFixed(2);
      const x = share(event.clientX - box.left, box.width);
      const y = share(event.clientY - box.top, box.height);
      clear();
      for (const name of names) name.checked = false;
      point.value = `${x},${y}`;
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      dot.setAttribute("class", "question__point");
      for (const [key, value] of [["cx", x], ["cy", y], ["r", "1.5"]]) dot.setAttribute(key, value);
      svg.append(dot);
    });
  }
});
