/** A tab list as the ARIA pattern has it: arrows move, the chosen panel is shown. */
export function makeTabs(list: HTMLElement): { choose: (id: string) => void } {
  const tabs = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  const choose = (tab: HTMLElement) => {
    for (const other of tabs) {
      const isChosen = other === tab;
      other.setAttribute('aria-selected', String(isChosen));
      other.tabIndex = isChosen ? 0 : -1;
      const panel = document.getElementById(other.getAttribute('aria-controls') ?? '');
      if (panel) {
        panel.hidden = !isChosen;
      }
    }
  };
  for (const tab of tabs) {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', event => {
      const to = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (to !== 0) {
        const next = tabs[(tabs.indexOf(tab) + to + tabs.length) % tabs.length]!;
        choose(next);
        next.focus();
        event.preventDefault();
        event.stopPropagation();
      }
    });
  }

  return { choose: id => choose(tabs.find(tab => tab.id === id) ?? tabs[0]!) };
}
