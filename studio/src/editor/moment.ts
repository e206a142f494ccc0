import { StateEffect, StateField, type EditorState, type Range } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import type { Place, Problem, Run } from '../protocol/messages';
import { renderRuns } from './runs';

/** What the editor shows of the moment of a walk: where it is, the line with values put in, and what went wrong. */
export interface Moment {
  place: Place | null;
  substituted: readonly Run[];
  problem: Problem | null;
}

/** Shows another moment; null for none, as while the text is not the one that runs. */
export const setMoment = StateEffect.define<Moment | null>();

/** Decorations for the current moment. `onStep` follows a link of the story to its step. */
export function momentField(onStep: (step: number) => void): StateField<DecorationSet> {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(decorations, transaction) {
      decorations = decorations.map(transaction.changes);
      for (const effect of transaction.effects) {
        if (effect.is(setMoment)) {
          decorations = effect.value ? decorate(transaction.state, effect.value, onStep) : Decoration.none;
        }
      }

      return decorations;
    },
    provide: field => EditorView.decorations.from(field),
  });
}

/** Where a place begins in the text; null when the text has no such line. */
export function positionOf(state: EditorState, line: number, column: number): number | null {
  if (line < 1 || line > state.doc.lines) {
    return null;
  }

  const of = state.doc.line(line);
  return Math.min(of.from + column - 1, of.to);
}

function decorate(state: EditorState, moment: Moment, onStep: (step: number) => void): DecorationSet {
  const place = moment.place;
  const from = place && positionOf(state, place.line, place.column);
  if (!place || from === null) {
    return Decoration.none;
  }

  const ranges: Range<Decoration>[] = [];
  const line = state.doc.line(place.line);
  ranges.push(Decoration.line({ class: moment.problem ? 'cm-now cm-now-wrong' : 'cm-now' }).range(line.from));
  const to = place.endLine === place.line ? positionOf(state, place.endLine, place.endColumn) : line.to;
  if (to !== null && to > from) {
    ranges.push(Decoration.mark({ class: 'cm-evaluated' }).range(from, to));
  }

  if (moment.substituted.length > 0) {
    const indent = /^\s*/.exec(line.text)?.[0].length ?? 0;
    ranges.push(Decoration.widget({ widget: new SubstitutedLine(moment.substituted, indent), side: 1, block: true }).range(line.to));
  }

  if (moment.problem) {
    ranges.push(Decoration.widget({ widget: new ProblemCard(moment.problem, onStep), side: 2, block: true }).range(line.to));
  }

  return Decoration.set(ranges, true);
}

/** The source line as it stands once values are known: `f(20, g(b))`. */
class SubstitutedLine extends WidgetType {
  constructor(
    private readonly runs: readonly Run[],
    private readonly indent: number,
  ) {
    super();
  }

  override eq(other: SubstitutedLine): boolean {
    return this.indent === other.indent && JSON.stringify(this.runs) === JSON.stringify(other.runs);
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'cm-substituted';
    element.style.paddingLeft = `calc(${this.indent}ch + 6px)`;
    element.append(renderRuns(this.runs, () => {}));
    return element;
  }
}

/** The story of an error, beside the line where it happened. */
class ProblemCard extends WidgetType {
  constructor(
    private readonly problem: Problem,
    private readonly onStep: (step: number) => void,
  ) {
    super();
  }

  override eq(other: ProblemCard): boolean {
    return JSON.stringify(this.problem) === JSON.stringify(other.problem);
  }

  override toDOM(): HTMLElement {
    // The editor measures the outer element, and a margin would not count.
    const outer = document.createElement('div');
    outer.className = 'cm-problem-row';
    const card = document.createElement('div');
    card.className = 'cm-problem';
    outer.append(card);
    const title = document.createElement('p');
    const name = document.createElement('strong');
    name.textContent = this.problem.title;
    title.append(name, ...[this.problem.rule, this.problem.citation].filter(Boolean).map(text => ` · ${text}`));
    card.append(title);
    for (const line of [...(this.problem.story ?? []), ...(this.problem.advice ?? [])]) {
      const paragraph = document.createElement('p');
      paragraph.append(renderRuns(line, this.onStep));
      card.append(paragraph);
    }

    return outer;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
