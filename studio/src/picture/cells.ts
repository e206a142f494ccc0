/** Where in the program's memory something lies. */
export interface MemoryPlace {
  /** As the Debug Adapter Protocol writes addresses: `0x6fa650`. */
  memoryReference: string;
  bytes: number;
}

// Crabwalk titles each cell of a picture so (docs/protocol.md).
const Title = /, at (0x[0-9a-f]+), (\d+) bytes$/;

/** The place that a cell's title names; null for a cell that lies nowhere. */
export function placeOf(title: string): MemoryPlace | null {
  const found = Title.exec(title);
  return found ? { memoryReference: found[1]!, bytes: Number(found[2]) } : null;
}

/** The place of the cell that an element of a picture belongs to. */
export function cellAt(element: Element): MemoryPlace | null {
  for (let at: Element | null = element; at && at.tagName !== 'svg'; at = at.parentElement) {
    const title = [...at.children].find(child => child.tagName === 'title')?.textContent;
    if (title) {
      return placeOf(title);
    }
  }

  return null;
}
