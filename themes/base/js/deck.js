/* The deck: which slides there are, which one is shown, and at which step.

   `window.slidegen` is what every other behaviour, a live preview and a program that exports use:
     data                     the page's JSON: name, title, switches, plan …
     slides                   the sections in order, without those that switches hide
     current, index, step     where we are; `number` as the corner shows it, `total`
     mode                     "slides", "overview" or "" (the page as one reads it without scripts)
     go(target, {step, jump}) to an index, a section, "id" or "#12"; `jump` leaves a mark in the history
     next() previous() first() last() setMode(mode) announce(text)
     refresh()                after sections were added, changed or removed: numbers, contents, search follow
     on(event, listener)      "change" (here), "refresh" (the slides), "mode", "ready"; detail is `slidegen`
     command({…})             a named thing to do, with keys; keys.js and help.js read `commands`
     store, session           what is kept for this deck, for good or for this window
     ready                    a promise: fonts and pictures of the page are there

   A slide that is not shown is `hidden="until-found"`: neither read aloud nor focusable nor laid out, yet
   the browser's own search reaches it and opens it. (`inert` would keep the search out.) */
const root = document.documentElement;
const main = document.getElementById("slides");
const data = JSON.parse(document.getElementById("slidegen-data").textContent);
const events = new EventTarget();
const untilFound = "onbeforematch" in root ? "until-found" : "";
const numbers = new WeakMap();
const commands = [];
let slides = [];
let index = 0;
let step = 0;
let total = 0;
let hashTimer = 0;

const shelf = (area, prefix) => ({
  get(key, otherwise = null) {
    try { return JSON.parse(area().getItem(prefix + key)) ?? otherwise; } catch { return otherwise; }
  },
  set(key, value) {
    try { area().setItem(prefix + key, JSON.stringify(value)); } catch { /* private windows keep nothing */ }
  },
});
const here = `slidegen:${location.pathname}:`;

const el = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children);
  return node;
};

const announcer = el("div", { class: "announcer", role: "status", "aria-live": "polite" });
document.body.append(announcer);

const stepsOf = (slide) => Number(slide.dataset.steps) || 0;
const titleOf = (slide) => slide.getAttribute("aria-label");
const emit = (type) => events.dispatchEvent(new CustomEvent(type, { detail: deck }));

function numberOf(slide, atStep = 0) {
  const first = numbers.get(slide);
  return first ? first + (data.countSteps ? atStep : 0) : "";
}

function label(slide, atStep) {
  const number = numberOf(slide, atStep);
  const text = number && data.numberFormat.replace("%current%", number).replace("%total%", total);
  if (slide.dataset.label !== text && (text || slide.dataset.label)) slide.dataset.label = text;
}

/* Numbers as remark counts: a step counts as a slide, a slide without number counts for nothing. */
function renumber(relabel) {
  total = 0;
  for (const slide of slides) {
    const counts = slide.dataset.number && !("uncounted" in slide.dataset);
    numbers.set(slide, counts ? total + 1 : 0);
    if (counts) total += 1 + (data.countSteps ? stepsOf(slide) : 0);
  }
  if (relabel) slides.forEach((slide) => label(slide, 0));
}

function read() {
  slides = [...main.children].filter((node) => node.classList.contains("slide") && !("off" in node.dataset));
}

function showSteps(slide) {
  for (const block of slide.querySelectorAll("[data-step]")) {
    block.toggleAttribute("data-later", root.dataset.mode === "slides" && Number(block.dataset.step) > step);
  }
}

function hide(slide) {
  if (slide.getAttribute("hidden") !== untilFound) slide.setAttribute("hidden", untilFound);
}

function mark(slide, old) {
  if (old && old !== slide) {
    old.removeAttribute("data-current");
    old.querySelectorAll("[data-later]").forEach((block) => block.removeAttribute("data-later"));
    label(old, 0);
    if (root.dataset.mode === "slides") hide(old);
  }
  slide.removeAttribute("hidden");
  slide.setAttribute("data-current", "");
  slide.tabIndex = -1;
  showSteps(slide);
  label(slide, step);
}

function writeAddress(jump) {
  const write = () => {
    const address = `#${slides[index].id}`;
    if (location.hash === address) return;
    try { history[jump ? "pushState" : "replaceState"](null, "", address); } catch { location.hash = address; }
  };
  clearTimeout(hashTimer);
  if (jump) write();
  else hashTimer = setTimeout(write, 120); // browsers refuse more than some 200 in half a minute
}

