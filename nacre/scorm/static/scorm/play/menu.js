/* The list of items beside the content, in words and by keyboard. */
"use strict";

Play.menu = (() => {
  const words = {
    completed: "completed", incomplete: "in progress", unknown: "not started",
    passed: "passed", failed: "not passed",
  };

  function stateOf(item) {
    if (item.success === "passed" || item.success === "failed") return words[item.success];
    return words[item.completion] || words.unknown;
  }

  function row(item, choose) {
    const line = document.createElement("li");
    if (item.launch && item.visible) {
      const button = document.createElement("button");
      const name = document.createElement("span");
      const state = document.createElement("span");
      button.type = "button";
      button.dataset.item = item.id;
      name.textContent = item.title;
      state.className = "state";
      state.textContent = stateOf(item);
      button.append(name, " ", state);
      button.addEventListener("click", () => choose(item));
      line.append(button);
    } else if (item.visible) {
      const title = document.createElement("p");
      title.textContent = item.title;
      line.append(title);
    }
    if (item.items.length) line.append(list(item.items, choose));
    return line;
  }

  function list(items, choose) {
    const made = document.createElement("ol");
    made.append(...items.map((item) => row(item, choose)));
    return made;
  }

  function draw(holder, items, choose) {
    holder.replaceChildren(list(items, choose));
  }

  /* What changed: states, where one is, and what may be chosen now. */
  function refresh(holder, items, current, isOpen) {
    for (const button of holder.querySelectorAll("button[data-item]")) {
      const item = items.find((one) => one.id === button.dataset.item);
      button.querySelector(".state").textContent = stateOf(item);
      button.toggleAttribute("disabled", !isOpen(item));
      if (item.id === current) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    }
  }

  return { draw, refresh, stateOf };
})();
