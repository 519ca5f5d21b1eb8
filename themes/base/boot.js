/* Before the first paint: shows one slide rather than the page of a reader without JavaScript.

   A file of its own (in a page that stands alone, a script in it), so that pages work where a site's policy is
   `script-src 'self'; style-src 'self'`. Such a policy also leaves out what `style` attributes and elements say:
   backgrounds of slides, tables' columns, diagrams, an author's own. It is put back by way of the object model,
   which the policy leaves to scripts that it trusts. Old browsers read this, too, and nothing of the viewer's style. It asks for
   no measure of the window, which would be a layout before there is anything to lay out. */
(function (document) {
	var root = document.documentElement;

	function putBack() {
		document.querySelectorAll("[style]").forEach(function (element) {
			var text = element.getAttribute("style") || "";
			if (text.trim() && !element.style.length) element.style.cssText = text;
		});
		document.querySelectorAll("style").forEach(function (/** @type {any} */ element) {
			if (element.sheet || !element.textContent.trim() || !document.adoptedStyleSheets) return;
			var sheet = new CSSStyleSheet();
			sheet.replaceSync(element.textContent);
			document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
		});
	}

	if (!/[?&]read\b/.test(location.search)) root.dataset.mode = "slides";
	try {
		var scheme = localStorage.getItem("slidegen:scheme");
		if (scheme) root.dataset.scheme = scheme;
	} catch (error) {}
	/* Without the viewer's script there are no slides but the page. */
	addEventListener("error", function (event) {
		var script = event.target;
		if (script instanceof HTMLScriptElement && script.hasAttribute("data-viewer")) delete root.dataset.mode;
	}, true);
	document.addEventListener("readystatechange", putBack, { once: true });
})(document);
