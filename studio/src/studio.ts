import { decodeAddress, encodeAddress } from './address/address';
import { Shelf } from './address/shelf';
import { Editor } from './editor/editor';
import type { LanguageServer } from './editor/languageServer';
import { renderRuns, withCode } from './editor/runs';
import { examples, first, type Example } from './examples/examples';
import { listen, makeKeys } from './keys';
import { showMessages } from './panes/messages';
import { showOutput } from './panes/output';
import { showOwners } from './panes/owners';
import { makeTabs } from './panes/tabs';
import { cellAt, type MemoryPlace } from './picture/cells';
import { Picture } from './picture/picture';
import { save, toPng } from './picture/save';
import type { Diagnostic, Grain, Move, Step } from './protocol/messages';
import { ConnectionLost, RequestError } from './protocol/debugClient';
import type { Transport } from './protocol/transport';
import { TimelineView } from './timeline/timelineView';
import { isRight, questionOf, type Question } from './walk/guesses';
import { Latest } from './walk/latest';
import { WalkSession, type Program } from './walk/walkSession';

const EditDelay = 250;
const MostEvents = 1500;
const Buckets = 300;
const PlayDelay = 700;

/** The page: holds what is shown, and asks Crabwalk for the rest. */
export class Studio {
  readonly #connect: () => Transport;
  readonly #editor: Editor;
  readonly #picture = new Picture(element('picture'));
  readonly #timeline: TimelineView;
  readonly #tabs = makeTabs(document.querySelector<HTMLElement>('[role=tablist]')!);
  readonly #latest = new Latest();
  readonly #shelf = new Shelf(localStorage);

  #program: Program = { name: first.name, text: first.text, stdin: '', args: [] };
  #session: WalkSession | null = null;
  #shown: Step | null = null;
  #wanted = 1;
  #grain: Grain = 'expression';
  #isAnyway = false;
  #isSecondTry = false;
  #question: Question | null = null;
  #launchNumber = 0;
  #editTimer = 0;
  #playTimer = 0;

  /**
   * @param connect Opens a way to Crabwalk's debug adapter: a socket, or a worker.
   * @param server The language server; null where there is none.
   */
  constructor(connect: () => Transport, server: LanguageServer | null) {
    this.#connect = connect;
    this.#editor = new Editor(element('code'), server, text => this.#edited(text), step => this.goTo(step));
    this.#timeline = new TimelineView(element('timeline'), step => this.goTo(step));
    this.#fillMenu();
    this.#listenToControls();
    this.#listenToKeys();
  }

  /** Shows what the page's address says, or the first program. */
  async start(): Promise<void> {
    const address = await decodeAddress(location.hash);
    if (address) {
      this.#program = { name: address.name, text: address.text, stdin: address.stdin, args: address.args };
      this.#grain = address.grain;
      this.#wanted = address.step;
      this.#isAnyway = address.view.includes('a');
      for (const [id, letter] of [['bytes', 'b'], ['layout', 'l'], ['library', 'i'], ['predict', 'p']] as const) {
        press(id, address.view.includes(letter));
      }
    }

    element<HTMLSelectElement>('grain').value = this.#grain;
    this.#showProgram();
    await this.#launch();
  }

  /** Goes to a step. */
  goTo(step: number): void {
    this.#wanted = step;
    this.#look({ step });
  }

