import type { Timeline, TimelineEvent } from '../protocol/messages';
import { fractionOf, roomForLabels, stepAt } from './scale';

const Svg = 'http://www.w3.org/2000/svg';
const Height = 52;
const Rail = 20;
const Margin = 14;
const LabelWidth = 6.2;

// Shapes differ as well as colours, so that the events can be told apart without seeing colours.
const shapes: Record<string, string> = {
  call: 'M-5,-4h10v8h-10z',
  return: 'M-4,0L4,-4V4z',
  alloc: 'M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0',
  free: 'M-4,-4L4,4M4,-4L-4,4',
  drop: 'M-4,-4L4,4M4,-4L-4,4',
  write: 'M-3,-3h6v6h-6z',
  move: 'M-5,-3h5v-3l6,6l-6,6v-3h-5z',
  borrow: 'M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0M-2.4,0a2.4,2.4 0 1,0 4.8,0a2.4,2.4 0 1,0 -4.8,0',
  output: 'M-5,-4h10v6h-6l-3,3v-3h-1z',
  error: 'M0,-7L7,5H-7z',
};

/** The walk as a track with its events, and a handle that is dragged along it: a slider for those who don't see it. */
export class TimelineView {
  readonly #track: HTMLElement;
  #timeline: Timeline = { stepCount: 1, eventCount: 0 };
  #step = 1;

  constructor(track: HTMLElement, onStep: (step: number) => void) {
    this.#track = track;
    track.setAttribute('role', 'slider');
    track.tabIndex = 0;
    track.setAttribute('aria-label', 'step of the walk');
    track.setAttribute('aria-valuemin', '1');
    const drag = (event: PointerEvent) => {
      const box = track.getBoundingClientRect();
      onStep(stepAt((event.clientX - box.left - Margin) / Math.max(1, box.width - 2 * Margin), this.#timeline.stepCount));
    };
    track.addEventListener('pointerdown', event => {
      track.setPointerCapture(event.pointerId);
      drag(event);
    });
    track.addEventListener('pointermove', event => {
      if (track.hasPointerCapture(event.pointerId)) {
        drag(event);
      }
    });
    new ResizeObserver(() => this.#draw()).observe(track);
  }

  /** Shows the events of a walk. */
  load(timeline: Timeline): void {
    this.#timeline = timeline;
    this.#draw();
  }

  /** Moves the handle. */
  show(step: number, sentence: string): void {
    this.#step = step;
    this.#track.setAttribute('aria-valuenow', String(step));
    this.#track.setAttribute('aria-valuemax', String(this.#timeline.stepCount));
    this.#track.setAttribute('aria-valuetext', `step ${step} of ${this.#timeline.stepCount}: ${sentence}`);
    this.#track.querySelector('.needle')?.setAttribute('transform', `translate(${this.#x(step)},0)`);
  }

  #x(step: number): number {
    return Margin + fractionOf(step, this.#timeline.stepCount) * Math.max(0, this.#track.clientWidth - 2 * Margin);
  }

  #draw(): void {
    const svg = document.createElementNS(Svg, 'svg');
    svg.setAttribute('height', String(Height));
    svg.setAttribute('width', String(this.#track.clientWidth));
    svg.setAttribute('aria-hidden', 'true');
    svg.append(path('rail', `M${Margin},${Rail}H${this.#track.clientWidth - Margin}`));
    if (this.#timeline.events) {
      svg.append(...this.#marks(this.#timeline.events));
    } else {
      svg.append(...this.#heights());
    }

    const needle = path('needle', `M0,4V${Rail + 16}`);
    needle.setAttribute('transform', `translate(${this.#x(this.#step)},0)`);
    svg.append(needle);
    this.#track.replaceChildren(svg);
  }

  #marks(events: readonly TimelineEvent[]): SVGElement[] {
    const elements: SVGElement[] = [];
    const places = events.map(event => this.#x(event.step));
    const hasLabel = roomForLabels(places, events.map(event => (event.label ?? '').length * LabelWidth), 8);
    events.forEach((event, i) => {
      const kind = event.kind ?? 'call';
      const group = document.createElementNS(Svg, 'g');
      group.setAttribute('class', `event event-${kind}`);
      group.setAttribute('transform', `translate(${places[i]},${Rail})`);
      const title = document.createElementNS(Svg, 'title');
      title.textContent = `${kind}: ${event.label ?? ''} (step ${event.step})`;
      group.append(title, path('', shapes[kind] ?? shapes['write']!));
      if (hasLabel[i] && event.label) {
        const label = document.createElementNS(Svg, 'text');
        label.setAttribute('y', '26');
        label.setAttribute('text-anchor', this.#anchorAt(places[i] ?? 0, event.label.length * LabelWidth));
        label.textContent = event.label;
        group.append(label);
      }

      elements.push(group);
    });
    return elements;
  }

  // A label at an edge of the track leans inwards.
  #anchorAt(place: number, width: number): string {
    return place + width / 2 > this.#track.clientWidth ? 'end' : place < width / 2 ? 'start' : 'middle';
  }

  // A long walk: how much happens where, and its errors as marks of their own.
  #heights(): SVGElement[] {
    const buckets = this.#timeline.buckets ?? [];
    const sums = buckets.map(bucket => Object.values(bucket.counts).reduce((sum, count) => sum + count, 0));
    const most = Math.max(1, ...sums);
    return buckets.map((bucket, i) => {
      const height = 2 + 14 * (Math.log1p(sums[i] ?? 0) / Math.log1p(most));
      const isWrong = (bucket.counts['error'] ?? 0) > 0;
      return path(isWrong ? 'density density-error' : 'density', `M${this.#x((bucket.first + bucket.last) / 2)},${Rail - height}V${Rail + (isWrong ? height : 0)}`);
    });
  }
}

function path(name: string, d: string): SVGPathElement {
  const element = document.createElementNS(Svg, 'path');
  element.setAttribute('class', name);
  element.setAttribute('d', d);
  return element;
}
