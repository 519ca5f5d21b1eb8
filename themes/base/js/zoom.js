/* Pictures and code: a click on a picture, `z` for the first one, `+` for the code that is explained, shows it as
   large as the window; code in the room's window too. */
const { el } = deck;
const dialog = el("dialog", { class: "picture", called: "picture", onclick: () => dialog.close() });
document.body.append(dialog);
/** @type {Slide | null} whose code is shown */
let slide = null;
dialog.addEventListener("close", () => {
	slide = null;
	deck.send({ type: "large", at: null });
});

const codes = () => [...deck.current.querySelectorAll(".slide-body pre")];

/** @param {Node | null | undefined} node */
function show(node) {
	if (!node) return;
	dialog.replaceChildren(node);
	if (!dialog.open) dialog.showModal();
}

/* As large as it can be without a line that must be scrolled. */
/** @type {Slidegen["enlarge"]} */
function enlarge(at) {
	const code = codes()[at ?? -1];
	if (!code) return dialog.close();
	const copy = code.cloneNode(true);
	copy.removeAttribute("tabindex");
	show(copy);
	slide = deck.current;
	copy.style.cssText = "font-size: 20px; width: max-content; min-height: 0";
	const size = 19.8 * Math.min(3, innerWidth / copy.offsetWidth, innerHeight / copy.offsetHeight);
	copy.style.cssText = `font-size: ${size}px`;
}

/* The code with lit lines, or else the first one. */
function current() {
	const all = codes();
	return all.indexOf(deck.current.querySelector("pre:has([data-lit])") ?? all[0]);
}

deck.enlarge = enlarge;
deck.does("enlarge", () => show(deck.current.querySelector(".slide-body img")?.cloneNode()));
deck.does("enlarge-code", () => {
	const at = dialog.open ? null : current();
	enlarge(at);
	deck.send({ type: "large", at });
});
/* Keys of the deck work here, too: steps light other lines, and the next slide is seen as a slide. */
deck.on("change mode", () => {
	if (slide === deck.current && deck.isShow()) enlarge(current());
	else dialog.close();
});
deck.main.addEventListener("click", ({ target }) => {
	if (deck.isShow() && target.matches(".slide-body img:not(a *)")) show(target.cloneNode());
});
