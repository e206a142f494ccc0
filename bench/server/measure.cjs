// Measures a running `crabwalk studio` as its pages do: node measure.cjs ws://127.0.0.1:7117 PID [SESSIONS]
// Times are those of whole round trips over the socket; processor time and memory are the server's own.

const fs = require('node:fs');
const path = require('node:path');
const WebSocket = require('ws');

const [url, pid, sessions = '200'] = process.argv.slice(2);
const small = fs.readFileSync(path.join(__dirname, '../../tests/transcripts/dap/programs/sum.c'), 'utf8');
const rust = fs.readFileSync(path.join(__dirname, '../../tests/transcripts/dap/programs/moves.rs'), 'utf8');
const million = fs.readFileSync(path.join(__dirname, 'million.c'), 'utf8');

const processorMs = () => {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
const residentMb = () => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const share = (times, part) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];
const show = (what, times) => console.log(`${what}: median ${share(times, 0.5).toFixed(2)} ms, 99 % ${share(times, 0.99).toFixed(2)}, worst ${Math.max(...times).toFixed(1)}`);

function open() {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url}/dap`);
    const waiting = new Map();
    let seq = 0;
    socket.on('error', reject);
    socket.on('message', (data) => {
      const message = JSON.parse(data);
      waiting.get(message.request_seq)?.(message);
      waiting.delete(message.request_seq);
    });
    socket.on('open', () =>
      resolve({
        close: () => socket.close(),
        ask: (command, args) =>
          new Promise((answered) => {
            waiting.set(++seq, answered);
            socket.send(JSON.stringify({ seq, type: 'request', command, arguments: args }));
          }),
      }),
    );
  });
}

const launch = (session, name, text) => session.ask('launch', { sources: [{ path: name, text }] });
const picture = (session, step) => session.ask('crabwalk/step', { step, include: ['scene', 'svg'] });

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function many(count, work) {
  const times = [];
  for (let i = 0; i < count; i++) {
    times.push(await timed(() => work(i)));
  }

  return times;
}

async function measureEdits(name, text, count) {
  const session = await open();
  await many(count, () => launch(session, name, text));
  const before = processorMs();
  const times = await many(count, async (i) => {
    await launch(session, name, `${text}\n// ${i}\n`);
    await picture(session, 5);
  });
  show(`${name}: from an edit to the picture`, times);
  console.log(`  processor time of one ${((processorMs() - before) / count).toFixed(1)} ms`);
  session.close();
}

async function measureMillion() {
  const session = await open();
  const took = await timed(() => launch(session, 'million.c', million));
  const { body } = await session.ask('crabwalk/step', { move: 'end', include: [] });
  await picture(session, 1);
  let random = 12345;
  const times = await many(1000, () => {
    random = (random * 1103515245 + 12345) % 2147483648;
    return picture(session, 1 + (random % body.stepCount));
  });
  console.log(`a run of ${body.stepCount} steps: compiled and recorded in ${took.toFixed(0)} ms`);
  show('  any step, with its picture', times);
  session.close();
}

async function measureSessions(count) {
  const before = residentMb();
  const open200 = [];
  for (let i = 0; i < count; i++) {
    open200.push(await open());
  }

  let failed = 0;
  const took = await timed(() =>
    Promise.all(
      open200.map(async (session) => {
        const answers = [await launch(session, 'sum.c', small), await picture(session, 50)];
        failed += answers.filter((answer) => !answer.success).length;
      }),
    ),
  );
  console.log(`${count} sessions launched at once in ${took.toFixed(0)} ms, ${failed} failed; ${((residentMb() - before) / count).toFixed(2)} MB each`);
  const times = (await Promise.all(open200.map((session) => many(10, (i) => picture(session, 1 + i * 7))))).flat();
  show('  ten steps in each at once', times);
  open200.forEach((session) => session.close());
}

(async () => {
  await measureEdits('sum.c', small, 40);
  await measureEdits('moves.rs', rust, 20);
  await measureMillion();
  await measureSessions(Number(sessions));
  process.exit(0);
})();
