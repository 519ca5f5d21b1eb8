/* The presenter's view: this slide, the next one, notes, clock, time spent, and how it compares with the plan.
   It stands in the address and in this window's memory, so that a reload comes back to it. */
const deck = slidegen;
const { root, el, button, data, session, store, say, parameters } = deck;
const on = () => root.dataset.view === "presenter";
const MINUTE = 60000;
/** @type {HTMLElement} */
let desk;
/** @type {Record<string, HTMLElement>} */
let parts = {};
/** @type {{since: number, spent: number, running?: boolean, from?: number}} */
let timer = session.get("timer", { since: 0, spent: 0 });

const elapsed = () => timer.spent + (timer.running ? Date.now() - timer.since : 0);
/** @param {number} ms */
const clock = (ms) => new Date(ms).toISOString().slice(11, 19);
/** @param {Date} date */
const timeOfDay = (date) => date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

/** @param {boolean} running */
function set(running, spent = elapsed(), from = timer.from ?? deck.index) {
	timer = { since: Date.now(), spent, running, from };
	session.set("timer", timer);
	tick();
}

/** @param {number[]} list */
const sum = (list) => list.reduce((all, one) => all + one, 0);

/* The minutes of each slide as they were planned when the deck was built. */
const planned = () => deck.slides.map(({ dataset }) => Number(dataset.minutes ?? 0));

/** By how many minutes we are late, negative when early: what the slides before this one take has passed, and
 * inside of this slide one is on time as long as it lasts.
 * @param {number[]} costs */
function late(costs) {
	const spent = elapsed() / MINUTE;
	const before = sum(costs.slice(timer.from, deck.index));
	const share = timer.from !== undefined && deck.index >= timer.from ? costs[deck.index] : 0;
	if (spent < before) return spent - before;
	return Math.max(0, spent - before - share);
}

/** Optional slides still to come, longest first, until the delay is made up.
 * @param {number[]} costs @param {number} late */
function toSkip(costs, late) {
	const optional = (/** @type {Slide} */ { classList }) => data.switches.some(({ name }) => classList.contains(name));
	const ahead = [...costs.keys()].filter((at) => at > deck.index && costs[at] && optional(deck.slides[at]));
	const chosen = [];
	for (const at of ahead.sort((a, b) => costs[b] - costs[a])) {
		if (late <= 0) break;
		late -= costs[at];
		chosen.push(at);
	}
	return chosen.sort((a, b) => a - b);
}

/** @param {number[]} costs */
function delay(costs) {
	if (!sum(costs) || !elapsed()) return "";
	const minutes = Math.round(late(costs));
	if (minutes > 0) return say("behind", { minutes });
	return minutes < -1 ? say("ahead", { minutes: -minutes }) : say("on-time");
}

function tick() {
	if (!on()) return;
	const costs = planned();
	parts.now.textContent = timeOfDay(new Date());
	parts.elapsed.textContent = clock(elapsed());
	parts.pause.textContent = say(timer.running ? "pause" : "start");
	parts.delta.textContent = delay(costs);
	parts.delta.classList.toggle("late", Boolean(sum(costs) && elapsed()) && Math.round(late(costs)) > 0);
	parts.dark.hidden = !("dark" in root.dataset);
}

/** When it ends at this pace: what is left of this slide, and all that follows.
 * @param {number[]} costs */
function ending(costs) {
	const over = elapsed() ? Math.round(late(costs)) : 0;
	const inside = Math.max(0, elapsed() / MINUTE - sum(costs.slice(timer.from, deck.index)));
	const left = Math.max(0, costs[deck.index] - (elapsed() ? inside : 0)) + sum(costs.slice(deck.index + 1));
	const time = timeOfDay(new Date(Date.now() + left * MINUTE));
	return over > 0 ? say("ends-over", { time, minutes: over }) : say("ends", { time });
}

/** @param {number[]} costs */
function skipping(costs) {
	const over = elapsed() ? late(costs) : 0;
	const skips = Math.round(over) > 0 ? toSkip(costs, over) : [];
	if (!skips.length) return [];
	const won = sum(skips.map((at) => costs[at]));
	const titles = skips.map((at) => {
		const slide = deck.slides[at];
		return el(
			"li",
			{},
			el("a", { href: `#${slide.id}` }, `${deck.numberOf(slide)} ${deck.titleOf(slide)}`),
			` (${Math.round(costs[at])} min)`,
		);
	});
	const ids = skips.map((at) => deck.slides[at].id);
	const act = button(say("skip-these", { count: skips.length, minutes: Math.round(won) }), () => deck.switches.skip(ids));
	const rest = Math.round(over - won);
	return [act, el("ul", {}, ...titles), ...(rest > 0 ? [el("p", {}, say("not-enough", { minutes: rest }))] : [])];
}

