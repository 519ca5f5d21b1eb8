/* Runs axe-core, which stands in the page already, on slides [from, to): answers
   [{ source, id, violations: [{ rule, help, count, html }] }] for those that have any.
   axe reads the whole document each time, so every other slide is taken out of it: after the first call the
   page is good for nothing else. */
/** @param {[from: number, to: number]} range */
async ([from, to]) => {
	const options = {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
		resultTypes: ["violations"],
		preload: false,
		rules: { "scrollable-region-focusable": { enabled: false } }, // a slide that scrolls is SG601
	};
	const found = [];
	const main = /** @type {HTMLElement} */ (document.getElementById("slides"));
	[...document.body.children].forEach((node) => node === main || node.remove());
	for (let at = from; at < to; at++) {
		const slide = slidegen.slides[at];
		main.replaceChildren(slide);
		slidegen.go(at, { step: slidegen.stepsOf(slide), focus: false, quiet: true });
		const { violations } = await axe.run(slide, options);
		if (!violations.length) continue;
		found.push({
			id: slide.id,
			source: slide.dataset.source ?? "",
			violations: violations.map(({ id, help, nodes }) => ({
				rule: id,
				help,
				count: nodes.length,
				html: nodes[0].html,
			})),
		});
	}
	return found;
};
