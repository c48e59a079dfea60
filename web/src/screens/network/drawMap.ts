import type { BandLocation } from '@/api/types';
import { bandColour, type Palette } from '@/theme/tokens';
import type { Frame, Ground } from './mapGeometry';

export interface MapDot { shop: BandLocation; x: number; y: number; radius: number; isOpenRing: boolean; /** In the frame, which neither moves nor grows. */ isFramed: boolean }
/** How far the map is zoomed in, and where it was dragged to. */
export interface View { scale: number; x: number; y: number }
export interface MapFrame { box: Frame; ground: Ground | null; title: string }
interface Picture { ground: Ground | null; frame: MapFrame | null; dots: readonly MapDot[]; hovered: MapDot | null; view: View; palette: Palette }

/** The map, from the ground up. */
export function drawMap(pen: CanvasRenderingContext2D, { ground, frame, dots, hovered, view, palette }: Picture) {
  if (ground) drawGround(pen, ground, view, palette);
  for (const dot of dots) if (!dot.isFramed) drawDot(pen, dot, palette);
  if (frame) drawFrame(pen, frame, palette);
  for (const dot of dots) if (dot.isFramed) drawDot(pen, dot, palette);
  if (!hovered) return;
  pen.lineWidth = 2;
  pen.strokeStyle = palette.ink;
  pen.beginPath();
  pen.arc(hovered.x, hovered.y, hovered.radius + 2.5, 0, 2 * Math.PI);
  pen.stroke();
}

function drawGround(pen: CanvasRenderingContext2D, ground: Ground, view: View, palette: Palette) {
  pen.save();
  pen.translate(view.x, view.y);
  pen.scale(view.scale, view.scale);
  pen.fillStyle = palette.land;
  pen.fill(ground.land);
  pen.lineWidth = 1 / view.scale;
  pen.strokeStyle = palette.landLine;
  pen.stroke(ground.borders);
  pen.restore();
}

function drawDot(pen: CanvasRenderingContext2D, dot: MapDot, palette: Palette) {
  const colour = bandColour(palette, dot.shop.band);
  pen.beginPath();
  pen.arc(dot.x, dot.y, dot.radius, 0, 2 * Math.PI);
  if (dot.isOpenRing && dot.radius > 2) {
    pen.globalAlpha = 0.85;
    pen.fillStyle = palette.surface;
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = Math.min(2.25, dot.radius * 0.4);
    pen.strokeStyle = colour;
    pen.stroke();
    return;
  }
  pen.globalAlpha = 0.82;
  pen.fillStyle = colour;
  pen.fill();
  pen.globalAlpha = 1;
  if (dot.radius > 3) { pen.lineWidth = 1; pen.strokeStyle = palette.surface; pen.stroke(); }
}

function drawFrame(pen: CanvasRenderingContext2D, { box, ground, title }: MapFrame, palette: Palette) {
  pen.save();
  pen.beginPath();
  pen.roundRect(box.x, box.y, box.width, box.height, 6);
  pen.fillStyle = palette.surface;
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = palette.lineStrong;
  pen.stroke();
  pen.clip();
  if (ground) { pen.fillStyle = palette.land; pen.fill(ground.land); }
  pen.fillStyle = palette.ink3;
  pen.font = '12px "Inter Variable", system-ui, sans-serif';
  pen.fillText(title, box.x + 8, box.y + 17);
  pen.restore();
}
