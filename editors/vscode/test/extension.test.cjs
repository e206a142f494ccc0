// The extension without VS Code: a stand-in for its API notes what is wired, and the package is complete.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { test } = require('node:test');
const { crabwalk } = require('./command.cjs');

const manifest = require('../package.json');
const bundle = path.join(__dirname, '..', manifest.main);

/** An object of which every unknown part is a class, a function and an object that does nothing. */
function nothing() {
  return new Proxy(function () {}, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'then' ? undefined : nothing()),
    construct: () => nothing(),
    apply: () => nothing(),
  });
}

/** What is known, and nothing for all else. */
function over(known) {
  const rest = nothing();
  return new Proxy(known, { get: (parts, name) => parts[name] ?? rest[name] });
}

function standIn(wired) {
  return over({
    version: '1.96.0',
    debug: over({
      registerDebugAdapterDescriptorFactory: (type, factory) => wired.set(`adapter ${type}`, factory),
      registerDebugConfigurationProvider: (type, provider) => wired.set(`configuration ${type}`, provider),
      startDebugging: (_folder, config) => wired.set('started', config),
    }),
    commands: over({ registerCommand: (name, handler) => wired.set(`command ${name}`, handler) }),
    workspace: over({
      getConfiguration: () => ({ get: (name, usual) => (name === 'path' ? crabwalk : usual) }),
      registerTextDocumentContentProvider: (scheme, provider) => wired.set(`texts ${scheme}`, provider),
      getWorkspaceFolder: () => undefined,
      asRelativePath: (uri) => uri.fsPath,
    }),
    window: over({
      showErrorMessage: async () => undefined,
      showInformationMessage: async () => undefined,
      activeTextEditor: { document: { uri: { fsPath: '/p/a.c' } } },
    }),
    DebugAdapterExecutable: class {
      constructor(command, args) {
        Object.assign(this, { command, args });
      }
    },
  });
}

test('the extension wires the debugger, the command and the library texts', { skip: !fs.existsSync(bundle) && 'not built' }, async () => {
  const wired = new Map();
  const load = Module._load;
  Module._load = (name, ...others) => (name === 'vscode' ? standIn(wired) : load(name, ...others));
  const extension = require(bundle);
  Module._load = load;
  await extension.activate({ subscriptions: [] });

  const { command, args } = wired.get('adapter crabwalk').createDebugAdapterDescriptor();
  assert.deepEqual([command, args], [crabwalk, ['dap']]);
  assert.equal(wired.get('configuration crabwalk').resolveDebugConfiguration(undefined, {}).program, '/p/a.c');
  wired.get('command crabwalk.walk')();
  assert.equal(wired.get('started').program, '/p/a.c');
  assert.ok(wired.has('texts crabwalk'));
  await extension.deactivate();
});

test('the manifest contributes what the code wires', () => {
  assert.deepEqual(manifest.contributes.debuggers.map((one) => one.type), ['crabwalk']);
  assert.deepEqual(manifest.contributes.commands.map((one) => one.command), ['crabwalk.walk']);
});
