/* The characters that none of this page's fonts has, by slide: [{ id, source, characters }]. A browser draws such
   a one as the first font's empty box, so each character is drawn and compared with a code point that no font has.
   Text and code may have different fonts; a character is missing when it is a box in both. */
async () => {
	const NOBODY = "\u0378"; // unassigned
	const UNSEEN = /[\p{Cc}\p{Cf}\p{M}\p{Z}\p{Cs}]/u;
	const SIZE = 40;
	const slides = [...document.querySelectorAll("section.slide")];
	/** @param {Element} slide */
	const textOf = (slide) =>
		[...slide.querySelectorAll(":scope > .slide-body, :scope > .notes")].map((part) => part.textContent).join("");
	const own = new Map(
		slides.map((slide) => [slide, new Set([...textOf(slide)].filter((one) => one > "\u00ff" && !UNSEEN.test(one)))]),
	);
	const asked = [...new Set([...own.values()].flatMap((characters) => [...characters]))];
	if (!asked.length) return [];

	const style = getComputedStyle(document.querySelector(".slide-body") ?? document.body);
	const families = [style.fontFamily, style.getPropertyValue("--mono")];
	await Promise.allSettled(families.map((family) => document.fonts.load(`20px ${family}`, asked.join(""))));
	const context = new OffscreenCanvas(SIZE, SIZE).getContext("2d", { willReadFrequently: true });
	if (!context) return [];
	/** @param {string} text @param {string} family */
	const draw = (text, family) => {
		context.clearRect(0, 0, SIZE, SIZE);
		context.font = `20px ${family}`;
		context.fillText(text, 6, 28);
		return String(context.getImageData(0, 0, SIZE, SIZE).data);
	};
	const boxes = families.map((family) => draw(NOBODY, family));
	const missing = new Set(asked.filter((one) => families.every((family, at) => draw(one, family) === boxes[at])));
	return [...own]
		.map(([slide, characters]) => ({
			id: slide.id,
			source: slide.dataset.source ?? "",
			characters: [...characters].filter((one) => missing.has(one)).join(""),
		}))
		.filter(({ characters }) => characters);
};
