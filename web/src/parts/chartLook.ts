import type { Palette } from '@/theme/tokens';

/** Text for the markup of a readout. */
export const escapeText = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** What every chart with axes shares: room, type, the box of the readout. */
export const chartFrame = (palette: Palette) => ({
  grid: { left: 4, right: 8, top: 10, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
  textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif' },
  tooltip: { trigger: 'axis', confine: true, transitionDuration: 0, backgroundColor: palette.raised, borderColor: palette.line, padding: [10, 12], textStyle: { color: palette.ink, fontSize: 13 } },
});

export const categoryAxis = (palette: Palette, data: readonly string[], formatter: (value: string) => string, extra: object = {}) => ({
  type: 'category', data, axisTick: { show: false }, axisLine: { lineStyle: { color: palette.lineStrong } },
  axisLabel: { color: palette.ink3, fontSize: 12, hideOverlap: true, margin: 10, formatter, ...extra },
});

/** From zero, because bars and areas lie when they are cut. */
export const valueAxis = (palette: Palette, formatter: (value: number) => string) => ({
  type: 'value', min: 0, splitNumber: 4, axisLabel: { color: palette.ink3, fontSize: 12, formatter }, splitLine: { lineStyle: { color: palette.grid } },
});

/** A line of a readout: the sign of its series, its name, its figure. */
export const readoutLine = (palette: Palette, colour: string, name: string, value: string) =>
  `<div style="display:flex;align-items:center;gap:8px;line-height:1.7"><i style="width:12px;border-top:2px solid ${colour}"></i><span style="color:${palette.ink2}">${escapeText(name)}</span><b style="margin-left:auto;padding-left:20px;font-weight:600;font-variant-numeric:tabular-nums">${escapeText(value)}</b></div>`;

export const readoutTitle = (palette: Palette, title: string, note?: string) =>
  `<div style="margin-bottom:4px;font-weight:600">${escapeText(title)}${note ? ` <span style="color:${palette.ink3};font-weight:400">${escapeText(note)}</span>` : ''}</div>`;

/** Hatching for a period that still runs; null where there is no canvas to draw it on. */
export function hatching(colour: string) {
  if (typeof document === 'undefined') return null;
  const tile = document.createElement('canvas');
  tile.width = tile.height = 6;
  const pen = tile.getContext('2d');
  if (!pen) return null;
  pen.strokeStyle = colour;
  pen.globalAlpha = 0.8;
  pen.beginPath();
  for (const shift of [-6, 0, 6]) { pen.moveTo(shift, 6); pen.lineTo(shift + 6, 0); }
  pen.stroke();
  return { image: tile.toDataURL(), imageWidth: 6, imageHeight: 6, repeat: 'repeat' };
}
