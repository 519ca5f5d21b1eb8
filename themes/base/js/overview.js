/* Overview: the slides of a section small, in a grid, beside the list of sections; a filter looks at all slides.
   However long the deck, no more than a group of slides is laid out at once. */
const { main, el, say } = deck;
/* Slides in a group. */
const MOST = 48;
const on = () => deck.mode === "overview";
/** @typedef {{section: string | undefined, slides: Slide[]}} Group */
/** @type {Group[]} */
let groups = [];
/** @type {Slide[]} */
let shown = [];
/* What opened it, where that was a button with the focus: who goes back has it again. */
/** @type {HTMLElement | null} */
let opener = null;

/* A short deck is one group; a long one has a group a section, and more for a very long section. */
function divide() {
	groups = [];
	const isLong = deck.slides.length > MOST;
	for (const slide of deck.slides) {
		const last = groups.at(-1);
		const { section } = slide.dataset;
		if (last && (!isLong || (last.section === section && last.slides.length < MOST))) last.slides.push(slide);
		else groups.push({ section, slides: [slide] });
	}
}

function list() {
	count.textContent = "";
	sections.replaceChildren(
		...(groups.length > 1 ? groups : []).map((group) => {
			const act = () => {
				filter.value = "";
				open(group);
				deck.go(group.slides[0], { focus: false });
			};
			const title = deck.titleOfSection(group.section) ?? say("before-first");
			return el("li", {}, deck.button(title, act, { "aria-current": `${group.slides === shown}` }));
		}),
	);
	sections.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
}

/** @param {boolean} inert */
function setInert(inert) {
	for (const slide of shown) /** @type {HTMLElement} */ (slide.firstElementChild).inert = inert;
}

/** @param {Slide[]} slides */
function display(slides) {
	setInert(false);
	shown = slides;
	/* Only slides are things to act on here, not their links and buttons. */
	setInert(true);
	deck.show(shown);
}

/** @param {Group | undefined} group */
function open(group) {
	if (group) display(group.slides);
	list();
}

/** @param {Slide} slide */
const groupOf = (slide) => groups.find(({ slides }) => slides.includes(slide));

function renew() {
	divide();
	sift();
}

function sift() {
	if (!filter.value.trim()) return open(groupOf(deck.current));
	const found = deck.lookup(filter.value);
	display(found.slice(0, MOST).map(({ slide }) => slide));
	list();
	count.textContent = deck.counted(found, MOST);
	if (shown.length && !shown.includes(deck.current)) deck.go(shown[0], { focus: false });
}

/** @param {Slide} [slide] */
function leave(slide) {
	deck.setMode("slides");
	deck.go(slide ?? deck.index);
	(slide ? deck : (opener ?? deck)).focus();
}

const columns = () => getComputedStyle(main).gridTemplateColumns.split(" ").length;

/** Beyond a group's ends the next group opens.
 * @param {number} by */
function move(by) {
	const end = /** @type {Slide} */ (shown.at(by < 0 ? 0 : -1));
	const beyond = filter.value.trim() ? null : deck.slides[deck.slides.indexOf(end) + Math.sign(by)];
	const target = shown[shown.indexOf(deck.current) + by] ?? beyond;
	if (!target) return;
	deck.go(target);
	target.scrollIntoView({ block: "nearest" });
}

/* While the grid is there, arrows mean places in it: so many slides, so many rows. */
const PLACES = {
	ArrowRight: [1, 0],
	ArrowLeft: [-1, 0],
	ArrowDown: [0, 1],
	ArrowUp: [0, -1],
	PageDown: [0, 4],
	PageUp: [0, -4],
};
for (const [key, [slides, rows]] of Object.entries(PLACES)) deck.command(key, "", () => move(slides + rows * columns()), on);
deck.command("Enter Space", "", () => leave(deck.current), on);
deck.command("Escape", "", () => leave(), on);
deck.does("overview", () => {
	if (on()) return leave();
	deck.setMode("overview");
	if (!history.state) history.pushState(true, "");
});
/* Back leads out of it, to the slide where it was opened; else its entry in the history becomes that of the slide that
   is chosen, or serves once more. */
addEventListener("popstate", () => on() && deck.setMode("slides"));

const filter = el("input", {
	type: "search",
	placeholder: say("filter"),
	called: "filter",
	spellcheck: "false",
	oninput: sift,
	onkeydown(/** @type {KeyboardEvent} */ { key }) {
		if (key === "Enter" && shown.length) leave(deck.current);
		else if (key === "ArrowDown") deck.focus();
	},
});
const count = el("p", { role: "status" });
const sections = el("ul");
document.body.insertBefore(
	el("nav", { class: "sections", called: "sections" }, el("h1", {}, say("overview")), filter, count, sections),
	main,
);

deck.on("mode", () => {
	if (!on()) return setInert(false);
	opener = document.querySelector(".bar :focus-visible");
	filter.value = "";
	renew();
	deck.focus();
});
deck.on("change", () => on() && !shown.includes(deck.current) && open(groupOf(deck.current)));
deck.on("refresh", () => on() && renew());

main.addEventListener(
	"click",
	(event) => {
		const slide = on() && event.target.closest(".slide");
		if (!slide) return;
		event.preventDefault();
		leave(slide);
	},
	true,
);
