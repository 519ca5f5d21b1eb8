/* Menu and help: what is on, and what every key does. */
const deck = slidegen;
const { el, root } = deck;

function option(text, checked, change, key) {
  return el("label", {}, el("input", { type: "checkbox", checked, onchange: ({ target }) => change(target.checked) }), text, ...(key ? [el("kbd", {}, key)] : []));
}

function doing(label) {
  const { run } = deck.commands.find((command) => command.label === label);
  return deck.button(label, ({ target }) => { target.closest("dialog").close(); run(); });
}

deck.panels.add("menu", "Menu", "x", {
  fill(body) {
    body.replaceChildren(
      ...deck.switches.all.map(({ name, label, key }) => option(label, deck.switches.shown(name), (on) => deck.switches.set(name, on), key)),
      option("Dark", deck.dark(), (on) => deck.scheme(on ? "dark" : "light"), "d"),
      option("Single-key shortcuts", deck.shortcuts, (on) => deck.store.set("shortcuts", deck.shortcuts = on)),
      option("Notes on the reading page", "notes" in root.dataset, (on) => root.toggleAttribute("data-notes", on)),
      el("p", {}, ...["Read as one page", "Presenter view", "Clone this window", "Full screen", "Keys"].map(doing)),
      ...[...document.querySelectorAll(".deck-header .deck-links")].map((links) => links.cloneNode(true)));
  },
});
deck.panels.add("help", "Keys", "h ?", {
  fill(body) {
    body.replaceChildren(el("table", {}, ...deck.commands.filter(({ label }) => label).map(({ keys, label }) =>
      el("tr", {}, el("td", {}, ...keys.flatMap((key) => [el("kbd", {}, key.replace("Arrow", "")), " "])), el("td", {}, label)))));
  },
});
