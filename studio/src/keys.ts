import type { Move } from './protocol/messages';

/** One thing that a key does, for the page and for its help. */
export interface Key {
  keys: readonly string[];
  about: string;
  shown: string;
  run: () => void;
}

/** The studio's keys; they rest while somebody writes. */
export function makeKeys(move: (move: Move) => void, others: readonly Key[]): readonly Key[] {
  return [
    { keys: ['ArrowRight', 'l'], shown: '→', about: 'step', run: () => move('in') },
    { keys: ['Shift+ArrowRight'], shown: 'Shift →', about: 'step over calls', run: () => move('over') },
    { keys: ['ArrowLeft', 'h'], shown: '←', about: 'back', run: () => move('back') },
    { keys: ['Shift+ArrowLeft'], shown: 'Shift ←', about: 'back over calls', run: () => move('backOver') },
    { keys: ['ArrowUp'], shown: '↑', about: 'out of this call', run: () => move('out') },
    { keys: ['Home'], shown: 'Home', about: 'to the start', run: () => move('start') },
    { keys: ['End'], shown: 'End', about: 'to the end', run: () => move('end') },
    { keys: ['e'], shown: 'e', about: 'to the error', run: () => move('problem') },
    ...others,
  ];
}

/** Listens for the keys of a page. */
export function listen(keys: readonly Key[]): void {
  const byName = new Map(keys.flatMap(key => key.keys.map(name => [name, key] as const)));
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target) || document.querySelector('dialog[open]')) {
      return;
    }

    const isLong = event.shiftKey && event.key.length > 1;
    const key = byName.get(isLong ? `Shift+${event.key}` : event.key);
    if (key) {
      event.preventDefault();
      key.run();
    }
  });
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable=true], [role=tab]') !== null;
}
