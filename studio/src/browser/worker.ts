import type { ToPage, ToWorker } from './messages';

/** What Crabwalk.Browser exports. Times are in milliseconds, -1 for none. */
interface Sessions {
  Begin(session: number, protocol: string): void;
  Handle(session: number, message: string): number;
  Idle(session: number): number;
  End(session: number): void;
}

interface Runtime {
  setModuleImports(module: string, imports: object): void;
  getAssemblyExports(assembly: string): Promise<{ Crabwalk: { Browser: { Sessions: Sessions } } }>;
  runMain(): Promise<number>;
}

// Not known to the bundler: .NET's files are published beside the page's.
const framework = '../_framework/dotnet.js';

const tell = (message: ToPage) => postMessage(message);
const clocks = new Map<number, number>();
const waiting: ToWorker[] = [];
let sessions: Sessions | null = null;

// A listener and no `onmessage`: .NET takes a worker that has one for its own and would wait for messages of its own for ever.
addEventListener('message', (event: MessageEvent<ToWorker>) => {
  if (sessions) {
    answer(event.data, sessions);
  } else {
    waiting.push(event.data);
  }
});

try {
  sessions = await start();
  for (const message of waiting.splice(0)) {
    answer(message, sessions);
  }
} catch (error) {
  tell({ kind: 'failed', reason: `Crabwalk could not be started in this browser: ${String(error)}` });
}

async function start(): Promise<Sessions> {
  const { dotnet } = (await import(/* @vite-ignore */ new URL(framework, import.meta.url).href)) as { dotnet: { create(): Promise<Runtime> } };
  const runtime = await dotnet.create();
  runtime.setModuleImports('page', { deliver: (session: number, text: string) => tell({ kind: 'message', session, text }) });
  const exports = await runtime.getAssemblyExports('Crabwalk.Browser.dll');
  void runtime.runMain();
  return exports.Crabwalk.Browser.Sessions;
}

function answer(message: ToWorker, to: Sessions): void {
  try {
    switch (message.kind) {
      case 'open':
        to.Begin(message.session, message.protocol);
        break;
      case 'message':
        wakeAfter(message.session, to.Handle(message.session, message.text), to);
        tell({ kind: 'handled', session: message.session });
        break;
      case 'close':
        clearTimeout(clocks.get(message.session));
        to.End(message.session);
        break;
      default:
        message satisfies never;
    }
  } catch (error) {
    // The runtime is gone, out of memory or of stack: only a new worker helps.
    tell({ kind: 'failed', reason: `Crabwalk ran out of what a page may use: ${String(error)}` });
  }
}

// A session does what it put off once its client has been silent for so long.
function wakeAfter(session: number, milliseconds: number, to: Sessions): void {
  clearTimeout(clocks.get(session));
  if (milliseconds >= 0) {
    clocks.set(session, setTimeout(() => wakeAfter(session, to.Idle(session), to), milliseconds) as unknown as number);
  }
}
