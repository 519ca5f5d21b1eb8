/* Ticks: which exercises are done, kept for this deck on this machine. */
const { store } = deck;
/** @type {Set<string>} */
const done = new Set(store.get("done", []));

/** @param {HTMLElement} exercise @param {string} key */
function box(exercise, key) {
	const turn = (/** @type {MouseEvent} */ { target }) => {
		if (!done.delete(key)) done.add(key);
		target.ariaPressed = `${done.has(key)}`;
		store.set("done", [...done]);
		deck.ticked?.(key, done.has(key));
	};
	exercise.append(deck.button("", turn, { class: "tick", "aria-pressed": `${done.has(key)}`, title: deck.say("done") }));
}

deck.whenSeen((slide) => {
	slide.querySelectorAll(".slide-body :is(.exercise, .lab)").forEach((exercise, at) => box(exercise, `${slide.id}/${at + 1}`));
});
