/* The page's end of `slidegen serve`: what changed is swapped in, and nothing else moves.

   Messages of the event stream:
     patch     {from, generation, splices, slides, tags, title, contents, data, styles, reload, edited}
     stale     {generation}: this window missed something; the page is fetched again, and its slides swapped
     troubles  {troubles, blocked}: what is wrong; the last good page stays
     lint      {path, troubles}: what the linter says of the file that was saved
     place     {id, step, from}: where the presenter is; another window of the presenter's goes there, too
     sync      {message, from}: what the presenter's viewer tells its windows (js/sync.js); some of it for all
     labs      {labs, followers}: how many have done which exercise (presenter only) */
(() => {
"use strict";
const me = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
const page = JSON.parse(document.getElementById("slidegen-data")?.textContent ?? "");
const root = document.documentElement;
const main = /** @type {HTMLElement} */ (document.getElementById("slides"));
const isAuthor = me.role !== "audience";
const OWN = new Set(["hidden", "tabindex", "data-current", "data-off", "inert"]); // what the viewer sets
let generation = page.generation;
/** @type {Promise<unknown> | null} */
let fetching = null;
const changes = { patches: 0, caughtUp: 0 };

/** There is none where the page of a broken deck is shown.
 * @returns {Slidegen | undefined} */
const viewer = () => window.slidegen;
/** @param {string} html */
const parse = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return /** @type {HTMLElement} */ (template.content.firstElementChild);
};
/** @param {string} id */
const slideOf = (id) => {
  const node = document.getElementById(id);
  return node && node.parentElement === main ? node : null;
};

/* ---- changing the page */
/** @param {Slide} slide @param {string} tag */
function retag(slide, tag) {
  const fresh = parse(`${tag}</section>`);
  for (const { name } of [...slide.attributes]) {
    if (!OWN.has(name) && !fresh.hasAttribute(name)) slide.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (slide.getAttribute(name) !== value) slide.setAttribute(name, value);
  }
}

/* The section itself stays: to put another in its place would cost a layout of 2,500 slides. */
/** @param {Slide} old @param {string} html */
function put(old, html) {
  const fresh = parse(html);
  retag(old, html.slice(0, html.indexOf(">") + 1));
  old.replaceChildren(...fresh.childNodes);
}

/** @param {Splice} splice */
function splice({ after, insert }) {
  const before = after ? slideOf(after)?.nextElementSibling ?? null : main.firstElementChild;
  for (const html of insert) main.insertBefore(parse(html), before);
}

/** @param {string[]} addresses */
function restyle(addresses) {
  const old = [...document.querySelectorAll('link[rel="stylesheet"]')].filter((link) => !link.href.includes("/_slidegen/"));
  let waiting = addresses.length;
  const drop = () => { if (--waiting <= 0) old.forEach((link) => link.remove()); };
  for (const address of addresses) {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address, onload: drop, onerror: drop });
    (old[0] ?? document.head.lastElementChild)?.before(link);
  }
}

/** @param {Patch} patch */
function apply(patch) {
  for (const { remove } of patch.splices ?? []) remove.forEach((id) => slideOf(id)?.remove());
  (patch.splices ?? []).forEach(splice);
  for (const [id, html] of patch.slides ?? []) { const old = slideOf(id); if (old) put(old, html); }
  for (const [id, tag] of patch.tags ?? []) { const old = slideOf(id); if (old) retag(old, tag); }
  if (patch.contents != null) { const nav = document.querySelector("nav.deck-contents"); if (nav) nav.innerHTML = parse(patch.contents)?.innerHTML ?? ""; }
  if (patch.data) Object.assign(viewer()?.data ?? {}, patch.data);
  if (patch.styles) restyle(patch.styles);
}

/* What is in the page must look as before: the same slide, step and scroll position. */
/** @param {Patch} patch */
function change(patch) {
  const deck = viewer();
  const { scrollX, scrollY } = window;
  const counts = countsOf(patch);
  apply(patch);
  if (deck && (patch.splices || patch.contents || counts !== countsOf(patch))) deck.refresh();
  else if (deck && patch.slides) later(deck);
  if (deck) for (const [id] of patch.slides ?? []) { const slide = slideOf(id); if (slide) deck.remade(slide); }
  if (deck?.mode === "slides" || !deck) window.scrollTo(scrollX, scrollY);
  if (patch.edited && me.follow === "true" && deck) follow(deck, patch.edited);
}

