/* Prepares a deck's page (`?print`) for paper: one box a page, in order. Called with
     { layout: "slides" | "notes" | "handout", steps: boolean, codes: { id: address of a picture },
       sheet: [width, height] in CSS pixels, or null for pages as large as slides }
   and returns what becomes of it: { title, author, width, height, pages, remote, slides, touched }, where `pages` are
   the labels of the pages, `remote` counts pictures that did not come from afar, `slides` says of each slide
   { title, section, part, page }, and `touched` what had to be changed to fit: { slide, page, wrapped, shrunk, zoom, cut }.

   A slide without steps is printed as its last step shows it, numbered as its first. With `steps` each
   step is a copy; the first keeps the ids, so that links lead to it. On sheets (notes, handout) slides are
   zoomed, with their notes beneath; this fills the sheets, since only then it is known which slide is on
   which page. */
/** @param {PaperOrder} order */
async ({ layout, steps, codes, sheet: paper }) => {
	const main = /** @type {HTMLElement} */ (document.getElementById("slides"));
	const data = JSON.parse(document.getElementById("slidegen-data")?.textContent ?? "");
	const [width, height] = data.canvas;
	const [across, down] = paper ?? [width, height];
	const SHEET = { width: across, height: down, margin: 45, gap: 24, foot: 30, line: 30 };
	const zoom = Math.min((SHEET.width - 2 * SHEET.margin) / width, 400 / height);
	await (window.slidegen?.ready ?? document.fonts.ready);
	dispatchEvent(new Event("beforeprint")); // what the viewer does for paper is done before we measure
	const images = [...document.images];
	const asked = images.map((image) => {
		image.loading = "eager";
		return image.decode();
	});
	const came = await Promise.allSettled(asked);
	const missing = images.filter((image, at) => came[at]?.status === "rejected" && !image.naturalWidth);
	const remote = missing.filter(({ src }) => /^https?:/.test(src)).length;
	/* Nobody reads a browser's sign for a broken picture: its words stand there. */
	for (const image of missing) {
		const words = document.createElement("em");
		words.textContent = image.alt;
		image.replaceWith(words);
	}

	/* What lies beside the deck is where the deck is published; where the deck lay when it was printed is nobody's matter. */
	const home = document.querySelector("link[rel=canonical]")?.href;
	for (const link of main.querySelectorAll("a[href]:not([href^='#'])")) {
		if (link.protocol !== "file:") continue;
		const address = link.getAttribute("href") ?? "";
		if (home) link.href = new URL(address, home).href;
		else link.removeAttribute("href");
		if (link.matches(".media-address")) link.textContent = link.getAttribute("href") ?? address;
	}

	/* A code that leads to the slide, on who wants it. */
	for (const [id, code] of Object.entries(codes)) {
		const picture = new Image(92, 92);
		Object.assign(picture, { src: code, alt: data.words["open-slide"] });
		picture.style.cssText = "position: absolute; inset-block-end: 40px; inset-inline-end: 20px; background: #fff; z-index: 2";
		document.getElementById(id)?.append(picture);
	}

	const slides = /** @type {Slide[]} */ ([...main.children]).filter((node) => node.classList.contains("slide"));
	slides.filter((slide) => "off" in slide.dataset).forEach((slide) => slide.remove());
	const shown = slides.filter((slide) => slide.isConnected);
	const total = window.slidegen?.total ?? shown.length;
	main.querySelectorAll(".copy, .tick").forEach((node) => node.remove());

	/* ---- nothing is lost at an edge: code that is too wide is made smaller, down to 80 %, or wraps; a slide that
     is still too high or too wide is made smaller as a whole */
	const SMALLEST_CODE = 0.8;
	const ZOOMS = [0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3];

	/* Each line in a box of its own: the next one is told from a line that goes on. */
	/** @param {Element} code */
	function boxLines(code) {
		const lines = document.createDocumentFragment();
		while (code.textContent) {
			const range = document.createRange();
			range.setStart(code, 0);
			range.setEnd(...endOfLine(code));
			const line = document.createElement("span");
			line.className = "code-line";
			line.append(range.extractContents());
			lines.append(line);
		}
		code.replaceChildren(lines);
		const height = parseFloat(getComputedStyle(code).lineHeight);
		for (const line of code.children) line.classList.toggle("wrapped", line.getBoundingClientRect().height > 1.5 * height);
	}
	/** @param {Element} code @returns {[Node, number]} */
	function endOfLine(code) {
		const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
		while (walker.nextNode()) {
			const at = (walker.currentNode.nodeValue ?? "").indexOf("\n");
			if (at >= 0) return [walker.currentNode, at + 1];
		}
		return [code, code.childNodes.length];
	}

	const beyond = (/** @type {Element} */ body) =>
		body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1;

	/** @param {Slide} slide @param {Fitted} note */
	function fitCode(slide, note) {
		const share = (/** @type {Element} */ pre) => pre.clientWidth / pre.scrollWidth;
		const pres = [...slide.querySelectorAll(":scope > .slide-body pre")];
		const codes = pres.map((pre) => ({ pre, share: share(pre) }));
		for (const { pre, share } of codes.filter(({ pre }) => pre.scrollWidth > pre.clientWidth + 1)) {
			const code = pre.querySelector("code") ?? pre;
			if (share > SMALLEST_CODE) {
				pre.style.fontSize = `calc(var(--code-size) * ${(share - 0.01).toFixed(3)})`;
				note.shrunk++;
			}
			pre.classList.add("wraps");
			if (share > SMALLEST_CODE) continue;
			boxLines(code);
			note.wrapped++;
		}
	}

	/* As on the screen (css/viewer.css): a long address does not make all of a table small. */
	/** @param {HTMLElement} body */
	function breakAddresses(body) {
		if (body.scrollWidth <= body.clientWidth + 1) return;
		/** @type {NodeListOf<HTMLElement>} */
		const addresses = body.querySelectorAll("table :is(code, a)");
		for (const { style } of addresses) style.overflowWrap = "anywhere";
	}

	/** @param {Slide} slide @param {Fitted} note */
	function fitWhole(slide, note) {
		const body = /** @type {HTMLElement} */ (slide.querySelector(":scope > .slide-body"));
		breakAddresses(body);
		for (const zoom of ZOOMS) {
			if (!beyond(body)) return;
			body.style.zoom = String(zoom);
			note.zoom = Math.round(100 * zoom);
		}
		note.cut = beyond(body);
	}

	/** @param {Slide} slide @returns {Fitted} */
	function fit(slide) {
		const note = { slide: slide.id, wrapped: 0, shrunk: 0, zoom: 100, cut: false };
		fitCode(slide, note);
		fitWhole(slide, note);
		return note;
	}
	document.documentElement.dataset.measured = "";
	const isTight = (/** @type {Slide} */ slide) =>
		[slide.firstElementChild ?? slide, ...slide.querySelectorAll(":scope > .slide-body pre")].some(beyond);
	const tight = shown.filter(isTight); // all are measured before one is changed
	const notes = new Map(tight.map((slide) => [slide, fit(slide)]));
	const touchedOn = (/** @type {PageOf} */ pageOf) =>
		[...notes]
			.filter(([, { wrapped, shrunk, zoom, cut }]) => wrapped || shrunk || zoom < 100 || cut)
			.map(([slide, note]) => ({ ...note, page: pageOf(slide) }));

	/** @param {Slide} slide @param {number} step */
	function labelAt(slide, step) {
		const first = Number(window.slidegen?.numberOf(slide) ?? slide.dataset.number);
		if (!first) return ["", ""];
		const number = String(first + (data.countSteps ? step : 0));
		return [number, data.numberFormat.replace("%current%", number).replace("%total%", String(total))];
	}

	/* The slide as it is at `step`; blocks of later steps keep their place. */
	/** @param {Slide} slide @param {number} step */
	function atStep(slide, step) {
		const copy = step ? slide.cloneNode(true) : slide;
		if (step) {
			copy.removeAttribute("id");
			copy.querySelectorAll("[id], a[name]").forEach((node) => {
				node.removeAttribute("id");
				node.removeAttribute("name");
			});
		}
		return copy;
	}
	/** @param {Slide} copy @param {number} step */
	function hideLater(copy, step) {
		for (const block of copy.querySelectorAll("[data-step]")) {
			if (Number(block.dataset.step) > step) block.style.setProperty("visibility", "hidden", "important");
		}
	}

	/** @type {PaperBox[]} */
	const boxes = [];
	for (const slide of shown) {
		const last = steps ? Number(slide.dataset.steps) : 0;
		const copies = Array.from({ length: last + 1 }, (_, step) => atStep(slide, step));
		copies.forEach((copy, step) => {
			const [number, text] = labelAt(slide, step);
			if (text) copy.dataset.label = text;
			if (step) copies[step - 1].after(copy);
			if (steps) hideLater(copy, step);
			if (step < last) copy.querySelector(":scope > .notes")?.remove();
			boxes.push({ node: copy, slide, label: number });
		});
	}

	/* A slide without a title has none in the outline either, but for the first: that is the deck. */
	const titleOf = (/** @type {Slide} */ slide) => {
		if (!("untitled" in slide.dataset)) return (slide.getAttribute("aria-label") ?? "").trim();
		return slide === shown[0] ? data.title : "";
	};

	/** @param {PageOf} pageOf */
	function describe(pageOf) {
		const part = new Map();
		document.querySelectorAll("#deck-contents > ol").forEach((list, number) => {
			const title = list.previousElementSibling?.matches(".part-title") ? list.previousElementSibling.textContent : "";
			for (const link of list.querySelectorAll("a[data-section]"))
				part.set(link.dataset.section, { number, title, section: link.textContent });
		});
		return shown.map((slide) => {
			const section = part.get(slide.dataset.section);
			return {
				title: titleOf(slide),
				section: section?.section ?? "",
				part: section?.number ?? -1,
				partTitle: section?.title ?? "",
				page: pageOf(slide),
			};
		});
	}

	const author = document.querySelector("meta[name=author]")?.getAttribute("content") ?? "";
	/** @param {string[]} pages @param {[number, number]} size @param {PageOf} pageOf */
	const answer = (pages, size, pageOf) => ({
		title: data.title,
		author,
		width: size[0],
		height: size[1],
		pages,
		remote,
		slides: describe(pageOf),
		touched: touchedOn(pageOf),
	});

	const style = document.createElement("style");
	document.head.append(style);
	if (layout === "slides") {
		style.textContent = `@page { size: ${across}px ${down}px; margin: 0; }`;
		if (paper) frame();
		const first = new Map();
		boxes.forEach(({ slide }, at) => first.has(slide) || first.set(slide, at));
		return answer(
			boxes.map(({ label }) => label),
			[across, down],
			(slide) => first.get(slide),
		);
	}

	/* In the middle of its sheet, with the margin that printers need. */
	function frame() {
		const scale = Math.min((across - 48) / width, (down - 48) / height);
		const [beside, above] = [(across - width * scale) / 2, (down - height * scale) / 2];
		style.textContent += `.slide { zoom: ${scale}; } @page { margin: ${Math.floor(above)}px ${Math.floor(beside)}px; }`;
	}

	/* Sheets: boxes are measured side by side, then put where there is room. */
	const root = document.documentElement;
	delete root.dataset.layout;
	root.dataset.sheets = layout;
	const page = SHEET.height - 2 * SHEET.margin;
	const room = page - SHEET.foot;
	style.textContent = `
    @page { size: ${SHEET.width}px ${SHEET.height}px; margin: ${SHEET.margin}px; }
    [data-sheets] .sheet { position: relative; overflow: hidden; break-after: page; }
    [data-sheets] .sheet-foot { position: absolute; left: 0; right: 0; display: flex; justify-content: space-between; gap: 2em; font: 12px/1.2 var(--sans); color: #555e6b; }
    [data-sheets] .sheet-foot * { unicode-bidi: plaintext; }
    [data-sheets] .sheet-lines { width: ${width * zoom}px; margin: 0 auto; }
    [data-sheets] .sheet-lines div { height: ${SHEET.line}px; border-bottom: 1px solid #b9c0c9; }
    [data-sheets] .sheet:last-child { break-after: auto; }
    [data-sheets] .sheet-box { width: ${width * zoom}px; margin: 0 auto ${SHEET.gap}px; }
    [data-sheets] .sheet-slide { width: ${width * zoom}px; height: ${height * zoom}px; position: relative; overflow: hidden; break-inside: avoid; }
    [data-sheets] .sheet-slide::after { content: ""; position: absolute; inset: 0; border: 1px solid #b9c0c9; }
    [data-sheets] .sheet-slide > .slide { zoom: ${zoom}; break-after: auto !important; }
    [data-sheets] .sheet-notes .notes { display: block !important; margin: 0; padding: 10px 2px 0; font: 15px/1.45 var(--text-font); color: #1b2027; background: none; }
    [data-sheets] .sheet-notes :is(p, ul, ol, pre) { margin: 0 0 .5em; }
    [data-sheets] .sheet-notes pre { white-space: pre-wrap; font-size: 13px; }`;

	/** @param {string} name @param {(Node | string)[]} children */
	const framed = (name, ...children) => {
		const node = document.createElement("div");
		node.className = name;
		node.append(...children);
		return node;
	};
	const staged = boxes.map(({ node }) => {
		const notes = node.querySelector(":scope > .notes");
		return framed("sheet-box", framed("sheet-slide", node), ...(notes ? [framed("sheet-notes", notes)] : []));
	});
	main.replaceChildren(...staged);
	const heights = staged.map((box) => box.getBoundingClientRect().height);
	main.replaceChildren();

	/* What is left of a sheet is for the reader's pen; each page says where it belongs. */
	/** @type {Sheet[]} */
	const sheets = [];
	/** @param {Sheet} sheet @param {number} total */
	function finish({ node, start, pages, left }, total) {
		const lines = Math.floor((left - SHEET.gap) / SHEET.line);
		if (lines > 1) {
			/* Lines of their own: what PDF makes of a gradient loses some of them in some readers. */
			node.append(framed("sheet-lines", ...Array.from({ length: lines }, () => framed(""))));
		}
		for (let at = 0; at < pages; at++) {
			const foot = framed("sheet-foot", framed("", data.title), framed("", `${start + at + 1} / ${total}`));
			foot.style.top = `${(at + 1) * page - SHEET.foot / 2}px`;
			node.append(foot);
		}
	}

	/** @type {string[]} */
	const labels = [];
	const first = new Map();
	/** @type {HTMLElement | null} */
	let sheet = null;
	let [start, left] = [0, 0];
	const leave = (/** @type {number} */ rest) => {
		const last = sheets.at(-1);
		if (last) last.left = rest;
	};
	staged.forEach((box, at) => {
		const { slide, label } = boxes[at];
		if (!sheet || layout === "notes" || heights[at] > left) {
			const pages = Math.ceil(heights[at] / room); // long notes flow on
			leave(left);
			sheet = framed("sheet");
			sheet.style.height = `${pages * page}px`;
			main.append(sheet);
			start = labels.length;
			sheets.push({ node: sheet, start, pages, left: 0 });
			left = pages > 1 ? 0 : room;
			labels.push(...Array(pages).fill(label));
		}
		sheet.append(box);
		left -= heights[at] + SHEET.gap;
		if (!first.has(slide)) first.set(slide, start);
	});
	leave(left);
	for (const each of sheets) finish(each, labels.length);
	return answer(labels, [SHEET.width, SHEET.height], (slide) => first.get(slide));
};
