import type { Ownership } from '../protocol/messages';

const rights = [['R', 'read'], ['W', 'write'], ['O', 'own']] as const;

/** What Rust's rules say where the step stands: what each place may be used for, and which loans run. */
export function showOwners(place: HTMLElement, ownership: Ownership | null, goTo: (line: number, column: number) => void): void {
  if (!ownership?.places?.length) {
    place.replaceChildren('nothing has a value here');
    return;
  }

  const table = document.createElement('table');
  table.className = 'owners';
  const head = table.createTHead().insertRow();
  for (const text of ['place', 'type', 'state', 'may be', 'because']) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = text;
    head.append(cell);
  }

  const body = table.createTBody();
  for (const one of ownership.places) {
    const row = body.insertRow();
    row.insertCell().append(code(one.name));
    row.insertCell().append(code(one.type ?? ''));
    row.insertCell().textContent = one.state ?? '';
    const permissions = row.insertCell();
    for (const [letter, about] of rights) {
      const has = one.permissions?.includes(letter) ?? false;
      const badge = document.createElement(has ? 'span' : 's');
      badge.className = has ? 'right' : 'right is-missing';
      badge.textContent = letter;
      badge.title = has ? `may ${about}` : `may not ${about}`;
      permissions.append(badge);
    }

    row.insertCell().textContent = (one.because ?? []).join('; ');
  }

  place.replaceChildren(table, ...(ownership.loans ?? []).map(loan => {
    const line = document.createElement('p');
    line.append(code(loan.holders?.join(', ') ?? '?'), ` ${loan.kind === 'shared' ? 'borrows' : 'borrows mutably'} `, code(loan.name));
    if (loan.place) {
      line.append(' since ', link(loan.place, goTo));
    }

    if (loan.usedAt) {
      line.append(', until its use in ', link(loan.usedAt, goTo));
    }

    return line;
  }));
}

function code(text: string): HTMLElement {
  const element = document.createElement('code');
  element.textContent = text;
  return element;
}

function link(place: { line: number; column: number }, goTo: (line: number, column: number) => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'run-link';
  button.textContent = `line ${place.line}`;
  button.addEventListener('click', () => goTo(place.line, place.column));
  return button;
}
