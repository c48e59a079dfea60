import { useLocation, useMatch, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { NodeKind } from '@/api/types';
import { withSearch } from './withSearch';

/** Goes to a place: a shop has its own page, anything above it is the scope of the screen at hand. What is predicted is asked of a shop as of a region. */
export function useGoTo() {
  const navigate = useNavigate();
  const onShop = useMatch({ from: '/frame/shops/$shopId', shouldThrow: false }) !== undefined;
  const onInsights = useLocation({ select: ({ pathname }) => pathname.startsWith('/insights') });
  return useCallback(
    (node: { id: string; kind: NodeKind }) => {
      if (node.kind === 'location' && !onInsights) {
        void navigate({ to: '/shops/$shopId', params: { shopId: node.id } });
        return;
      }
      const search = withSearch({ node: node.kind === 'network' ? undefined : node.id });
      void navigate(onShop ? { to: '/', search } : { to: '.', search });
    },
    [navigate, onShop, onInsights],
  );
}
