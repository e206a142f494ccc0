// Wires VS Code to Crabwalk: `crabwalk lsp` looks at texts, `crabwalk dap` walks programs. All else is theirs.

import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';

const type = 'crabwalk';
let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  client = new LanguageClient(type, 'Crabwalk', serverOptions(), clientOptions());
  context.subscriptions.push(
    vscode.debug.registerDebugAdapterDescriptorFactory(type, {
      createDebugAdapterDescriptor: () => new vscode.DebugAdapterExecutable(command(), ['dap']),
    }),
    vscode.debug.registerDebugConfigurationProvider(type, { resolveDebugConfiguration: completed }),
    vscode.commands.registerCommand('crabwalk.walk', walk),
    vscode.workspace.registerTextDocumentContentProvider(type, { provideTextDocumentContent: librarySource }),
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(type);
}

function command(): string {
  return settings().get('path', 'crabwalk');
}

function serverOptions(): ServerOptions {
  return { command: command(), args: ['lsp'] };
}

function clientOptions(): LanguageClientOptions {
  return {
    documentSelector: [{ language: 'c' }, { language: 'rust' }],
    initializationOptions: { warnings: settings().get('warnings', ['all']) },
  };
}

/** A launch without a configuration walks through the file at hand. */
function completed(
  _folder: vscode.WorkspaceFolder | undefined,
  config: vscode.DebugConfiguration,
): vscode.DebugConfiguration | undefined {
  const program = config['program'] ?? config['programs'] ?? vscode.window.activeTextEditor?.document.uri.fsPath;
  if (program === undefined) {
    return undefined;
  }

  const named = Array.isArray(program) ? { programs: program } : { program };
  return { stopOnEntry: true, ...config, type, request: 'launch', name: config.name || 'Walk', ...named };
}

async function walk(target?: string | vscode.Uri): Promise<void> {
  const uri = typeof target === 'string' ? vscode.Uri.parse(target) : (target ?? vscode.window.activeTextEditor?.document.uri);
  if (uri) {
    await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(uri), {
      type,
      request: 'launch',
      name: `Walk ${vscode.workspace.asRelativePath(uri)}`,
      program: uri.fsPath,
      stopOnEntry: true,
    });
  }
}

/** Declarations of the library lie inside of the command. */
async function librarySource(uri: vscode.Uri): Promise<string> {
  const found = await client?.sendRequest<{ text: string } | null>('crabwalk/source', { uri: uri.toString(true) });
  return found?.text ?? '';
}
