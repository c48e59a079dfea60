/**
 * What the reference component leaves out for readers who do not see: names of buttons that show an arrow only, a way for the keyboard into boxes
 * that scroll, and it calls itself the main part of a page that has one already. Mended after each of its renders, until it does so itself.
 */
export function mendReference(host: HTMLElement): () => void {
  const mend = () => {
    for (const main of host.querySelectorAll('main:not([role])')) main.setAttribute('role', 'group');
    for (const button of host.querySelectorAll<HTMLElement>('button:not([aria-label])')) {
      const isNamed = button.textContent?.trim() || button.hasAttribute('aria-labelledby') || button.title;
      if (isNamed) continue;
      const part = document.getElementById(button.getAttribute('aria-controls') ?? '');
      const named = part?.querySelector('h1, h2, h3, h4') ?? button.closest('section, div')?.querySelector('h1, h2, h3, h4, a, span');
      button.setAttribute('aria-label', named?.textContent?.trim() || 'More');
    }
    for (const box of host.querySelectorAll<HTMLElement>('.endpoints:not([tabindex]), .scalar-codeblock-pre:not([tabindex])')) box.tabIndex = 0;
    const seen = new Map<string, number>();
    for (const region of host.querySelectorAll<HTMLElement>('[role="region"], section[aria-label], section[aria-labelledby], div[aria-labelledby]')) {
      const label = region.getAttribute('aria-label') ?? document.getElementById(region.getAttribute('aria-labelledby') ?? '')?.textContent ?? '';
      const times = (seen.get(label) ?? 0) + 1;
      seen.set(label, times);
      if (times > 1 && region.getAttribute('role') === 'region') region.setAttribute('role', 'group');
    }
  };
  let asked = 0;
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(mend);
  });
  observer.observe(host, { childList: true, subtree: true });
  mend();
  return () => {
    cancelAnimationFrame(asked);
    observer.disconnect();
  };
}