/* What numbers, contents and switches are made of, in the slides that a patch touches. */
/** @param {Patch} patch */
function countsOf({ slides = [], tags = [] }) {
  return [...slides, ...tags].map(([id]) => {
    const slide = slideOf(id);
    return slide && [id, slide.className, slide.dataset.steps, slide.dataset.number, slide.dataset.uncounted, slide.getAttribute("aria-label")].join();
  }).join("\n");
}

/* The search reads the new text when there is time; it is of no use while somebody types. */
let rest = 0;
/** @param {Slidegen} deck */
function later(deck) {
  clearTimeout(rest);
  rest = setTimeout(() => deck.refresh(), 1500);
}

/** @param {Slidegen} deck @param {string} id */
function follow(deck, id) {
  const at = deck.slides.findIndex((slide) => slide.id === id);
  if (at < 0 || at === deck.index || deck.parameters?.has("presenter")) return;
  deck.go(at, { step: deck.stepsOf(deck.slides[at]) });
}

/** @param {Patch} patch */
function take(patch) {
  if (patch.reload) { location.reload(); return; }
  if (patch.from !== generation) { catchUp(); return; }
  generation = patch.generation;
  changes.patches++;
  change(patch);
}

/* This window was asleep, or late: fetch the page, and swap what differs. */
function catchUp() {
  fetching ??= fetch(location.pathname, { cache: "no-store" })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then(adopt)
    .catch(() => setTimeout(catchUp, 1000))
    .finally(() => { fetching = null; });
}

/* The notes stay where they are, and nobody follows. */
const STRANGER = {
  rule: "", severity: "error", path: "", line: 0, column: 0, excerpt: [],
  message: "The server was started anew, and does not know this window as the presenter's: nobody follows it.",
  help: "Open the presenter's address that it printed.",
};

/** @param {string} html */
function adopt(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const slides = fresh.getElementById("slides");
  if (!slides || me.empty != null) { location.reload(); return; }
  const data = JSON.parse(fresh.getElementById("slidegen-data")?.textContent ?? "");
  const styles = [...fresh.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.getAttribute("href") ?? "")
    .filter((address) => !address.startsWith("_slidegen/"));
  const have = [...document.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.getAttribute("href") ?? "");
  const now = /** @type {HTMLElement | null} */ (fresh.querySelector("script[data-role]"))?.dataset;
  if (me.role === "presenter" && now?.role !== me.role) { troubled({ blocked: true, troubles: [STRANGER] }); return; }
  me.token = now?.token; // of a server that was started again
  const current = viewer()?.current?.id;
  main.replaceChildren(...[...slides.children].map((slide) => document.importNode(slide, true)));
  if (current) slideOf(current)?.setAttribute("data-current", "");
  generation = data.generation;
  changes.caughtUp++;
  change({ data, contents: fresh.querySelector("nav.deck-contents")?.outerHTML, styles: styles.every((s) => have.includes(s)) ? null : styles });
}

/* ---- what is wrong */
const panel = document.createElement("aside");
panel.className = "slidegen-panel";
panel.hidden = true;
const badge = document.createElement("button");
badge.className = "slidegen-badge";
badge.hidden = true;
badge.onclick = () => show(panel.hidden);
/** @type {{ troubles: Trouble[], lint: Trouble[] }} */
const found = { troubles: [], lint: [] };
/** @type {"troubles" | "lint"} */
let tab = "troubles";
let seen = new Set();

/** @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {string} className @param {string | null} [text] @param {(Node | string)[]} children */
const element = (name, className, text, ...children) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text != null) node.textContent = text;
  node.append(...children);
  return node;
};

/** @param {Trouble} trouble */
function entry(trouble) {
  const place = trouble.path ? `${trouble.path}:${trouble.line}:${trouble.column}` : "";
  const link = element("button", "slidegen-place", place);
  link.onclick = () => open(`${trouble.path}:${trouble.line}`);
  const lines = trouble.excerpt.map(([number, text]) =>
    element("span", number === trouble.line ? "slidegen-line slidegen-here" : "slidegen-line", `${String(number).padStart(4)}  ${text}\n`));
  const item = element("li", `slidegen-${trouble.severity}`, null, ...(place ? [link] : []), element("p", "", `${trouble.rule} ${trouble.message}`.trim()));
  if (trouble.help) item.append(element("p", "slidegen-help", trouble.help));
  if (lines.length) item.append(element("pre", "", null, ...lines));
  return item;
}

/** @param {boolean} open */
function show(open) {
  panel.hidden = !open;
  if (open) draw();
}

