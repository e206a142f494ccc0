import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Colours come from the page's own variables, so that light, dark and print are one style. */
export const studioTheme = [
  EditorView.theme({
    '&': { height: '100%', fontSize: 'var(--code-size)', backgroundColor: 'var(--panel)', color: 'var(--ink)' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.75' },
    '.cm-content': { padding: '12px 0', caretColor: 'var(--ink)' },
    '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--faint)', border: 'none', paddingLeft: '8px' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
    '&.cm-focused': { outline: 'none' },
    '&.cm-focused .cm-activeLineGutter': { color: 'var(--ink)' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--selection)' },
    '.cm-tooltip': { backgroundColor: 'var(--panel)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.keyword, tags.modifier, tags.controlKeyword, tags.processingInstruction], color: 'var(--keyword)' },
      { tag: [tags.typeName, tags.standard(tags.typeName), tags.className], color: 'var(--type)' },
      { tag: [tags.string, tags.character, tags.number, tags.bool, tags.escape], color: 'var(--literal)' },
      { tag: [tags.comment], color: 'var(--soft)', fontStyle: 'italic' },
      { tag: [tags.macroName], color: 'var(--keyword)' },
    ]),
  ),
];
