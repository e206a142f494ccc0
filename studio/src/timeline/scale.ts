/** The step at a place of the track, from 0 to 1. */
export function stepAt(fraction: number, stepCount: number): number {
  return Math.min(stepCount, Math.max(1, Math.round(1 + fraction * (stepCount - 1))));
}

/** The place of a step on the track, from 0 to 1. */
export function fractionOf(step: number, stepCount: number): number {
  return stepCount < 2 ? 0 : (step - 1) / (stepCount - 1);
}

/** Chooses labels from left to right so that none touches the one before: places and widths in one unit. */
export function roomForLabels(places: readonly number[], widths: readonly number[], gap: number): boolean[] {
  let end = Number.NEGATIVE_INFINITY;
  return places.map((place, i) => {
    const half = (widths[i] ?? 0) / 2;
    if (place - half < end + gap) {
      return false;
    }

    end = place + half;
    return true;
  });
}
