// A real client of the Language Server Protocol: the connection that VS Code's clients are made of.

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { test, beforeEach, afterEach } = require('node:test');
const protocol = require('vscode-languageserver-protocol/node');
const { crabwalk } = require('./command.cjs');

let server;
let connection;

beforeEach(async () => {
  server = spawn(crabwalk, ['lsp']);
  connection = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(server.stdout),
    new protocol.StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const { capabilities } = await connection.sendRequest(protocol.InitializeRequest.type, { processId: null, rootUri: null, capabilities: {} });
  assert.equal(capabilities.textDocumentSync.change, protocol.TextDocumentSyncKind.Incremental);
  await connection.sendNotification(protocol.InitializedNotification.type, {});
});

afterEach(async () => {
  await connection.sendRequest(protocol.ShutdownRequest.type);
  await connection.sendNotification(protocol.ExitNotification.type);
  connection.dispose();
  server.kill();
});

function diagnostics() {
  return new Promise((resolve) => {
    const listening = connection.onNotification(protocol.PublishDiagnosticsNotification.type, (told) => {
      listening.dispose();
      resolve(told.diagnostics);
    });
  });
}

async function opened(uri, languageId, text) {
  const told = diagnostics();
  await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId, version: 1, text } });
  return told;
}

test('errors come and go as the text is edited', async () => {
  const uri = 'file:///p/a.c';
  const found = await opened(uri, 'c', 'int main(void)\n{\n    return y;\n}\n');
  assert.equal(found[0].code, 'C0400');
  const told = diagnostics();
  await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: { start: { line: 2, character: 11 }, end: { line: 2, character: 12 } }, text: '0' }],
  });
  assert.deepEqual(await told, []);
});

test('a name tells its type and size and where it is declared', async () => {
  const uri = 'file:///p/b.c';
  await opened(uri, 'c', 'int main(void)\n{\n    long sum = 40;\n    return sum + 2;\n}\n');
  const position = { line: 3, character: 13 };
  const hover = await connection.sendRequest(protocol.HoverRequest.type, { textDocument: { uri }, position });
  assert.match(hover.contents.value, /long sum/);
  assert.match(hover.contents.value, /8 bytes/);
  const [declared] = await connection.sendRequest(protocol.DefinitionRequest.type, { textDocument: { uri }, position });
  assert.deepEqual(declared.range.start, { line: 2, character: 9 });
});

test('a moved value of Rust is told of, with the place of the move', async () => {
  const uri = 'file:///p/main.rs';
  const found = await opened(uri, 'rust', 'fn main() {\n    let a = String::from("x");\n    let b = a;\n    println!("{a}{b}");\n}\n');
  const moved = found.find((diagnostic) => diagnostic.code === 'E0382');
  assert.ok(moved, JSON.stringify(found));
  assert.ok(moved.relatedInformation.some((related) => related.location.range.start.line === 2));
});
