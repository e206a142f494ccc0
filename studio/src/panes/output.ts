import type { Scene } from '../protocol/messages';

/** What the program has written by this step; what is new in it is marked. */
export function showOutput(place: HTMLElement, scene: Scene | null): void {
  const runs = scene?.output?.runs ?? [];
  const fragment = document.createDocumentFragment();
  if (scene?.output?.charactersLeftOut) {
    fragment.append(note(`(${scene.output.charactersLeftOut} characters before)`));
  }

  for (const run of runs) {
    const span = document.createElement('span');
    span.className = `stream-${run.stream ?? 'output'}${run.isNew ? ' is-new' : ''}`;
    span.textContent = run.text;
    fragment.append(span);
  }

  if (runs.length === 0) {
    fragment.append(note('(nothing yet)'));
  }

  if (scene?.ending) {
    fragment.append(note(scene.ending));
  }

  place.replaceChildren(fragment);
}

function note(text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'note';
  element.textContent = text;
  return element;
}
