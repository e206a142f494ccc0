// Smaller than this nobody reads it: then the pane scrolls.
const SmallestScale = 0.72;

const NarrowPane = 640;

const StyleElement = /<style>([\s\S]*?)<\/style>/;

/** The picture of a step: an SVG that Crabwalk drew. */
export class Picture {
  readonly #place: HTMLElement;
  readonly #styles = new CSSStyleSheet();
  #shownStyles = '';
  #isNatural = false;

  constructor(place: HTMLElement) {
    this.#place = place;
    document.adoptedStyleSheets.push(this.#styles);
  }

  /** Shows a picture. Its style sheet becomes one of the page's, which may then forbid styles in the document. */
  show(svg: string): void {
    const style = StyleElement.exec(svg)?.[1] ?? '';
    if (style !== this.#shownStyles) {
      this.#shownStyles = style;
      this.#styles.replaceSync(style);
    }

    // Parsed as XML, so that nothing in it can run.
    const parsed = new DOMParser().parseFromString(svg.replace(StyleElement, ''), 'image/svg+xml').documentElement;
    this.#place.replaceChildren(document.importNode(parsed, true));
    this.#resize();
  }

  /** True where stack and heap do not fit beside each other. */
  get isNarrow(): boolean {
    return this.#place.clientWidth < NarrowPane;
  }

  /** Says why there is no picture. */
  explain(text: string): void {
    const paragraph = document.createElement('p');
    paragraph.className = 'picture-note';
    paragraph.textContent = text;
    this.#place.replaceChildren(paragraph);
  }

  /** Between the width of the pane, which a wide drawing is made to fit, and the drawing's own size. */
  toggleSize(): void {
    this.#isNatural = !this.#isNatural;
    this.#resize();
  }

  /** Covers the values that this step changed, until they are guessed. */
  cover(isCovered: boolean): void {
    this.#place.classList.toggle('covered', isCovered);
    for (const row of this.#place.querySelectorAll('g:has(> rect.chg)')) {
      const texts = [...row.children].filter(child => child.tagName === 'text');
      texts.at(-1)?.classList.toggle('guess', isCovered);
    }
  }

  /** The picture as a file of its own, styles included. */
  get svg(): string | null {
    const drawing = this.#place.querySelector('svg');
    if (!drawing) {
      return null;
    }

    const copy = drawing.cloneNode(true) as SVGElement;
    const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
    style.textContent = this.#shownStyles;
    copy.prepend(style);
    return new XMLSerializer().serializeToString(copy);
  }

  #resize(): void {
    const drawing = this.#place.querySelector('svg');
    if (drawing) {
      drawing.classList.toggle('natural', this.#isNatural);
      drawing.style.minWidth = `${Math.round(Number(drawing.getAttribute('width')) * SmallestScale)}px`;
    }
  }
}
