/* Stacks: a key costs what 64 slides cost, not 2,500. Hidden as they are, all slides of a long deck have a box
   that is laid out and painted; so they lie in stacks, and only the one with the current slide is open. Stacks
   are in a shadow tree: in the page, slides stay children of `main`. A closed stack is hidden "until-found", as
   its slides are: the browser's search opens both. A program that prints moves slides about: no stacks there. */
const { main, el, parameters } = deck;
const SIZE = 64;
const looks = new CSSStyleSheet();
looks.replaceSync("div { display: contents } @media screen { [hidden] { display: block } }");
/** @type {ShadowRoot} */
let shadow;

/* Slides in the order of the page; a slot that has its slides already costs nothing. */
function deal() {
	const slides = [...main.children];
	while (shadow.childElementCount * SIZE < slides.length) shadow.append(el("div", {}, el("slot")));
	[...shadow.children].forEach((stack, at) => {
		/** @type {HTMLSlotElement} */ (stack.firstChild).assign(...slides.slice(at * SIZE, (at + 1) * SIZE));
	});
}

function turn() {
	const open = new Set(
		(deck.isShow() ? [deck.current] : deck.slides.filter(({ hidden }) => !hidden)).map((slide) => slide.assignedSlot?.parentNode),
	);
	for (const stack of shadow.children) Object.assign(stack, { hidden: !open.has(stack) && "until-found" });
}

function start() {
	shadow = main.attachShadow({ mode: "open", slotAssignment: "manual" });
	shadow.adoptedStyleSheets = [looks];
	deal();
	turn();
	deck.on("refresh", deal);
	deck.on("change shown", turn);
}

if (!parameters.has("print")) deck.on("ready", start);
