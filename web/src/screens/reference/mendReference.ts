/**
 * What the reference component leaves out for readers who do not see: names of buttons that show a sign only, a way for the keyboard into boxes
 * that scroll, and different names for different parts. Mended after each of its renders, until it does so itself.
 */
export function mendReference(host: HTMLElement, copy: string): () => void {
  const named = new WeakSet<Element>();
  const mend = () => {
    for (const button of host.querySelectorAll<HTMLElement>('button:not([aria-label])')) {
      if (named.has(button)) continue;
      named.add(button);
      // Their word is there, but shown to nobody (display: none), so it names nothing.
      if (!button.innerText.trim() && !button.title) button.setAttribute('aria-label', button.textContent?.trim() || copy);
    }
    for (const box of host.querySelectorAll<HTMLElement>('.endpoints:not([tabindex]), .scalar-codeblock-pre:not([tabindex])')) box.tabIndex = 0;
    // The banner of the page is the app's own.
    for (const header of host.querySelectorAll('header:not([role])')) header.setAttribute('role', 'group');
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