function plan() {
	const costs = planned();
	parts.plan.replaceChildren();
	if (!sum(costs)) return;
	const { section = "" } = deck.current.dataset;
	const title = titleOfSection(section);
	const whole = Math.round(sum(costs.filter((_, at) => (deck.slides[at].dataset.section ?? "") === section)));
	const used = Math.round((spentOn()[section] ?? 0) / MINUTE);
	parts.plan.append(
		el("p", {}, el("b", {}, ending(costs))),
		el("p", {}, say("section-plan", { title, planned: whole, spent: used })),
		...skipping(costs),
	);
}

/* The day as next time's plan: `minutes:` of the manifest, by what was spent. */
function takeMinutes() {
	account();
	const log = spentOn();
	const lines = data.plan
		.filter(({ section }) => log[section] >= MINUTE / 2)
		.map(({ section }) => `  ${JSON.stringify(titleOfSection(section))}: ${Math.round(log[section] / MINUTE)}`);
	deck.write(["minutes:", ...lines, ""].join("\n"));
	const labs = store.get("done", []).length;
	deck.tell(
		say("minutes-copied", { slides: session.get("shown", []).length, labs }),
		el("pre", {}, ["minutes:", ...lines].join("\n")),
	);
}

/** @param {string | number} section */
const titleOfSection = (section) => document.querySelector(`a[data-section="${section}"]`)?.textContent ?? say("this-section");

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
	if (!slide) {
		parts.next.replaceChildren(el("p", { class: "end" }, say("the-end")));
		return;
	}
	const copy = slide.cloneNode(true);
	copy.querySelectorAll(".notes, .copy, .tick, .slide-source").forEach((node) => node.remove());
	for (const name of ["id", "name"]) copy.querySelectorAll(`[${name}]`).forEach((node) => node.removeAttribute(name));
	for (const name of ["id", "hidden", "aria-hidden", "data-current", "data-spread"]) copy.removeAttribute(name);
	copy
		.querySelectorAll("[data-step]")
		.forEach((block) => block.toggleAttribute("data-later", Number(block.dataset.step) > (inside ? step + 1 : 0)));
	copy.inert = true;
	parts.next.replaceChildren(copy);
	parts.next.style.setProperty(
		"--next-scale",
		String(Math.min(parts.next.clientWidth / data.canvas[0], parts.next.clientHeight / data.canvas[1])),
	);
}

