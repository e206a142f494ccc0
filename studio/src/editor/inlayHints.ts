import { LSPPlugin, type LSPClient } from '@codemirror/lsp-client';
import { StateEffect, StateField, type Extension, type Range } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from '@codemirror/view';

interface InlayHint {
  position: { line: number; character: number };
  label: string | { value: string }[];
  tooltip?: string | { value: string };
  paddingLeft?: boolean;
  paddingRight?: boolean;
}

const Delay = 300;
const setHints = StateEffect.define<DecorationSet>();

const hints = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setHints)) {
        return effect.value;
      }
    }

    return shown.map(transaction.changes);
  },
  provide: field => EditorView.decorations.from(field),
});

/** Small words between the code, which the server gives: what is moved, borrowed and dropped. */
export function inlayHints(client: LSPClient): Extension {
  return [hints, ViewPlugin.define(view => new HintLoader(client, view))];
}

class HintLoader {
  #timer = 0;

  constructor(
    private readonly client: LSPClient,
    private readonly view: EditorView,
  ) {
    this.#askSoon();
  }

  update(update: ViewUpdate): void {
    if (update.docChanged) {
      this.#askSoon();
    }
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }

  #askSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(), Delay);
  }

  async #ask(): Promise<void> {
    const plugin = LSPPlugin.get(this.view);
    if (!plugin) {
      return;
    }

    try {
      await this.client.initializing;
      this.client.sync();
      const asked = this.view.state.doc;
      const range = { start: { line: 0, character: 0 }, end: { line: asked.lines, character: 0 } };
      const found = await this.client.request<object, InlayHint[] | null>('textDocument/inlayHint', { textDocument: { uri: plugin.uri }, range });
      if (this.view.state.doc.eq(asked)) {
        this.view.dispatch({ effects: setHints.of(decorate(this.view, found ?? [])) });
      }
    } catch {
      // A server that is gone or busy gives no hints: the program is there without them.
    }
  }
}

function decorate(view: EditorView, found: readonly InlayHint[]): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const hint of found) {
    if (hint.position.line < view.state.doc.lines) {
      const line = view.state.doc.line(hint.position.line + 1);
      const at = Math.min(line.to, line.from + hint.position.character);
      ranges.push(Decoration.widget({ widget: new Hint(hint), side: 1 }).range(at));
    }
  }

  return Decoration.set(ranges, true);
}

class Hint extends WidgetType {
  constructor(private readonly hint: InlayHint) {
    super();
  }

  override eq(other: Hint): boolean {
    return JSON.stringify(this.hint) === JSON.stringify(other.hint);
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span');
    element.className = 'cm-hint';
    element.textContent = typeof this.hint.label === 'string' ? this.hint.label : this.hint.label.map(part => part.value).join('');
    const tooltip = this.hint.tooltip;
    if (tooltip) {
      element.title = typeof tooltip === 'string' ? tooltip : tooltip.value;
    }

    return element;
  }
}
