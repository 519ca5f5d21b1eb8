/* What hangs on `window.slidegen`: the one list. js/deck.js makes the first part; each of the others adds what
   stands under its name, in the order of `scripts` in theme.toml. */

type Slide = HTMLElement;
type Words = Record<string, string | number>;
type Target = number | string | Slide;
/** `` for the page as one reads it without scripts */
type Mode = "slides" | "overview" | "";

interface Travel {
	step?: number;
	/** leave a mark in the history */
	jump?: boolean;
	focus?: boolean;
	/** neither address nor memory */
	quiet?: boolean;
	/** as people turn a slide */
	fade?: boolean;
}

interface Command {
	/** of the table of keys (slidegen/render/keyboard.py), `` for a theme's own */
	id: string;
	keys: string[];
	label: string;
	run(): void;
	when(): boolean;
}

/** of a box that is ticked */
type Toggled = Event & { target: HTMLInputElement };

interface Shelf {
	get<Value>(key: string, otherwise: Value): Value;
	get(key: string): unknown;
	set(key: string, value: unknown): void;
}

/** The JSON of the page: `Page.data` in slidegen/render/page.py. */
interface DeckData {
	version: 1;
	name: string;
	title: string;
	canvas: [number, number];
	numberFormat: string;
	countSteps: boolean;
	switches: { name: string; label: string; shown: boolean; key: string }[];
	redirects: Record<string, string>;
	keys: Record<string, string>;
	keyGroups: [group: string, commands: string[]][];
	words: Record<string, string>;
	generation: string;
}

interface Panel {
	/** what stands beside the button that closes; the title where nothing is said */
	head?: Node[];
	fill(body: HTMLElement): void;
	opened?(): void;
}

/** of deck.js */
interface Deck {
	readonly data: DeckData;
	readonly root: HTMLElement;
	readonly main: HTMLElement;
	readonly parameters: URLSearchParams;
	/** whether this is a room's window, which has no notes */
	readonly isRoom: boolean;
	readonly slides: Slide[];
	readonly current: Slide;
	readonly index: number;
	readonly step: number;
	readonly number: number | "";
	readonly total: number;
	readonly mode: Mode;
	/** whether the mode is that of one slide at a time */
	isShow(): boolean;
	readonly commands: Command[];
	readonly store: Shelf;
	readonly session: Shelf;
	readonly ready: Promise<unknown>;
	el<Name extends keyof HTMLElementTagNameMap>(
		name: Name,
		attributes?: Record<string, unknown>,
		...children: (Node | string | number)[]
	): HTMLElementTagNameMap[Name];
	button(text: string, onclick: ((event: MouseEvent) => void) | null, attributes?: Record<string, unknown>): HTMLButtonElement;
	titleOf(slide: Slide): string;
	titleOfSection(section: string | number | undefined): string | undefined;
	numberOf(slide: Slide, step?: number): number | "";
	stepsOf(slide: Slide): number;
	/** hides what comes later, lights lines of code */
	showSteps(slide: Slide, step?: number): void;
	find(target: Target): number;
	go(target: Target, travel?: Travel): boolean;
	/** in place of the one that is shown, or as one that Back leaves */
	writeAddress(address: string, isNew: boolean): void;
	next(): boolean;
	previous(): boolean;
	first(): boolean;
	last(): boolean;
	setMode(mode: Mode): void;
	show(slides: Slide[]): void;
	refresh(): void;
	remade(slide: Slide): void;
	on(events: string, listener: (deck: Slidegen) => void): void;
	whenSeen(listener: (slide: Slide) => void): void;
	does(id: string, run: () => void): void;
	/** the command of that id, if there is one */
	run(id?: string): void;
	command(keys: string, label: string, run: () => void, when?: () => boolean, id?: string): void;
	say(name: string, values?: Words): string;
	/** for a while; without words, what was told goes */
	tell(...words: (string | Node)[]): void;
	announce(text: string): void;
	/** the current slide gets it */
	focus(): void;
	start(): void;
}

interface Slidegen extends Deck {
	// fit.js
	fit(): void;

	// keys.js
	shortcuts: boolean;
	keyOf(event: KeyboardEvent): string;
	/** of a slide that is longer than the window: whether there is more that way */
	goesOn(body: Element, isDown: boolean): boolean;
	/** whether it is longer, or wider, than its place, and scrolls */
	moves(node: Element, across?: boolean): boolean;
	blackout(dark?: boolean): void;

	// panels.js
	panels: { add(name: string, panel: Panel): HTMLDialogElement };

	// copy.js
	write(text: string): Promise<void>;

	// tabs.js
	/** wherever that shell or system is offered */
	choose(label: string): void;

	// zoom.js
	/** shows the n-th code of the slide as large as the window; null closes it */
	enlarge(code: number | null): void;

	// pointer.js
	/** a dot on the canvas, in shares of its width and height; null takes it away */
	pointAt(place: [number, number] | null): void;
	/** `1:05:09` */
	clock(milliseconds: number): string;
	/** the time at which a lab ends, in milliseconds; 0 for none */
	countTo(end: number): void;

	// search.js
	lookup(query: string): { slide: Slide; title: string; text: string }[];
	counted(found: unknown[], most: number): string;
	lines: Record<string, number>;

	// switches.js
	switches: {
		shown(name: string): boolean;
		set(name: string, shown: boolean): void;
		skip(ids: string[]): void;
		/** a button that takes back what is skipped, while something is */
		back(): HTMLButtonElement[];
		skipped: Set<string>; // their ids
		/** to slides and blocks that came since */
		apply(): void;
	};

	// scheme.js
	dark(): boolean;
	scheme(name: "light" | "dark"): void;

	// sync.js
	clone(): void;
	/** to the other windows of this deck */
	send(message: { type: string; [what: string]: unknown }): void;
	/** Of a window that a server connects with others: what one tells, and what arrives. */
	relay?(message: Record<string, unknown>): void;
	receive(message: unknown): void;
	/** while another window's message is done here */
	muted?: boolean;
	ticked?(exercise: string, done: boolean): void;

	// presenter.js
	/** where the canvas stands in the presenter's view, null elsewhere */
	pane(): DOMRect | null;
}

declare const slidegen: Slidegen;
/** the same, for what the viewer is made of (slidegen/render/assets.py) */
declare const deck: Slidegen;
interface Window {
	slidegen: Slidegen;
}

/* What we ask the page for is HTML, and what hears an event is an element of it. */
interface ParentNode {
	querySelector(selectors: string): HTMLAnchorElement | null;
	querySelectorAll(selectors: string): NodeListOf<HTMLAnchorElement>;
}
interface Element {
	closest<Name extends keyof HTMLElementTagNameMap>(selectors: Name): HTMLElementTagNameMap[Name] | null;
	closest(selectors: string): HTMLAnchorElement | null;
}
interface HTMLElement {
	cloneNode(deep?: boolean): this;
}
interface Document {
	readonly activeElement: HTMLAnchorElement | null;
}
interface MouseEvent {
	readonly target: HTMLElement;
}
interface KeyboardEvent {
	readonly target: HTMLElement;
}
interface TouchEvent {
	readonly target: HTMLElement;
}
interface PerformanceEntry {
	/** of a navigation: "navigate", "reload", "back_forward" */
	readonly type?: string;
}
