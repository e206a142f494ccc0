import type { Run } from '../protocol/messages';

/** Text with styles as elements; what leads to another moment is a link that calls `onStep`. */
export function renderRuns(runs: readonly Run[], onStep: (step: number) => void): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const run of runs) {
    if (run.step !== undefined) {
      const step = run.step;
      const link = document.createElement('button');
      link.type = 'button';
      link.className = `run-link run-${run.style ?? 'plain'}`;
      link.textContent = run.text;
      link.title = `go to step ${step}`;
      link.addEventListener('click', () => onStep(step));
      fragment.append(link);
    } else if (run.style) {
      const span = document.createElement('span');
      span.className = `run-${run.style}`;
      span.append(...withCode(run.text));
      fragment.append(span);
    } else {
      fragment.append(...withCode(run.text));
    }
  }

  return fragment;
}

/** Plain text, with what stands between backticks as code. */
export function withCode(text: string): (Node | string)[] {
  return text.split(/`([^`]+)`/).map((part, i) => {
    if (i % 2 === 0) {
      return part;
    }

    const code = document.createElement('code');
    code.textContent = part;
    return code;
  });
}
