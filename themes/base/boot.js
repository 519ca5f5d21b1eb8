/* Before the first paint: shows one slide rather than the page of a reader without JavaScript.

   It stands in the page, since a browser that waits for a file looks through all that has come of the page meanwhile,
   and again in the viewer, for sites whose policy (`script-src 'self'; style-src 'self'`) refuses what stands in
   a page: whichever comes first does it. Such a policy also leaves out what `style` attributes and elements say:
   backgrounds of slides, tables' columns, diagrams, an author's own. It is put back by way of the object model,
   which the policy leaves to scripts that it trusts. It asks for no
   measure of the window, which would be a layout before there is anything to lay out. */
(() => {
	const root = document.documentElement;
	if (root.dataset.mode) return;

	function putBack() {
		document.querySelectorAll("[style]").forEach((/** @type {any} */ element) => {
			if (!element.style.length) element.style.cssText = element.getAttribute("style");
		});
		document.querySelectorAll("style").forEach((/** @type {any} */ element) => {
			if (element.sheet || !element.textContent.trim()) return;
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(element.textContent);
			document.adoptedStyleSheets.push(sheet);
		});
	}

	if (!/[?&]read\b/.test(location.search)) root.dataset.mode = "slides";
	try {
		const scheme = localStorage.getItem("slidegen:scheme");
		if (scheme) root.dataset.scheme = scheme;
	} catch {}
	/* Without the viewer's script there are no slides but the page. */
	addEventListener("error", (event) => {
		const /** @type {any} */ script = event.target;
		if ("viewer" in (script.dataset ?? {})) delete root.dataset.mode;
	}, true);
	if (document.readyState === "loading") document.addEventListener("readystatechange", putBack, { once: true });
	else putBack();
})();
