/* Light and dark: the system's wish, until `d` says otherwise. */
const deck = window.slidegen;
const { root } = deck;
const KEY = "slidegen:scheme";
const dark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

deck.scheme = (name) => {
  if (name) root.dataset.scheme = name;
  else delete root.dataset.scheme;
  try { name ? localStorage.setItem(KEY, name) : localStorage.removeItem(KEY); } catch { /* not kept */ }
  deck.go(deck.index, { step: deck.step, focus: false });
};
deck.command({ keys: ["d"], label: "Light or dark", run: () => deck.scheme(dark() ? "light" : "dark") });
