/* Panels: dialogs that other behaviours fill. The browser's own `dialog` keeps focus inside, closes on
   Escape and gives focus back. */
const { el } = deck;

/** @type {Slidegen["panels"]["add"]} */
function add(name, { head, fill, opened }) {
	const body = el("div", { class: "scroll", tabindex: 0 });
	const dialog = el(
		"dialog",
		{ class: "panel", called: name },
		el("header", {}, ...(head ?? [el("h2", {}, deck.say(name))]), deck.button("✕", null, { called: "close" })),
		body,
	);
	/* Beside it, on a link of the deck, or on a button, which acts on the deck or closes. */
	dialog.addEventListener(
		"click",
		({ target }) => (target === dialog || target.closest('[href^="#"], button')) && dialog.close(),
		true,
	);
	document.body.append(dialog);
	deck.does(name, () => {
		fill(body);
		if (!dialog.open) dialog.showModal();
		opened?.();
	});
	return dialog;
}

deck.panels = { add };
