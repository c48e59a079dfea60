import { ActionIcon } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BandLocation, Bands } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { ChartPanel } from '@/parts/ChartPanel';
import { EmptyState } from '@/parts/States';
import { useWidth } from '@/parts/useWidth';
import { usePalette } from '@/theme/tokens';
import { nearest } from './bandLayout';
import { drawMap, type MapDot, type View } from './drawMap';
import { fitFrame, fitProjection, frameIn, groundOf, groundOfFrame, isAmerican, isStateside, loadGround } from './mapGeometry';
import { ShopCard } from './ShopCard';
import styles from './ShopMap.module.css';
import { shopTable } from './shopTable';
import { useCanvas } from './useCanvas';

const WHOLE: View = { scale: 1, x: 0, y: 0 };
const STEP = 1.8;

/** Every shop where it stands; size is sales, colour is band. */
export function ShopMap({ bands, currency }: { bands: Bands; currency: string }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const palette = usePalette();
  const navigate = useNavigate();
  const { ref, width } = useWidth<HTMLDivElement>();
  const height = width === 0 ? 420 : Math.round(Math.min(560, Math.max(280, width * 0.56)));
  const [hovered, setHovered] = useState<MapDot | null>(null);
  const [view, setView] = useState<View>(WHOLE);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);

  const placed = useMemo(() => bands.locations.filter((shop): shop is BandLocation & { latitude: number; longitude: number } => shop.latitude !== null && shop.longitude !== null), [bands.locations]);
  const american = useMemo(() => isAmerican(placed), [placed]);
  const topology = useQuery({ queryKey: ['ground', american], queryFn: () => loadGround(american), staleTime: Infinity, enabled: placed.length > 0 }).data;
  const near = useMemo(() => (american ? placed.filter(isStateside) : placed), [placed, american]);
  const far = useMemo(() => (american ? placed.filter((shop) => !isStateside(shop)) : []), [placed, american]);
  const box = useMemo(() => (width > 0 && far.length > 0 ? frameIn(width, height) : null), [far.length, width, height]);
  const projection = useMemo(() => (width > 0 && near.length > 0 ? fitProjection(near, american, width, height, box) : null), [near, american, width, height, box]);
  const ground = useMemo(() => (topology && projection ? groundOf(topology, projection, near) : null), [topology, projection, near]);
  const frame = useMemo(() => {
    if (!box) return null;
    const into = fitFrame(far, box);
    return { box, into, ground: topology ? groundOfFrame(topology, into) : null, title: t('map.beyond', { count: far.length }) };
  }, [far, topology, box, t]);

  const dots = useMemo<MapDot[]>(() => {
    if (!projection) return [];
    const beyond = new Set(far);
    const most = placed.reduce((top, shop) => Math.max(top, toNumber(shop.netSales) ?? 0), 1);
    const largest = placed.length > 3000 ? 3 : placed.length > 500 ? 5 : Math.max(8, Math.min(13, width / 60));
    return placed
      .map((shop) => {
        const isFramed = beyond.has(shop);
        const [x, y] = (isFramed ? frame?.into : projection)?.([shop.longitude, shop.latitude]) ?? [NaN, NaN];
        const radius = Math.max(largest * 0.3, Math.sqrt((toNumber(shop.netSales) ?? 0) / most) * largest);
        return { shop, x, y, radius, isFramed, isOpenRing: shop.band === 'developing' || shop.band === 'underperforming' };
      })
      .filter((dot) => Number.isFinite(dot.x))
      // Small ones last, so that none hides under a large one.
      .sort((a, b) => b.radius - a.radius);
  }, [projection, frame, far, placed, width]);
  const onScreen = useMemo(() => dots.map((dot) => (dot.isFramed ? dot : { ...dot, x: dot.x * view.scale + view.x, y: dot.y * view.scale + view.y, radius: dot.radius * Math.sqrt(view.scale) })), [dots, view]);

  const draw = useCallback((pen: CanvasRenderingContext2D) => drawMap(pen, { ground, frame, dots: onScreen, hovered, view, palette }), [ground, frame, onScreen, hovered, view, palette]);
  const canvas = useCanvas(width, height, draw);

  const zoom = (factor: number, cx = width / 2, cy = height / 2) => {
    setHovered(null);
    setView((v) => {
      const scale = Math.min(24, Math.max(1, v.scale * factor));
      if (scale === 1) return WHOLE;
      const ratio = scale / v.scale;
      return { scale, x: cx - (cx - v.x) * ratio, y: cy - (cy - v.y) * ratio };
    });
  };
  const place = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top] as const;
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const [x, y] = place(event);
    if (drag.current) {
      const [dx, dy] = [x - drag.current.x, y - drag.current.y];
      if (drag.current.moved || Math.hypot(dx, dy) > 4) {
        drag.current = { x, y, moved: true };
        setHovered(null);
        setView((v) => ({ ...v, x: v.x + dx, y: v.y + dy }));
      }
      return;
    }
    setHovered(nearest(onScreen, x, y, event.pointerType === 'touch' ? 24 : 14));
  };

  return (
    <ChartPanel id="map" title={t('map.title')} note={t('map.note')} height={height} fileName="shops-on-the-map" table={() => shopTable(bands.locations, currency, format, t)} flush>
      {placed.length === 0 ? <EmptyState title={t('map.nothing')} text={t('map.nothingText')} /> : (
        <div ref={ref} className={styles.picture} style={{ height }}>
          <canvas
            ref={canvas} className={styles.canvas} role="img" aria-label={t('map.aria', { count: placed.length })}
            style={{ cursor: hovered ? 'pointer' : view.scale > 1 ? 'grab' : 'default', touchAction: view.scale > 1 ? 'none' : 'pan-y' }}
            onPointerDown={(event) => { const [x, y] = place(event); if (view.scale > 1) { drag.current = { x, y, moved: false }; event.currentTarget.setPointerCapture(event.pointerId); } }}
            onPointerMove={move} onPointerLeave={() => { if (!drag.current) setHovered(null); }}
            // The click that follows still needs to know whether this was a drag.
            onPointerUp={() => setTimeout(() => { drag.current = null; })}
            onDoubleClick={(event) => zoom(STEP, ...place(event))}
            onClick={(event) => {
              if (drag.current?.moved) return;
              const dot = nearest(onScreen, ...place(event), 16);
              if (dot) void navigate({ to: '/shops/$shopId', params: { shopId: dot.shop.id } });
            }}
          />
          <div className={styles.zoom}>
            <ActionIcon variant="default" aria-label={t('map.in')} onClick={() => zoom(STEP)}><IconPlus size={16} /></ActionIcon>
            <ActionIcon variant="default" aria-label={t('map.out')} onClick={() => zoom(1 / STEP)} disabled={view.scale === 1}><IconMinus size={16} /></ActionIcon>
            <ActionIcon variant="default" aria-label={t('map.reset')} onClick={() => setView(WHOLE)} disabled={view.scale === 1}><IconFocusCentered size={16} /></ActionIcon>
          </div>
          {hovered && <ShopCard shop={hovered.shop} currency={currency} x={hovered.x} y={hovered.y} width={width} />}
        </div>
      )}
    </ChartPanel>
  );
}
