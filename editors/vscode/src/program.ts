/* Which slidegen a folder uses. Knows settings and places; must not know what is asked of the program. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";

/* Where an environment of the folder's own would hold it, on each system. */
const OWN = [join(".venv", "bin", "slidegen"), join(".venv", "Scripts", "slidegen.exe")];

export function programOf(folder: vscode.WorkspaceFolder): string {
	const chosen = vscode.workspace.getConfiguration("slidegen", folder.uri).get<string>("command", "").trim();
	if (chosen) return chosen;
	const own = OWN.map((path) => join(folder.uri.fsPath, path)).find((path) => existsSync(path));
	return own ?? "slidegen";
}

/* What to say when it does not start, with the way to mend it. */
export async function sayMissing(program: string, reason: string): Promise<void> {
	const settings = "Open the Setting";
	const message = `${program} does not start: ${reason}. Install slidegen-workshop with its extra "lsp", or say where it is.`;
	if ((await vscode.window.showErrorMessage(message, settings)) === settings)
		await vscode.commands.executeCommand("workbench.action.openSettings", "slidegen.command");
}
