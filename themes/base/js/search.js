/* Search: over titles and text (and notes, for the presenter). All words must be there; titles come first.
   `g` looks at titles only. */
const { el, root, say } = deck;
const MOST = 60;
/** @typedef {{slide: Slide, title: string, text: string, plainTitle: string, plainText: string}} Entry */
/** @type {Entry[] | null} */
let texts = null;
let chosen = 0;
let titles = false;

/** @param {string} text */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
/** @param {string} text */
const split = (text) => text.match(/\S+/g) ?? [];

/* Read when first needed: 2,500 slides take 50 ms. */
function index() {
	texts ??= deck.slides
		.filter(({ dataset }) => !("unlisted" in dataset))
		.map((slide) => {
			const parts = [...slide.querySelectorAll(root.dataset.view ? ".slide-body, aside.notes" : ".slide-body")];
			const title = deck.titleOf(slide);
			/* Links from part to part are no words of any. */
			const nav = slide.querySelector(".nav")?.textContent ?? "";
			const words = split(parts.map((part) => part.textContent.replace(nav, "")).join(" ")).join(" ");
			return { slide, title, text: words.replace(title, ""), plainTitle: plain(title), plainText: plain(`${title} ${words}`) };
		});
	return texts;
}

/** @param {string} query */
function lookup(query) {
	const words = split(plain(query));
	if (!words.length && !titles) return [];
	const all = (/** @type {string} */ text) => words.every((word) => text.includes(word));
	const inTitle = index().filter(({ plainTitle }) => all(plainTitle));
	return titles ? inTitle : [...new Set(inTitle.concat(index().filter(({ plainText }) => all(plainText))))];
}

deck.lookup = lookup;
deck.counted = ({ length: count }, most) =>
	say(count === 1 ? "found-one" : count > most ? "found-cut" : "found", { count, most });

/** @param {string} text @param {string[]} words */
function marked(text, words) {
	const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") || "$^";
	/* From right to left, too, a command's signs keep their places. */
	if (root.dir === "rtl") text = text.replace(/[\w~$./-]([ -~]*[\w/~])?/g, "\u2066$&\u2069");
	return text.split(new RegExp(`(${pattern})`, "iu")).map((piece, at) => (at % 2 ? el("mark", {}, piece) : piece));
}

/** @param {Entry} entry @param {string[]} words */
function excerpt({ text }, words) {
	const start = Math.max(0, plain(text).indexOf(plain(words[0])) - 40);
	const end = start + 150;
	return (start ? "…" : "") + text.slice(start, end) + (text[end] ? "…" : "");
}

/** @param {Entry} entry @param {number} at @param {string[]} words */
function line(entry, at, words) {
	return el(
		"a",
		{ href: `#${entry.slide.id}`, role: "option", id: `found-${at}`, tabindex: -1 },
		el("b", {}, el("span", {}, ...marked(entry.title, words)), el("span", {}, deck.numberOf(entry.slide))),
		titles ? "" : el("small", {}, ...marked(excerpt(entry, words), words)),
	);
}

function update() {
	const words = split(input.value);
	const found = lookup(input.value);
	list.replaceChildren(...found.slice(0, MOST).map((entry, at) => line(entry, at, words)));
	count.textContent = words.length || titles ? deck.counted(found, MOST) : "";
	select(0);
}

/** @param {number} at */
function select(at) {
	const lines = list.children;
	chosen = Math.max(0, Math.min(at, lines.length - 1));
	[...lines].forEach((node, to) => {
		node.ariaSelected = `${to === chosen}`;
	});
	lines[chosen]?.scrollIntoView({ block: "nearest" });
	input.setAttribute("aria-activedescendant", lines[chosen]?.id ?? "");
}

const list = el("div", { class: "results", role: "listbox", id: "found", called: "slides-found" });
const count = el("p", { role: "status" });
const input = el("input", {
	type: "search",
	role: "combobox",
	called: "search",
	"aria-controls": "found",
	"aria-expanded": "true",
	spellcheck: "false",
	oninput: update,
	/* Escape would only empty the field. */
	onkeydown(/** @type {KeyboardEvent} */ event) {
		const by = deck.lines[event.key];
		if (by) select(chosen + by);
		else if (event.key === "Enter") /** @type {HTMLElement} */ (list.children[chosen])?.click();
		else if (event.key === "Escape") input.closest("dialog")?.close();
		else return;
		event.preventDefault();
	},
});

deck.panels
	.add("search", {
		head: [input],
		fill(body) {
			body.append(count, list);
		},
		opened() {
			input.placeholder = say(titles ? "search-titles" : "search-slides");
			input.focus();
			input.select();
			update();
		},
	})
	.addEventListener("close", () => {
		titles = false;
	});
deck.does("titles", () => {
	titles = true;
	deck.run("search");
});
deck.on("refresh", () => {
	texts = null;
});
