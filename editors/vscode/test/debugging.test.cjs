// A real client of the Debug Adapter Protocol: the one that VS Code's own adapters are tested with.

const assert = require('node:assert/strict');
const { test, beforeEach, afterEach } = require('node:test');
const { DebugClient } = require('@vscode/debugadapter-testsupport');
const { crabwalk } = require('./command.cjs');

const dangling = `#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    int *p = malloc(sizeof *p);
    int *q = p;
    *p = 10;
    free(p);
    printf("%d\\n", *q);
    return 0;
}
`;

let client;

beforeEach(async () => {
  client = new DebugClient(crabwalk, 'dap', 'crabwalk');
  client.defaultTimeout = 20000;
  await client.start();
});

afterEach(() => client.stop());

async function launched(text, breakpoints = []) {
  await client.initializeRequest();
  const ready = client.waitForEvent('initialized');
  await client.launchRequest({ sources: [{ path: 'main.c', text }] });
  await ready;
  const set = await client.setBreakpointsRequest({ source: { path: 'main.c' }, breakpoints });
  const stopped = client.waitForEvent('stopped');
  await client.configurationDoneRequest();
  assert.equal((await stopped).body.reason, 'entry');
  return set.body.breakpoints;
}

async function moved(request) {
  const stopped = client.waitForEvent('stopped');
  await request();
  const { reason } = (await stopped).body;
  const { stackFrames } = (await client.stackTraceRequest({ threadId: 1 })).body;
  return { reason, line: stackFrames[0]?.line };
}

test('a session stops at the error and walks back to the free', async () => {
  const [breakpoint] = await launched(dangling, [{ line: 9 }]);
  assert.ok(breakpoint.verified);
  assert.deepEqual(await moved(() => client.continueRequest({ threadId: 1 })), { reason: 'breakpoint', line: 9 });
  assert.deepEqual(await moved(() => client.continueRequest({ threadId: 1 })), { reason: 'exception', line: 10 });
  assert.deepEqual(await moved(() => client.reverseContinueRequest({ threadId: 1 })), { reason: 'breakpoint', line: 9 });
  assert.deepEqual(await moved(() => client.stepBackRequest({ threadId: 1 })), { reason: 'step', line: 8 });
});

test('a picture of a step takes one round trip', async () => {
  await launched(dangling);
  const { body } = await client.customRequest('crabwalk/step', { move: 'problem', include: ['scene', 'svg'] });
  assert.equal(body.problem, 'use of a freed block');
  assert.ok(body.svg.startsWith('<svg'));
  assert.equal(body.scene.step, body.step);
});

test('a program that is not compiled is a refused launch', async () => {
  await client.initializeRequest();
  const told = client.waitForEvent('crabwalk/diagnostics');
  await assert.rejects(client.launchRequest({ sources: [{ path: 'main.c', text: 'int main(void) { return x; }' }] }), /undeclared identifier `x`/);
  assert.equal((await told).body.diagnostics[0].place.line, 1);
});
