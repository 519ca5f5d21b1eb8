/* The deck: which slides there are, which one is shown, and at which step.

   `window.slidegen` is what every other behaviour, a live preview and a program that exports use:
     data                     the page's JSON: name, title, switches …
     slides                   the sections in order, without those that switches hide
     current, index, step     where we are; `number` as the corner shows it, `total`
     mode                     "slides", "overview" or "" (the page as one reads it without scripts)
     go(target, {step, jump}) to an index, a section, "id" or "#12"; `jump` leaves a mark in the history
     next() previous() first() last() setMode(mode) announce(text)
     refresh()                after sections were added, changed or removed: numbers, contents, search follow
     on(events, listener)     "change" (here), "refresh" (the slides), "mode", "shown", "ready"; called with `slidegen`
     show(some)               in the overview: these slides and no others
     whenSeen(listener)       called with each slide once, when it first comes into sight
     remade(slide)            after the inside of a slide was changed, as a live preview does
     does("overview", run)    a command of the viewer's table of keys (slidegen/render/keyboard.py), by its id
     command("q", label, run, when)   a command of a theme's own, with its keys
     say("found", {count: 3}) what the viewer says, in the deck's words; tell(text, …) shows it for a while
     store, session           what is kept for this deck, for good or for this window
     ready                    a promise: fonts and pictures of the page are there

   A slide that is not shown is `hidden="until-found"`: neither read aloud nor focusable nor laid out, yet
   the browser's own search reaches it and opens it. (`inert` would keep the search out.) */
const root = document.documentElement;
const main = /** @type {HTMLElement} */ (document.getElementById("slides"));
/** @type {DeckData} */
const data = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("slidegen-data")).textContent);
const events = new EventTarget();
const NUMBER = /^#?p?(\d+)$/;
/** @type {WeakMap<Slide, number>} */
const numbers = new WeakMap();
const seen = new WeakSet();
/** @type {Command[]} */
const commands = [];
const parameters = new URLSearchParams(location.search);
/** @type {((slide: Slide) => void)[]} */
const seers = [];
/** @type {Slide[]} */
let slides = [];
/** @type {Slide | null} */
let marked = null;
let [index, step, total, later] = [0, 0, 0, 0];

/* Private windows keep nothing, and some throw. */
/** @type {(area: () => Storage) => Shelf} */
const shelf = (area) => ({
	/** @param {string} key @param {any} [otherwise] */
	get(key, otherwise = null) {
		try {
			return JSON.parse(area().getItem(here + key) ?? "null") ?? otherwise;
		} catch {
			return otherwise;
		}
	},
	set(key, value) {
		try {
			area().setItem(here + key, JSON.stringify(value));
		} catch {}
	},
});
const here = `slidegen:${location.pathname}:`;

/** An element; `called` is the phrase that it is announced by.
 * @type {Slidegen["el"]} */
const el = (name, attributes = {}, ...children) => {
	const node = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (key.startsWith("on")) Object.assign(node, { [key]: value });
		else if (key === "called") node.ariaLabel = say(String(value));
		else if (value !== false) node.setAttribute(key, value === true ? "" : String(value));
	}
	node.append(.../** @type {(Node | string)[]} */ (children));
	return node;
};
/** @type {Slidegen["button"]} */
const button = (text, onclick, attributes) => el("button", { type: "button", onclick, ...attributes }, text);

/** What the viewer says by that name; what it does not know is the name itself.
 * @type {Slidegen["say"]} */
const say = (name, values = {}) => (data.words[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));

const announcer = el("div", { class: "announcer", role: "status" });
const toast = el("div", { class: "toast", role: "status", hidden: true });
document.body.append(announcer, toast);
let fades = 0;

/** Says it where people look, for a while, or until the slide is turned; some of it may be buttons, which stay while
 * one has the focus. Without words, nothing any more.
 * @type {Slidegen["tell"]} */
function tell(...words) {
	clearTimeout(fades);
	toast.hidden = !words.length;
	toast.replaceChildren(...words);
	fades = setTimeout(() => toast.matches(":focus-within") || tell(), 10000);
}

/** Steps of the text, which remark counts; behind them those of code that is pointed at line by line.
 * @param {Slide} slide */
