/* On-screen controls and the progress line. */
const deck = window.slidegen;
const { root, el } = deck;
const SHAPES = {
  previous: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  contents: "M4 6h16M4 12h16M4 18h10",
  search: "M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16 16l5 5",
  overview: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
  menu: "M5 12h.01M12 12h.01M19 12h.01",
};

function button(name, text, run) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return el("button", { type: "button", title: text, "aria-label": text, onclick: run }, svg);
}

const place = el("output", { "aria-hidden": "true" });
const bar = el("div", { class: "bar", role: "toolbar", "aria-label": "Slides" },
  button("previous", "Previous", deck.previous),
  place,
  button("next", "Next", deck.next),
  button("contents", "Contents", () => deck.panels.open("contents")),
  button("overview", "Overview", () => deck.setMode("overview")),
  button("search", "Search", () => deck.panels.open("search")),
  button("menu", "Menu", () => deck.panels.open("menu")));
const line = el("div", { class: "progress", role: "progressbar", "aria-label": "Progress", "aria-valuemin": 0 });
document.body.append(line, bar);

deck.on("change", () => {
  const { number, total, index, slides, step } = deck;
  const share = slides.length > 1 ? (index + (step ? step / (deck.stepsOf(slides[index]) + 1) : 0)) / (slides.length - 1) : 1;
  place.textContent = `${number || index + 1} / ${total || slides.length}`;
  line.style.transform = `scaleX(${Math.min(share, 1)})`;
  line.setAttribute("aria-valuenow", index + 1);
  line.setAttribute("aria-valuemax", slides.length);
});

/* The bar shows while the pointer moves near it, and on phones always. */
let timer = 0;
document.addEventListener("pointermove", ({ clientY, pointerType }) => {
  if (pointerType !== "mouse" || clientY < innerHeight - 130) return;
  root.dataset.pointing = "";
  clearTimeout(timer);
  timer = setTimeout(() => delete root.dataset.pointing, 2000);
});
