// What every script shares: the simulator's row, and a detour for SDKs that know only their vendor's own hosts.
import assert from 'node:assert/strict';
import http from 'node:http';
import https from 'node:https';

export { assert };

/** The simulator's address and credentials, as `./run sandbox --list` prints them. */
export const row = JSON.parse(process.env.SANDBOX_ROW);
const target = new URL(row.url);

/** Sends every https call to the simulator: only scheme, host and port are changed, as the SDK is otherwise left alone. */
export function detour() {
  const request = (...args) => {
    const [first, second, third] = args;
    const fromUrl = typeof first === 'string' || first instanceof URL;
    const url = fromUrl ? new URL(first) : undefined;
    const options = fromUrl ? (typeof second === 'object' ? second : {}) : first;
    const callback = [second, third].find(argument => typeof argument === 'function');
    const path = url ? url.pathname + url.search : options.path;
    return http.request({ ...options, protocol: 'http:', host: target.hostname, hostname: target.hostname, port: target.port, path: options.path ?? path, agent: undefined, servername: undefined }, callback);
  };
  https.request = request;
  https.get = (...args) => {
    const call = request(...args);
    call.end();
    return call;
  };
  const fetched = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url);
    if (url.protocol === 'https:') {
      url.protocol = 'http:';
      url.hostname = target.hostname;
      url.port = target.port;
    }
    return fetched(typeof input === 'string' || input instanceof URL ? url : new Request(url, input), init);
  };
}

/** A steering call. */
export async function steer(action, wishes = {}) {
  const answer = await fetch(`${row.url}/_sandbox/${action}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wishes) });
  const body = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(body));
  return body;
}

export function done(what) {
  console.log(`ok: ${what}`);
}
