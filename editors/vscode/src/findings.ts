/* Findings, fixes, completion, symbols: the language server of slidegen, one for each folder. */

import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { programOf, sayMissing } from "./program.js";

const LANGUAGES = ["markdown", "yaml"];

export class Findings {
	private readonly clients = new Map<string, LanguageClient>();

	constructor(private readonly output: vscode.OutputChannel) {}

	/* Servers for the folders that are open now, and for no others. */
	async follow(): Promise<void> {
		const folders = vscode.workspace.workspaceFolders ?? [];
		const wanted = new Set(folders.map((folder) => folder.uri.toString()));
		for (const [uri, client] of this.clients) if (!wanted.has(uri)) await this.end(uri, client);
		for (const folder of folders) if (!this.clients.has(folder.uri.toString())) await this.start(folder);
	}

	async restart(): Promise<void> {
		await this.endAll();
		await this.follow();
	}

	async endAll(): Promise<void> {
		for (const [uri, client] of this.clients) await this.end(uri, client);
	}

	private async start(folder: vscode.WorkspaceFolder): Promise<void> {
		const command = programOf(folder);
		const client = new LanguageClient(
			"slidegen",
			"slidegen",
			{ command, args: ["lsp"], options: { cwd: folder.uri.fsPath } },
			{
				documentSelector: LANGUAGES.map((language) => ({ scheme: "file", language, pattern: `${folder.uri.fsPath}/**/*` })),
				workspaceFolder: folder,
				outputChannel: this.output,
			},
		);
		this.clients.set(folder.uri.toString(), client);
		try {
			await client.start();
		} catch (error) {
			this.clients.delete(folder.uri.toString());
			await sayMissing(command, String(error));
		}
	}

	private async end(uri: string, client: LanguageClient): Promise<void> {
		this.clients.delete(uri);
		await client.stop().catch((error) => this.output.appendLine(String(error)));
	}
}
