/* The deck beside the text: a panel that shows what `slidegen serve` serves, and goes where the cursor goes. */

import * as vscode from "vscode";
import { projectOf } from "./folders.js";
import { panelPage } from "./panel.js";
import { programOf, sayMissing } from "./program.js";
import { DeckServer, type Listener, type Place, type Shown } from "./server.js";

const REST = 150; // milliseconds that a cursor stands still before the deck follows

/* Whose windows show the frame: the program's own, or in a browser the site that VS Code comes from. */
const FRAMES = vscode.env.uiKind === vscode.UIKind.Web ? ["https:", "vscode-webview:"] : ["vscode-webview:"];

export class Preview implements Listener, vscode.Disposable {
	private readonly panel: vscode.WebviewPanel;
	private readonly server: DeckServer;
	private readonly disposables: vscode.Disposable[] = [];
	private address = ""; // as this window reaches the server
	private deck: string | undefined; // none while nothing is shown
	private column: vscode.ViewColumn | undefined;
	private timer: NodeJS.Timeout | undefined;

	constructor(
		folder: vscode.WorkspaceFolder,
		private readonly output: vscode.OutputChannel,
		private readonly gone: () => void,
	) {
		const editor = vscode.window.activeTextEditor;
		this.column = editor?.viewColumn;
		const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
		const options = { enableScripts: true, retainContextWhenHidden: true };
		this.panel = vscode.window.createWebviewPanel("slidegen.preview", "Deck", where, options);
		this.panel.onDidDispose(() => this.dispose());
		const project = projectOf(folder, editor?.document.uri.fsPath);
		this.server = new DeckServer(programOf(folder), project, FRAMES, this);
		this.disposables.push(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)));
		this.disposables.push(vscode.window.onDidChangeActiveTextEditor((active) => active && this.follow(active)));
	}

	reveal(): void {
		this.panel.reveal(undefined, true);
		this.ask();
	}

	dispose(): void {
		clearTimeout(this.timer);
		for (const each of this.disposables.splice(0)) each.dispose();
		this.server.stop();
		this.panel.dispose();
		this.gone();
	}

	// ---- what the server says
	async ready(address: string): Promise<void> {
		const reached = await vscode.env.asExternalUri(vscode.Uri.parse(address));
		this.address = reached.toString(true).replace(/\/?$/, "/");
		if (!this.ask()) this.turn(this.address);
	}

	shown(slide: Shown | null): void {
		if (slide && slide.deck !== this.deck) {
			this.deck = slide.deck;
			this.panel.title = slide.deck;
			this.turn(`${this.address}${encodeURIComponent(slide.deck)}.html#${encodeURIComponent(slide.slide)}`);
		}
		if (!slide && this.deck === undefined) {
			this.deck = "";
			this.turn(this.address);
		}
	}

	async open({ file, line }: Place): Promise<void> {
		const at = new vscode.Position(Math.max(line - 1, 0), 0);
		const where = { viewColumn: this.column ?? vscode.ViewColumn.One, selection: new vscode.Range(at, at) };
		await vscode.window.showTextDocument(vscode.Uri.file(file), where);
	}

	says(line: string): void {
		this.output.appendLine(line);
	}

	ended(reason: string): void {
		void sayMissing(`${this.server.program} serve`, reason);
		this.dispose();
	}

	// ---- where the cursor stands
	private follow(editor: vscode.TextEditor): void {
		if (editor.document.uri.scheme !== "file") return;
		this.column = editor.viewColumn ?? this.column;
		if (!vscode.workspace.getConfiguration("slidegen").get("preview.followsCursor", true)) return;
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.ask(editor), REST);
	}

	/* Whether there was a place to ask for. */
	private ask(editor = vscode.window.activeTextEditor): boolean {
		if (!this.address || editor?.document.uri.scheme !== "file") return false;
		this.server.show({ file: editor.document.uri.fsPath, line: editor.selection.active.line + 1 });
		return true;
	}

	private turn(address: string): void {
		if (this.panel.webview.html) void this.panel.webview.postMessage({ address });
		else this.panel.webview.html = panelPage(address);
	}
}
