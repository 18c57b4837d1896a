// Turns the line for a hospital into a type-ahead over all its names; without it, text is resolved
// by the server. An ARIA combobox: arrows move, Enter takes, Escape closes.
const PAUSE = 150;
let count = 0;

class OrganisationPicker extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = document.createElement("ul");
    this.list.id = `places-${++count}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Places found");
    this.said = document.createElement("span");
    this.said.className = "visually-hidden";
    this.said.setAttribute("role", "status");
    this.append(this.list, this.said);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // keeps the focus in the line
      const option = event.target.closest("li");
      if (option) this.take(option);
    });
  }

  ask() {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const text = this.input.value.trim();
      if (text.length < 2) return this.close();
      const answer = await fetch(`${this.dataset.url}?q=${encodeURIComponent(text)}`);
      if (answer.ok && text === this.input.value.trim()) this.show((await answer.json()).organisations);
    }, PAUSE);
  }

  show(places) {
    this.list.replaceChildren(...places.map((place, index) => {
      const option = document.createElement("li");
      const name = document.createElement("span");
      const more = document.createElement("span");
      option.id = `${this.list.id}-${index}`;
      option.setAttribute("role", "option");
      option.dataset.value = `${place.name} (${place.code})`;
      name.textContent = place.name;
      more.textContent = [place.code, place.town, place.also].filter(Boolean).join(" · ");
      more.className = "hint";
      option.append(name, more);
      return option;
    }));
    this.said.textContent = `${places.length} found`;
    this.list.hidden = !places.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark(-1);
  }

  key(event) {
    const options = [...this.list.children];
    if (event.key === "Escape") this.close();
    if (this.list.hidden) return;
    if (event.key === "Enter" && this.at >= 0) this.take(options[this.at]);
    else if (event.key === "ArrowDown") this.mark((this.at + 1) % options.length);
    else if (event.key === "ArrowUp") this.mark((this.at - 1 + options.length) % options.length);
    else return;
    event.preventDefault();
  }

  mark(at) {
    this.at = at;
    [...this.list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === at));
      if (index === at) option.scrollIntoView({ block: "nearest" });
    });
    if (at < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
  }

  take(option) {
    this.input.value = option.dataset.value;
    this.close();
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }
}

customElements.define("organisation-picker", OrganisationPicker);
