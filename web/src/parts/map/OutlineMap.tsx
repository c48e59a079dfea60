import { ActionIcon } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nearest } from '@/parts/nearest';
import { useCanvas } from '@/parts/useCanvas';
import { useWidth } from '@/parts/useWidth';
import { usePalette } from '@/theme/tokens';
import { drawMap, type MapDot, type MapPoint, type View } from './drawMap';
import { fitFrame, fitProjection, frameIn, groundOf, groundOfFrame, isAmerican, isStateside, loadGround } from './mapGeometry';
import styles from './OutlineMap.module.css';

const WHOLE: View = { scale: 1, x: 0, y: 0 };
const STEP = 1.8;

interface Props<P extends MapPoint> {
  points: readonly P[];
  label: string;
  onPick: (point: P) => void;
  /** Ringed though not pointed at: what is open beside the map. */
  openId?: string | undefined;
  /** What a point says when it is pointed at. */
  card: (point: P, x: number, y: number, width: number) => ReactNode;
}

/** Points on outlines of states or countries: our own files, no tiles. Zooms, drags, and frames what lies beyond the states. */
export function OutlineMap<P extends MapPoint>({ points, label, onPick, openId, card }: Props<P>) {
  const { t } = useTranslation();
  const palette = usePalette();
  const { ref, width } = useWidth<HTMLDivElement>();
  const height = width === 0 ? 420 : Math.round(Math.min(560, Math.max(280, width * 0.56)));
  const [hovered, setHovered] = useState<MapDot<P> | null>(null);
  const [view, setView] = useState<View>(WHOLE);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);

  const american = useMemo(() => isAmerican(points), [points]);
  const topology = useQuery({ queryKey: ['ground', american], queryFn: () => loadGround(american), staleTime: Infinity, enabled: points.length > 0 }).data;
  const near = useMemo(() => (american ? points.filter(isStateside) : points), [points, american]);
  const far = useMemo(() => (american ? points.filter((point) => !isStateside(point)) : []), [points, american]);
  const box = useMemo(() => (width > 0 && far.length > 0 ? frameIn(width, height) : null), [far.length, width, height]);
  const projection = useMemo(() => (width > 0 && near.length > 0 ? fitProjection(near, american, width, height, box) : null), [near, american, width, height, box]);
  const ground = useMemo(() => (topology && projection ? groundOf(topology, projection, near) : null), [topology, projection, near]);
  const frame = useMemo(() => {
    if (!box) return null;
    const into = fitFrame(far, box);
    return { box, into, ground: topology ? groundOfFrame(topology, into) : null, title: t('map.beyond', { count: far.length }) };
  }, [far, topology, box, t]);

  const dots = useMemo<MapDot<P>[]>(() => {
    if (!projection) return [];
    const beyond = new Set(far);
    const shrink = Math.min(1, Math.max(0.66, width / 720));
    return points
      .map((point) => {
        const isFramed = beyond.has(point);
        const [x, y] = (isFramed ? frame?.into : projection)?.([point.longitude, point.latitude]) ?? [NaN, NaN];
        return { point, x, y, radius: point.radius * shrink, isFramed };
      })
      .filter((dot) => Number.isFinite(dot.x))
      // Small ones last, so that none hides under a large one.
      .sort((a, b) => b.radius - a.radius);
  }, [projection, frame, far, points, width]);
  const onScreen = useMemo(() => dots.map((dot) => (dot.isFramed ? dot : { ...dot, x: dot.x * view.scale + view.x, y: dot.y * view.scale + view.y, radius: dot.radius * Math.sqrt(view.scale) })), [dots, view]);

  const marked = hovered ?? onScreen.find((dot) => dot.point.id === openId) ?? null;
  const draw = useCallback((pen: CanvasRenderingContext2D) => drawMap(pen, { ground, frame, dots: onScreen, marked, view, palette }), [ground, frame, onScreen, marked, view, palette]);
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
    <div ref={ref} className={styles.picture} style={{ height }}>
      <canvas
        ref={canvas} className={styles.canvas} role="img" aria-label={label}
        style={{ cursor: hovered ? 'pointer' : view.scale > 1 ? 'grab' : 'default', touchAction: view.scale > 1 ? 'none' : 'pan-y' }}
        onPointerDown={(event) => { const [x, y] = place(event); if (view.scale > 1) { drag.current = { x, y, moved: false }; event.currentTarget.setPointerCapture(event.pointerId); } }}
        onPointerMove={move} onPointerLeave={() => { if (!drag.current) setHovered(null); }}
        // The click that follows still needs to know whether this was a drag.
        onPointerUp={() => setTimeout(() => { drag.current = null; })}
        onDoubleClick={(event) => zoom(STEP, ...place(event))}
        onClick={(event) => {
          if (drag.current?.moved) return;
          const dot = nearest(onScreen, ...place(event), 16);
          if (dot) onPick(dot.point);
        }}
      />
      <div className={styles.zoom}>
        <ActionIcon variant="default" aria-label={t('map.in')} onClick={() => zoom(STEP)}><IconPlus size={16} /></ActionIcon>
        <ActionIcon variant="default" aria-label={t('map.out')} onClick={() => zoom(1 / STEP)} disabled={view.scale === 1}><IconMinus size={16} /></ActionIcon>
        <ActionIcon variant="default" aria-label={t('map.reset')} onClick={() => setView(WHOLE)} disabled={view.scale === 1}><IconFocusCentered size={16} /></ActionIcon>
      </div>
      {hovered && card(hovered.point, hovered.x, hovered.y, width)}
    </div>
  );
}
