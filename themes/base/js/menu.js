/* Menu and help: what is on, and what every key does. */
const deck = window.slidegen;
const { el, root } = deck;
const NAMES = { " ": "Space", "Shift+ ": "Shift+Space", ArrowRight: "→", ArrowLeft: "←", ArrowUp: "↑", ArrowDown: "↓", PageUp: "PgUp", PageDown: "PgDn" };

function option(text, checked, change, key) {
  return el("label", {}, el("input", { type: "checkbox", checked, onchange: ({ target }) => change(target.checked) }), text, ...(key ? [el("kbd", {}, key)] : []));
}

function doing(text, run) {
  return el("button", { type: "button", onclick(event) { event.target.closest("dialog").close(); run(); } }, text);
}

const named = (label) => deck.commands.find((command) => command.label === label).run;
const isDark = () => getComputedStyle(root).colorScheme === "dark" || (!root.dataset.scheme && matchMedia("(prefers-color-scheme: dark)").matches);

deck.panels.add("menu", "Menu", {
  fill(body) {
    body.replaceChildren(
      ...deck.switches.all.map(({ name, label, key }) => option(label, deck.switches.shown(name), (on) => deck.switches.set(name, on), key)),
      option("Dark", isDark(), (on) => deck.scheme(on ? "dark" : "light"), "d"),
      option("Single-key shortcuts", deck.shortcuts, (on) => { deck.shortcuts = on; deck.store.set("shortcuts", on); }),
      option("Notes on the reading page", "notes" in root.dataset, (on) => root.toggleAttribute("data-notes", on)),
      el("p", {}, ...["Read as one page", "Presenter view", "Clone this window", "Full screen", "Keys"].map((label) => doing(label, named(label)))),
      ...[...document.querySelectorAll(".deck-header .deck-links")].map((links) => links.cloneNode(true)));
  },
});
deck.panels.add("help", "Keys", {
  fill(body) {
    body.replaceChildren(el("table", {}, el("tbody", {}, ...deck.commands.filter(({ label }) => label).map(({ keys, label }) =>
      el("tr", {}, el("td", {}, ...keys.flatMap((key) => [el("kbd", {}, NAMES[key] ?? key), " "])), el("td", {}, label))))));
  },
});
deck.command({ keys: ["x"], label: "Menu", run: () => deck.panels.open("menu") });
deck.command({ keys: ["h", "?"], label: "Keys", run: () => deck.panels.open("help") });
deck.command({
  keys: ["Escape"], when: () => root.hasAttribute("data-dark"), run: () => deck.blackout(false),
});
