/* Copy: the commands of a code block, or of a whole exercise. Prompts, and what a prompt answers, stay
   behind; highlights are only looks. */
const { el, main, say } = deck;

/** The page says what is typed, line by line; where it says nothing, all of it is.
 * @param {Element} code */
function typed(code) {
	const lines = [...code.querySelectorAll(".typed")];
	return lines.length ? lines.map((line) => line.textContent).join("\n") : code.textContent.trimEnd();
}

/** On plain http there is no clipboard; the old way still works there.
 * @type {Slidegen["write"]} */
async function write(text) {
	try {
		await navigator.clipboard.writeText(text);
	} catch {
		const area = el("textarea", { class: "announcer" }, text);
		document.body.append(area);
		area.select();
		document.execCommand("copy");
		area.remove();
	}
}

deck.write = write;

/** @param {string} text @param {() => string} read */
function copier(text, read) {
	const copy = async (/** @type {MouseEvent} */ { target }) => {
		await write(read());
		target.dataset.done = "";
		deck.announce(say("copied"));
		setTimeout(() => delete target.dataset.done, 1500);
	};
	return deck.button("", copy, { class: "copy", title: text });
}

/** A flag or a name that fits in a line is not broken behind a hyphen, nor any flag behind its first ones.
 * @param {HTMLElement} part */
function keepWords(part) {
	for (const code of part.querySelectorAll("code:not(:has(*))"))
		code.innerHTML = code.innerHTML.replace(/(?<!\S)((?=\S*-)\S{2,24}(?!\S)|--?[^\s-]+)/g, "<span>$&</span>");
}
addEventListener("beforeprint", () => keepWords(main));

/* Buttons come into being slide by slide. */
deck.whenSeen((slide) => {
	const codes = [...slide.querySelectorAll(".slide-body pre>code")];
	for (const code of codes) {
		const pre = /** @type {HTMLElement} */ (code.parentElement);
		const frame = el("div", { class: "code-frame" });
		pre.before(frame);
		frame.append(
			pre,
			copier(say("copy-code"), () => typed(code)),
		);
	}
	for (const exercise of slide.querySelectorAll(".slide-body :is(.exercise, .lab)")) {
		const own = codes.filter((code) => exercise.contains(code));
		if (own.length) exercise.append(copier(say("copy-exercise"), () => own.map(typed).join("\n")));
	}
	keepWords(slide);
	/* On the reading page none is turned to. */
	if (!deck.mode) easeSoon(slide);
});

/** @param {Slide} slide */
const easeAll = (slide) => slide.querySelectorAll(".slide-body :is(pre,table,math,figure)").forEach(ease);
/* Of the canvas, or where text reflows of the window. */
/** @type {number | undefined} */
let width;

/** In the frame that lays it out anyway, and again when its letters have come.
 * @param {Slide} slide */
function easeSoon(slide) {
	requestAnimationFrame(() => {
		easeAll(slide);
		if (document.fonts.status === "loading") document.fonts.ready.then(() => easeAll(slide));
	});
}
new ResizeObserver(([{ contentRect }]) => {
	if (width !== undefined && width !== contentRect.width) easeAll(deck.current);
	width = contentRect.width;
}).observe(main);
deck.on("change", ({ current }) => easeSoon(current));

/** A line, a row of a table or a picture that is too wide for a projector, where nobody scrolls, is set smaller, down
 * to four fifths; what still scrolls is reached by keyboard.
 * @param {HTMLElement} part */
function ease(part) {
	part.style.removeProperty("--shrink");
	part.dataset.wide = "";
	const share = part.clientWidth / part.scrollWidth;
	if (share < 1) part.style.setProperty("--shrink", String(Math.max(0.8, share * 0.995)));
	else delete part.dataset.wide;
	if (share < 0.8) part.dataset.wide = "far";
	const scrolls = share < 1 && part.scrollWidth > part.clientWidth + 1;
	if (scrolls) part.tabIndex = 0;
	else part.removeAttribute("tabindex");
	if (scrolls && part.matches("pre")) Object.assign(part, { role: "group", ariaLabel: say("code") });
}
