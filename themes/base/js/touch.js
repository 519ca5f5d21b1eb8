/* Swipe and wheel. Both have buttons that do the same (WCAG 2.5.1). That a swipe turns the slide, and does not
   go back in the history, stands in the style sheet: `touch-action` and `overscroll-behavior`. */
const deck = slidegen;
/* Milliseconds: without a wheel event a gesture ends; so long it may still gain speed; between two events. */
const [QUIET, SWING, FRAME] = [150, 500, 16];
/** @type {{x: number, y: number, wide: Element | null} | null} */
let from = null;
/* Of wheel events: when the last came, when one turned, which way; the least size and speed of its gesture. */
let [last, turned, way, least] = [-QUIET, -SWING, 0, [0, 0]];

/* Listeners of the whole document do not hold scrolling up. */
document.addEventListener("touchstart", ({ touches: [{ clientX: x, clientY: y }, second], target }) => {
	const ours = !second && deck.mode === "slides" && !target.closest("dialog, .bar, .desk, [data-zoomed]");
	const part = target.closest(".code-frame")?.firstElementChild ?? target.closest("table, .formula");
	from = ours ? { x, y, wide: part && part.scrollWidth > part.clientWidth + 2 ? part : null } : null;
});
/* What is too wide is moved by hand: left to the browser, it would go back in the history at its end. */
document.addEventListener("touchmove", ({ changedTouches: [{ clientX }] }) => {
	if (!from?.wide) return;
	from.wide.scrollLeft += from.x - clientX;
	from.x = clientX;
});
document.addEventListener("touchend", ({ changedTouches: [{ clientX, clientY }] }) => {
	if (!from || from.wide) return;
	const x = clientX - from.x;
	const y = clientY - from.y;
	if (Math.abs(x) < Math.max(45, 2 * Math.abs(y))) return;
	(x < 0 === (deck.root.dir !== "rtl") ? deck.next : deck.previous)();
});

/* Who has zoomed in with two fingers moves about with one. */
const view = visualViewport;
view?.addEventListener("resize", () => deck.root.toggleAttribute("data-zoomed", view.scale > 1));

/** Whether the wheel moves what is under it: output of a run, a recording, text that reflows.
 * @param {Element | null} node @returns {boolean | null} */
const scrolls = (node) =>
	node &&
	((node.scrollHeight > node.clientHeight + 2 && getComputedStyle(node).overflowY === "auto") || scrolls(node.parentElement));

/* One gesture turns one slide. It begins after silence, the other way, or when it has grown, in size and in speed, to
   twice what it had come down to, since both only fall while a gesture coasts: by both, since a busy browser makes one
   event of several, and a busy machine sends several at once. What is slight begins none, but is no silence either.
   The whole document listens: while one slide passes into the next, the page itself is what is under the pointer. */
document.addEventListener(
	"wheel",
	({ deltaX, deltaY, target, timeStamp, ctrlKey, shiftKey }) => {
		const [size, since] = [Math.abs(deltaY), timeStamp - last];
		if (deck.mode !== "slides" || ctrlKey || shiftKey || size <= Math.abs(deltaX)) return;
		if (size >= 8 || since < QUIET) last = timeStamp;
		if (size < 8) return;
		const now = [size, size / Math.max(FRAME, since)];
		const swings = timeStamp - turned < SWING;
		const fresh = since > QUIET || deltaY * way < 0 || (!swings && now.every((value, at) => value > 2 * least[at]));
		least = fresh || swings ? now : now.map((value, at) => Math.min(value, least[at]));
		way = deltaY;
		if (!fresh || target.closest("dialog, .desk") || scrolls(target)) return;
		turned = timeStamp;
		(deltaY > 0 ? deck.next : deck.previous)();
	},
	{ passive: true },
);
