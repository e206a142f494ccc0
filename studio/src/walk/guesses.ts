import type { Cell, Scene } from '../protocol/messages';

/** Something whose new value can be guessed. */
export interface Question {
  name: string;
  value: string;
}

/** What a step changed that a person can foretell: the first named value that is neither junk nor an address. */
export function questionOf(scene: Scene): Question | null {
  const cells = [
    ...(scene.stacks ?? []).flatMap(stack => stack.frames.flatMap(frame => frame.variables ?? [])),
    ...(scene.heap ?? []).flatMap(block => (block.cells ?? []).map(cell => ({ ...cell, name: cell.name ?? `block #${block.id}` }))),
    ...(scene.statics ?? []).map(item => item.cell),
  ];
  for (const cell of cells) {
    const question = findIn(cell, cell.name ?? '');
    if (question) {
      return question;
    }
  }

  return null;
}

/** Whether a guess is right: blanks and the spelling of quotes do not count. */
export function isRight(guess: string, question: Question): boolean {
  const plain = (text: string) => text.replaceAll(/[\s"']/g, '');
  return plain(guess) === plain(question.value);
}

function findIn(cell: Cell, name: string): Question | null {
  for (const part of cell.parts ?? []) {
    const separator = part.name?.startsWith('[') ? '' : '.';
    const found = findIn(part, part.name ? `${name}${separator}${part.name}` : name);
    if (found) {
      return found;
    }
  }

  const isChanged = (cell.touch ?? '').split(',').some(touch => touch.trim() === 'changed');
  const isPlain = !cell.content && cell.value !== undefined && !/^0x/.test(cell.value);
  return isChanged && isPlain && !cell.parts?.length ? { name, value: cell.value ?? '' } : null;
}