const stepsIn = ({ dataset }) => Number(dataset.steps);
/** @type {(slide: Slide) => HTMLElement[]} */
const codesOf = (slide) => [...slide.querySelectorAll("pre[data-lines]")];
/** @param {HTMLElement} code */
const groupsOf = ({ dataset }) => /** @type {string} */ (dataset.lines).split("|");
/** @type {Slidegen["stepsOf"]} */
const stepsOf = (slide) => codesOf(slide).reduce((all, code) => all + groupsOf(code).length - 1, stepsIn(slide));
/** @type {Slidegen["titleOf"]} */
const titleOf = (slide) => slide.ariaLabel ?? "";
/** @type {Slidegen["titleOfSection"]} */
const titleOfSection = (section) => document.querySelector(`.deck-contents a[data-section="${section}"]`)?.textContent;
const isShow = () => deck.mode === "slides";
/** @param {string} type */
const emit = (type) => events.dispatchEvent(new Event(type));

/** @type {Slidegen["numberOf"]} */
function numberOf(slide, atStep = 0) {
	const first = numbers.get(slide);
	return first ? first + (data.countSteps ? Math.min(atStep, stepsIn(slide)) : 0) : "";
}

/** @param {Slide} slide @param {number} at */
function label(slide, at) {
	const number = numberOf(slide, at);
	slide.dataset.label = number ? data.numberFormat.replace("%current%", `${number}`).replace("%total%", `${total}`) : "";
}

/** Numbers as remark counts: a step counts as a slide, a slide without number counts for nothing. The page has labels
 * of all its slides.
 * @param {boolean} [relabel] */
function renumber(relabel) {
	slides = [...main.querySelectorAll(":scope > .slide:not([data-off])")];
	total = 0;
	for (const slide of slides) {
		const counts = slide.dataset.number && !("uncounted" in slide.dataset);
		numbers.set(slide, counts ? total + 1 : 0);
		if (counts) total += 1 + (data.countSteps ? stepsIn(slide) : 0);
	}
	if (relabel || slides.length < main.childElementCount) slides.forEach((slide) => label(slide, 0));
}

/** @type {Slidegen["showSteps"]} */
function showSteps(slide, atStep = step) {
	for (const block of slide.querySelectorAll("[data-step]")) {
		block.toggleAttribute("data-later", isShow() && Number(block.dataset.step) > atStep);
	}
	showLines(slide, atStep);
}

/** @param {string} group @param {number} line */
const isIn = (group, line) =>
	group.split(",").some((part) => {
		const [from, to = from] = part.split("-").map(Number);
		return line >= from && line <= to;
	});

/** @param {Slide} slide @param {number} atStep */
function showLines(slide, atStep) {
	let at = atStep - stepsIn(slide);
	for (const code of codesOf(slide)) {
		const groups = groupsOf(code);
		const group = isShow() ? groups[Math.max(0, Math.min(at, groups.length - 1))] : "all";
		code.querySelectorAll(".row").forEach((row, line) => row.toggleAttribute("data-lit", isIn(group, line + 1)));
		at -= groups.length - 1;
	}
}

/** @param {Slide} slide */
const hide = (slide) => slide.setAttribute("hidden", "until-found");

/** @param {Element} slide */
const unhide = (slide) => slide.removeAttribute("hidden");

/** @param {number} at */
function hideOthers(at) {
	if (isShow()) slides.forEach((slide, to) => to === at || hide(slide));
}

/** @param {Slide} slide */
function mark(slide) {
	if (marked && marked !== slide) {
		delete marked.dataset.current;
		showSteps(marked, Infinity);
		label(marked, 0);
		if (isShow()) hide(marked);
	}
	marked = slide;
	unhide(slide);
	slide.dataset.current = "";
	slide.tabIndex = -1;
	showSteps(slide);
	label(slide, step);
}

/** A page inside of another may have no address of its own, and browsers refuse more than some 200 changes in half a
 * minute.
 * @type {Slidegen["writeAddress"]} */
function writeAddress(address, isNew) {
	try {
		history[isNew ? "pushState" : "replaceState"](null, "", address);
	} catch {}
}

/** @param {boolean} jump */
function writePlace(jump) {
	const write = () => {
		const address = `#${slides[index].id}`;
		if (location.hash !== address) writeAddress(address, jump);
	};
	clearTimeout(later);
	if (jump) write();
	else later = setTimeout(write, 120);
}

/** The name in `#name`; a stray % stays what it is.
 * @param {string} hash */
