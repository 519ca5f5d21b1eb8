/* The presenter's view: this slide, the next one, notes, clock, time spent, and how it compares with the plan. */
const deck = window.slidegen;
const { root, el, data, session } = deck;
const on = () => root.dataset.view === "presenter";
const minute = 60000;
let desk = null;
let parts = {};
let timer = session.get("timer", { since: 0, spent: 0, running: false });

const elapsed = () => timer.spent + (timer.running ? Date.now() - timer.since : 0);
const keep = () => session.set("timer", timer);
const clock = (ms) => {
  const seconds = Math.floor(ms / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
};

function start() { if (!timer.running) { timer = { ...timer, since: Date.now(), running: true }; keep(); } }
function pause() { timer = { since: 0, spent: elapsed(), running: false }; keep(); }
function restart() { timer = { since: Date.now(), spent: 0, running: true }; keep(); tick(); }

/* The plan: minutes of the sections, spread over their slides; a switched-off slide costs nothing. */
function planned() {
  const estimate = (slide) => Number(slide.dataset.minutes) || 0;
  const sums = new Map();
  for (const slide of deck.slides) sums.set(slide.dataset.section, (sums.get(slide.dataset.section) ?? 0) + estimate(slide));
  const declared = new Map(data.plan.filter((entry) => entry.declared).map((entry) => [String(entry.section), entry.minutes]));
  return deck.slides.map((slide) => {
    const whole = declared.get(slide.dataset.section);
    const sum = sums.get(slide.dataset.section);
    return whole === undefined ? estimate(slide) : sum ? (whole * estimate(slide)) / sum : 0;
  });
}

/* Optional slides still to come, longest first, until the delay is made up. */
function toSkip(costs, late) {
  const optional = new Set(data.switches.map(({ name }) => name));
  const ahead = deck.slides.map((slide, at) => ({ slide, cost: costs[at], at }))
    .filter(({ slide, at, cost }) => at > deck.index && cost > 0 && [...slide.classList].some((name) => optional.has(name)))
    .sort((a, b) => b.cost - a.cost);
  const chosen = [];
  for (const entry of ahead) {
    if (late <= 0) break;
    chosen.push(entry);
    late -= entry.cost;
  }
  return chosen.sort((a, b) => a.at - b.at);
}

function tick() {
  if (!on()) return;
  const costs = planned();
  const behind = costs.slice(0, deck.index).reduce((sum, cost) => sum + cost, 0);
  const whole = costs.reduce((sum, cost) => sum + cost, 0);
  const spent = elapsed() / minute;
  const late = spent - behind - (costs[deck.index] ?? 0);
  parts.now.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  parts.elapsed.textContent = clock(elapsed());
  parts.pause.textContent = timer.running ? "Pause" : "Start";
  parts.delta.textContent = !whole || !elapsed() ? "" : late > 0.5 ? `${Math.round(late)} min behind` : late < -2 ? `${Math.round(-late)} min ahead` : "on time";
  parts.delta.classList.toggle("late", late > 0.5);
  parts.dark.hidden = !root.hasAttribute("data-dark");
}

function plan() {
  const costs = planned();
  const section = deck.current.dataset.section;
  const inSection = deck.slides.map((slide, at) => (slide.dataset.section === section ? costs[at] : 0));
  const sum = (list) => list.reduce((all, cost) => all + cost, 0);
  const title = document.querySelector(`.deck-contents a[data-section="${section}"]`)?.textContent ?? "";
  const left = sum(costs.slice(deck.index));
  const late = elapsed() / minute - sum(costs.slice(0, deck.index + 1));
  const skips = elapsed() ? toSkip(costs, late) : [];
  const log = session.get("sections", {});
  const lines = [];
  if (sum(costs)) {
    lines.push(el("p", {}, el("b", {}, title || "This section"), ` — ${Math.round(sum(inSection))} min planned, ${Math.round((log[section] ?? 0) / minute)} spent; ${Math.round(left)} min to the end`));
    if (skips.length) {
      lines.push(el("p", {}, "To finish in time, skip:"), el("ul", {}, ...skips.slice(0, 6).map(({ slide }) =>
        el("li", {}, el("a", { href: `#${slide.id}` }, `${deck.numberOf(slide)} ${deck.titleOf(slide)}`)))));
    }
  }
  parts.plan.replaceChildren(...lines);
}

let since = Date.now();
let last = null;
function account() {
  const log = session.get("sections", {});
  if (timer.running && last) { log[last] = (log[last] ?? 0) + Date.now() - since; session.set("sections", log); }
  since = Date.now();
  last = deck.current?.dataset.section;
}

function preview() {
  const { current, step, slides, index } = deck;
  const inside = step < deck.stepsOf(current);
  const slide = inside ? current : slides[index + 1];
  if (!slide) { parts.next.replaceChildren(el("p", { class: "end" }, "The end")); return; }
  const copy = slide.cloneNode(true);
  copy.querySelectorAll(".notes, .copy, .tick, .slide-source").forEach((node) => node.remove());
  copy.querySelectorAll("[id], [name]").forEach((node) => { node.removeAttribute("id"); node.removeAttribute("name"); });
  for (const name of ["id", "hidden", "data-current", "tabindex", "data-step"]) copy.removeAttribute(name);
  copy.querySelectorAll("[data-step]").forEach((block) => block.toggleAttribute("data-later", Number(block.dataset.step) > (inside ? step + 1 : 0)));
  copy.inert = true;
  copy.setAttribute("aria-hidden", "true");
  parts.next.replaceChildren(copy);
  parts.next.style.setProperty("--next-scale", Math.min(parts.next.clientWidth / data.canvas[0], parts.next.clientHeight / data.canvas[1]));
}

function show() {
  if (!on()) return;
  if (deck.index || deck.step) start();
  account();
  preview();
  const notes = deck.current.querySelector(".notes");
  parts.notes.replaceChildren(...(notes ? [...notes.cloneNode(true).childNodes] : [el("p", { class: "none" }, "No notes.")]));
  parts.notes.scrollTop = 0;
  plan();
  tick();
}

function build() {
  const button = (text, run) => el("button", { type: "button", onclick: run }, text);
  parts = {
    now: el("b", {}), elapsed: el("b", {}), delta: el("span", { role: "status" }), dark: el("span", { class: "late" }, "The room is dark"),
    pause: button("Start", () => { (timer.running ? pause : start)(); tick(); }),
    next: el("div", { class: "desk-next" }), notes: el("div", { class: "desk-notes", tabindex: "0", role: "region", "aria-label": "Notes" }), plan: el("div", { class: "desk-plan" }),
  };
  const size = (by) => () => { session.set("notes", session.get("notes", 24) + by); desk.style.setProperty("--notes-size", `${session.get("notes")}px`); };
  desk = el("div", { class: "desk" },
    el("div", { class: "desk-clock" }, parts.now, parts.elapsed, parts.pause, button("Restart", restart), parts.delta, parts.dark,
      button("Room window", () => deck.clone()), button("A−", size(-2)), button("A+", size(2))),
    parts.next, parts.notes, parts.plan);
  desk.style.setProperty("--notes-size", `${session.get("notes", 24)}px`);
  document.body.append(desk);
  setInterval(tick, 1000);
}

function toggle(want = !on()) {
  if (want) root.dataset.view = "presenter";
  else delete root.dataset.view;
  if (want && !desk) build();
  if (deck.mode !== "slides") deck.setMode("slides");
  deck.fit();
  show();
}

deck.on("change", show);
deck.on("ready", () => { if (deck.parameters.has("presenter") || /^#p\d+$/.test(location.hash)) toggle(true); });
window.addEventListener("resize", () => on() && preview());
deck.command({ keys: ["p"], label: "Presenter view", run: () => toggle() });
deck.command({ keys: ["s"], label: "Start or pause the timer", run: () => { (timer.running ? pause : start)(); tick(); } });
deck.command({ keys: ["t"], label: "Restart the timer", run: restart });
