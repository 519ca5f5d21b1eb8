/* Swipe and wheel. Both have buttons that do the same (WCAG 2.5.1). That a swipe turns the slide, and does not
   go back in the history, stands in the style sheet: `touch-action` and `overscroll-behavior`. */
const deck = slidegen;
/* Milliseconds: without a wheel event a gesture ends; so long it may still gain speed. */
const [QUIET, SWING] = [150, 500];
/** @type {{x: number, y: number, wide: Element | null} | null} */
let from = null;
const wheel = { at: -Infinity, turned: -Infinity, least: 0, sign: 0 };

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
	const start = from;
	from = null;
	if (!start || start.wide) return;
	const x = clientX - start.x;
	const y = clientY - start.y;
	if (Math.abs(x) < Math.max(45, 2 * Math.abs(y))) return;
	(x < 0 === (deck.root.dir !== "rtl") ? deck.next : deck.previous)();
});

/* Who has zoomed in with two fingers moves about with one. */
const view = visualViewport;
view?.addEventListener("resize", () => deck.root.toggleAttribute("data-zoomed", view.scale > 1));

/** Whether an event begins a gesture: after silence, the other way, or when the delta, which only falls while a
 * gesture coasts, has grown to twice what it had come down to.
 * @param {WheelEvent} event */
function begins({ timeStamp, deltaY }) {
	const size = Math.abs(deltaY);
	const swings = timeStamp - wheel.turned < SWING;
	const grows = !swings && size > 2 * wheel.least;
	const fresh = timeStamp - wheel.at > QUIET || Math.sign(deltaY) !== wheel.sign || grows;
	const least = fresh || swings ? size : Math.min(wheel.least, size);
	Object.assign(wheel, { at: timeStamp, least, sign: Math.sign(deltaY) });
	return fresh;
}

/** Whether the wheel moves what is under it: output of a run, a recording, text that reflows.
 * @param {Element | null} node @returns {boolean | null} */
const scrolls = (node) =>
	node &&
	((node.scrollHeight > node.clientHeight + 2 && getComputedStyle(node).overflowY === "auto") || scrolls(node.parentElement));

deck.main.addEventListener(
	"wheel",
	(event) => {
		const { deltaX, deltaY, target } = event;
		if (deck.mode !== "slides" || event.ctrlKey || event.shiftKey || Math.abs(deltaY) < Math.max(8, Math.abs(deltaX))) return;
		if (!begins(event) || scrolls(target)) return;
		wheel.turned = event.timeStamp;
		(deltaY > 0 ? deck.next : deck.previous)();
	},
	{ passive: true },
);