  // A cell leads to the step that wrote it; from there to the write before.
  async #goToWrite(place: MemoryPlace, direction: 'back' | 'forward'): Promise<void> {
    const session = this.#session;
    try {
      let found = await session?.write(place, this.#wanted, this.#grain, direction);
      if (found?.step === this.#wanted && direction === 'back' && this.#wanted > 1) {
        found = await session?.write(place, this.#wanted - 1, this.#grain, direction);
      }

      if (found?.step) {
        this.goTo(found.step);
      } else {
        this.#toast(direction === 'back' ? 'Nobody wrote there before this step.' : 'Nobody writes there after this step.');
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  #move(move: Move): void {
    this.#look({ move, step: this.#wanted });
  }

  #look(where: { step: number } | { move: Move; step: number }): void {
    const session = this.#session;
    if (!session) {
      return;
    }

    this.#latest.run(async () => {
      try {
        const step = await session.show(where, this.#grain, {
          theme: 'auto',
          arrangement: this.#picture.isNarrow ? 'narrow' : 'wide',
          bytes: isPressed('bytes'),
          layout: isPressed('layout'),
          library: isPressed('library'),
        });
        if (session === this.#session) {
          this.#show(step, 'move' in where);
        }
      } catch (error) {
        if (session === this.#session) {
          this.#failed(error);
        }
      }
    });
  }

  #show(step: Step, isMove: boolean): void {
    const isForward = isMove && step.step > (this.#shown?.step ?? 0);
    this.#shown = step;
    this.#wanted = step.step;
    this.#picture.show(step.svg ?? '');
    this.#editor.show({ place: step.place ?? null, substituted: step.scene?.substituted ?? [], problem: step.scene?.problem ?? null });
    element('sentence').replaceChildren(renderRuns(step.scene?.sentence ?? [{ text: step.sentence }], to => this.goTo(to)));
    element('counter').textContent = `${step.step.toLocaleString()} / ${step.stepCount.toLocaleString()}`;
    element('to-problem').hidden = !step.problemStep || step.problemStep === step.step;
    this.#timeline.show(step.step, step.sentence);
    showOutput(element('output'), step.scene ?? null);
    this.#showOwners(step);
    this.#ask(isForward && isPressed('predict') && step.scene ? questionOf(step.scene) : null);
    void this.#remember();
  }

  // Asked for only while somebody looks: it is more than the picture needs.
  #showOwners(step: Step): void {
    const session = this.#session;
    if (session && isPressedTab('tab-owners')) {
      session.ownership(step.step, step.grain).then(
        found => this.#shown === step && showOwners(element('owners'), found, (line, column) => this.#editor.goTo(line, column)),
        (error: unknown) => element('owners').replaceChildren(error instanceof Error ? error.message : String(error)),
      );
    }
  }

  // Predict mode: the value stays covered, and the sentence with it, until somebody has guessed.
  #ask(question: Question | null): void {
    this.#question = question;
    const form = element<HTMLFormElement>('guess');
    form.hidden = !question;
    element('sentence').hidden = question !== null;
    this.#picture.cover(question !== null);
    if (question) {
      form.querySelector('label')!.textContent = `What does ${question.name} hold now?`;
      form.querySelector('output')!.textContent = '';
      const input = element<HTMLInputElement>('guess-text');
      input.value = '';
      input.focus();
    }
  }

  #answer(): void {
    const question = this.#question;
    if (!question) {
      return;
    }

    const wasRight = isRight(element<HTMLInputElement>('guess-text').value, question);
    this.#ask(null);
    element('guess').hidden = false;
    element('guess').querySelector('label')!.textContent = '';
    element('guess').querySelector('output')!.textContent = wasRight ? `Right: ${question.name} is ${question.value}.` : `${question.name} is ${question.value}.`;
    element('picture').focus();
  }

  async #launch(): Promise<void> {
    const number = ++this.#launchNumber;
    this.#session?.close();
    this.#session = null;
    document.body.classList.add('is-busy');
    try {
      const session = await WalkSession.launch(this.#connect(), this.#program, this.#isAnyway, (found, reason) => this.#refused(number, found, reason));
      if (number !== this.#launchNumber) {
        session.close();
        return;
      }

      this.#session = session;
      this.#isSecondTry = false;
      this.#showFound(session.diagnostics);
      this.#tabs.choose(isPressedTab('tab-input') ? 'tab-input' : 'tab-output');
      this.#look({ step: this.#wanted });
      this.#timeline.load(await session.timeline(this.#grain, MostEvents, Buckets));
    } catch (error) {
      if (number === this.#launchNumber) {
        this.#failed(error);
      }
    } finally {
      if (number === this.#launchNumber) {
        document.body.classList.remove('is-busy');
      }
    }
  }

  // A walk is a function of its program: one that is lost with its connection is made again, once.
  #failed(error: unknown): void {
    if (error instanceof ConnectionLost && !this.#isSecondTry) {
      this.#isSecondTry = true;
      void this.#launch();
    } else if (error instanceof ConnectionLost || !(error instanceof RequestError)) {
      this.#toast(error);
    }
  }

  #refused(number: number, found: readonly Diagnostic[], reason: string): void {
    if (number !== this.#launchNumber) {
      return;
    }

    this.#showFound(found);
    this.#shown = null;
    this.#editor.show(null);
    this.#timeline.load({ stepCount: 1, eventCount: 0 });
    element('counter').textContent = '–';
    element('to-problem').hidden = true;
    showOutput(element('output'), null);
    this.#tabs.choose('tab-messages');
    const errors = found.filter(one => one.severity === 'error');
    element('sentence').replaceChildren(...(errors[0] ? ['The program was not accepted: ', ...withCode(errors[0].message), '.'] : [`The program could not be run: ${reason}.`]));
    if (this.#program.name.endsWith('.rs') && errors.length > 0 && errors.every(one => one.place)) {
      const anyway = document.createElement('button');
      anyway.type = 'button';
      anyway.textContent = 'run it anyway';
      anyway.addEventListener('click', () => {
        this.#isAnyway = true;
        void this.#launch();
      });
      element('sentence').append(' ', anyway);
    }

    this.#picture.explain(found.length > 0 ? found.map(one => one.rendered).join('') : 'There is nothing to show.');
  }

  #showFound(found: readonly Diagnostic[]): void {
    this.#editor.showDiagnostics(found);
    showMessages(element('messages'), found, (line, column) => this.#editor.goTo(line, column), step => this.goTo(step));
    const count = found.length;
    element('tab-messages').textContent = count > 0 ? `messages (${count})` : 'messages';
  }

  #edited(text: string): void {
    this.#program = { ...this.#program, text };
    this.#isAnyway = false;
    const original = exampleOf(this.#program.name)?.text ?? null;
    this.#shelf.keep(this.#program.name, text, original);
    element('reset').hidden = original === null || text === original;
    this.#editor.show(null);
    this.#relaunchSoon();
  }

  #relaunchSoon(): void {
    clearTimeout(this.#editTimer);
    this.#editTimer = window.setTimeout(() => void this.#launch(), EditDelay);
  }

  #showProgram(): void {
    this.#editor.load(this.#program.name, this.#program.text);
    element<HTMLTextAreaElement>('stdin').value = this.#program.stdin;
    element<HTMLInputElement>('args').value = this.#program.args.join(' ');
    const example = exampleOf(this.#program.name);
    element('reset').hidden = !example || example.text === this.#program.text;
    const isRust = this.#program.name.endsWith('.rs');
    element('tab-owners').hidden = !isRust;
    if (!isRust && isPressedTab('tab-owners')) {
      this.#tabs.choose('tab-output');
    }

    this.#fillMenu();
    element<HTMLSelectElement>('examples').value = this.#program.name;

    document.title = `${this.#program.name} · Crabwalk`;
  }

  async #remember(): Promise<void> {
    const view = [isPressed('bytes') && 'b', isPressed('layout') && 'l', isPressed('library') && 'i', isPressed('predict') && 'p', this.#isAnyway && 'a'].filter(Boolean).join('');
    const hash = await encodeAddress({ ...this.#program, step: this.#wanted, grain: this.#grain, view });
    history.replaceState(null, '', `#${hash}`);
  }

  #fillMenu(): void {
    const known = new Set(examples.flatMap(group => group.programs).map(program => program.name));
    const own = [...new Set([...this.#shelf.names(), this.#program.name])].filter(name => !known.has(name));
    const groups = examples.map(group => ({ label: group.group, options: group.programs.map(program => new Option(`${program.name} — ${program.about}`, program.name)) }));
    groups.push({ label: 'Yours', options: [...own.map(name => new Option(name, name)), new Option('a new C program', 'new.c'), new Option('a new Rust program', 'new.rs')] });
    element('examples').replaceChildren(...groups.map(group => {
      const options = document.createElement('optgroup');
      options.label = group.label;
      options.append(...group.options);
      return options;
    }));
  }

  /** Opens a program: as it was left here, unless a text is given. */
  #open(name: string, text = this.#shelf.find(name) ?? exampleOf(name)?.text ?? beginnings[name] ?? ''): void {
    this.#program = { name, text, stdin: '', args: [] };
    this.#wanted = 1;
    this.#isAnyway = false;
    this.#showProgram();
    void this.#launch();
  }

  #listenToControls(): void {
    element<HTMLSelectElement>('examples').addEventListener('change', event => this.#open((event.target as HTMLSelectElement).value));
    element('reset').addEventListener('click', () => {
      this.#shelf.forget(this.#program.name);
      this.#open(this.#program.name);
    });
    const file = element<HTMLInputElement>('file');
    element('open').addEventListener('click', () => file.click());
    file.addEventListener('change', () => {
      const chosen = file.files?.[0];
      file.value = '';
      void chosen?.text().then(text => {
        this.#shelf.keep(chosen.name, text, null);
        this.#open(chosen.name, text);
      });
    });
    element('tab-owners').addEventListener('click', () => this.#shown && this.#showOwners(this.#shown));
    element('play').addEventListener('click', () => this.#play());
    element<HTMLSelectElement>('grain').addEventListener('change', event => {
      this.#grain = (event.target as HTMLSelectElement).value as Grain;
      this.#wanted = 1;
      void this.#launch();
    });
    for (const id of ['bytes', 'layout', 'library', 'predict']) {
      element(id).addEventListener('click', () => {
        press(id, !isPressed(id));
        this.goTo(this.#wanted);
      });
    }

    element('picture').addEventListener('click', event => {
      const place = cellAt(event.target as Element);
      if (place) {
        void this.#goToWrite(place, event.shiftKey ? 'forward' : 'back');
      }
    });
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-move]')) {
      button.addEventListener('click', () => this.#move(button.dataset['move'] as Move));
    }

    element('guess').addEventListener('submit', event => {
      event.preventDefault();
      this.#answer();
    });
    element('stdin').addEventListener('input', event => {
      this.#program = { ...this.#program, stdin: (event.target as HTMLTextAreaElement).value };
      this.#relaunchSoon();
    });
    element('args').addEventListener('input', event => {
      this.#program = { ...this.#program, args: (event.target as HTMLInputElement).value.split(/\s+/).filter(Boolean) };
      this.#relaunchSoon();
    });
    element('theme').addEventListener('click', () => nextTheme());
    element('share').addEventListener('click', () => void this.#share());
    element('save').addEventListener('click', () => this.#offerSaving());
    let wasNarrow = this.#picture.isNarrow;
    new ResizeObserver(() => {
      if (wasNarrow !== this.#picture.isNarrow) {
        wasNarrow = this.#picture.isNarrow;
        this.goTo(this.#wanted);
      }
    }).observe(element('picture'));
    addEventListener('hashchange', () => void this.start());
  }

  #listenToKeys(): void {
    const keys = makeKeys(move => this.#move(move), [
      { keys: [' '], shown: 'Space', about: 'play, and stop', run: () => this.#play() },
      { keys: ['/'], shown: '/', about: 'to a step by its number', run: () => this.#askForStep() },
      { keys: ['f'], shown: 'f', about: 'the picture in its own size, or as wide as its pane', run: () => this.#picture.toggleSize() },
      { keys: ['i'], shown: 'i', about: 'into the program text; Escape leaves it', run: () => this.#editor.focus() },
      { keys: [], shown: 'click', about: 'a cell of the picture: to the step that wrote it; with Shift to the next that writes it', run: () => {} },
      { keys: ['?'], shown: '?', about: 'these keys', run: () => this.#showKeys() },
    ]);
    listen(keys);
    element('code').addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        element('picture').focus();
      }
    });
    element('help').addEventListener('click', () => this.#showKeys());
    const list = document.createElement('dl');
    for (const key of keys) {
      const term = document.createElement('dt');
      const name = document.createElement('kbd');
      name.textContent = key.shown;
      term.append(name);
      const about = document.createElement('dd');
      about.textContent = key.about;
      list.append(term, about);
    }

    fillDialog('keys', 'Keys', list);
  }

  #play(): void {
    if (isPressed('play')) {
      this.#rest();
      return;
    }

    press('play', true);
    if (this.#shown && this.#shown.step >= this.#shown.stepCount) {
      this.#move('start');
    }

    this.#playTimer = window.setInterval(() => {
      if (!this.#shown || this.#shown.step >= this.#shown.stepCount || this.#question) {
        this.#rest();
      } else {
        this.#move('in');
      }
    }, PlayDelay);
  }

  #rest(): void {
    clearInterval(this.#playTimer);
    press('play', false);
  }

  #askForStep(): void {
    const answer = prompt(`Which step, from 1 to ${this.#shown?.stepCount ?? 1}?`, String(this.#wanted));
    const step = Number.parseInt(answer ?? '', 10);
    if (step > 0) {
      this.goTo(step);
    }
  }

  #showKeys(): void {
    element<HTMLDialogElement>('keys').showModal();
  }

  async #share(): Promise<void> {
    await this.#remember();
    try {
      await navigator.clipboard.writeText(location.href);
      this.#toast('The link is copied: it holds the program, its input and this step.');
    } catch {
      this.#toast('The link is in the address bar: it holds the program, its input and this step.');
    }
  }

  #offerSaving(): void {
    const name = `${this.#program.name}-${this.#wanted}`;
    const svg = this.#picture.svg;
    const choices = document.createElement('div');
    choices.className = 'choices';
    const offer = (text: string, run: () => Promise<void> | void) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = text;
      button.disabled = !svg;
      button.addEventListener('click', () => {
        element<HTMLDialogElement>('saving').close();
        void Promise.resolve(run()).catch((error: unknown) => this.#toast(error));
      });
      choices.append(button);
    };
    offer('this step as SVG', () => save(`${name}.svg`, new Blob([svg!], { type: 'image/svg+xml' })));
    offer('this step as PNG', async () => save(`${name}.png`, await toPng(svg!)));
    offer('the walk as a web page', () => this.#export('html', 'walk'));
    offer('the walk as slides', () => this.#export('deck', 'slides'));
    fillDialog('saving', 'Save', choices);
    element<HTMLDialogElement>('saving').showModal();
  }

  async #export(format: 'html' | 'deck', name: string): Promise<void> {
    if (this.#session && this.#shown) {
      save(`${this.#program.name}-${name}.html`, await this.#session.export(format, this.#grain, this.#shown.step, this.#shown.stepCount));
    }
  }

  #toast(what: unknown): void {
    const toast = element('toast');
    toast.textContent = what instanceof Error ? what.message : String(what);
    toast.classList.add('is-shown');
    setTimeout(() => toast.classList.remove('is-shown'), 5000);
  }
}

// What a new program begins with.
const beginnings: Readonly<Record<string, string>> = {
  'new.c': '#include <stdio.h>\n\nint main(void)\n{\n    printf("hello\\n");\n    return 0;\n}\n',
  'new.rs': 'fn main() {\n    println!("hello");\n}\n',
};

function exampleOf(name: string): Example | undefined {
  return examples.flatMap(group => group.programs).find(program => program.name === name);
}

function element<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`the page has no element ${id}`);
  }

  return found as Kind;
}

function isPressed(id: string): boolean {
  return element(id).getAttribute('aria-pressed') === 'true';
}

function isPressedTab(id: string): boolean {
  return element(id).getAttribute('aria-selected') === 'true';
}

function press(id: string, isOn: boolean): void {
  element(id).setAttribute('aria-pressed', String(isOn));
}

function nextTheme(): void {
  const order = ['', 'light', 'dark'];
  const root = document.documentElement;
  const next = order[(order.indexOf(root.dataset['theme'] ?? '') + 1) % order.length] ?? '';
  if (next) {
    root.dataset['theme'] = next;
    localStorage.setItem('theme', next);
  } else {
    delete root.dataset['theme'];
    localStorage.removeItem('theme');
  }
}

function fillDialog(id: string, title: string, content: HTMLElement): void {
  const dialog = element<HTMLDialogElement>(id);
  const heading = document.createElement('h2');
  heading.id = `${id}-title`;
  heading.textContent = title;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'close';
  close.addEventListener('click', () => dialog.close());
  dialog.replaceChildren(heading, content, close);
}
