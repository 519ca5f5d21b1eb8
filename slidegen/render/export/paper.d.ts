/* What paper.js speaks of, which runs in a deck's page. */

interface PaperOrder {
	layout: "slides" | "notes" | "handout";
	steps: boolean;
	codes: Record<string, string>;
	sheet: [number, number] | null;
}
/** what had to be changed so that a slide fits */
interface Fitted {
	slide: string;
	wrapped: number;
	shrunk: number;
	zoom: number;
	cut: boolean;
}
type PageOf = (slide: Slide) => number | undefined;
/** a slide at one of its steps, and the label of its page */
interface PaperBox {
	node: Slide;
	slide: Slide;
	label: string;
}
interface Sheet {
	node: HTMLElement;
	start: number;
	pages: number;
	left: number;
}
