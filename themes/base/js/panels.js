/* Panels: dialogs that other behaviours fill. The browser's own `dialog` keeps focus inside, closes on
   Escape and gives focus back. */
const deck = slidegen;
const { el } = deck;
/** @type {Map<string, Panel & {dialog: HTMLDialogElement, body: HTMLElement}>} */
const panels = new Map();

/** @type {Slidegen["panels"]["add"]} */
function add(name, { head, fill, opened }) {
	const title = deck.say(name);
	const body = el("div", { class: "scroll", tabindex: 0 });
	const dialog = el(
		"dialog",
		{ class: "panel", "aria-label": title },
		el(
			"header",
			{},
			...(head ?? [el("h2", {}, title)]),
			deck.button("✕", () => dialog.close(), { called: "close" }),
		),
		body,
	);
	dialog.addEventListener("click", ({ target }) => (target === dialog || target.closest('[href^="#"]')) && dialog.close(), true);
	panels.set(name, { dialog, body, fill, opened });
	document.body.append(dialog);
	deck.does(name, () => open(name));
	return dialog;
}

/** @type {Slidegen["panels"]["open"]} */
function open(name) {
	const panel = panels.get(name);
	if (!panel || panel.dialog.open) return;
	panel.fill?.(panel.body);
	panel.dialog.showModal();
	panel.opened?.(panel.body);
}

deck.panels = { add, open };