function draw() {
  const counts = { troubles: `Deck (${found.troubles.length})`, lint: `Lint (${found.lint.length})` };
  const names = /** @type {["troubles", "lint"]} */ (Object.keys(counts));
  const tabs = names.map((name) => {
    const button = element("button", name === tab ? "slidegen-tab slidegen-chosen" : "slidegen-tab", counts[name]);
    button.onclick = () => { tab = name; draw(); };
    return button;
  });
  const close = element("button", "slidegen-close", "×");
  close.setAttribute("aria-label", "Close");
  close.onclick = () => show(false);
  const items = found[tab].map(entry);
  panel.replaceChildren(element("header", "", null, ...tabs, close), items.length ? element("ul", "", null, ...items) : element("p", "", "Nothing to mend."));
  const all = found.troubles.length + found.lint.length;
  badge.hidden = all === 0;
  badge.textContent = `${all} to mend`;
}

/** @param {{ troubles: Trouble[], blocked: boolean }} told */
function troubled({ troubles, blocked }) {
  const key = (/** @type {Trouble} */ { path, line, message }) => `${path}:${line}:${message}`;
  const news = troubles.filter((trouble) => trouble.severity === "error" && !seen.has(key(trouble)));
  const first = seen.size === 0 && found.troubles.length === 0 && !blocked && !changes.patches;
  seen = new Set(troubles.map(key));
  found.troubles = troubles;
  tab = "troubles";
  draw();
  if (blocked || (news.length && !first)) show(true);
  else if (!troubles.some(({ severity }) => severity === "error")) show(false);
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) { show(false); event.stopPropagation(); }
}, true);

/* ---- actions */
/** @param {string} path @param {object} body */
function send(path, body) {
  return fetch(`_slidegen/${path}`, {
    method: "POST", headers: { "content-type": "application/json", "x-slidegen-token": me.token ?? "" }, body: JSON.stringify(body),
  });
}
const open = (/** @type {string} */ source) => send("open", { source }).catch(() => {});

/** The source of the slide that is shown; a click opens it in the editor.
 * @param {Slidegen} deck */
function sourceMark(deck) {
  const mark = element("button", "slidegen-source");
  mark.title = "Open in the editor";
  mark.onclick = () => open(mark.textContent);
  document.body.append(mark);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".slide-source");
    if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); open(link.closest(".slide")?.dataset.source ?? ""); }
  });
  const update = (/** @type {Slidegen} */ { current }) => { mark.textContent = current?.dataset.source ?? ""; };
  deck.on("change", update);
  update(deck);
}

/* ---- the presenter and those who follow */
const self = `${Math.random()}`.slice(2);
const LASER = 60; // milliseconds between two places of the laser pointer

/** @param {Slidegen} deck */
function present(deck) {
  let last = "";
  let pointed = 0;
  let waiting = 0;
  const tell = (/** @type {Slidegen} */ { current, step }) => {
    const place = JSON.stringify([current?.id, step]);
    if (!current || place === last) return;
    last = place;
    if (deck.muted) return; // the window that was turned tells it
    send("place", { deck: page.name, id: current.id, step, from: self }).catch(() => { last = ""; });
  };
  deck.on("change", tell);
  /* A window whose address says no slide, such as a phone's, comes to where the others are. */
  const comes = !location.hash && !deck.index;
  if (!comes) tell(deck);
  presenting.opened = async () => {
    presenting.opened = () => {};
    const answer = comes && !last ? await send("place", { deck: page.name, comes }) : null;
    const { place } = answer?.ok ? await answer.json() : {};
    if (place && !last) presenting.go(place);
    else if (!last) tell(deck);
  };
  /* Another window of the presenter's, such as a phone, has turned the slide. */
  presenting.go = ({ id, step, from }) => {
    const at = from === self ? -1 : deck.slides.findIndex((slide) => slide.id === id);
    if (at < 0) return;
    last = JSON.stringify([id, step]);
    deck.muted = deck.isRoom; // it may have heard of a later place already: that is not taken back
    deck.go(at, { step });
    deck.muted = false;
  };
  deck.relay = (message) => {
    if (message.type === "place" || message.type === "hello") return;
    if (message.type === "laser") {
      clearTimeout(waiting);
      const pause = pointed + LASER - Date.now();
      if (message.at && pause > 0) {
        waiting = setTimeout(() => deck.relay?.(message), pause); // where it comes to rest is told, too
        return;
      }
      pointed = Date.now();
    }
    send("sync", { deck: page.name, message, from: self }).catch(() => {});
  };
  deck.command("y", deck.say("phone-desk"), () => showPhone(deck));
  deck.on("change", showLabs);
  document.body.append(tally);
}

