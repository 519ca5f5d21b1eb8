/* Start: after all behaviours. `?read` opens the reading page, `?print` the page that a program prints
   (see css/print.css); `slidegen.ready` tells when it may. */
const last = deck.store.get("place", "");
deck.start();

/* Come back another day: offer the place that was left, take nobody there unasked. */
const at = last && !location.hash && deck.isShow() ? deck.find(last) : -1;
if (at > 0)
	deck.tell(deck.button(deck.say("continue", { title: deck.titleOf(deck.slides[at]) }), () => deck.go(at, { jump: true })));
