/* The page of the panel: a frame with the deck in it. Knows HTML; must not know decks or servers. */

import { randomBytes } from "node:crypto";

/* `address` is where the frame begins; a message with another turns it there. */
export function panelPage(address: string): string {
	const nonce = randomBytes(16).toString("hex");
	const origin = new URL(address).origin;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; frame-src ${origin}; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<title>Deck</title>
<style nonce="${nonce}">
html, body, iframe { block-size: 100%; inline-size: 100%; margin: 0; padding: 0; border: 0; display: block; overflow: hidden; }
</style>
</head>
<body>
<iframe src="${address}" title="Deck" allow="fullscreen; clipboard-write"></iframe>
<script nonce="${nonce}">
const frame = document.querySelector("iframe");
addEventListener("message", ({ data }) => { if (data.address) frame.src = data.address; });
</script>
</body>
</html>`;
}
