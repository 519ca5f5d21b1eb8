/* Before the first paint: shows one slide rather than the page of a reader without JavaScript.

   A file of its own (in a page that stands alone, a script in it), so that pages work where a site's policy is
   `script-src 'self'; style-src 'self'`. Such a policy also leaves out what `style` attributes and elements say:
   backgrounds of slides, tables' columns, diagrams, an author's own. It is put back by way of the object model,
   which the policy leaves to scripts that it trusts. Old browsers read this, too, and go no further. */
(function (document) {
	var root = document.documentElement;
	var canvas = (root.getAttribute("data-canvas") || "1210 681").split(" ").map(Number);

	function scale() {
		return Math.min(innerWidth / canvas[0], innerHeight / canvas[1]);
	}

	/** @param {string} name */
	function kept(name) {
		try {
			return localStorage.getItem("slidegen:" + name);
		} catch (error) {
			return null;
		}
	}

	function putBack() {
		document.querySelectorAll("[style]").forEach(function (element) {
			var text = element.getAttribute("style") || "";
			if (text.trim() && !element.style.length) element.style.cssText = text;
		});
		[].forEach.call(document.getElementsByTagName("style"), function (/** @type {HTMLStyleElement} */ element) {
			if (element.sheet || !element.textContent.trim() || !document.adoptedStyleSheets) return;
			var sheet = new CSSStyleSheet();
			sheet.replaceSync(element.textContent);
			document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
		});
	}

	if (!("content" in document.createElement("template"))) return;
	if (!/[?&]read\b/.test(location.search)) root.dataset.mode = "slides";
	root.style.setProperty("--scale", String(scale()));
	var scheme = kept("scheme");
	if (scheme) root.dataset.scheme = scheme;
	// Without the viewer's script there are no slides but the page.
	addEventListener("error", function (event) {
		var script = event.target;
		if (script instanceof HTMLScriptElement && script.hasAttribute("data-viewer")) delete root.dataset.mode;
	}, true);
	document.addEventListener("readystatechange", putBack, { once: true });
})(document);
