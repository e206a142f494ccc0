import type { Grain } from '../protocol/messages';

/** Everything a link to the studio holds: no account and no server is needed to share a step. */
export interface Address {
  name: string;
  text: string;
  stdin: string;
  args: string[];
  step: number;
  grain: Grain;
  /** Letters of what is switched on: `b` bytes, `l` layout, `i` library, `p` predict, `a` anyway. */
  view: string;
}

const grains: readonly string[] = ['instruction', 'expression', 'statement', 'call'];

/** The hash of an address: what the reader chose, readable, and the program, packed. */
export async function encodeAddress(address: Address): Promise<string> {
  const parts = new URLSearchParams();
  parts.set('step', String(address.step));
  parts.set('grain', address.grain);
  if (address.view) {
    parts.set('view', address.view);
  }

  parts.set('program', await pack(JSON.stringify([address.name, address.text, address.stdin, address.args])));
  return parts.toString();
}

/** The address of a hash; null when it holds no program or is damaged. */
export async function decodeAddress(hash: string): Promise<Address | null> {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const packed = parts.get('program');
  if (!packed) {
    return null;
  }

  try {
    const program: unknown = JSON.parse(await unpack(packed));
    if (!Array.isArray(program) || typeof program[0] !== 'string' || typeof program[1] !== 'string') {
      return null;
    }

    const [name, text, stdin, args] = program as [string, string, unknown, unknown];
    const grain = parts.get('grain') ?? '';
    return {
      name,
      text,
      stdin: typeof stdin === 'string' ? stdin : '',
      args: Array.isArray(args) ? args.map(String) : [],
      step: Math.max(1, Number.parseInt(parts.get('step') ?? '1', 10) || 1),
      grain: (grains.includes(grain) ? grain : 'expression') as Grain,
      view: parts.get('view') ?? '',
    };
  } catch {
    return null;
  }
}

async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = '';
  for (const byte of bytes) {
    binary += String.fromCharCode(byte);
  }

  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

async function unpack(packed: string): Promise<string> {
  const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, character => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}
