import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { cpp } from '@codemirror/lang-cpp';
import { rust } from '@codemirror/lang-rust';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic as LintDiagnostic } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import type { Diagnostic } from '../protocol/messages';
import type { LanguageServer } from './languageServer';
import { momentField, positionOf, setMoment, type Moment } from './moment';
import { studioTheme } from './theme';

/** The program's text, with the moment of the walk in it. */
export class Editor {
  readonly #view: EditorView;
  readonly #language = new Compartment();
  #isLoading = false;

  /**
   * @param server What knows the program's language while it is written; null for none.
   * @param onEdit Called after each change that a person made.
   * @param onStep Called when a link of a story is followed.
   */
  constructor(parent: HTMLElement, private readonly server: LanguageServer | null, onEdit: (text: string) => void, onStep: (step: number) => void) {
    this.#view = new EditorView({
      parent,
      state: EditorState.create({
        extensions: [
          lineNumbers(),
          highlightActiveLineGutter(),
          highlightActiveLine(),
          history(),
          drawSelection(),
          indentOnInput(),
          indentUnit.of('    '),
          bracketMatching(),
          EditorView.lineWrapping,
          lintGutter(),
          // Tab indents; after Escape it leaves the text, so that the keyboard is never caught here.
          keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
          this.#language.of([]),
          studioTheme,
          momentField(onStep),
          EditorView.contentAttributes.of({ 'aria-label': 'program text', 'data-gramm': 'false' }),
          EditorView.updateListener.of(update => {
            if (update.docChanged && !this.#isLoading) {
              onEdit(update.state.doc.toString());
            }
          }),
        ],
      }),
    });
  }

  /** True while the keyboard is in the text. */
  get hasFocus(): boolean {
    return this.#view.hasFocus;
  }

  focus(): void {
    this.#view.focus();
  }

  /** Puts another program in. */
  load(name: string, text: string): void {
    this.#isLoading = true;
    this.#view.dispatch({
      changes: { from: 0, to: this.#view.state.doc.length, insert: text },
      effects: [this.#language.reconfigure([name.endsWith('.rs') ? rust() : cpp(), this.server?.extensionFor(name) ?? []]), setMoment.of(null)],
    });
    this.#isLoading = false;
  }

  /** Shows where the walk is, and scrolls there. */
  show(moment: Moment | null): void {
    this.#view.dispatch({ effects: setMoment.of(moment) });
    const at = moment?.place && positionOf(this.#view.state, moment.place.line, moment.place.column);
    if (typeof at === 'number' && !this.#view.hasFocus) {
      this.#view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'nearest', yMargin: 90 }) });
    }
  }

  /** Underlines what was found. */
  showDiagnostics(diagnostics: readonly Diagnostic[]): void {
    const shown: LintDiagnostic[] = [];
    for (const found of diagnostics) {
      const from = found.place ? positionOf(this.#view.state, found.place.line, found.place.column) : null;
      const to = found.place ? positionOf(this.#view.state, found.place.endLine, found.place.endColumn) : null;
      if (from !== null && to !== null) {
        shown.push({
          from,
          to: Math.max(from, to),
          severity: found.severity === 'error' ? 'error' : found.severity === 'warning' ? 'warning' : 'info',
          source: found.code ?? 'crabwalk',
          message: [found.message, found.label ?? '', ...(found.notes ?? [])].filter(Boolean).join('\n'),
        });
      }
    }

    this.#view.dispatch(setDiagnostics(this.#view.state, shown));
  }

  /** Puts the cursor at a place. */
  goTo(line: number, column: number): void {
    const at = positionOf(this.#view.state, line, column);
    if (at !== null) {
      this.#view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      this.#view.focus();
    }
  }
}
