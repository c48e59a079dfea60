import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { locationQuery } from '@/api/queries';
import { PageHead } from '@/parts/PageHead';
import { PlaceholderLines } from '@/parts/Placeholder';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';

const route = getRouteApi('/frame/shops/$shopId');

/** One shop. The head; its day, week and measures stand below. */
export function ShopScreen() {
  const { t } = useTranslation();
  const { shopId } = route.useParams();
  const { tree } = useScope();
  const shop = useQuery(locationQuery(shopId));
  const known = shop.data ?? tree?.get(shopId);
  if (shop.isError && !known) return <ErrorState error={shop.error} onRetry={() => void shop.refetch()} whole />;
  if (!known) return <PlaceholderLines lines={3} />;
  return <PageHead title={known.name} note={[known.code, t(`status.${known.status}`), known.timeZone].filter(Boolean).join(' · ')} />;
}
