/** Reads along while a person types, by the same rules as the server; stores and sends nothing. */
customElements.define("identifier-guard", class extends HTMLElement {
  #scan = null;
  #timer = 0;
  #said = "";

  connectedCallback() {
    this.control = this.querySelector("textarea, input");
    this.addEventListener("focusin", () => this.#load(), { once: true });
    this.control.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.read(), 300);
    });
    this.control.addEventListener("change", () => this.read());
  }

  async #load() {
    const { rules, scanner, checks } = this.dataset;
    const [pack, { guard }, known] = await Promise.all([
      fetch(rules).then((answer) => answer.json()), import(scanner), import(checks),
    ]);
    this.#scan = guard(pack, known);
    this.read();
  }

  /** Says below the box what was found; what must be refused does not leave the browser. */
  read() {
    if (!this.#scan) return;
    const { decision, findings } = this.#scan(this.control.value, this.dataset.passing.split(" "));
    this.control.setCustomValidity(decision === "block" ? findings[0].message : "");
    const said = JSON.stringify(findings); // an unchanged button must not move under a finger
    if (said === this.#said) return;
    this.#said = said;
    const place = this.querySelector(".guard") ?? this.#place();
    const reasons = [...new Set(findings.map((finding) => finding.message))];
    const marked = findings.map(({ start, end, replacement }) => `“${this.control.value.slice(start, end)}” → ${replacement}`);
    this.control.setAttribute("aria-invalid", String(decision === "block"));
    place.hidden = decision === "clean";
    place.replaceChildren(...(findings.length ? [this.#list([...reasons, ...marked]), this.#repair(findings)] : []));
    if (decision === "warn") place.append(this.#question(findings));
  }

  #place() {
    const place = Object.assign(document.createElement("div"), { className: "guard stack", id: `${this.control.id}_found` });
    place.setAttribute("role", "status");
    this.control.setAttribute("aria-describedby", `${this.control.getAttribute("aria-describedby") ?? ""} ${place.id}`.trim());
    this.append(place);
    return place;
  }

  #list(lines) {
    const list = document.createElement("ul");
    list.append(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    return list;
  }

  #repair(findings) {
    const button = Object.assign(document.createElement("button"), {
      type: "button", className: "button button--quiet", textContent: this.dataset.repair,
    });
    button.addEventListener("click", () => {
      for (const { start, end, replacement } of [...findings].reverse()) this.control.setRangeText(replacement, start, end, "end");
      this.control.dispatchEvent(new Event("input", { bubbles: true }));
      this.read();
      this.control.focus();
    });
    return button;
  }

  #question(findings) {
    const label = Object.assign(document.createElement("label"), { className: "choice" });
    const names = [...new Set(findings.map((finding) => finding.detector))].sort();
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: `${this.control.name}_checked`, value: names.join(" ") });
    label.append(box, Object.assign(document.createElement("span"), { textContent: this.dataset.question }));
    return label;
  }
});
