/* Tabs: who chooses a shell or a system once, has chosen it wherever it is offered: in the room's window, too, and when
   the page is loaded again. */
const { main, store } = deck;
/* In the order in which they were chosen: of two in one box, the later one counts. */
/** @type {Set<string>} */
const chosen = new Set(store.get("tabs", []));

/** @type {(label: string, within?: any) => void} */
const check = (label, within = main) => {
	for (const input of within.querySelectorAll(`.tab [value="${CSS.escape(label)}"]`)) input.checked = true;
};

deck.choose = (label) => {
	chosen.delete(label);
	store.set("tabs", [...chosen.add(label)]);
	check(label);
	deck.send({ type: "tab", label });
};
main.addEventListener("change", (/** @type {any} */ { target }) => target.matches(".tab *") && deck.choose(target.value));
deck.whenSeen((slide) => chosen.forEach((label) => check(label, slide)));
