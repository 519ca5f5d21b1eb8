/* What VS Code starts: the commands, the language server, and at most one deck beside the text. */

import * as vscode from "vscode";
import { Findings } from "./findings.js";
import { currentFolder } from "./folders.js";
import { Preview } from "./preview.js";

let findings: Findings | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
	const output = vscode.window.createOutputChannel("slidegen");
	const servers = new Findings(output);
	findings = servers;
	let preview: Preview | undefined;

	function show(): void {
		const folder = currentFolder();
		if (!folder) {
			void vscode.window.showErrorMessage("Open the folder of a workshop first: a deck is more than one file.");
			return;
		}
		if (preview) preview.reveal();
		else
			preview = new Preview(folder, output, () => {
				preview = undefined;
			});
	}

	context.subscriptions.push(
		output,
		vscode.commands.registerCommand("slidegen.preview", show),
		vscode.commands.registerCommand("slidegen.restart", () => servers.restart()),
		vscode.commands.registerCommand("slidegen.output", () => output.show()),
		vscode.workspace.onDidChangeWorkspaceFolders(() => servers.follow()),
		vscode.workspace.onDidChangeConfiguration((event) => {
			if (event.affectsConfiguration("slidegen.command")) void servers.restart();
		}),
		{ dispose: () => preview?.dispose() },
	);
	await vscode.commands.executeCommand("setContext", "slidegen.active", true);
	await servers.follow();
}

export async function deactivate(): Promise<void> {
	await findings?.endAll();
}