function show() {
	if (!on()) return;
	account();
	preview();
	parts.notes.replaceChildren(
		...(deck.current.querySelector(".notes") ?? el("p", {}, el("i", {}, say("no-notes")))).cloneNode(true).childNodes,
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
/** @type {Axis[]} */
const AXES = ["x", "y"];
const SHARES = { x: { slides: 62, notes: 34, next: 100 }, y: { slides: 66, notes: 45, next: 100 } };
/** @type {{layout?: string} & Partial<Record<Axis, Partial<Record<Layout, number>>>>} */
const shape = store.get("desk", {});
const layout = () => LAYOUTS.find((name) => name === shape.layout) ?? "slides";
/** @param {Axis} axis */
const share = (axis) => shape[axis]?.[layout()] ?? SHARES[axis][layout()];

function arrange() {
	desk.dataset.layout = layout();
	desk.style.setProperty("--x", `${share("x")}%`);
	desk.style.setProperty("--y", `${share("y")}%`);
	for (const axis of AXES) parts[axis].ariaValueNow = String(Math.round(share(axis)));
	deck.fit();
	preview();
}

/** @param {Axis} axis @param {number} value */
function resize(axis, value) {
	shape[axis] = { ...shape[axis], [layout()]: Math.max(15, Math.min(85, value)) };
	store.set("desk", shape);
	arrange();
}

/** A separator that is dragged, or moved by its arrow keys.
 * @param {Axis} axis @param {string} label */
function separator(axis, label) {
	const keys = axis === "x" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
	const node = el("div", {
		class: `desk-split-${axis}`,
		role: "separator",
		tabindex: "0",
		"aria-label": label,
		"aria-valuemin": "15",
		"aria-valuemax": "85",
		"aria-orientation": axis === "x" ? "vertical" : "horizontal",
		onkeydown(/** @type {KeyboardEvent} */ event) {
			const at = keys.indexOf(event.key);
			if (at < 0) return;
			event.preventDefault();
			event.stopPropagation();
			resize(axis, share(axis) + (at ? 2 : -2));
		},
		onpointerdown: (/** @type {PointerEvent} */ event) => node.setPointerCapture(event.pointerId),
		onpointermove(/** @type {PointerEvent} */ event) {
			if (!node.hasPointerCapture(event.pointerId)) return;
			const box = (axis === "x" ? parts.panes : parts.left).getBoundingClientRect();
			resize(
				axis,
				axis === "x" ? ((event.clientX - box.left) / box.width) * 100 : ((event.clientY - box.top) / box.height) * 100,
			);
		},
	});
	return node;
}

function chooser() {
	const choose = (/** @type {Event & { target: HTMLSelectElement }} */ { target }) => {
		shape.layout = target.value;
		store.set("desk", shape);
		arrange();
	};
	return el(
		"select",
		{ "aria-label": say("layout"), onchange: choose },
		...LAYOUTS.map((name) => el("option", { value: name, selected: name === layout() }, say(`layout-${name}`))),
	);
}

function build() {
	const pane = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes = {}) =>
		el("div", { class: `desk-${name}`, ...attributes });
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
		notes: pane("notes", { tabindex: "0", role: "region", "aria-label": say("notes") }),
		x: separator("x", say("divide-columns")),
		y: separator("y", say("divide-rows")),
	};
	const size = (/** @type {number} */ by) => () => {
		session.set("notes", session.get("notes", 24) + by);
		desk.style.setProperty("--notes-size", `${session.get("notes", 24)}px`);
	};
	parts.left = pane("left");
	parts.low = pane("low");
	parts.panes = pane("panes");
	parts.low.append(parts.next, parts.plan);
	parts.left.append(parts.current, parts.y, parts.low);
	parts.panes.append(parts.left, parts.x, parts.notes);
	const tools = el(
		"div",
		{ class: "desk-clock" },
		parts.now,
		parts.elapsed,
		parts.pause,
		button(say("restart-timer"), restart),
		parts.delta,
		parts.dark,
		button(say("room-window"), () => deck.clone()),
		button(say("take-minutes"), takeMinutes),
		chooser(),
		button("A−", size(-2), { "aria-label": say("smaller") }),
		button("A+", size(2), { "aria-label": say("larger") }),
	);
	const thumbs = el(
		"div",
		{ class: "desk-thumbs" },
		button("◂", deck.previous, { "aria-label": say("previous-slide") }),
		parts.upcoming,
		button("▸", deck.next, { "aria-label": say("next-slide") }),
	);
	desk = el("aside", { class: "desk", "aria-label": say("desk") }, tools, parts.panes, thumbs);
	size(0)();
	document.body.append(desk);
	setInterval(tick, 1000);
}

const restart = () => set(true, 0, deck.index);

deck.pane = () => (on() && desk ? parts.current.getBoundingClientRect() : null);

/* The address says it, so that a reload and a bookmark come back here. */
/** @param {boolean} want */
function remember(want) {
	session.set("presenter", want);
	if (want) parameters.set("presenter", "");
	else parameters.delete("presenter");
	const query = parameters
		.toString()
		.replace("presenter=", "presenter")
		.replace(/(read|print)=/g, "$1");
	try {
		history.replaceState(null, "", `${query ? `?${query}` : location.pathname}${location.hash}`);
	} catch {}
}

/** @param {boolean} [want] */
function toggle(want = !on()) {
	if (want && deck.isRoom) {
		deck.tell(say("room-only"));
		return;
	}
	if (want) root.dataset.view = "presenter";
	else delete root.dataset.view;
	remember(want);
	if (want && !desk) build();
	if (deck.mode !== "slides") deck.setMode("slides");
	if (desk && want) arrange();
	deck.fit();
	show();
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
deck.on("ready", () => {
	place = deck.current;
	const again = performance.getEntriesByType("navigation")[0]?.type === "reload" && session.get("presenter");
	if (parameters.has("presenter") || /^#p\d+$/.test(location.hash) || again) toggle(true);
});
window.addEventListener("resize", () => on() && preview());
deck.does("presenter", () => toggle());
deck.does("timer", () => set(!timer.running));
deck.does("restart", restart);
deck.does("skip", () => {
	const costs = planned();
	const ids = toSkip(costs, elapsed() ? late(costs) : 0).map((at) => deck.slides[at].id);
	if (ids.length && !deck.isRoom) deck.switches.skip(ids);
	else deck.tell(delay(costs) || say("on-time"));
});
