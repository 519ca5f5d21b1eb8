/* Ticks: which exercises are done, kept for this deck on this machine. */
const deck = window.slidegen;
const { el, store } = deck;
const done = new Set(store.get("done", []));

function box(exercise, key) {
  const node = el("button", {
    class: "tick", type: "button", "aria-pressed": String(done.has(key)), "aria-label": "Done", title: "Done",
    onclick() {
      if (!done.delete(key)) done.add(key);
      node.setAttribute("aria-pressed", String(done.has(key)));
      store.set("done", [...done]);
    },
  }, "✓");
  exercise.append(node);
}

deck.on("change", ({ current }) => {
  if (!current || "ticked" in current.dataset) return;
  current.dataset.ticked = "";
  current.querySelectorAll(".slide-body :is(.exercise, .lab)").forEach((exercise, at) => box(exercise, `${current.id}/${at + 1}`));
});
