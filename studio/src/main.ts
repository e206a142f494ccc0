import './studio.css';
import { LanguageServer } from './editor/languageServer';
import { endpoint, openSocket } from './protocol/transport';
import { Studio } from './studio';

const theme = localStorage.getItem('theme');
if (theme) {
  document.documentElement.dataset['theme'] = theme;
}

const server = new LanguageServer(openSocket(endpoint('lsp')));
await new Studio(() => openSocket(endpoint('dap')), server).start();
