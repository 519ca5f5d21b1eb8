/* What measure.js and axe.js speak of, which run in a deck's page. */

type Side = "bottom" | "right" | "left" | "top";
type Box = Record<Side, number>;
/** where a node stands: its limits, what cuts it off, and the step at which it is to be seen */
type Place = { limit: Box; clip: Box | null; step: number };

/** axe-core, as far as we ask it */
declare const axe: {
	run(
		node: Element,
		options: object,
	): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>;
};
