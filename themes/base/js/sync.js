/* Windows in step. `c` opens a clone that shares this window's channel: BroadcastChannel, and where that is
   refused, storage events. All of `file://` is one origin, so a channel is the deck's path and a number that
   only this window and its clones know. Whatever arrives is checked before it is believed. */
const deck = window.slidegen;
const { data, session, parameters } = deck;
const VERSION = 1;
const me = Math.random().toString(36).slice(2);
let channel = null;
let room = parameters.get("room") ?? session.get("room");
let muted = false;

const name = () => `slidegen:${location.pathname}:${data.name}:${room}`;
const valid = {
  place: ({ id, step }) => typeof id === "string" && id.length < 500 && Number.isInteger(step) && step >= 0,
  dark: ({ on }) => typeof on === "boolean",
  switch: ({ name: which, on }) => data.switches.some((known) => known.name === which) && typeof on === "boolean",
  hello: () => true,
};
const act = {
  place({ id, step }) {
    const at = deck.slides.findIndex((slide) => slide.id === id);
    if (at >= 0 && (at !== deck.index || step !== deck.step)) deck.go(at, { step });
  },
  dark: ({ on }) => deck.blackout(on),
  switch: ({ name: which, on }) => deck.switches.set(which, on, { tell: false }),
  hello: () => sendPlace(deck),
};

function receive(message) {
  if (!message || typeof message !== "object" || message.v !== VERSION || message.from === me) return;
  if (!Object.hasOwn(valid, message.type) || !valid[message.type](message)) return;
  muted = true;
  try { act[message.type](message); } finally { muted = message.type === "hello" ? false : muted; }
  muted = false;
}

function send(message) {
  if (!room || (muted && message.type !== "place")) return;
  const whole = { ...message, v: VERSION, from: me };
  if (channel) channel.postMessage(whole);
  else try { localStorage.setItem(name(), JSON.stringify({ ...whole, at: Date.now() })); } catch { /* alone */ }
}

function sendPlace({ current, step }) {
  if (current) send({ type: "place", id: current.id, step });
}

function join() {
  if (channel || !room) return;
  session.set("room", room);
  try {
    if (parameters.has("storage")) throw new Error("asked to do without"); // for tests, and old Safari
    channel = new BroadcastChannel(name());
    channel.onmessage = (event) => receive(event.data);
  } catch {
    window.addEventListener("storage", ({ key, newValue }) => {
      if (key !== name() || !newValue) return;
      try { receive(JSON.parse(newValue)); } catch { /* not ours */ }
    });
  }
}

/* A clone shows slides, also when it is opened from the presenter's view. */
function clone(view = "") {
  room ??= Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2);
  join();
  const query = new URLSearchParams(parameters);
  query.delete("presenter");
  query.set("room", room);
  if (view) query.set(view, "");
  return window.open(`${location.pathname}?${query.toString().replace(/=(?=&|$)/g, "")}#${deck.current.id}`, `slidegen-${Date.now()}`, "popup,width=1210,height=720");
}

join();
deck.clone = clone;
deck.on("change", (state) => { if (!muted) sendPlace(state); });
deck.on("ready", () => room && !location.hash && send({ type: "hello" }));
deck.blackouts = (on) => { if (!muted) send({ type: "dark", on }); };
deck.switched = (which, on) => send({ type: "switch", name: which, on });
deck.command({ keys: ["c"], label: "Clone this window", run: () => clone() });