function find(target) {
  if (typeof target === "number") return target;
  if (typeof target !== "string") return slides.indexOf(target);
  const name = decodeURIComponent(target.replace(/^#/, ""));
  if (/^p?\d+$/.test(name)) return atNumber(Number(name.replace("p", "")));
  const known = data.redirects[name] ?? name;
  const node = document.getElementById(known) ?? document.getElementsByName(known)[0];
  const slide = node?.closest(".slide");
  return slide ? slides.indexOf(slide) : -1;
}

function atNumber(number) {
  for (let at = slides.length - 1; at >= 0; at--) {
    const first = numbers.get(slides[at]);
    if (first && first <= number) return at;
  }
  return slides.length ? 0 : -1;
}

function go(target, { step: atStep = 0, jump = false, focus = true, quiet = false } = {}) {
  const to = find(target);
  if (to < 0 || !slides.length) return false;
  const old = main.querySelector(".slide[data-current]");
  index = Math.min(to, slides.length - 1);
  const slide = slides[index];
  if (typeof target === "string" && /^#?p?\d+$/.test(target) && data.countSteps) {
    atStep = Number(target.replace(/\D/g, "")) - numbers.get(slide);
  }
  step = Math.max(0, Math.min(atStep, stepsOf(slide)));
  mark(slide, old);
  if (root.dataset.mode === "" || !root.dataset.mode) slide.scrollIntoView();
  if (!quiet) {
    writeAddress(jump);
    session.set("place", [slide.id, step]);
    store.set("place", slide.id);
  }
  document.title = [numberOf(slide, step), titleOf(slide), data.title].filter(Boolean).join(" · ");
  if (focus && old && root.dataset.mode === "slides" && !document.querySelector("dialog[open]")) {
    if (old !== slide) slide.focus({ preventScroll: true });
    const steps = step ? `, step ${step} of ${stepsOf(slide)}` : "";
    announce(`Slide ${numberOf(slide, step) || index + 1} of ${total}: ${titleOf(slide)}${steps}`);
  }
  emit("change");
  return true;
}

function next() {
  if (step < stepsOf(slides[index]) && root.dataset.mode === "slides") return go(index, { step: step + 1 });
  return index + 1 < slides.length && go(index + 1);
}

function previous() {
  if (step > 0) return go(index, { step: step - 1 });
  return index > 0 && go(index - 1, { step: stepsOf(slides[index - 1]) });
}

function announce(text) {
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = text; }, 60);
}

function setMode(mode) {
  const old = root.dataset.mode ?? "";
  if (mode) root.dataset.mode = mode;
  else delete root.dataset.mode;
  if (mode === "slides") slides.forEach((slide, at) => at === index || hide(slide));
  else main.querySelectorAll(":scope > [hidden]").forEach((slide) => slide.removeAttribute("hidden"));
  if (slides[index]) showSteps(slides[index]);
  if (mode !== old) emit("mode");
  if (mode !== "slides") slides[index]?.scrollIntoView({ block: "center" });
}

function refresh() {
  const current = slides[index];
  read();
  renumber(true);
  const same = current ? slides.findIndex((slide) => slide === current || slide.id === current.id) : 0;
  const at = same >= 0 ? same : nearest(current);
  if (root.dataset.mode === "slides") slides.forEach((slide, to) => to === at || hide(slide));
  emit("refresh");
  go(at, { step: same >= 0 ? step : 0, focus: false });
}

/* The slide that was hidden is gone: the one before it in the page stands in. */
function nearest(slide) {
  for (let node = slide; node; node = node.previousElementSibling) {
    const at = slides.indexOf(node);
    if (at >= 0) return at;
  }
  return Math.min(index, slides.length - 1);
}

const store = shelf(() => localStorage, here);
const session = shelf(() => sessionStorage, here);
const deck = {
  data, root, main, el, store, session, commands, titleOf, numberOf, stepsOf,
  untilFound, go, next, previous, find, setMode, refresh, announce, showSteps,
  first: () => go(0),
  last: () => go(slides.length - 1, { step: stepsOf(slides[slides.length - 1]) }),
  get slides() { return slides; },
  get current() { return slides[index]; },
  get index() { return index; },
  get step() { return step; },
  get number() { return numberOf(slides[index], step); },
  get total() { return total; },
  get mode() { return root.dataset.mode ?? ""; },
  parameters: new URLSearchParams(location.search),
  on(type, listener) { events.addEventListener(type, (event) => listener(event.detail)); },
  command(command) { commands.push(command); return command; },
  ready: new Promise((resolve) => window.addEventListener("load", () => document.fonts.ready.then(resolve))),
  /* Called by start.js, when every behaviour is there. */
  start() {
    read();
    renumber(slides.length !== main.childElementCount);
    /* After a reload this window's own memory is better than the address, which has no step. */
    const again = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
    const [id, atStep] = (again && session.get("place")) || [location.hash, 0];
    if (!id || !go(id, { step: atStep, focus: false })) go(0, { focus: false, quiet: !id });
    const rest = () => deck.mode === "slides" && slides.forEach((slide, at) => at === index || hide(slide));
    (window.requestIdleCallback ?? setTimeout)(rest);
    emit("ready");
  },
};
window.slidegen = deck;

window.addEventListener("hashchange", () => go(location.hash));
document.addEventListener("beforematch", ({ target }) => {
  const slide = target.closest(".slide");
  if (slide) go(slide, { step: stepsOf(slide), jump: true, focus: false });
});
/* A link inside the deck: also to an anchor in the middle of a slide, or to the slide that is shown. */
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !deck.mode) return;
  if (link.hash === "#slides") { slides[index]?.focus(); event.preventDefault(); return; }
  if (go(link.hash, { jump: true })) event.preventDefault();
});