/* Who has done the exercises of this slide. */
/** @type {{ go(place: LivePlace): void, opened(): void, labs: Record<string, number>, followers: number }} */
const presenting = { go: () => {}, opened: () => {}, labs: {}, followers: 0 };
const tally = element("div", "slidegen-labs");
tally.hidden = true;
tally.setAttribute("role", "status");
/** @param {Slidegen} deck */
function showLabs(deck) {
  const { current } = deck;
  const count = current?.querySelectorAll(".slide-body :is(.exercise, .lab)").length ?? 0;
  const done = Array.from({ length: count }, (_, at) => presenting.labs[`${current.id}/${at + 1}`] ?? 0);
  tally.hidden = !count || !presenting.followers;
  tally.textContent = done.map((one) => deck.say("labs-done", { done: one, all: presenting.followers })).join(" · ");
}

/** The presenter's desk on a phone: its address, and a code that leads to it. The room must not see it.
 * @param {Slidegen} deck */
async function showPhone(deck) {
  if (deck.isRoom) { deck.tell(deck.say("room-only")); return; }
  const answer = await fetch(`_slidegen/desk?deck=${encodeURIComponent(page.name)}`);
  if (!answer.ok) return;
  const { address, code } = await answer.json();
  const dialog = element("dialog", "slidegen-phone", null, element("p", "", deck.say("scan-desk")));
  dialog.setAttribute("aria-label", deck.say("phone-desk"));
  if (code) dialog.append(Object.assign(new Image(), { src: code, alt: address }));
  const shut = element("button", "", deck.say("close"));
  shut.onclick = () => dialog.close();
  dialog.append(Object.assign(element("a", "", address), { href: address }), shut);
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
}

/** @type {{ place: LivePlace | null, roams: boolean, moving: boolean }} */
const audience = { place: null, roams: false, moving: false };
const way = element("button", "slidegen-return");
way.hidden = true;
way.onclick = () => rejoin();

function rejoin() {
  audience.roams = false;
  way.hidden = true;
  const { place } = audience;
  const deck = viewer();
  const at = place && deck ? deck.slides.findIndex((slide) => slide.id === place.id) : -1;
  if (at < 0 || !place || !deck) return;
  audience.moving = true;
  deck.go(at, { step: place.step });
  audience.moving = false;
}

/** @param {Slidegen} deck */
function listen(deck) {
  way.textContent = `${deck.say("rejoin")} (W)`;
  document.body.append(way);
  deck.command("w", deck.say("rejoin"), rejoin);
  const follower = deck.session.get("follower") ?? self;
  deck.session.set("follower", follower);
  deck.ticked = (lab, done) => send("done", { deck: page.name, lab, follower, done }).catch(() => {});
  deck.on("change", ({ current, step }) => {
    const { place } = audience;
    if (audience.moving || !place) return;
    audience.roams = current?.id !== place.id || step !== place.step;
    way.hidden = !audience.roams;
  });
}

/* ---- the stream */
function connect() {
  const stream = new EventSource(`_slidegen/events?deck=${encodeURIComponent(page.name)}&generation=${encodeURIComponent(generation)}`);
  /** @param {string} kind @param {(told: any) => void} act */
  const on = (kind, act) => stream.addEventListener(kind, (event) => act(JSON.parse(event.data)));
  on("patch", take);
  on("stale", ({ generation: now }) => now !== generation && catchUp());
  on("troubles", troubled);
  on("lint", ({ troubles }) => { found.lint = troubles; draw(); });
  on("place", (place) => {
    if (isAuthor) { presenting.go(place); return; }
    audience.place = place;
    if (!audience.roams) rejoin();
  });
  on("show", ({ id }) => { const deck = viewer(); if (deck) follow(deck, id); });
  on("sync", ({ message, from }) => { if (from !== self && (isAuthor || !audience.roams)) viewer()?.receive(message); });
  on("labs", (told) => { Object.assign(presenting, told); const deck = viewer(); if (deck) showLabs(deck); });
  stream.onopen = () => { root.dataset.live = "on"; presenting.opened(); };
  stream.onerror = () => {
    root.dataset.live = "off";
    if (stream.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  };
  addEventListener("pagehide", () => stream.close(), { once: true });
}

function start() {
  connect();
  if (isAuthor) document.body.append(panel, badge);
  if (page.troubles) troubled({ troubles: page.troubles, blocked: true });
  const deck = viewer();
  if (deck && isAuthor) sourceMark(deck);
  if (deck && me.role === "presenter") present(deck);
  if (deck && !isAuthor) listen(deck);
}

window.slidegenLive = { changes, get generation() { return generation; } };
addEventListener("pageshow", (event) => { if (event.persisted) { connect(); catchUp(); } });
if (document.readyState === "complete") start();
else addEventListener("DOMContentLoaded", () => setTimeout(start), { once: true });
})();
