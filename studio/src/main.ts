import './studio.css';
import { WorkerHost } from './browser/workerHost';
import { LanguageServer } from './editor/languageServer';
import { endpoint, openSocket } from './protocol/transport';
import { Studio } from './studio';

// The site has Crabwalk in workers of the page, the command's studio behind sockets; all else is the same.
const isSite = import.meta.env.MODE === 'site';

const theme = localStorage.getItem('theme');
if (theme) {
  document.documentElement.dataset['theme'] = theme;
}

if (isSite) {
  const walks = new WorkerHost('dap');
  let start = () => {};
  const texts = new WorkerHost('lsp', new Promise<void>(done => (start = done)));
  await new Studio(() => walks.open(), new LanguageServer(texts.open())).start();
  start();
} else {
  await new Studio(() => openSocket(endpoint('dap')), new LanguageServer(openSocket(endpoint('lsp')))).start();
}
