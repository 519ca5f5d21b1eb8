/* Start: after all behaviours. `?read` opens the reading page, `?print` and `?handout` the page that a
   program prints (see css/print.css); `slidegen.ready` tells when it may. */
const deck = window.slidegen;
const { root, el, parameters, store } = deck;

for (const layout of ["print", "handout"]) if (parameters.has(layout)) root.dataset.layout = layout;
const last = store.get("place");
deck.start();

/* Come back another day: offer the place that was left, take nobody there unasked. */
const at = last && !location.hash && deck.mode === "slides" ? deck.find(last) : -1;
if (at > 0) {
  const offer = el("div", { class: "offer", role: "status" },
    el("button", { type: "button", onclick() { offer.remove(); deck.go(at, { jump: true }); } }, `Continue at “${deck.titleOf(deck.slides[at])}”`));
  document.body.append(offer);
  deck.on("change", () => offer.remove());
  setTimeout(() => offer.remove(), 10000);
}
