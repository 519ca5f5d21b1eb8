/* Overview: every slide small, in a grid. Far ones cost nothing until they scroll into sight. */
const deck = slidegen;
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

/* While the grid is there, arrows mean places in it: so many slides, so many rows. */
const PLACES = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1], PageDown: [0, 4], PageUp: [0, -4] };
for (const [key, [slides, rows]] of Object.entries(PLACES)) deck.command(key, "", () => move(slides + rows * columns()), on);
deck.command("Enter Space Escape", "", () => leave(), on);
deck.command("o", "Overview", () => (on() ? leave() : deck.setMode("overview")));
/* Only slides are things to act on here, not their links and buttons. */
deck.on("mode", () => {
  main.querySelectorAll(".slide-body").forEach((body) => { body.inert = on(); });
  if (on()) deck.current?.focus({ preventScroll: true });
});

main.addEventListener("click", (event) => {
  const slide = on() && event.target.closest(".slide");
  if (!slide) return;
  event.preventDefault();
  leave(slide);
}, true);
