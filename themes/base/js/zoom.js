/* Pictures: a click, or `z` for the first one, shows it as large as the window. */
const deck = slidegen;
const { el } = deck;
const dialog = el("dialog", { class: "picture", "aria-label": deck.say("picture"), onclick: () => dialog.close() });

document.body.append(dialog);

function show(image) {
	if (!image) return;
	dialog.replaceChildren(image.cloneNode());
	dialog.showModal();
}

deck.does("enlarge", () => show(deck.current.querySelector(".slide-body img")));
deck.main.addEventListener("click", ({ target }) => {
	if (deck.mode === "slides" && target.matches(".slide-body img") && !target.closest("a")) show(target);
});
