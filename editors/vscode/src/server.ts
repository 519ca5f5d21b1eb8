/* `slidegen serve --stdio`: a process, and its lines of JSON. Knows the protocol; must not know VS Code's windows. */

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface Place {
	file: string;
	line: number;
}

export interface Shown {
	deck: string;
	slide: string;
}

/* What the server says, each with what is to be done. */
export interface Listener {
	ready(address: string): void;
	shown(slide: Shown | null): void;
	open(place: Place): void;
	says(line: string): void;
	ended(reason: string): void;
}

type Message = { ready: { address: string } } | { shown: Shown | null } | { open: Place } | { refused: string };

export class DeckServer {
	private readonly process: ChildProcessWithoutNullStreams;
	private readonly last: string[] = [];
	private stopped = false;

	constructor(
		readonly program: string,
		folder: string,
		frames: readonly string[],
		private readonly listener: Listener,
	) {
		const framed = frames.flatMap((frame) => ["--framed-by", frame]);
		this.process = spawn(program, ["serve", "--stdio", "--port", "0", ...framed], { cwd: folder });
		createInterface(this.process.stdout).on("line", (line) => this.hear(line));
		createInterface(this.process.stderr).on("line", (line) => this.note(line));
		this.process.stdin.on("error", () => {}); // it has ended; `close` tells
		this.process.on("error", (error) => this.end(error.message));
		this.process.on("close", (code) => this.end(this.last.join("\n") || `exit code ${code}`));
	}

	show(place: Place): void {
		this.process.stdin.write(`${JSON.stringify({ show: place })}\n`);
	}

	/* It ends with its input. */
	stop(): void {
		this.stopped = true;
		this.process.stdin.end();
	}

	private hear(line: string): void {
		const message = JSON.parse(line) as Message;
		if ("ready" in message) this.listener.ready(message.ready.address);
		else if ("shown" in message) this.listener.shown(message.shown);
		else if ("open" in message) this.listener.open(message.open);
		else this.note(message.refused);
	}

	private note(line: string): void {
		this.last.push(line);
		this.last.splice(0, this.last.length - 3);
		this.listener.says(line);
	}

	private end(reason: string): void {
		if (this.stopped) return;
		this.stopped = true;
		this.listener.ended(reason);
	}
}
