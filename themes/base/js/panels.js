/* Panels: dialogs that other behaviours fill. The browser's own `dialog` keeps focus inside, closes on
   Escape and gives focus back. */
const deck = window.slidegen;
const { el } = deck;
const panels = new Map();

function add(name, title, { head = [], fill, opened } = {}) {
  const body = el("div", { class: "scroll", tabindex: "-1" });
  const dialog = el("dialog", { class: "panel", "aria-label": title },
    el("header", {}, ...(head.length ? head : [el("h2", {}, title)]),
      el("button", { type: "button", "aria-label": "Close", onclick: () => dialog.close() }, "✕")),
    body);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("click", (event) => event.target.closest('a[href^="#"]') && dialog.close(), true);
  panels.set(name, { dialog, body, fill, opened });
  return { dialog, body };
}

function open(name) {
  const { dialog, body, fill, opened } = panels.get(name);
  if (dialog.open) return;
  if (!dialog.isConnected) document.body.append(dialog);
  fill?.(body);
  dialog.showModal();
  opened?.(body);
}

deck.panels = { add, open };
