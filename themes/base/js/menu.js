/* Menu and help: what is on, and what every key does. */
const { el, root, say } = deck;
const DOINGS = ["read", "presenter", "clone", "full-screen", "help"];

/** @param {string} key */
const keycap = (key) => el("kbd", {}, key.replace("Arrow", ""));

/** @param {string} text @param {boolean} checked @param {(on: boolean) => void} change @param {string} [key] */
function option(text, checked, change, key) {
	return el(
		"label",
		{},
		el("input", { type: "checkbox", checked, onchange: (/** @type {Toggled} */ { target }) => change(target.checked) }),
		text,
		key ? keycap(key) : "",
	);
}

/** @param {boolean} on */
function setShortcuts(on) {
	deck.shortcuts = on;
	deck.store.set("shortcuts", on);
}

/** @param {string} id */
const named = (id) => deck.commands.filter((command) => command.id === id);

/** @param {Command} command */
function doing({ keys: [key], label, run }) {
	const node = deck.button(`${label} `, run, { "aria-keyshortcuts": key });
	node.append(keycap(key));
	return node;
}

deck.panels.add("menu", {
	fill(body) {
		body.replaceChildren(
			...deck.data.switches.map(({ name, label, key }) =>
				option(label, deck.switches.shown(name), (on) => deck.switches.set(name, on), key),
			),
			option(say("dark"), deck.dark(), (on) => deck.scheme(on ? "dark" : "light"), "d"),
			option(say("shortcuts"), deck.shortcuts, setShortcuts),
			/* The window that a room sees has no notes to show, and what it skips is the presenter's. */
			deck.isRoom
				? ""
				: option(say("notes-while-reading"), "notes" in root.dataset, (on) => void root.toggleAttribute("data-notes", on)),
			el(
				"p",
				{ class: "doings" },
				...DOINGS.filter((id) => id !== "presenter" || !deck.isRoom)
					.flatMap(named)
					.map(doing),
				...deck.switches.back(),
			),
			document.querySelector(".deck-links")?.cloneNode(true) ?? "",
		);
	},
});

/** @param {Command} command */
const row = ({ keys, label }) => el("tr", {}, el("td", {}, ...keys.flatMap((key) => [keycap(key), " "])), el("td", {}, label));
/** @param {string} title @param {Command[]} commands */
const group = (title, commands) => el("section", {}, el("h3", {}, title), el("table", {}, ...commands.map(row)));

deck.panels.add("help", {
	fill(body) {
		const own = deck.commands.filter(({ id, label }) => !id && label);
		const groups = deck.data.keyGroups.map(([name, ids]) =>
			group(say(name), [...ids.flatMap(named), ...(name === "showing" ? own : [])]),
		);
		body.replaceChildren(el("div", { class: "keys" }, ...groups), el("p", {}, say("overview-keys")));
	},
});
