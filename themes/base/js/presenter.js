/* The presenter's view: this slide, the next one, notes, clock, time spent, and how it compares with the plan.
   It stands in the address, so that a reload comes back to it. */
const { root, el, button, data, session, store, say, parameters } = deck;
const on = () => "view" in root.dataset;
const MINUTE = 6e4;
/** @type {HTMLElement} */
let desk;
/** @type {Record<string, HTMLElement>} */
let parts = {};
/** @type {{since: number, spent: number, running?: boolean, from?: number}} */
let timer = session.get("timer", { since: 0, spent: 0 });

const elapsed = () => timer.spent + (timer.running ? Date.now() - timer.since : 0);
/** @param {number} ms from now */
const timeIn = (ms) => new Date(Date.now() + ms).toLocaleTimeString([], { timeStyle: "short" });

/** @param {boolean} running */
function set(running, spent = elapsed(), from = timer.from ?? deck.index) {
	timer = { since: Date.now(), spent, running, from };
	session.set("timer", timer);
	tick();
}

/** @param {number[]} list */
const sum = (list) => list.reduce((all, one) => all + one, 0);

/** As planned when the deck was built.
 * @param {Slide} slide */
const costOf = ({ dataset }) => Number(dataset.minutes ?? 0);

/** Where we are in the plan: by how much we are `late`, negative when early and nothing without a plan, in whole `minutes`,
 * too; and how many minutes are `left`.
 * What the slides before this one take has passed, inside of this one we are on time as long as it lasts, and what is
 * skipped is won. */
function progress() {
	const costs = deck.slides.map(costOf);
	const { index } = deck;
	const { from = Infinity } = timer;
	const spent = elapsed() / MINUTE;
	const inside = spent - sum(costs.slice(from, index));
	const share = index >= from ? costs[index] : 0;
	const skipped = /** @type {Slide[]} */ ([...deck.main.children]).filter(({ id }) => deck.switches.skipped.has(id));
	const planned = sum(costs);
	const late = planned && spent && (inside < 0 ? inside : Math.max(0, inside - share)) - sum(skipped.map(costOf));
	const left = Math.max(0, costs[index] - Math.max(0, inside)) + sum(costs.slice(index + 1));
	return { late, minutes: Math.round(late), left, planned };
}

/** Optional slides still to come, longest first, until the delay is made up; as they stand in the deck.
 * @param {number} late */
function toSkip(late) {
	const ahead = deck.slides
		.slice(deck.index + 1)
		.filter((slide) => costOf(slide) && data.switches.some(({ name }) => slide.classList.contains(name)));
	const chosen = new Set();
	for (const slide of Math.round(late) > 0 ? ahead.toSorted((a, b) => costOf(b) - costOf(a)) : []) {
		if (late > 0) chosen.add(slide);
		late -= costOf(slide);
	}
	return ahead.filter((slide) => chosen.has(slide));
}

function skip() {
	const ids = toSkip(progress().late).map(({ id }) => id);
	if (ids.length && !deck.isRoom) deck.switches.skip(ids);
	else deck.tell(delay() || say("on-time"), ...deck.switches.back());
}

/** How we are beside the plan; nothing without a plan, or before the first turn. */
function delay() {
	const { minutes, planned } = progress();
	if (!planned || !elapsed()) return "";
	const how = minutes > 0 ? "behind" : minutes < -1 ? "ahead" : "on-time";
	return say(how, { minutes: Math.abs(minutes) });
}

function tick() {
	if (!on()) return;
	parts.now.textContent = timeIn(0);
	parts.elapsed.textContent = deck.clock(elapsed());
	parts.pause.textContent = say(timer.running ? "pause" : "start");
	parts.delta.textContent = delay();
	parts.delta.classList.toggle("late", progress().minutes > 0);
	parts.dark.hidden = !("dark" in root.dataset);
}

/** @param {number} late */
function skipping(late) {
	const slides = toSkip(late);
	if (!slides.length) return [];
	const won = sum(slides.map(costOf));
	const lines = slides.map((slide) =>
		el(
			"li",
			{},
			el("a", { href: `#${slide.id}` }, `${deck.numberOf(slide)} ${deck.titleOf(slide)}`),
			` (${costOf(slide).toFixed(1)}′)`,
		),
	);
	const rest = Math.round(late - won);
	return [
		button(say("skip-these", { count: slides.length, minutes: Math.round(won) }), skip),
		el("ul", {}, ...lines),
		rest > 0 ? el("p", {}, say("not-enough", { minutes: rest })) : "",
	];
}

/** What was planned for a section, and what was spent on it, in minutes.
 * @param {string | undefined} section */
const day = (section) => ({
	planned: Math.round(sum(deck.slides.filter(({ dataset }) => dataset.section === section).map(costOf))),
	spent: Math.round((spentOn()[section ?? ""] ?? 0) / MINUTE),
});

