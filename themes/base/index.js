/* The list of decks: one field looks at what cards say and at the titles of all slides. These stand in a script of
   each deck, which calls `slidegenTitles`, since a page on a disk may load nothing else; they are loaded when
   somebody first looks for something. */
addEventListener("DOMContentLoaded", () => {
	const MOST = 60;
	const list = /** @type {HTMLElement} */ (document.querySelector(".deck-list"));
	const words = JSON.parse(document.getElementById("slidegen-words")?.textContent ?? "{}");
	const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".deck-list [data-deck]")]);
	/** @type {Map<string, [string, string][]>} */
	const titles = new Map();
	const input = Object.assign(document.createElement("input"), {
		type: "search",
		placeholder: words.search,
		ariaLabel: words.search,
	});
	const found = Object.assign(document.createElement("ol"), { className: "deck-found" });
	const said = document.createElement("p");
	said.setAttribute("role", "status");
	list.querySelector("h1")?.after(input, said, found);

	/** @param {string | null} text */
	const plain = (text) => (text ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

	function load() {
		for (const { dataset } of cards) {
			const script = document.createElement("script");
			script.src = dataset.titles ?? "";
			if (dataset.titles) document.head.append(script);
			delete dataset.titles;
		}
	}

	/** @type {(card: HTMLElement, slide: [string, string], deck: string) => HTMLLIElement} */
	function line({ dataset, dir, lang }, [id, title], deck) {
		const item = document.createElement("li");
		const link = Object.assign(document.createElement("a"), { href: `${dataset.deck}#${id}`, textContent: title, dir, lang });
		item.append(link, Object.assign(document.createElement("small"), { textContent: deck, dir, lang }));
		return item;
	}

	function look() {
		const wanted = plain(input.value).split(/\s+/).filter(Boolean);
		/** @param {string | null} text */
		const has = (text) => wanted.every((word) => plain(text).includes(word));
		/** @type {HTMLLIElement[]} */
		const lines = [];
		for (const card of cards) {
			const url = card.dataset.deck ?? "";
			const name = [...card.querySelectorAll(":is(h2, h3) a, .deck-edition")].map(({ textContent }) => textContent).join(" · ");
			const slides = wanted.length ? (titles.get(url) ?? []).filter(([, title]) => has(title)) : [];
			card.hidden = !has(card.textContent) && !slides.length;
			lines.push(...slides.map((slide) => line(card, slide, name)));
		}
		for (const folder of list.querySelectorAll(".deck-folder"))
			folder.toggleAttribute("hidden", !folder.nextElementSibling?.querySelector(":scope > :not([hidden])"));
		found.replaceChildren(...lines.slice(0, MOST));
		said.textContent = cards.every(({ hidden }) => hidden) ? words.nothing : "";
	}

	/** @type {any} */ (window).slidegenTitles = (/** @type {string} */ url, /** @type {[string, string][]} */ slides) => {
		titles.set(url, slides);
		look();
	};
	input.addEventListener("focus", load);
	input.addEventListener("input", look);
	addEventListener("keydown", (event) => {
		if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target === input) return;
		event.preventDefault();
		input.focus();
	});
});
