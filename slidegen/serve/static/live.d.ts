/* What live.js hears of the server (slidegen/serve), and what it tells of itself. */

interface Splice {
	remove: string[];
	after: string | null;
	insert: string[];
}
/** what of a page is made anew; slides and tags are pairs of an id and HTML */
interface Patch {
	from?: string;
	generation?: string;
	splices?: Splice[];
	slides?: [id: string, html: string][];
	tags?: [id: string, tag: string][];
	title?: string;
	contents?: string | null;
	data?: Partial<DeckData>;
	styles?: string[] | null;
	reload?: boolean;
	edited?: string | null;
}
interface Trouble {
	rule: string;
	severity: string;
	message: string;
	help: string;
	path: string;
	line: number;
	column: number;
	excerpt: [number: number, text: string][];
}
interface LivePlace {
	id: string;
	step: number;
	from?: string;
}

interface Window {
	slidegenLive: { changes: { patches: number; caughtUp: number }; readonly generation: string };
}
