/* A recording of the last run, played where its output stands: `slidegen build --run-report`. */
const deck = slidegen;

/** @param {Element} output @param {[number, string][]} frames */
function player(output, frames) {
	const screen = /** @type {HTMLElement} */ (output.querySelector("samp"));
	const whole = screen.textContent;
	/** @type {number[]} */
	let waiting = [];
	const stop = () => {
		waiting.forEach(clearTimeout);
		waiting = [];
		screen.textContent = whole;
	};
	const show = (/** @type {string} */ text) => {
		screen.textContent = text;
		screen.parentElement?.scrollTo(0, screen.scrollHeight);
	};
	return () => {
		if (waiting.length) return stop();
		waiting = frames.map(([at, text]) => setTimeout(show, at * 1000, text));
		waiting.push(setTimeout(stop, (frames[frames.length - 1][0] + 1.5) * 1000));
	};
}

deck.whenSeen((slide) => {
	for (const output of slide.querySelectorAll(".last-run:has(> script)")) {
		const frames = JSON.parse(output.querySelector("script")?.textContent ?? "[]");
		const play = deck.button("", player(output, frames), { class: "replay", title: deck.say("replay") });
		output.append(play);
	}
});
