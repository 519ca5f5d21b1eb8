/* Start: after all behaviours. `?read` opens the reading page, `?print` the page that a program prints
   (see css/print.css); `slidegen.ready` tells when it may. */
const deck = slidegen;
const { el, store } = deck;

const last = store.get("place", "");
deck.start();

/* Come back another day: offer the place that was left, take nobody there unasked. */
const at = last && !location.hash && deck.mode === "slides" ? deck.find(last) : -1;
if (at > 0) {
	const offer = el(
		"aside",
		{ class: "offer" },
		deck.button(deck.say("continue", { title: deck.titleOf(deck.slides[at]) }), () => deck.go(at, { jump: true })),
	);
	document.body.append(offer);
	deck.on("change", () => offer.remove());
	setTimeout(() => offer.remove(), 10000);
}
