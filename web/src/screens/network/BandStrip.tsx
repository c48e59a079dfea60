import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bands } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { BandMark } from '@/parts/BandMark';
import { ChartPanel } from '@/parts/ChartPanel';
import { nearest } from '@/parts/nearest';
import { EmptyState } from '@/parts/States';
import { useWidth } from '@/parts/useWidth';
import { withSearch } from '@/scope/withSearch';
import { bandColour, usePalette } from '@/theme/tokens';
import { layoutBands, type Dot } from './bandLayout';
import { BandRule } from './BandRule';
import styles from './BandStrip.module.css';
import { ShopCard } from './ShopCard';
import { shopTable } from './shopTable';
import { useCanvas } from '@/parts/useCanvas';

type Moves = 1 | -1 | null;
const HEIGHT = 184;

/** The five bands as one strip in which every shop is a dot. */
export function BandStrip({ bands, currency }: { bands: Bands; currency: string }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const palette = usePalette();
  const navigate = useNavigate();
  const { ref, width } = useWidth<HTMLDivElement>();
  const [hovered, setHovered] = useState<Dot | null>(null);
  const [moves, setMoves] = useState<Moves>(null);
  const layout = useMemo(() => layoutBands(bands.locations, width, HEIGHT), [bands.locations, width]);
  const count = (move: 1 | -1) => layout.dots.filter((dot) => dot.move === move).length;

  const draw = useCallback((pen: CanvasRenderingContext2D) => {
    const { zones, dots, radius, zeroY } = layout;
    for (const zone of zones) {
      pen.globalAlpha = 0.07;
      pen.fillStyle = bandColour(palette, zone.band);
      pen.fillRect(zone.x, 0, zone.width, HEIGHT);
      pen.globalAlpha = 1;
      pen.fillRect(zone.x, HEIGHT - 3, zone.width, 3);
    }
    if (zeroY !== null) {
      pen.strokeStyle = palette.lineStrong;
      pen.setLineDash([2, 3]);
      pen.beginPath();
      pen.moveTo(0, zeroY); pen.lineTo(width, zeroY);
      pen.stroke();
      pen.setLineDash([]);
    }
    for (const dot of dots) {
      const isDim = moves !== null && dot.move !== moves;
      const colour = bandColour(palette, dot.shop.band);
      const from = moves !== null && !isDim ? zones.find((zone) => zone.band === dot.shop.previousBand) : undefined;
      if (from) {
        // Where it came from: a tail from the edge of its former band.
        pen.globalAlpha = dots.length > 800 ? 0.15 : 0.55;
        pen.strokeStyle = colour;
        pen.lineWidth = 1.5;
        pen.beginPath();
        pen.moveTo(dot.move === 1 ? from.x + from.width : from.x, dot.y); pen.lineTo(dot.x, dot.y);
        pen.stroke();
      }
      pen.globalAlpha = isDim ? 0.14 : dots.length > 800 ? 0.72 : 0.92;
      pen.fillStyle = colour;
      pen.beginPath();
      pen.arc(dot.x, dot.y, radius, 0, 2 * Math.PI);
      pen.fill();
      if (radius > 3) { pen.lineWidth = 1; pen.strokeStyle = palette.surface; pen.stroke(); }
    }
    pen.globalAlpha = 1;
    if (hovered) {
      pen.lineWidth = 2;
      pen.strokeStyle = palette.ink;
      pen.beginPath();
      pen.arc(hovered.x, hovered.y, radius + 2.5, 0, 2 * Math.PI);
      pen.stroke();
    }
  }, [layout, palette, moves, hovered, width]);
  const canvas = useCanvas(width, HEIGHT, draw);

  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return nearest(layout.dots, event.clientX - box.left, event.clientY - box.top, event.pointerType === 'touch' ? 24 : 14);
  };
  const toggle = (move: 1 | -1) => count(move) > 0 && (
    <button type="button" className={styles.toggle} aria-pressed={moves === move} onClick={() => setMoves(moves === move ? null : move)}>{t(move === 1 ? 'bands.up' : 'bands.down', { count: count(move) })}</button>
  );

  return (
    <ChartPanel
      id="bands" title={t('bands.title')} note={layout.zeroY === null ? t('bands.noteFlat') : t('bands.note')} height={250} fileName="bands" measure={{ name: bands.measure, title: bands.measure.replaceAll('_', ' ') }}
      table={() => shopTable(bands.locations, currency, format, t)} extra={<span className={styles.toggles}>{toggle(1)}{toggle(-1)}</span>}
    >
      {bands.locations.length === 0 ? <EmptyState title={t('bands.nothing')} text={t('bands.nothingText')} /> : (
        <>
          <div className={styles.picture} ref={ref} style={{ height: HEIGHT }}>
            <canvas
              ref={canvas} className={styles.canvas} role="img" aria-label={t('bands.aria', { count: bands.locations.length })} style={{ cursor: hovered ? 'pointer' : 'default' }}
              onPointerMove={(event) => setHovered(at(event))} onPointerLeave={() => setHovered(null)}
              onClick={(event) => {
                const dot = at(event as never as PointerEvent<HTMLCanvasElement>);
                if (dot) void navigate({ to: '/shops/$shopId', params: { shopId: dot.shop.id } });
              }}
            />
            {layout.zeroY !== null && (
              <>
                <span className={styles.mark} style={{ top: 6 }}>{format.change(layout.reach)}</span>
                <span className={styles.mark} style={{ top: layout.zeroY + 3 }}>{t('bands.noChange')}</span>
                <span className={styles.mark} style={{ bottom: 8 }}>{format.change(-layout.reach)}</span>
              </>
            )}
            {hovered && <ShopCard shop={hovered.shop} currency={currency} x={hovered.x} y={hovered.y} width={width} />}
          </div>
          <ul className={styles.names}>
            {layout.zones.map((zone) => (
              <li key={zone.band} style={{ width: zone.width }}>
                <Link to="/shops" search={withSearch({ band: zone.band })} className={styles.name} title={t('bands.open', { count: zone.count, band: t(`common:band.${zone.band}`) })}>
                  <b>{format.count(zone.count)}</b><span className={styles.word}>{t(`common:band.${zone.band}`)}</span>
                  <span className={styles.sign}><BandMark band={zone.band} word={false} /></span>
                </Link>
              </li>
            ))}
          </ul>
          <BandRule bands={bands} />
        </>
      )}
    </ChartPanel>
  );
}
