/* Table of contents: the page's own list, opened as a panel at the current place. */
const nav = /** @type {HTMLElement} */ (document.getElementById("deck-contents"));
const after = /** @type {ChildNode} */ (nav.nextSibling);
/* Of a list, how far each key goes. */
deck.lines = { ArrowDown: 1, ArrowUp: -1 };

function follow() {
	const section = deck.current?.dataset.section;
	const alive = new Set(deck.slides.map(({ dataset }) => dataset.section));
	for (const link of nav.querySelectorAll("a[data-section]")) {
		link.ariaCurrent = link.dataset.section === section ? "location" : null;
		link.parentElement?.classList.toggle("switched-off", !alive.has(link.dataset.section));
	}
}

/* A section whose first slide is switched off is entered at its first slide that is not. */
nav.addEventListener("click", (event) => {
	const link = event.target.closest("a[data-section]");
	if (!link || deck.find(link.hash) >= 0) return;
	event.preventDefault();
	deck.go(/** @type {Slide} */ (deck.slides.find(({ dataset }) => dataset.section === link.dataset.section)), { jump: true });
});
nav.addEventListener("keydown", (event) => {
	const by = deck.lines[event.key];
	if (!by) return;
	const links = [...nav.querySelectorAll("li:not(.switched-off) a")];
	links[links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement)) + by]?.focus();
	event.preventDefault();
});

deck.panels
	.add("contents", {
		fill(body) {
			body.append(nav);
			follow();
		},
		opened() {
			(nav.querySelector("[aria-current]") ?? nav.querySelector("a"))?.focus();
		},
	})
	.addEventListener("close", () => after.before(nav));
