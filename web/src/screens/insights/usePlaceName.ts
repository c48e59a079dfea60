import { useScope } from '@/scope/Scope';

/** The name of the place that the screen asks about. */
export function usePlaceName(): string {
  const { network, tree, nodeId } = useScope();
  return nodeId ? (tree?.get(nodeId)?.name ?? '…') : network.name;
}
