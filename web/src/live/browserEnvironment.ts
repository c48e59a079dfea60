import type { StreamEnvironment } from './streamClient';

export const browserEnvironment: StreamEnvironment = {
  // A relative address becomes ws: or wss: as the page is http: or https:; the session cookie travels along.
  open: (address) => {
    const url = new URL(address, location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    return new WebSocket(url) as never;
  },
  now: () => Date.now(),
  random: () => Math.random(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