function plan() {
	const { late, minutes, left, planned: all } = progress();
	parts.plan.replaceChildren();
	if (!all) return;
	const { section } = deck.current.dataset;
	const { planned, spent } = day(section);
	const title = deck.titleOfSection(section) ?? say("this-section");
	parts.plan.append(
		el("p", {}, el("b", {}, say(minutes > 0 ? "ends-over" : "ends", { time: timeIn(left * MINUTE), minutes }))),
		el("p", {}, say("section-plan", { title, planned, spent })),
		...skipping(late),
		...deck.switches.back(),
	);
}

/* The day as next time's plan: `minutes:` of the manifest, by what was spent on sections, or on a deck without any.
   A section that was not reached keeps what was planned for it. */
function takeMinutes() {
	account();
	const lines = [...new Set(deck.slides.map(({ dataset }) => dataset.section))].map((section) => {
		const { planned, spent } = day(section);
		const title = deck.titleOfSection(section);
		return title && (spent || planned) ? `\n  ${JSON.stringify(title)}: ${spent || planned}` : "";
	});
	const text = `minutes:${lines.join("") || ` ${Math.ceil(elapsed() / MINUTE)}`}\n`;
	deck.write(text);
	deck.tell(
		say("minutes-copied", { slides: session.get("shown", []).length, labs: store.get("done", []).length }),
		el("pre", {}, text),
	);
}

/* Time goes to the section that was shown. */
let since = Date.now();
/** @type {string | undefined} */
let last;
/** @returns {Record<string, number>} milliseconds by section */
const spentOn = () => session.get("sections", {});
function account() {
	const log = spentOn();
	if (timer.running && last) session.set("sections", { ...log, [last]: (log[last] ?? 0) + Date.now() - since });
	since = Date.now();
	last = deck.current?.dataset.section;
	session.set("shown", [...new Set([...session.get("shown", /** @type {string[]} */ ([])), deck.current?.id])]);
}

function preview() {
	const { current, step, slides, index } = deck;
	const inside = step < deck.stepsOf(current);
	const slide = inside ? current : slides[index + 1];
	parts.upcoming.textContent = slide ? deck.titleOf(slide) : say("the-end");
	if (!slide) return parts.next.replaceChildren(el("p", { class: "end" }, say("the-end")));
	const copy = slide.cloneNode(true);
	copy.querySelectorAll("aside.notes, .copy, .tick, .slide-source").forEach((node) => node.remove());
	for (const name of ["id", "name"]) copy.querySelectorAll(`[${name}]`).forEach((node) => node.removeAttribute(name));
	for (const name of ["id", "hidden", "data-current", "data-spread"]) copy.removeAttribute(name);
	deck.showSteps(copy, inside ? step + 1 : 0);
	copy.inert = true;
	parts.next.replaceChildren(copy);
	parts.next.style.setProperty(
		"--next-scale",
		`${Math.min(parts.next.clientWidth / data.canvas[0], parts.next.clientHeight / data.canvas[1])}`,
	);
}

function show() {
	if (!on()) return;
	account();
	preview();
	parts.notes.replaceChildren(
		...(deck.current.querySelector("aside.notes") ?? el("p", {}, el("i", {}, say("no-notes")))).cloneNode(true).childNodes,
	);
	parts.notes.scrollTop = 0;
	plan();
	tick();
}

/* ---- the desk: panes that can be resized, in layouts that this machine remembers */
/** @typedef {"slides" | "notes" | "next"} Layout */
/** @typedef {"x" | "y"} Axis */
/** @type {Layout[]} */
const LAYOUTS = ["slides", "notes", "next"];
const SHARES = { x: { slides: 62, notes: 34, next: 0 }, y: { slides: 66, notes: 45, next: 0 } };
/** @type {{layout?: Layout} & Partial<Record<Axis, Partial<Record<Layout, number>>>>} */
const shape = { ...store.get("desk", {}) };
const layout = () => LAYOUTS.find((name) => name === shape.layout) ?? "slides";
/** @param {Axis} axis */
const share = (axis) => Number(shape[axis]?.[layout()]) || SHARES[axis][layout()];

function arrange() {
	desk.dataset.layout = layout();
	for (const axis of /** @type {Axis[]} */ (["x", "y"])) {
		desk.style.setProperty(`--${axis}`, `${share(axis)}%`);
		parts[axis].ariaValueNow = share(axis).toFixed();
	}
	deck.fit();
	preview();
}

/** @param {Axis} axis @param {number} value */
function resize(axis, value) {
	keep(axis, { ...shape[axis], [layout()]: Math.max(15, Math.min(85, value)) });
}

/** @param {Axis | "layout"} what @param {any} value */
function keep(what, value) {
	shape[what] = value;
	store.set("desk", shape);
	arrange();
}

/** A separator that is dragged, or moved by its arrow keys.
 * @param {Axis} axis @param {string} called */
