import './studio.css';
import { endpoint, openSocket } from './protocol/transport';
import { Studio } from './studio';

const theme = localStorage.getItem('theme');
if (theme) {
  document.documentElement.dataset['theme'] = theme;
}

await new Studio(() => openSocket(endpoint('dap'))).start();
