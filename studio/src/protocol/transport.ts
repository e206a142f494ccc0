/** A way to exchange messages with Crabwalk: one text, one message. */
export interface Transport {
  send(message: string): void;
  close(): void;
  onMessage: (message: string) => void;
  /** Called once, when the other side is gone; `reason` is for people. */
  onClose: (reason: string) => void;
}

/** Opens a WebSocket; messages that are sent before it is open wait. */
export function openSocket(url: string): Transport {
  const socket = new WebSocket(url);
  const waiting: string[] = [];
  const transport: Transport = {
    send(message) {
      if (socket.readyState === WebSocket.CONNECTING) {
        waiting.push(message);
      } else if (socket.readyState === WebSocket.OPEN) {
        socket.send(message);
      }
    },
    close: () => socket.close(),
    onMessage: () => {},
    onClose: () => {},
  };
  socket.onopen = () => {
    for (const message of waiting.splice(0)) {
      socket.send(message);
    }
  };
  socket.onmessage = event => transport.onMessage(String(event.data));
  socket.onclose = event => transport.onClose(event.reason || 'the connection to Crabwalk was closed');
  return transport;
}

/** The address of one of the server's protocols, beside this page. */
export function endpoint(protocol: 'dap' | 'lsp'): string {
  const url = new URL(protocol, document.baseURI);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return url.href;
}