function decoded(hash) {
	const name = hash.replace("#", "");
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

/** @type {Slidegen["find"]} */
function find(target) {
	if (typeof target === "number") return target;
	if (typeof target !== "string") return slides.indexOf(target);
	const number = NUMBER.exec(target);
	if (number)
		return Math.max(
			0,
			slides.findLastIndex((slide) => (numbers.get(slide) || Infinity) <= Number(number[1])),
		);
	const written = decoded(target);
	const name = data.redirects[written] ?? written;
	const place = document.getElementById(name) ?? document.getElementsByName(name)[0];
	return slides.indexOf(/** @type {Slide} */ (place?.closest(".slide")));
}

/** @type {Slidegen["go"]} */
function go(target, { step: atStep = 0, jump = false, focus = true, quiet = false, fade = false } = {}) {
	const to = find(target);
	if (to < 0 || !slides.length) return false;
	const old = marked;
	index = Math.min(to, slides.length - 1);
	const slide = slides[index];
	const number = data.countSteps && typeof target === "string" && NUMBER.exec(target);
	if (number) atStep = Number(number[1]) - (numbers.get(slide) ?? 0);
	step = Math.max(0, Math.min(atStep, stepsOf(slide)));
	if (!quiet) {
		writePlace(jump);
		session.set("place", [slide.id, step]);
		store.set("place", slide.id);
	}
	document.title = [numberOf(slide, step), titleOf(slide), data.title].filter(Boolean).join(" · ");
	const turn = () => turnTo(old, slide, focus);
	if (fade && old !== slide) faded(turn);
	else turn();
	return true;
}

/** @param {Slide | null} old @param {Slide} slide @param {boolean} focus */
function turnTo(old, slide, focus) {
	mark(slide);
	tell();
	if (!deck.mode) slide.scrollIntoView();
	see(slide);
	emit("change");
	/* Last: it makes the browser lay out the change. */
	const focused = document.activeElement;
	if (!focus || !old || !deck.mode || focused?.closest("dialog[open]")) return;
	/* In a frame beside a text, it is the text that is being typed in; who turns slides by a button does so again. */
	const stays = focused?.matches(":is(.bar, .desk) :focus-visible") || (window !== top && !document.hasFocus());
	if (old !== slide && !stays) deck.focus();
	announce(placeOf(slide));
}

/* One slide passes into the next, unless people want no motion, or turn faster than that; on the desk notes would, too. */
const still = matchMedia("(prefers-reduced-motion: reduce)");
let lastFade = -Infinity;
/** @param {() => void} turn */
function faded(turn) {
	const isQuick = performance.now() - lastFade < 400;
	lastFade = performance.now();
	if (still.matches || isQuick || !isShow() || root.dataset.view || !document.startViewTransition) return turn();
	document.startViewTransition(turn).ready.catch(() => {});
}

/** As assistive technology hears it; of a step, what it brings.
 * @param {Slide} slide */
function placeOf(slide) {
	const place = say("slide", { number: numberOf(slide, step) || index + 1, total, title: titleOf(slide) });
	const brought = Array.from(slide.querySelectorAll(`[data-step="${step}"]`), ({ textContent }) => textContent);
	return [place + (step ? say("at-step", { step, steps: stepsOf(slide) }) : ""), ...brought].join(". ");
}

/** The slide whose id has most of the pairs of letters of `name`, or the first one.
 * @param {string} name */
function likest(name) {
	const pairs = Array.from(name.slice(1), (letter, at) => name[at] + letter);
	let [found, most] = [slides[0], 0.33];
	for (const slide of slides) {
		const common = pairs.filter((pair) => slide.id.includes(pair));
		const score = common.length / Math.max(name.length, slide.id.length);
		if (score > most) [found, most] = [slide, score];
	}
	return found;
}

/** Where an address leads: a renamed slide's to the nearest name, and it says so.
 * @param {string} hash @param {Travel} [options] */
function arrive(hash, options) {
	if (!hash || hash === "#" || go(hash, options)) return Boolean(hash);
	const wanted = decoded(hash);
	const slide = likest(wanted.toLowerCase());
	go(slide, options);
	tell(say("unknown-place", { wanted, title: titleOf(slide) }));
	return true;
}

function next() {
	if (step < stepsOf(slides[index]) && isShow()) return go(index, { step: step + 1 });
	return index + 1 < slides.length && go(index + 1, { fade: true });
}

function previous() {
	if (step > 0) return go(index, { step: step - 1 });
	return index > 0 && go(index - 1, { step: Infinity, fade: true });
}

/** @param {string} text */
function announce(text) {
	announcer.textContent = "";
	setTimeout(() => announcer.replaceChildren(text), 60);
}

/** @type {Slidegen["setMode"]} */
function setMode(mode) {
	const old = deck.mode;
	if (mode) root.dataset.mode = mode;
	else delete root.dataset.mode;
	hideOthers(index);
	if (!mode) [...main.children].forEach(unhide);
	if (slides[index]) showSteps(slides[index]);
	watch();
	if (mode !== old) emit("mode");
	emit("shown");
	if (mode !== "slides") slides[index]?.scrollIntoView({ block: "center" });
}

/** @param {Slide[]} some */
function show(some) {
	const wanted = new Set(some);
	slides.forEach((slide) => (wanted.has(slide) ? unhide : hide)(slide));
	emit("shown");
}

/* On the reading page slides come into sight by scrolling. */
const watcher = new IntersectionObserver((entries) =>
	entries.forEach((entry) => entry.isIntersecting && see(/** @type {Slide} */ (entry.target))),
);

function watch() {
	watcher.disconnect();
	if (deck.mode === "") slides.forEach((slide) => watcher.observe(slide));
}

/** @param {Slide} slide */
function see(slide) {
	if (seen.has(slide)) return;
	seen.add(slide);
	seers.forEach((listener) => listener(slide));
}

function refresh() {
	const current = slides[index];
	slidegen.switches.apply();
	renumber(true);
	const same = slides.findIndex(({ id }) => id === current?.id);
	const at = same >= 0 ? same : nearest(current);
	hideOthers(at);
	watch();
	emit("refresh");
	go(at, { step: same >= 0 ? step : 0, focus: false });
}

/** The slide that was hidden is gone: the one before it in the page stands in.
 * @param {Slide} slide */
function nearest(slide) {
	for (let node = /** @type {Element | null} */ (slide); node; node = node.previousElementSibling) {
		const at = slides.indexOf(/** @type {Slide} */ (node));
		if (at >= 0) return at;
	}
	return Math.min(index, slides.length - 1);
}

/** The window that a room sees holds no notes, so that no key can show them.
 * @param {Element} node */
function shield(node) {
	if (deck.isRoom) node.querySelectorAll("aside.notes").forEach((notes) => notes.remove());
}

const store = shelf(() => localStorage);
const session = shelf(() => sessionStorage);
/** @type {Deck} */
const deck = {
	data,
	root,
	main,
	el,
	button,
	store,
	session,
	commands,
	titleOf,
	titleOfSection,
	numberOf,
	stepsOf,
	showSteps,
	go,
	isShow,
	next,
	previous,
	find,
	writeAddress,
	setMode,
	show,
	refresh,
	announce,
	say,
	tell,
	focus: () => slides[index]?.focus({ preventScroll: true }),
	first: () => go(0),
	last: () => go(Infinity, { step: Infinity }),
	get slides() {
		return slides;
	},
	get current() {
		return slides[index];
	},
	get index() {
		return index;
	},
	get step() {
		return step;
	},
	get number() {
		return numberOf(slides[index], step);
	},
	get total() {
		return total;
	},
	get mode() {
		return /** @type {Mode} */ (root.dataset.mode ?? "");
	},
	parameters,
	isRoom: parameters.has("room"),
	on(types, listener) {
		types.split(" ").forEach((type) => events.addEventListener(type, () => listener(slidegen)));
	},
	whenSeen: (listener) => seers.push(listener),
	/* The inside of a slide was changed: what behaviours made for it is made again. */
	remade(slide) {
		seen.delete(slide);
		shield(slide);
		if (slide !== slides[index]) return;
		showSteps(slide);
		see(slide);
		emit("change");
	},
	run: (id) => commands.find((one) => one.id === id)?.run(),
	does: (id, run) => deck.command(data.keys[id], say(id), run, undefined, id),
	command(keys, label, run, when = () => true, id = "") {
		commands.push({ id, keys: keys.split(" "), label, run, when });
	},
	ready: new Promise((resolve) => addEventListener("load", () => document.fonts.ready.then(resolve))),
	/* Called by start.js, when every behaviour is there. */
	start() {
		shield(main);
		renumber();
		/* After a reload this window's own memory is better than the address, which has no step. */
		const again = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
		const [id, step] = (again && session.get("place", /** @type {[string, number] | null} */ (null))) || [location.hash, 0];
		if (!arrive(id, { step, focus: false })) go(0, { focus: false, quiet: true });
		hideOthers(index);
		watch();
		emit("ready");
	},
};
/* The rest of it comes with the other scripts. */
window.slidegen = /** @type {Slidegen} */ (deck);

addEventListener("hashchange", () => location.hash === `#${slides[index].id}` || arrive(location.hash));
addEventListener("beforematch", ({ target }) => {
	const slide = /** @type {Element} */ (target).closest(".slide");
	go(/** @type {Slide} */ (slide), { step: Infinity, jump: true, focus: false });
});
/* A link inside the deck: also to an anchor in the middle of a slide, or to the slide that is shown. */
addEventListener("click", (event) => {
	const link = event.target.closest('a[href^="#"]');
	if (!link || !deck.mode || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
	if (link.hash === "#slides") deck.focus();
	else if (!go(link.hash, { jump: true })) return;
	event.preventDefault();
});
