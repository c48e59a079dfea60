import { useMatch } from '@tanstack/react-router';
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { addressOf } from '@/api/client';
import { paths } from '@/api/paths';
import { useScope } from '@/scope/Scope';
import { browserEnvironment } from './browserEnvironment';
import { emptyLiveState, type LiveState } from './liveState';
import { StreamClient } from './streamClient';

const LiveContext = createContext<StreamClient | null>(null);
const nothing = () => () => {};
const empty = () => emptyLiveState;

/** One line per network and place, shared by everything on the screen. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { network, nodeId, tree, can } = useScope();
  const shopId = useMatch({ from: '/frame/shops/$shopId', shouldThrow: false })?.params.shopId;
  // A shop that is not there (an address mistyped) has no line of its own.
  const node = shopId && tree && !tree.get(shopId) ? nodeId : (shopId ?? nodeId);
  const allowed = can('stream.read');
  const client = useMemo(
    () => (allowed ? new StreamClient((from) => addressOf(paths.stream(network.id), { from, node }), browserEnvironment) : null),
    [allowed, network.id, node],
  );
  useEffect(() => {
    if (!client) return;
    client.start();
    const online = () => client.retryNow();
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('online', online);
      client.stop();
    };
  }, [client]);
  return <LiveContext value={client}>{children}</LiveContext>;
}

/** The live state; null when the person's role has no live figures. */
export function useLive(): LiveState | null {
  const client = useContext(LiveContext);
  const state = useSyncExternalStore(client?.subscribe ?? nothing, client?.getState ?? empty);
  return client ? state : null;
}
