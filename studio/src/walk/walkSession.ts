import type { MemoryPlace } from '../picture/cells';
import { ConnectionLost, DebugClient } from '../protocol/debugClient';
import type { Diagnostic, Diagnostics, Grain, Move, Ownership, Step, Timeline } from '../protocol/messages';
import type { Transport } from '../protocol/transport';

// What `crabwalk/export` puts into one file.
const MostExported = 2000;

/** A program as the studio runs it. */
export interface Program {
  name: string;
  text: string;
  stdin: string;
  args: string[];
}

/** How a step is to be drawn. */
export interface PictureOptions {
  theme: 'auto' | 'light' | 'dark' | 'print';
  arrangement: 'wide' | 'narrow';
  bytes: boolean;
  layout: boolean;
  library: boolean;
}

/** One recorded run. It is over when another program is launched: each has a connection of its own. */
export class WalkSession {
  readonly diagnostics: Diagnostic[] = [];
  readonly #client: DebugClient;

  private constructor(client: DebugClient) {
    this.#client = client;
    client.on<Diagnostics>('crabwalk/diagnostics', body => this.diagnostics.push(...body.diagnostics));
  }

  /**
   * Compiles and runs a program. Rejects when it was not accepted; `onRefused` has its messages then, and the reason.
   * @param anyway Walk a program that only the ownership check rejects.
   */
  static async launch(transport: Transport, program: Program, anyway: boolean, onRefused: (diagnostics: Diagnostic[], reason: string) => void): Promise<WalkSession> {
    const session = new WalkSession(new DebugClient(transport));
    try {
      await session.#client.request('initialize', { adapterID: 'crabwalk', clientID: 'crabwalk-studio', linesStartAt1: true, columnsStartAt1: true });
      await session.#client.request('launch', {
        sources: [{ path: program.name, text: program.text }],
        stdin: program.stdin,
        args: program.args,
        stopOnEntry: true,
        anyway,
      });
      await session.#client.request('configurationDone');
      return session;
    } catch (error) {
      if (!(error instanceof ConnectionLost)) {
        onRefused(session.diagnostics, error instanceof Error ? error.message : String(error));
      }

      session.close();
      throw error;
    }
  }

  /** Goes to a step. */
  show(where: { step: number } | { move: Move; step: number }, grain: Grain, options: PictureOptions): Promise<Step> {
    return this.#client.request<Step>('crabwalk/step', {
      ...where,
      grain,
      include: ['scene', 'svg'],
      svg: { theme: 'auto', arrangement: options.arrangement, surroundings: 'bare', styles: 'inside' },
      bytes: options.bytes,
      layout: options.layout,
      library: options.library,
    });
  }

  /** The events of a walk: each by itself while they are few, else how many lie in each stretch. */
  async timeline(grain: Grain, most: number, buckets: number): Promise<Timeline> {
    const each = await this.#client.request<Timeline>('crabwalk/timeline', { grain, most });
    return each.eventCount <= most ? each : this.#client.request<Timeline>('crabwalk/timeline', { grain, buckets });
  }

  /** Rust: what may be done with what, where a step stands. */
  ownership(step: number, grain: Grain): Promise<Ownership> {
    return this.#client.request<Ownership>('crabwalk/ownership', { step, grain });
  }

  /** The step that shows the last write to a place, this step's included, or the next one after it; without a step when there is none. */
  write(place: MemoryPlace, step: number, grain: Grain, direction: 'back' | 'forward'): Promise<{ step?: number }> {
    return this.#client.request('crabwalk/write', { ...place, step, grain, direction });
  }

  /** The walk as a file of its own: a page or slides. Of a long one, the stretch around a step. */
  async export(format: 'html' | 'deck', grain: Grain, step: number, stepCount: number): Promise<Blob> {
    const first = Math.max(1, Math.min(step - MostExported / 2, stepCount - MostExported + 1));
    const last = Math.min(stepCount, first + MostExported - 1);
    const { mediaType, text } = await this.#client.request<{ mediaType: string; text: string }>('crabwalk/export', { format, grain, first, last });
    return new Blob([text], { type: mediaType });
  }

  close(): void {
    this.#client.close();
  }
}
