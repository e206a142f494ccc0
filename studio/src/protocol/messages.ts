/** What Crabwalk's own requests carry, as docs/protocol.md and docs/trace-format.md describe it; only what the studio reads. */

export type Grain = 'instruction' | 'expression' | 'statement' | 'call';

export type Move = 'in' | 'over' | 'out' | 'back' | 'backOver' | 'backOut' | 'start' | 'end' | 'problem';

/** A stretch of text; `step` leads to another moment. */
export interface Run {
  text: string;
  style?: string;
  step?: number;
}

/** A place in the source: lines and columns from 1, the end exclusive. */
export interface Place {
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface Cell {
  id: string;
  name?: string;
  type?: string;
  value?: string;
  content?: string;
  touch?: string;
  parts?: Cell[];
}

export interface Problem {
  title: string;
  level?: string;
  rule?: string;
  citation?: string;
  story?: Run[][];
  advice?: Run[][];
}

export interface Scene {
  step: number;
  sentence: Run[];
  substituted?: Run[];
  stacks?: { frames: { signature: string; variables?: Cell[]; result?: Cell }[] }[];
  heap?: { id: number; cells?: Cell[] }[];
  statics?: { cell: Cell }[];
  problem?: Problem;
  output?: { runs?: { text: string; stream?: string; isNew?: boolean }[]; charactersLeftOut?: number };
  input?: { consumed?: string; remaining?: string; isAtEnd?: boolean };
  ending?: string;
}

export interface Step {
  step: number;
  stepCount: number;
  grain: Grain;
  sentence: string;
  place?: Place;
  problem?: string;
  problemStep?: number;
  ending?: string;
  scene?: Scene;
  svg?: string;
}

export interface TimelineEvent {
  kind?: string;
  step: number;
  label?: string;
}

export interface Timeline {
  stepCount: number;
  eventCount: number;
  events?: TimelineEvent[];
  buckets?: { first: number; last: number; counts: Record<string, number> }[];
}

export interface Diagnostic {
  severity: 'error' | 'warning' | 'note' | 'help';
  code?: string;
  message: string;
  rendered: string;
  place?: Place;
  label?: string;
  notes?: string[];
  related?: { message: string; place: Place }[];
  story?: { text: string; place?: Place; step?: number }[];
}

export interface Diagnostics {
  phase: 'compile' | 'run';
  diagnostics: Diagnostic[];
}

export interface Ownership {
  function?: string;
  places?: { name: string; type?: string; state?: string; permissions?: string; because?: string[] }[];
  loans?: { kind: string; name: string; place?: Place; holders?: string[]; usedAt?: Place }[];
}
