import { withCode } from '../editor/runs';
import type { Diagnostic } from '../protocol/messages';

/** The messages of the compiler and of the run, with their stories. */
export function showMessages(place: HTMLElement, diagnostics: readonly Diagnostic[], goTo: (line: number, column: number) => void, onStep: (step: number) => void): void {
  if (diagnostics.length === 0) {
    place.replaceChildren('no messages');
    return;
  }

  place.replaceChildren(...diagnostics.map(found => {
    const entry = document.createElement('article');
    entry.className = `message message-${found.severity}`;
    const title = document.createElement('h3');
    title.append(found.code ? `${found.severity}[${found.code}]: ` : `${found.severity}: `, ...withCode(found.message));
    entry.append(title);
    if (found.place) {
      const { line, column } = found.place;
      entry.append(link(`line ${line}`, () => goTo(line, column)));
    }

    const story = (found.story ?? []).filter(beat => beat.text);
    if (story.length > 0) {
      const list = document.createElement('ol');
      list.className = 'story';
      for (const beat of story) {
        const item = document.createElement('li');
        item.append(...withCode(beat.text), ' ');
        if (beat.step !== undefined) {
          const step = beat.step;
          item.append(link(`step ${step}`, () => onStep(step)));
        } else if (beat.place) {
          const { line, column } = beat.place;
          item.append(link(`line ${line}`, () => goTo(line, column)));
        }

        list.append(item);
      }

      entry.append(list);
    }

    const whole = document.createElement('pre');
    whole.textContent = found.rendered.trimEnd();
    entry.append(whole);
    return entry;
  }));
}

function link(text: string, follow: () => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'run-link';
  button.textContent = text;
  button.addEventListener('click', follow);
  return button;
}
