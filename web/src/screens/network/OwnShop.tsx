import { Navigate } from '@tanstack/react-router';
import { PlaceholderLines } from '@/parts/Placeholder';
import { useScope } from '@/scope/Scope';

/** Where somebody starts who sees no figures of the network: at the shop, or at the list of several. */
export function OwnShop() {
  const { tree } = useScope();
  if (!tree) return <PlaceholderLines lines={6} />;
  const [shop, ...others] = tree.all.filter((node) => node.kind === 'location');
  return shop && others.length === 0 ? <Navigate to="/shops/$shopId" params={{ shopId: shop.id }} replace /> : <Navigate to="/shops" replace />;
}
