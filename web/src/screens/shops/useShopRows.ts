import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { dashboardQuery, measuresQuery } from '@/api/queries';
import type { Band, Decimal, TreeNode } from '@/api/types';
import { useScope } from '@/scope/Scope';
import type { TreeIndex } from '@/scope/treeIndex';

export interface ShopRow {
  id: string; name: string; code: string; status: string; regionId: string | null; region: string;
  netSales: Decimal | null; change: Decimal | null; visits: Decimal | null; ticket: Decimal | null; band: Band | null;
}

/** Every shop of the place at hand: from the tree at once, with its figures as they arrive. */
export function useShopRows() {
  const { network, tree, nodeId, period, compare, isOpen, can } = useScope();
  const seesFigures = can('measures.read');
  const node = nodeId ? { nodeId } : {};
  const dashboard = useQuery({ ...dashboardQuery({ networkId: network.id, ...node, ...period, compare }, isOpen), enabled: seesFigures, placeholderData: keepPreviousData });
  const measures = useQuery({
    ...measuresQuery({ networkId: network.id, measures: ['visits', 'average_ticket'], ...period, by: 'total', per: 'location', node: nodeId }),
    enabled: seesFigures,
    placeholderData: keepPreviousData,
  });

  const placed = useMemo(() => new Map(dashboard.data?.bands.locations.map((shop) => [shop.id, shop])), [dashboard.data]);
  const figures = useMemo(() => {
    const byShop = new Map<string, Record<string, Decimal | null>>();
    for (const row of measures.data?.rows ?? []) {
      const known = byShop.get(row.nodeId);
      if (known) known[row.measure] = row.value;
      else byShop.set(row.nodeId, { [row.measure]: row.value });
    }
    return byShop;
  }, [measures.data]);

  const rows = useMemo<ShopRow[] | undefined>(() => tree && shopsUnder(tree, nodeId).map(({ node: shop, region }) => {
    const place = placed.get(shop.id);
    const own = figures.get(shop.id);
    return {
      id: shop.id, name: shop.name, code: shop.code, status: shop.status, regionId: region?.id ?? null, region: region?.name ?? '',
      netSales: place?.netSales ?? null, change: place?.change ?? null, band: place?.band ?? null, visits: own?.['visits'] ?? null, ticket: own?.['average_ticket'] ?? null,
    };
  }), [tree, nodeId, placed, figures]);

  return {
    rows,
    areFiguresLoading: seesFigures && (dashboard.isPending || measures.isPending),
    areFiguresStale: dashboard.isPlaceholderData || measures.isPlaceholderData,
    error: dashboard.error ?? measures.error,
    retry: () => { void dashboard.refetch(); void measures.refetch(); },
  };
}

function shopsUnder(tree: TreeIndex, nodeId: string | undefined): { node: TreeNode; region: TreeNode | undefined }[] {
  const found: { node: TreeNode; region: TreeNode | undefined }[] = [];
  const start = tree.get(nodeId) ?? tree.root;
  if (!start) return found;
  const visit = (node: TreeNode, region: TreeNode | undefined) => {
    const here = node.kind === 'region' ? node : region;
    if (node.kind === 'location') found.push({ node, region: here });
    else for (const child of tree.children(node.id)) visit(child, here);
  };
  visit(start, tree.path(start.id).find((node) => node.kind === 'region'));
  return found;
}
