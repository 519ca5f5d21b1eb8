/* The presenter's view: this slide, the next one, notes, clock, time spent, and how it compares with the plan. */
const deck = slidegen;
const { root, el, button, data, session } = deck;
const on = () => root.dataset.view === "presenter";
const minute = 60000;
let desk = null;
let parts = {};
let timer = session.get("timer", { since: 0, spent: 0 });

const elapsed = () => timer.spent + (timer.running ? Date.now() - timer.since : 0);
const clock = (ms) => new Date(ms).toISOString().slice(11, 19);

function set(running, spent = elapsed(), from = timer.from ?? deck.index) {
  timer = { since: Date.now(), spent, running, from };
  session.set("timer", timer);
  tick();
}

const restart = () => set(true, 0, deck.index);

const sum = (list) => list.reduce((all, one) => all + one, 0);

/* What each slide should take: its estimate, stretched so that its section takes what the author declared. */
function planned() {
  const estimates = deck.slides.map(({ dataset }) => Number(dataset.minutes ?? 0));
  const factor = new Map(data.plan.filter(({ declared }) => declared).map(({ section, minutes }) => {
    const own = sum(estimates.filter((_, at) => deck.slides[at].dataset.section === String(section)));
    return [String(section), own && minutes / own];
  }));
  return estimates.map((minutes, at) => minutes * (factor.get(deck.slides[at].dataset.section) ?? 1));
}

/* Optional slides still to come, longest first, until the delay is made up. */
function toSkip(costs, late) {
  const optional = ({ classList }) => data.switches.some(({ name }) => classList.contains(name));
  const ahead = [...costs.keys()].filter((at) => at > deck.index && costs[at] && optional(deck.slides[at]));
  const chosen = [];
  for (const at of ahead.sort((a, b) => costs[b] - costs[a])) {
    if (late <= 0) break;
    late -= costs[at];
    chosen.push(at);
  }
  return chosen.sort((a, b) => a - b).map((at) => deck.slides[at]);
}

const late = (costs) => elapsed() / minute - sum(costs.slice(timer.from, deck.index + 1));

function delay(costs) {
  const minutes = Math.round(late(costs));
  if (!sum(costs) || !elapsed()) return "";
  return minutes > 0 ? `${minutes} min behind` : minutes < -1 ? `${-minutes} min ahead` : "on time";
}

function tick() {
  if (!on()) return;
  parts.now.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  parts.elapsed.textContent = clock(elapsed());
  parts.pause.textContent = timer.running ? "Pause" : "Start";
  parts.delta.textContent = delay(planned());
  parts.delta.classList.toggle("late", parts.delta.textContent.endsWith("behind"));
  parts.dark.hidden = !("dark" in root.dataset);
}

function plan() {
  const costs = planned();
  parts.plan.replaceChildren();
  if (!sum(costs)) return;
  const { section } = deck.current.dataset;
  const title = document.querySelector(`a[data-section="${section}"]`)?.textContent ?? "This section";
  const whole = Math.round(sum(costs.filter((_, at) => deck.slides[at].dataset.section === section)));
  const used = Math.round((session.get("sections", {})[section] ?? 0) / minute);
  parts.plan.append(el("p", {}, el("b", {}, title), ` — ${whole} min planned, ${used} spent; ${Math.round(sum(costs.slice(deck.index)))} min to the end`));
  const skips = elapsed() ? toSkip(costs, late(costs)) : [];
  if (skips.length) parts.plan.append(el("p", {}, "To finish in time, skip:"), el("ul", {}, ...skips.slice(0, 6).map((slide) =>
    el("li", {}, el("a", { href: `#${slide.id}` }, `${deck.numberOf(slide)} ${deck.titleOf(slide)}`)))));
}

/* Time goes to the section that was shown. */
let since = Date.now();
let last = null;
function account() {
  const log = session.get("sections", {});
  if (timer.running && last) session.set("sections", { ...log, [last]: (log[last] ?? 0) + Date.now() - since });
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
  for (const name of ["id", "name"]) copy.querySelectorAll(`[${name}]`).forEach((node) => node.removeAttribute(name));
  for (const name of ["id", "hidden", "data-current"]) copy.removeAttribute(name);
  copy.querySelectorAll("[data-step]").forEach((block) => block.toggleAttribute("data-later", block.dataset.step > (inside ? step + 1 : 0)));
  copy.inert = true;
  parts.next.replaceChildren(copy);
  parts.next.style.setProperty("--next-scale", Math.min(parts.next.clientWidth / data.canvas[0], parts.next.clientHeight / data.canvas[1]));
}

function show() {
  if (!on()) return;
  if (!timer.running && !timer.spent && (deck.index || deck.step)) set(true);
  account();
  preview();
  parts.notes.replaceChildren(...(deck.current.querySelector(".notes") ?? el("p", {}, el("i", {}, "No notes."))).cloneNode(true).childNodes);
  parts.notes.scrollTop = 0;
  plan();
  tick();
}

function build() {
  parts = {
    now: el("b"), elapsed: el("b"), delta: el("span", { role: "status" }), dark: el("span", { class: "late" }, "The room is dark"),
    pause: button("Start", () => set(!timer.running)),
    next: el("div", { class: "desk-next" }), notes: el("div", { class: "desk-notes", tabindex: "0", role: "region", "aria-label": "Notes" }), plan: el("div", { class: "desk-plan" }),
  };
  const size = (by) => () => {
    session.set("notes", session.get("notes", 24) + by);
    desk.style.setProperty("--notes-size", `${session.get("notes", 24)}px`);
  };
  desk = el("aside", { class: "desk", "aria-label": "Presenter" },
    el("div", { class: "desk-clock" }, parts.now, parts.elapsed, parts.pause, button("Restart", restart), parts.delta, parts.dark,
      button("Room window", () => deck.clone()), button("A−", size(-2)), button("A+", size(2))),
    parts.next, parts.notes, parts.plan);
  size(0)();
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
deck.command("p", "Presenter view", () => toggle());
deck.command("s", "Start or pause the timer", () => set(!timer.running));
deck.command("t", "Restart the timer", restart);
