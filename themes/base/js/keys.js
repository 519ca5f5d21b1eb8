/* Keys: remark's, and those that other behaviours give to their commands. Letters, digits and signs can be
   switched off (WCAG 2.1.4); keys with Ctrl, Alt or Meta, and keys typed into a field, are never ours. */
const { root, el, commands } = deck;
let typed = "";
let timer = 0;
const badge = el("div", { class: "digits", hidden: true });
document.body.append(badge);

for (const id of /** @type {const} */ (["next", "previous", "first", "last"])) deck.does(id, deck[id]);
deck.does("number", () => {});
deck.does("dark-screen", () => deck.blackout());
deck.does("mirror", () => {
	root.toggleAttribute("data-mirror");
	deck.fit();
});
deck.does("full-screen", async () => {
	/* An iPhone has none, and a frame may not. */
	try {
		await (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen());
	} catch {
		deck.tell(deck.say("no-full-screen"));
	}
});
deck.does("read", () => {
	deck.setMode(deck.mode ? "" : "slides");
	deck.go(deck.index);
});
deck.command("Escape", "", back);

/* One level: what is dark, what was told, what has the focus beside the slide, a countdown, the reading page or the presenter's view.
   Dialogs and the overview have their own. */
function back() {
	const { activeElement, body } = document;
	if ("dark" in root.dataset) deck.blackout(false);
	else if (document.querySelector(".toast:not([hidden])")) deck.tell();
	else if (activeElement !== body && activeElement !== deck.current) deck.focus();
	else if (document.querySelector(".countdown:not([hidden])")) deck.run("countdown");
	else deck.run(deck.mode ? root.dataset.view : "read");
}

deck.blackout = (dark) => deck.send({ type: "dark", on: root.toggleAttribute("data-dark", dark) });

/* Where the focus goes, and what is tapped, is seen; at the desk it is anyway. */
const light = () => "dark" in root.dataset && !root.dataset.view && deck.blackout(false);
addEventListener("click", light);

/** A panel that closes keeps the focus until the next frame: what is not to be seen takes no keys.
 * @param {HTMLElement} node @param {string} what */
const within = (node, what) => node.checkVisibility?.() && node.closest(what);

/** @param {string} key */
function digits(key) {
	clearTimeout(timer);
	if (key === "Enter") deck.go(`#${typed}`, { jump: true });
	typed = /\d/.test(key) ? (typed + key).slice(-5) : "";
	if (typed) timer = setTimeout(digits, 3000, "Escape");
	badge.textContent = typed;
	badge.hidden = !typed;
}

/** Whether there is more of it that way.
 * @type {Slidegen["goesOn"]} */
const goesOn = ({ scrollTop, clientHeight, scrollHeight }, isDown) =>
	isDown ? scrollTop + clientHeight < scrollHeight - 2 : scrollTop > 0;

/** In a narrow window a slide may be longer than the screen: first scroll, then turn.
 * @param {string} key */
function scrolls(key) {
	const body = root.dataset.fit && deck.current.querySelector(".slide-body");
	const isDown = /Down|^Space/.test(key);
	return body && (isDown || key === "ArrowUp") && goesOn(body, isDown);
}

/** Whether there is anything to move in it: code, a table, a formula that is too wide; notes that are too long.
 * @type {Slidegen["moves"]} */
const moves = (node, across) =>
	getComputedStyle(node).overflow.includes("auto") &&
	(across ? node.scrollWidth > node.clientWidth + 2 : node.scrollHeight > node.clientHeight + 2);

/** Letters in any case, as caps lock gives them, and where other letters or digits are typed those
 * of the same keys; `←` is the way back wherever text runs from left to right.
 * @type {Slidegen["keyOf"]} */
function keyOf({ key, code, shiftKey }) {
	if (key === " ") return shiftKey ? "Shift+Space" : "Space";
	const isElse = key > "~" && (/^Key/.test(code) || /\p{Nd}/u.test(key));
	if (key.length === 1) return (isElse ? code.slice(-1) : key).toLowerCase();
	if (root.dir === "rtl" && /^Arrow(Left|Right)$/.test(key)) return key === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
	return key;
}

addEventListener("keydown", (event) => {
	const { key, target } = event;
	/* F5 is what a clicker's “start” sends. On a full screen it would only lose the screen. */
	if (key === "F5" && document.fullscreenElement) {
		event.preventDefault();
		return deck.tell(deck.say("is-full-screen"));
	}
	if (key === "Tab") light();
	if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
	if (within(target, key === "Escape" ? "dialog" : "input, textarea, select, [contenteditable], dialog:not(.picture)")) return;
	if (/^( |Enter)$/.test(key) && !typed && within(target, "button, a[href], summary, video, audio")) return;
	const character = key.length === 1 && key !== " ";
	if (character && !deck.shortcuts) return;
	const name = keyOf(event);
	if (/^\d$/.test(name) || (typed && /^(Enter|Escape)$/.test(name))) {
		event.preventDefault();
		return digits(name);
	}
	if (/^Arrow/.test(key) && target.matches(":focus-visible") && moves(target, /[LR]/.test(key))) return;
	const command = commands.findLast(({ keys, when }) => keys.includes(name) && when());
	/* On the reading page only letters and Escape are ours: arrows, space and paging scroll. */
	if (!command || !(deck.mode || character || key === "Escape") || scrolls(name)) return;
	event.preventDefault();
	command.run();
});

Object.assign(deck, { goesOn, keyOf, moves, shortcuts: deck.store.get("shortcuts", true) });
