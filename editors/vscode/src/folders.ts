/* Which folder of the workspace a document belongs to. */

import { existsSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import * as vscode from "vscode";

/* The folder of what is being edited, else the first; none when no folder is open. */
export function currentFolder(): vscode.WorkspaceFolder | undefined {
	const document = vscode.window.activeTextEditor?.document;
	const own = document && vscode.workspace.getWorkspaceFolder(document.uri);
	return own ?? vscode.workspace.workspaceFolders?.[0];
}

/* Where slidegen is to run for a file: the nearest folder above it with a `slidegen.toml`, else the workspace's. */
export function projectOf(folder: vscode.WorkspaceFolder, file: string | undefined): string {
	const top = folder.uri.fsPath;
	for (let at = file ? dirname(file) : top; at.startsWith(top) && at !== parse(at).root; at = dirname(at))
		if (existsSync(join(at, "slidegen.toml"))) return at;
	return top;
}
