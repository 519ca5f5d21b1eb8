/* Switches: slides and blocks of a class, shown or hidden by key, menu or address
   (`?hide=extra-details,self-paced`, `?show=…`). Numbers, contents, search and progress follow. */
const { data, main, parameters, session } = deck;
/** @param {string} name */
const list = (name) => (parameters.get(name) ?? "").split(",").filter(Boolean);
const off = new Set(
	session.get(
		"off",
		data.switches.filter(({ shown }) => !shown).map(({ name }) => name),
	),
);
list("hide").forEach((name) => off.add(name));
list("show").forEach((name) => off.delete(name));

/** @type {Set<string>} */
const skipped = new Set(session.get("skipped", []));

function apply() {
	for (const { name } of data.switches) {
		const blocks = main.querySelectorAll(`.slide .${CSS.escape(name)}`);
		blocks.forEach((block) => block.classList.toggle("switched-off", off.has(name)));
	}
	for (const slide of main.children) {
		slide.toggleAttribute("data-off", skipped.has(slide.id) || [...slide.classList].some((name) => off.has(name)));
	}
}

/** @type {Slidegen["switches"]["set"]} */
function set(name, shown) {
	const known = data.switches.find((one) => one.name === name);
	if (!known) return;
	off[shown ? "delete" : "add"](name);
	session.set("off", [...off]);
	deck.refresh();
	deck.announce(deck.say(shown ? "shown" : "hidden", { name: known.label, count: deck.slides.length }));
	deck.send({ type: "switch", name, on: shown });
}

/** Single slides, as one who is late leaves them out; an empty list takes all of them back.
 * @type {Slidegen["switches"]["skip"]} */
function skip(ids) {
	if (!ids.length) skipped.clear();
	ids.forEach((id) => skipped.add(id));
	session.set("skipped", [...skipped]);
	deck.refresh();
	if (ids.length && !deck.isRoom) deck.tell(deck.say("skipped", { count: skipped.size }), ...back());
	deck.send({ type: "skip", ids: [...skipped] });
}

/** @type {Slidegen["switches"]["back"]} */
const back = () => (skipped.size && !deck.isRoom ? [deck.button(deck.say("show-again"), () => skip([]))] : []);

deck.switches = { skip, skipped, back, shown: (name) => !off.has(name), set, apply };
for (const { name, label, key } of data.switches) {
	deck.command(key, deck.say("switch", { name: label.toLowerCase() }), () => set(name, off.has(name)));
}
if (off.size || skipped.size) apply();
