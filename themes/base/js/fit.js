/* Fit: the canvas is scaled to the window, or to its pane in the presenter's view; where that would be too
   small to read, as on a phone or in a browser that is zoomed in, there is no canvas and text reflows. */
const { root, main } = deck;
const [width, height] = deck.data.canvas;
const looks = getComputedStyle(root);
/* No text below 14 CSS pixels on the canvas, where dense slides are set to 0.93 of the size; more for who has told
   the browser that 16 are too few. */
const LEGIBLE = (14 / 16 / 0.928) * parseFloat(looks.fontSize);
const bodySize = parseFloat(looks.getPropertyValue("--body-size")) || 28;
/** @type {HTMLElement | null} */
let spread = null;

/** Down to whole device pixels: half a one at an edge would let through what lies behind the slide.
 * @param {number} length */
const whole = (length) => Math.floor(length * devicePixelRatio + 0.01) / devicePixelRatio;

/** The canvas in the middle of `room`. A mirrored one is drawn to the left of its origin.
 * @param {DOMRect} room @param {number} scale */
function place(room, scale) {
	const [across, down] = [whole(width * scale), whole(height * scale)];
	const x = whole(room.left + (room.width - across) / 2);
	const y = whole(room.top + (room.height - down) / 2);
	const mirrored = "mirror" in root.dataset;
	Object.assign(main.style, {
		inset: "0 auto auto 0",
		transformOrigin: "0 0",
		translate: `${mirrored ? x + across : x}px ${y}px`,
		scale: `${((mirrored ? -1 : 1) * across) / width} ${down / height}`,
	});
}

function fit() {
	const pane = deck.pane?.();
	const room = pane ?? new DOMRect(0, 0, innerWidth, innerHeight);
	const scale = Math.min(room.width / width, room.height / height);
	const flows = !pane && bodySize * scale < LEGIBLE;
	root.dataset.fit = flows ? "flow" : "";
	if (deck.isShow() && !flows) place(room, scale);
	else main.style.cssText = "";
	surround();
}

/* What is beside the canvas takes the slide's colour; a gradient, or a picture that covers the slide, is
   painted once over the whole window, so that no frame shows. */
function surround() {
	const { style } = document.body;
	if (spread) delete spread.dataset.spread;
	spread = null;
	style.background = "";
	if (!deck.isShow() || !deck.current) return;
	const { backgroundColor, backgroundImage, backgroundPosition, backgroundSize } = getComputedStyle(deck.current);
	style.backgroundColor = backgroundColor;
	const isPicture = backgroundImage.includes("url(");
	const covers = backgroundImage !== "none" && (isPicture ? /^cover/ : /^(cover|auto)/).test(backgroundSize);
	if (!covers || deck.pane?.() || "mirror" in root.dataset) return;
	Object.assign(style, { backgroundImage, backgroundPosition, backgroundSize: isPicture ? "cover" : "auto" });
	spread = deck.current;
	spread.dataset.spread = "";
}

deck.fit = fit;
addEventListener("resize", fit);
deck.on("mode", fit);
deck.on("change", surround);
fit();
