/* Swipe and wheel. Both have buttons that do the same (WCAG 2.5.1). That a swipe turns the slide, and does not
   go back in the history, stands in the style sheet: `touch-action` and `overscroll-behavior`. */
/* Milliseconds: without a wheel event a gesture ends; before that none begins while another coasts; between two events. */
const [QUIET, SWING, FRAME] = [150, 200, 16];
/* Pixels: of less no gesture is made. Of one that has not come down yet, the least size and speed. */
const SLIGHT = 8;
const NONE = [Infinity, Infinity];
/** @type {{x: number, y: number} | null} */
let from = null;
/* Of wheel events: when the last came; of their gesture, when and which way it began, its mean size and the greatest
   mean, the least size and speed since it came down, how often it has grown since. */
let [last, began, way, mean, height, least, grown] = [-QUIET, 0, 0, 0, 0, NONE, 0];

/* Listeners of the whole window do not hold scrolling up. */
addEventListener("touchstart", ({ touches: [{ clientX: x, clientY: y }, second], target }) => {
	/* What is too wide is moved by the browser; at its end nothing goes back in the history (css/viewer.css). */
	const ours = !second && deck.isShow() && !target.closest("dialog, .bar, .desk, [data-zoomed], [data-wide][tabindex]");
	from = ours ? { x, y } : null;
});
addEventListener("touchend", ({ changedTouches: [{ clientX, clientY }] }) => {
	if (!from) return;
	const [x, y] = [clientX - from.x, clientY - from.y];
	/* A thumb draws an arc; who scrolls a long slide drifts less. */
	if (Math.abs(x) < Math.max(45, 1.5 * Math.abs(y))) return;
	(x < 0 === (deck.root.dir !== "rtl") ? deck.next : deck.previous)();
});

/* Who has zoomed in with two fingers moves about with one. */
visualViewport?.addEventListener("resize", (/** @type {any} */ { target }) =>
	deck.root.toggleAttribute("data-zoomed", target.scale > 1),
);

/** Whether the wheel moves what is under it: output of a run, a recording, also at its end; text that reflows up to its
 * end, where the next gesture turns the slide.
 * @param {Element | null} node @param {boolean} isDown @returns {boolean | null} */
const scrolls = (node, isDown) =>
	node &&
	((deck.moves(node) && (!node.matches(".slide-body") || deck.goesOn(node, isDown))) || scrolls(node.parentElement, isDown));

/* One gesture turns one slide. It begins after silence, the other way, or when, come down to two fifths of its height,
   it has grown three times running to twice the least since, in size and in speed: while a gesture coasts both only
   fall, but a busy browser makes one event of several, and a busy machine sends several at once. How high it is says a
   mean, since a finger is not steady. What is slight begins none, but is no silence either.
   The whole window listens: while one slide passes into the next, the page itself is what is under the pointer. */
addEventListener(
	"wheel",
	({ deltaX, deltaY, target, timeStamp, ctrlKey, shiftKey }) => {
		const [size, since] = [Math.abs(deltaY), timeStamp - last];
		if (!deck.isShow() || ctrlKey || shiftKey || size <= Math.abs(deltaX)) return;
		if (size >= SLIGHT || since < QUIET) last = timeStamp;
		else return;
		const now = [Math.max(SLIGHT, size), size / Math.max(FRAME, since)];
		const grows = timeStamp - began > SWING && now.every((value, at) => value > 2 * least[at]);
		grown = grows ? grown + 1 : 0;
		if (since < QUIET && (size < SLIGHT || deltaY * way >= 0) && grown < 3) {
			mean += 0.3 * (now[0] - mean);
			height = Math.max(height, mean);
			if (Math.min(now[0], least[0]) < 0.4 * height) least = now.map((value, at) => Math.min(value, least[at]));
			return;
		}
		[began, way, mean, height, least, grown] = [timeStamp, deltaY, size, size, NONE, 0];
		if (!target.closest("dialog, .desk") && !scrolls(target, deltaY > 0)) (deltaY > 0 ? deck.next : deck.previous)();
	},
	{ passive: true },
);
