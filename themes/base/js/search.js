/* Search: over titles and text (and notes, for the presenter). All words must be there; titles come first.
   `g` looks at titles only. */
const deck = window.slidegen;
const { el, root } = deck;
const MOST = 60;
let texts = null;
let found = [];
let chosen = 0;
let titlesOnly = false;

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const tidy = (text) => text.replace(/\s+/g, " ").trim();

/* Text is read when first needed: 2,500 slides take some 30 ms. */
function index() {
  const notes = root.dataset.view === "presenter";
  texts ??= deck.slides.map((slide) => {
    const text = tidy(slide.querySelector(".slide-body").textContent + (notes ? ` ${slide.querySelector(".notes")?.textContent ?? ""}` : ""));
    return { slide, title: deck.titleOf(slide), text, plainTitle: plain(deck.titleOf(slide)), plainText: plain(text) };
  });
  return texts;
}

function lookup(query) {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (!words.length) return titlesOnly ? index() : [];
  const all = (text) => words.every((word) => text.includes(word));
  const inTitle = index().filter((entry) => all(entry.plainTitle));
  if (titlesOnly) return inTitle;
  const rest = index().filter((entry) => !inTitle.includes(entry) && all(`${entry.plainTitle} ${entry.plainText}`));
  return [...inTitle, ...rest];
}

function marked(text, words) {
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  if (!pattern) return [text];
  return text.split(new RegExp(`(${pattern})`, "iu")).map((piece, at) => (at % 2 ? el("mark", {}, piece) : piece));
}

function excerpt({ plainText, text }, words) {
  const at = Math.max(0, Math.min(...words.map((word) => plainText.indexOf(plain(word))).filter((to) => to >= 0)));
  const start = Number.isFinite(at) ? Math.max(0, at - 40) : 0;
  return (start ? "…" : "") + text.slice(start, start + 150) + (start + 150 < text.length ? "…" : "");
}

function line(entry, at, words) {
  return el("a", { href: `#${entry.slide.id}`, role: "option", id: `found-${at}`, tabindex: "-1", "aria-selected": String(at === chosen) },
    el("b", {}, el("span", {}, ...marked(entry.title, words)), el("span", {}, String(deck.numberOf(entry.slide)))),
    ...(titlesOnly ? [] : [el("small", {}, ...marked(excerpt(entry, words), words))]));
}

function update() {
  const words = input.value.split(/\s+/).filter(Boolean);
  found = lookup(input.value);
  chosen = 0;
  list.replaceChildren(...found.slice(0, MOST).map((entry, at) => line(entry, at, words)));
  count.textContent = input.value || titlesOnly ? `${found.length} slide${found.length === 1 ? "" : "s"}${found.length > MOST ? `, the first ${MOST} shown` : ""}` : "";
  select(0);
}

function select(at) {
  const lines = list.children;
  chosen = Math.max(0, Math.min(at, lines.length - 1));
  [...lines].forEach((node, to) => node.setAttribute("aria-selected", String(to === chosen)));
  lines[chosen]?.scrollIntoView({ block: "nearest" });
  if (lines.length) input.setAttribute("aria-activedescendant", `found-${chosen}`);
  else input.removeAttribute("aria-activedescendant");
}

const list = el("div", { class: "results", role: "listbox", id: "found", "aria-label": "Slides found" });
const count = el("p", { role: "status" });
const input = el("input", {
  type: "search", role: "combobox", "aria-label": "Search", "aria-controls": "found", "aria-expanded": "true",
  autocomplete: "off", spellcheck: "false", oninput: update,
  onkeydown(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) select(chosen + by);
    else if (event.key === "Enter") list.children[chosen]?.click();
    else if (event.key === "Escape") input.closest("dialog").close(); // else it would only empty the field
    else return;
    event.preventDefault();
  },
});

deck.panels.add("search", "Search", {
  head: [input],
  fill(body) { body.append(count, list); },
  opened() {
    input.placeholder = titlesOnly ? "Go to title…" : "Search slides…";
    input.focus();
    input.select();
    update();
  },
});
const show = (titles) => () => { titlesOnly = titles; deck.panels.open("search"); };
deck.command({ keys: ["/"], label: "Search", run: show(false) });
deck.command({ keys: ["g"], label: "Go to a title", run: show(true) });
deck.on("refresh", () => { texts = null; });
