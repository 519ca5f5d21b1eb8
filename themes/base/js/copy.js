/* Copy: the commands of a code block, or of a whole exercise. Prompts, and what a prompt answers, stay
   behind; highlights are only looks. */
const deck = slidegen;
const { el } = deck;

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
	return deck.button(
		"",
		async ({ target }) => {
			await write(read());
			target.dataset.done = "";
			deck.announce(deck.say("copied"));
			setTimeout(() => delete target.dataset.done, 1500);
		},
		{ class: "copy", title: text },
	);
}

/* Buttons come into being slide by slide. */
deck.whenSeen((slide) => {
	const codes = [...slide.querySelectorAll(".slide-body pre > code")];
	const frameOf = (/** @type {Element} */ code) => /** @type {HTMLElement} */ (code.parentElement);
	for (const code of codes) {
		const pre = frameOf(code);
		const frame = el("div", { class: "code-frame" });
		pre.before(frame);
		frame.append(
			pre,
			copier(deck.say("copy-code"), () => typed(code)),
		);
	}
	for (const exercise of slide.querySelectorAll(".slide-body :is(.exercise, .lab)")) {
		const own = codes.filter((code) => exercise.contains(code));
		if (own.length) exercise.append(copier(deck.say("copy-exercise"), () => own.map(typed).join("\n")));
	}
	/* Code that scrolls is reached by keyboard. Asked in the next frame, when it has been laid out anyway. */
	requestAnimationFrame(() =>
		setTimeout(() =>
			codes.map(frameOf).forEach((pre) => {
				if (pre.scrollWidth > pre.clientWidth) Object.assign(pre, { tabIndex: 0, role: "group", ariaLabel: deck.say("code") });
			}),
		),
	);
});

/* Who chooses a shell or a system once, has chosen it wherever it is offered. */
deck.main.addEventListener("change", ({ target }) => {
	const chosen = /** @type {HTMLInputElement} */ (target);
	const inputs = /** @type {NodeListOf<any>} */ (deck.main.querySelectorAll(".tab input"));
	if (chosen.matches(".tab input"))
		inputs.forEach((input) => {
			if (input.value === chosen.value) input.checked = true;
		});
});
