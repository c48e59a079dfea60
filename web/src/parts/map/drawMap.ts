import type { Palette } from '@/theme/tokens';
import type { Frame, Ground, Point } from './mapGeometry';

/** What stands on the map: where, how large, in which colour, and whether as a dot, an open ring or a diamond. */
export interface MapPoint extends Point { id: string; radius: number; colour: string; shape: 'dot' | 'ring' | 'diamond' }
export interface MapDot<P extends MapPoint = MapPoint> { point: P; x: number; y: number; radius: number; /** In the frame, which neither moves nor grows. */ isFramed: boolean }
/** How far the map is zoomed in, and where it was dragged to. */
export interface View { scale: number; x: number; y: number }
export interface MapFrame { box: Frame; ground: Ground | null; title: string }
interface Picture { ground: Ground | null; frame: MapFrame | null; dots: readonly MapDot[]; marked: MapDot | null; view: View; palette: Palette }

/** The map, from the ground up. */
export function drawMap(pen: CanvasRenderingContext2D, { ground, frame, dots, marked, view, palette }: Picture) {
  if (ground) drawGround(pen, ground, view, palette);
  for (const dot of dots) if (!dot.isFramed) drawDot(pen, dot, palette);
  if (frame) drawFrame(pen, frame, palette);
  for (const dot of dots) if (dot.isFramed) drawDot(pen, dot, palette);
  if (!marked) return;
  pen.lineWidth = 2;
  pen.strokeStyle = palette.ink;
  pen.beginPath();
  pen.arc(marked.x, marked.y, marked.radius + 2.5, 0, 2 * Math.PI);
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

function drawDot(pen: CanvasRenderingContext2D, { point: { colour, shape }, x, y, radius }: MapDot, palette: Palette) {
  pen.beginPath();
  if (shape === 'diamond') {
    pen.moveTo(x, y - radius); pen.lineTo(x + radius, y); pen.lineTo(x, y + radius); pen.lineTo(x - radius, y);
    pen.closePath();
  } else pen.arc(x, y, radius, 0, 2 * Math.PI);
  if (shape === 'ring' && radius > 2) {
    pen.globalAlpha = 0.85;
    pen.fillStyle = palette.surface;
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = Math.min(2.25, radius * 0.4);
    pen.strokeStyle = colour;
    pen.stroke();
    return;
  }
  pen.globalAlpha = 0.82;
  pen.fillStyle = colour;
  pen.fill();
  pen.globalAlpha = 1;
  if (radius > 3) { pen.lineWidth = 1; pen.strokeStyle = palette.surface; pen.stroke(); }
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
