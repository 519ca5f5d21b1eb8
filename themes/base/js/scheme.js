/* Light and dark: the system's wish, until `d` says otherwise. */
const { root } = deck;
deck.dark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

deck.scheme = (name) => {
	root.dataset.scheme = name;
	try {
		localStorage.setItem("slidegen:scheme", name);
	} catch {}
	deck.fit();
};
deck.does("scheme", () => deck.scheme(deck.dark() ? "light" : "dark"));
