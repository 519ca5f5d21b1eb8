/* A laser pointer while its key is held, and the time that a lab still has; the room's window shows both. */
const { el, main, root, say } = deck;
const dot = el("div", { class: "laser", hidden: true });
const left = el("div", { class: "countdown", role: "timer", hidden: true });
document.body.append(dot);
document.querySelector("body > footer")?.append(left);
let isHeld = false;
let end = 0;

deck.pointAt = (place) => {
	dot.hidden = !place;
	if (!place) return;
	const box = main.getBoundingClientRect();
	dot.style.translate = `${box.left + place[0] * box.width}px ${box.top + place[1] * box.height}px`;
};

/** @param {[number, number] | null} place */
function point(place) {
	deck.pointAt(place);
	deck.send({ type: "laser", at: place });
}

deck.does("laser", () => {
	isHeld = true;
});
addEventListener("keyup", (event) => {
	if (!isHeld || deck.keyOf(event) !== deck.data.keys.laser) return;
	isHeld = false;
	point(null);
});
/* Where text reflows a place is another one than on the canvas that the room sees. */
addEventListener("pointermove", ({ clientX, clientY }) => {
	if (!isHeld || root.dataset.fit) return;
	const box = main.getBoundingClientRect();
	point([(clientX - box.left) / box.width, (clientY - box.top) / box.height]);
});

/* A laptop that slept over night has more than 24 hours. */
deck.clock = (ms) => Math.floor(ms / 36e5) + new Date(ms).toISOString().slice(13, 19);

function tick() {
	const seconds = Math.max(0, Math.round((end - Date.now()) / 1000));
	left.textContent = seconds ? deck.clock(seconds * 1000).replace(/^0:0?/, "") : say("time-is-up");
	left.classList.toggle("over", !seconds);
}

deck.countTo = (time) => {
	end = time;
	left.hidden = !end;
	tick();
};
setInterval(tick, 1000);

/* As long as the slide is planned to take; once more, and it is gone. */
deck.does("countdown", () => {
	const minutes = Math.max(1, Math.round(Number(deck.current.dataset.minutes ?? 5)));
	deck.countTo(end ? 0 : Date.now() + minutes * 6e4);
	deck.send({ type: "countdown", end });
});
