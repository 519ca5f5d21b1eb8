/* On-screen controls and the progress line. */
const { root, el, say } = deck;
/** @type {Record<string, string>} */
const SHAPES = {
	previous: "M15 5l-7 7 7 7",
	next: "M9 5l7 7-7 7",
	contents: "M4 6h16M4 12h16M4 18h10",
	search: "M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16 16l5 5",
	overview: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
	menu: "M5 12h1M12 12h1M19 12h1",
};

/** @param {string} name of a command */
function icon(name) {
	const [key] = deck.data.keys[name].split(" ");
	const text = say(`${name}-slide` in deck.data.words ? `${name}-slide` : name);
	const node = deck.button("", () => deck.run(name), { title: `${text} (${key.replace("Arrow", "")})`, "aria-label": text });
	node.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${SHAPES[name]}"/></svg>`;
	return node;
}

const place = el("output", { "aria-hidden": "true" });
const bar = el(
	"div",
	{ class: "bar", role: "toolbar", called: "slides" },
	icon("previous"),
	place,
	...["next", "contents", "overview", "search", "menu"].map(icon),
);
const line = el("div", { class: "progress", role: "progressbar", called: "progress" });
document.body.append(el("footer", {}, line, bar));

deck.on("change", () => {
	const at = deck.index + 1;
	const { length } = deck.slides;
	place.textContent = `${deck.number || at} / ${deck.total || length}`;
	line.style.scale = `${at / length} 1`;
	Object.assign(line, { ariaValueNow: at, ariaValueMax: length });
});

/* The bar shows while the mouse moves near it, and for a while after a tap; where nothing hovers, always. */
let timer = 0;
function reveal() {
	root.dataset.pointing = "";
	clearTimeout(timer);
	timer = setTimeout(() => delete root.dataset.pointing, 3000);
}
addEventListener("pointermove", ({ clientY, pointerType }) => {
	if (pointerType === "mouse" && clientY >= innerHeight - 130) reveal();
});
/* At the click, which comes last: else the tap that shows a button would press it. */
addEventListener("click", ({ pointerType }) => /touch|pen/.test(pointerType) && reveal());
