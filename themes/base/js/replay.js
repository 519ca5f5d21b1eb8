/* A recording, played where its last screen stands: of the last run (`slidegen build --run-report`), or an author's. */

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
		waiting.push(setTimeout(stop, (frames.slice(-1)[0][0] + 1.5) * 1000));
	};
}

deck.whenSeen((slide) => {
	for (const script of slide.querySelectorAll(":has(> samp) + script")) {
		const output = /** @type {Element} */ (script.parentElement);
		output.append(
			deck.button("", player(output, JSON.parse(script.textContent)), { class: "replay", title: deck.say("replay") }),
		);
	}
});
