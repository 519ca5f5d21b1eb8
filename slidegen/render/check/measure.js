/* Measures slides on the canvas. Called with [from, to] (indices of `slidegen.slides`); the window is as
   large as the canvas, so that a pixel here is one there. Answers one report a slide:
     { id, source, title, titleLines,
       over: [{ side, px, edge, what, text, step }]      beyond the slide's margins; `edge` beyond its edge
       inner: [{ px, axis, what, text, step }]           blocks that must be scrolled
       failed: [src] }
   Blocks of later steps keep their place while they are hidden, so that one look at the last step tells the
   geometry of all; `step` is the first one at which the thing is to be seen. Only the slide that is looked at
   stands in the page: with all 2,500 of them each look took ten times as long. */
/** @param {[from: number, to: number]} range */
async ([from, to]) => {
	const FURNITURE = ".copy, .tick, .debug, .nav, .notes, .announcer, script, style, template, [hidden]";
	const SOLID = new Set(["IMG", "svg", "VIDEO", "CANVAS", "IFRAME", "OBJECT", "EMBED", "PRE", "TABLE", "HR", "MATH"]);
	const BLOCK = "pre, table, li, p, h1, h2, h3, h4, h5, h6, blockquote, dt, dd, td, th, figure, img, div";
	const SLACK = 2; // sub-pixels
	/** @type {Side[]} */
	const SIDES = ["bottom", "right", "left", "top"];

	const clips = (/** @type {CSSStyleDeclaration} */ style) => style.overflowX !== "visible" || style.overflowY !== "visible";
	const imagesOf = (/** @type {Element} */ node) => [...node.getElementsByTagName("img")];
	/** @param {CSSStyleDeclaration} style @param {DOMRect} box */
	const unseen = (style, box) =>
		style.display === "none" ||
		style.opacity === "0" ||
		style.visibility !== "visible" ||
		style.clipPath === "inset(50%)" ||
		style.clip === "rect(0px, 0px, 0px, 0px)" ||
		style.clip === "rect(1px, 1px, 1px, 1px)" ||
		(style.position === "absolute" && box.width <= 1 && box.height <= 1);
	const painted = (/** @type {CSSStyleDeclaration} */ style) =>
		parseFloat(style.borderBottomWidth) > 0 ||
		parseFloat(style.borderRightWidth) > 0 ||
		(style.backgroundColor !== "rgba(0, 0, 0, 0)" && style.backgroundColor !== "transparent") ||
		style.backgroundImage !== "none";
	/** @param {Node} node */
	const words = (node) =>
		(("alt" in node && String(node.alt)) || node.textContent || "").replace(/\s+/g, " ").trim().slice(0, 60);
	/** @param {Node} node */
	const what = (node) => {
		const element = /** @type {Element} */ (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
		const block = element.closest(BLOCK) ?? element;
		const name = block.tagName.toLowerCase();
		return {
			what: name === "div" && block.classList.length ? `.${block.classList[0]}` : name,
			text: words(node) || words(block),
		};
	};
	/* The box of a text is as high as its font; what counts is the line that it stands in. */
	/** @param {Box} box @param {number} line */
	const inLine = (box, line) => {
		const spare = Math.max(0, (box.bottom - box.top - line) / 2) || 0;
		return { left: box.left, right: box.right, top: box.top + spare, bottom: box.bottom - spare };
	};
	/** @param {Box} box @param {Box | null} clip */
	const cut = (box, clip) =>
		clip && {
			left: Math.max(box.left, clip.left),
			right: Math.min(box.right, clip.right),
			top: Math.max(box.top, clip.top),
			bottom: Math.min(box.bottom, clip.bottom),
		};

	/** @param {Slide} slide */
	function look(slide) {
		const body = /** @type {HTMLElement} */ (slide.querySelector(":scope > .slide-body"));
		body.scrollTo(0, 0);
		const edge = slide.getBoundingClientRect();
		const frame = body.getBoundingClientRect();
		const style = getComputedStyle(body);
		const area = {
			left: frame.left + parseFloat(style.paddingLeft),
			right: frame.right - parseFloat(style.paddingRight),
			top: frame.top + parseFloat(style.paddingTop),
			bottom: frame.bottom - parseFloat(style.paddingBottom),
		};
		/** @type {Partial<Record<Side, { px: number, edge: number, step: number }>>} */
		const worst = {};
		/** @type {Partial<Record<Side, Node>>} */
		const first = {};
		/** @type {{ px: number, axis: string, what: string, text: string, step: number }[]} */
		const inner = [];

		/** @param {Node} node @param {Box} box @param {Place} place */
		function compare(node, box, { limit, step }) {
			if (box.right - box.left <= 0 || box.bottom - box.top <= 0) return;
			for (const side of SIDES) {
				const sign = side === "bottom" || side === "right" ? 1 : -1;
				const px = sign * (box[side] - limit[side]);
				if (px <= SLACK) continue;
				const seen = first[side];
				if (!seen || (seen.nodeType !== Node.TEXT_NODE && node.nodeType === Node.TEXT_NODE)) first[side] = node;
				const known = worst[side];
				worst[side] = {
					px: Math.max(px, known?.px ?? 0),
					edge: Math.max(sign * (box[side] - edge[side]), known?.edge ?? 0),
					step: Math.min(step, known?.step ?? Infinity),
				};
			}
		}

		/** @param {Node} node @param {Place} place */
		function visit(node, place) {
			if (node instanceof Text) {
				if (!node.data.trim()) return;
				const range = document.createRange();
				range.selectNodeContents(node);
				const line = parseFloat(getComputedStyle(/** @type {Element} */ (node.parentElement)).lineHeight);
				for (const box of range.getClientRects()) compare(node, cut(inLine(box, line), place.clip) ?? inLine(box, line), place);
				return;
			}
			if (!(node instanceof Element) || node.matches(FURNITURE)) return;
			const box = node.getBoundingClientRect();
			const style = getComputedStyle(node);
			if (unseen(style, box)) return;
			const own = node.getAttribute("data-step");
			const here = { ...place, step: own ? Number(own) : place.step };
			if (style.position === "absolute" || style.position === "fixed") here.limit = edge;
			if (SOLID.has(node.tagName) || painted(style)) compare(node, cut(box, place.clip) ?? box, here);
			if (node.tagName === "svg") return;
			if (clips(style) && style.display !== "inline") {
				const [x, y] = [node.scrollWidth - node.clientWidth, node.scrollHeight - node.clientHeight];
				const longest = () =>
					node.textContent
						.split("\n")
						.reduce((known, line) => (line.length > known.length ? line : known))
						.trim()
						.slice(0, 60);
				if (x > SLACK) inner.push({ px: Math.round(x), axis: "wide", what: what(node).what, text: longest(), step: here.step });
				if (y > SLACK) inner.push({ px: Math.round(y), axis: "high", ...what(node), step: here.step });
				here.clip = cut(box, place.clip) ?? box;
			}
			for (const child of node.childNodes) visit(child, here);
		}

		for (const child of body.childNodes) visit(child, { limit: area, clip: null, step: 0 });
		const over = Object.entries(worst).map(([side, { px, edge, step }]) => ({
			side,
			px: Math.round(px),
			edge: Math.max(0, Math.round(edge)),
			step,
			...what(/** @type {Node} */ (first[/** @type {Side} */ (side)])),
		}));
		const title = slide.classList.contains("title") ? null : body.querySelector(":scope > :is(h1, h2, h3)");
		const height = title ? title.clientHeight - parseFloat(getComputedStyle(title).paddingTop) : 0;
		const titleLines = title ? Math.round(height / parseFloat(getComputedStyle(title).lineHeight)) : 0;
		const failed = imagesOf(body)
			.filter((image) => image.complete && !image.naturalWidth)
			.map((image) => image.src);
		return {
			id: slide.id,
			source: slide.dataset.source ?? "",
			title: slide.getAttribute("aria-label") ?? "",
			titleLines,
			over,
			inner,
			failed,
		};
	}

	const reports = [];
	for (let at = from; at < to; at++) {
		const slide = slidegen.slides[at];
		slidegen.main.replaceChildren(slide);
		slidegen.go(at, { step: slidegen.stepsOf(slide), focus: false, quiet: true });
		const images = imagesOf(slidegen.current).filter((image) => !image.complete || image.loading === "lazy");
		if (images.length)
			await Promise.allSettled(
				images.map((image) => {
					image.loading = "eager";
					return image.decode();
				}),
			);
		reports.push(look(slidegen.current));
	}
	return reports;
};
