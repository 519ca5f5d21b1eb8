/* Overview: every slide small, in a grid. Far ones cost nothing until they scroll into sight. */
const deck = window.slidegen;
const { main } = deck;
const on = () => deck.mode === "overview";

function leave(slide) {
  deck.setMode("slides");
  deck.go(slide ?? deck.index, { jump: Boolean(slide) });
  deck.current.focus({ preventScroll: true });
}

function columns() {
  return getComputedStyle(main).gridTemplateColumns.split(" ").length;
}

function move(by) {
  const to = Math.max(0, Math.min(deck.slides.length - 1, deck.index + by));
  deck.go(to, { focus: false });
  deck.current.focus({ preventScroll: true });
  deck.current.scrollIntoView({ block: "nearest" });
  deck.announce(`${deck.number || ""} ${deck.titleOf(deck.current)}`);
}

/* These come first, so that arrows mean places in the grid while it is there. */
deck.commands.unshift(
  { keys: ["ArrowDown"], when: on, run: () => move(columns()) },
  { keys: ["ArrowUp"], when: on, run: () => move(-columns()) },
  { keys: ["PageDown"], when: on, run: () => move(4 * columns()) },
  { keys: ["PageUp"], when: on, run: () => move(-4 * columns()) },
  { keys: ["ArrowRight"], when: on, run: () => move(1) },
  { keys: ["ArrowLeft"], when: on, run: () => move(-1) },
  { keys: ["Enter", " ", "Escape"], when: on, run: () => leave() },
);
deck.command({ keys: ["o"], label: "Overview", run: () => (on() ? leave() : deck.setMode("overview")) });
deck.on("mode", () => on() && deck.current?.focus({ preventScroll: true }));

main.addEventListener("click", (event) => {
  const slide = on() && event.target.closest(".slide");
  if (!slide) return;
  event.preventDefault();
  leave(slide);
}, true);