function separator(axis, called) {
	const across = axis === "x";
	const node = el("div", {
		class: `desk-split-${axis}`,
		role: "separator",
		tabindex: 0,
		called,
		"aria-orientation": across && "vertical",
		onkeydown(/** @type {KeyboardEvent} */ event) {
			const key = deck.keyOf(event);
			if (!/^Arrow/.test(key)) return;
			event.preventDefault();
			resize(axis, share(axis) + (/[LU]/.test(key) ? -2 : 2));
		},
		onpointerdown: (/** @type {PointerEvent} */ event) => node.setPointerCapture(event.pointerId),
		onpointermove(/** @type {PointerEvent} */ event) {
			if (!node.hasPointerCapture(event.pointerId)) return;
			const box = (across ? parts.panes : parts.left).getBoundingClientRect();
			const x = Math.abs(event.clientX - (root.dir === "rtl" ? box.right : box.left)) / box.width;
			resize(axis, 100 * (across ? x : (event.clientY - box.top) / box.height));
		},
	});
	return node;
}

function build() {
	/** @type {(name: string, ...inside: HTMLElement[]) => HTMLElement} */
	const pane = (name, ...inside) => el("div", { class: `desk-${name}` }, ...inside);
	parts = {
		now: el("b"),
		elapsed: el("b"),
		delta: el("span", { role: "status" }),
		dark: el("span", { class: "late" }, say("room-is-dark")),
		pause: button("", () => set(!timer.running)),
		current: pane("current"),
		next: pane("next"),
		plan: pane("plan"),
		upcoming: el("b"),
		notes: el("div", { class: "desk-notes", tabindex: 0, role: "region", called: "notes" }),
		x: separator("x", "divide-columns"),
		y: separator("y", "divide-rows"),
	};
	const size = (/** @type {number} */ by) => () => {
		const pixels = session.get("notes", 24) + by;
		session.set("notes", pixels);
		desk.style.setProperty("--notes-size", `${pixels}px`);
	};
	parts.left = pane("left", parts.current, parts.y, pane("low", parts.next, parts.plan));
	parts.panes = pane("panes", parts.left, parts.x, parts.notes);
	const tools = pane(
		"clock",
		parts.now,
		parts.elapsed,
		parts.pause,
		button(say("restart-timer"), restart),
		parts.delta,
		parts.dark,
		button(say("room-window"), deck.clone),
		button(say("take-minutes"), takeMinutes),
		el(
			"select",
			{
				called: "layout",
				onchange: (/** @type {Event & { target: HTMLSelectElement }} */ { target }) => keep("layout", target.value),
			},
			...LAYOUTS.map((name) => el("option", { value: name, selected: name === layout() }, say(`layout-${name}`))),
		),
		button("A−", size(-2), { called: "smaller" }),
		button("A+", size(2), { called: "larger" }),
		button("✕", () => toggle(), { called: "close" }),
	);
	const thumbs = pane(
		"thumbs",
		button("◂", deck.previous, { called: "previous-slide" }),
		parts.upcoming,
		button("▸", deck.next, { called: "next-slide" }),
	);
	desk = el("aside", { class: "desk", called: "desk" }, tools, parts.panes, thumbs);
	size(0)();
	document.body.append(desk);
	/* Not only when the window is another: what the clock says may need a second row. */
	new ResizeObserver(() => on() && arrange()).observe(parts.panes);
	setInterval(tick, 1000);
	/* Who is about to press a button there keeps it. */
	setInterval(() => parts.plan.matches(":focus-within") || plan(), MINUTE);
}

const restart = () => set(true, 0, deck.index);

deck.pane = () => (on() ? parts.current.getBoundingClientRect() : null);

/* The address says it, so that a reload and a bookmark come back here, and Back leads out of it. */
const isAsked = () => /[?&]presenter\b/.test(location.search);
/** @param {boolean} want */
function remember(want) {
	parameters[want ? "set" : "delete"]("presenter", "");
	/* Else Back would scroll to the slide where this began: to show it, that would be turned to. */
	history.scrollRestoration = "manual";
	deck.writeAddress(
		`${location.pathname}?${parameters}`.replace(/=(?=&|$)|\?$/g, "") + (location.hash && `#${deck.current.id}`),
		want && !isAsked(),
	);
}

/** @param {boolean} [want] */
function toggle(want = !on()) {
	if (want && deck.isRoom) return deck.tell(say("room-only"));
	if (want) root.dataset.view = "presenter";
	else delete root.dataset.view;
	remember(want);
	if (want && !desk) build();
	deck.setMode("slides");
	/* With their words the tools may need a second row: then the slide's pane is lower. */
	show();
	(want ? arrange : deck.fit)();
	if (!want) deck.focus();
}

/* The timer starts with the first turn of a slide, not with the view. */
/** @type {Slide | null} */
let place = null;
deck.on("change", () => {
	const moved = place && place !== deck.current;
	place = deck.current;
	if (on() && moved && !timer.running && !timer.spent) set(true, 0, Math.max(0, deck.index - 1));
	show();
});
/* The slide stays: a room may be looking at it. */
addEventListener("popstate", () => isAsked() === on() || toggle());
deck.on("ready", () => (isAsked() || /^#p\d+$/.test(location.hash)) && toggle(true));
deck.does("presenter", () => toggle());
deck.does("timer", () => set(!timer.running));
deck.does("restart", restart);
deck.does("skip", skip);
