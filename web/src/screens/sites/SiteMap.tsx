import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Site } from '@/api/predictionTypes';
import type { TreeNode } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import type { MapPoint } from '@/parts/map/drawMap';
import { OutlineMap } from '@/parts/map/OutlineMap';
import { Panel } from '@/parts/Panel';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { usePalette } from '@/theme/tokens';
import styles from './Sites.module.css';

type SitePoint = MapPoint & { site?: Site; shop?: TreeNode };

/** Candidates as diamonds among our own shops and the other shops that were named. */
export function SiteMap({ sites, region, openId, onOpen }: { sites: readonly Site[]; region: string | undefined; openId: string | undefined; onOpen: (id: string) => void }) {
  const { t } = useTranslation('sites');
  const format = useFormat();
  const palette = usePalette();
  const navigate = useNavigate();
  const { tree } = useScope();
  const points = useMemo<SitePoint[]>(() => {
    const shops = (tree?.all ?? []).filter((node) => node.kind === 'location' && node.status === 'open' && node.latitude != null && node.longitude != null && (!region || tree!.path(node.id).some((above) => above.id === region)));
    const best = sites.find((one) => one.rank === 1)?.id;
    return [
      ...shops.map((shop) => ({ id: shop.id, shop, latitude: Number(shop.latitude), longitude: Number(shop.longitude), radius: 5, colour: palette.accent, shape: 'dot' as const })),
      ...sites.flatMap((site) => site.competitors.map((one, index) => ({ id: `${site.id}:${index}`, latitude: one.latitude, longitude: one.longitude, radius: 4, colour: palette.ink3, shape: 'ring' as const }))),
      ...sites.map((site) => ({ id: site.id, site, latitude: site.latitude, longitude: site.longitude, radius: site.id === best ? 11 : 8, colour: palette.brass, shape: 'diamond' as const })),
    ];
  }, [sites, tree, region, palette]);
  return (
    <Panel id="site-map" title={t('map.title')} note={t('map.note')} flush>
      {points.length === 0 ? <EmptyState title={t('map.nothing')} text={t('map.nothingText')} /> : (
        <>
          <OutlineMap points={points} label={t('map.aria', { sites: sites.length, shops: points.filter((one) => one.shop).length })} openId={openId}
            onPick={({ site, shop }) => { if (site) onOpen(site.id); else if (shop) void navigate({ to: '/shops/$shopId', params: { shopId: shop.id } }); }}
            card={({ site, shop }, x, y, width) => (
              <div className={styles.card} style={{ left: Math.max(4, Math.min(width - 224, x - 110)), ...(y > 90 ? { top: y - 14, transform: 'translateY(-100%)' } : { top: y + 16 }) }} aria-hidden>
                <b>{site?.name ?? shop?.name ?? t('map.other')}</b>
                {site && <span>{site.outlook ? t('map.return', { value: format.ratio(site.outlook.return, 0), low: format.ratio(site.outlook.low, 0), high: format.ratio(site.outlook.high, 0) }) : t('unknown')}</span>}
                {shop && <span>{t('map.own')}</span>}
              </div>
            )} />
          <p className={styles.legend}><span><i className={styles.site} />{t('map.site')}</span><span><i className={styles.shop} />{t('map.own')}</span><span><i className={styles.other} />{t('map.other')}</span></p>
        </>
      )}
    </Panel>
  );
}
