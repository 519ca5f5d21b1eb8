/* Windows in step. `c` opens a clone that shares this window's channel. All of `file://` is one origin, so a channel is the deck's path and a number that
   only this window and its clones know. Whatever arrives is checked before it is believed; `v` is the version
   of what we say. */
const { data, el, session, parameters } = deck;
/** @type {BroadcastChannel | null} */
let channel = null;
let room = /** @type {string | null} */ (parameters.get("room") ?? session.get("room"));

/* What may arrive: whether it is well-formed, and what it does. It is anything until that is known. */
/** @typedef {[isValid: (message: any) => boolean, act: (message: any) => void]} Kind */
const isSwitch = (/** @type {any} */ { on }) => typeof on === "boolean";
/** @type {Record<string, Kind | null>} */
const kinds = {
	__proto__: null,
	place: [
		({ id, step }) => typeof id === "string" && Number.isInteger(step) && step >= 0,
		({ id, step }) => {
			const at = deck.find(/** @type {Slide} */ (document.getElementById(id)));
			if (at >= 0 && (at !== deck.index || step !== deck.step)) deck.go(at, { step });
		},
	],
	dark: [isSwitch, ({ on }) => deck.blackout(on)],
	switch: [isSwitch, ({ name: which, on }) => deck.switches.set(which, on)],
	skip: [({ ids }) => Array.isArray(ids) && ids.every((id) => typeof id === "string"), ({ ids }) => deck.switches.skip(ids)],
	large: [({ at }) => at === null || Number.isInteger(at), ({ at }) => deck.enlarge(at)],
	laser: [
		({ at }) => at === null || (Array.isArray(at) && at.length === 2 && at.every(Number.isFinite)),
		({ at }) => deck.pointAt(at),
	],
	countdown: [({ end }) => Number.isFinite(end), ({ end }) => deck.countTo(end)],
	tab: [({ label }) => typeof label === "string", ({ label }) => deck.choose(label)],
	hello: [() => true, greet],
};
/* Of each kind what was said last: a window that comes, or comes back, is as dark as the others. */
/** @type {Record<string, unknown>} */
const lately = {};

function greet() {
	sendPlace(deck);
	Object.values(lately).forEach((message) => channel?.postMessage(message));
}

/** @param {any} message what any program of this origin may have sent */
function receive(message) {
	const kind = kinds[message?.type];
	if (message?.v !== 1 || !kind?.[0](message)) return;
	deck.muted = message.type !== "hello";
	if (deck.muted) lately[message.type] = message;
	try {
		kind[1](message);
	} finally {
		deck.muted = false;
	}
}

/** @param {{type: string, [what: string]: unknown}} message */
function send(message) {
	if (deck.muted) return;
	const whole = { ...message, v: 1 };
	lately[message.type] = whole;
	deck.relay?.(whole);
	channel?.postMessage(whole);
}

/** @param {Deck} deck */
function sendPlace({ current, step }) {
	if (current) send({ type: "place", id: current.id, step });
}

function join() {
	if (channel || !room) return;
	session.set("room", room);
	channel = new BroadcastChannel(`slidegen:${location.pathname}:${data.name}:${room}`);
	channel.onmessage = (event) => receive(event.data);
	channel.postMessage({ type: "hello", v: 1 });
}

/* A clone shows slides, also when it is opened from the presenter's view. */
deck.clone = () => {
	room ??= crypto.getRandomValues(new Uint32Array(3)).join("-");
	join();
	const query = new URLSearchParams(parameters);
	query.delete("presenter");
	query.set("room", room);
	const address = new URL(`?${query}#${deck.current.id}`, location.href).href;
	if (!window.open(address, "_blank", "popup,width=1210,height=720"))
		deck.tell(deck.say("no-window", { address: "" }), el("a", { href: address, target: "_blank" }, address));
};

join();
Object.assign(deck, { send, receive });
deck.on("change", sendPlace);
deck.does("clone", deck.clone);
