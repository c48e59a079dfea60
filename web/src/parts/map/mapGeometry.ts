import { geoAlbersUsa, geoMercator, geoPath, type GeoProjection } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

export interface Ground { land: Path2D; borders: Path2D }
export interface Point { longitude: number; latitude: number }

const usa = geoAlbersUsa();
/** Within reach of the states' own projection, which sets Alaska and Hawaii beside the others. */
export const isStateside = (p: Point) => usa([p.longitude, p.latitude]) !== null && (p.latitude < 49.5 || p.longitude < -128);
/** Whether the states are the right ground: the few shops beyond them stand in a frame of their own. */
export const isAmerican = (points: readonly Point[]) => points.filter(isStateside).length >= points.length * 0.6;

/** The outlines are npm data in our own files: no tile server, no request to anybody else. */
export async function loadGround(american: boolean): Promise<Topology> {
  return american ? ((await import('us-atlas/states-10m.json')).default as unknown as Topology) : ((await import('world-atlas/countries-50m.json')).default as unknown as Topology);
}

/** A projection that shows all shops with air around them; never closer than about a city region. */
export function fitProjection(points: readonly Point[], american: boolean, width: number, height: number, frame: Frame | null): GeoProjection {
  const longitudes = points.map((p) => p.longitude);
  const latitudes = points.map((p) => p.latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const isContinental = american && east - west > 30;
  const air = (span: number, least: number) => Math.max(span * 0.08, (least - span) / 2, 0.2);
  const [dx, dy] = [air(east - west, 4), air(north - south, 3)];
  const corners: [number, number][] = isContinental
    ? [[-124.7, 48.4], [-67, 47.4], [-80.4, 25.1], [-97.2, 25.9], [-117.1, 32.5], [-124.4, 40.4]]
    : [[west - dx, south - dy], [east + dx, south - dy], [east + dx, north + dy], [west - dx, north + dy]];
  const projection = american && isContinental ? geoAlbersUsa() : geoMercator();
  // The country leaves its lower left corner to the frame by its shape; a part of it has to move aside.
  const left = frame && !isContinental ? frame.x + frame.width + 14 : 14;
  return projection.fitExtent([[left, 14], [width - 14, height - 14]], { type: 'MultiPoint', coordinates: corners });
}

/** The frame for shops beyond the states, in the corner that the Gulf and the Pacific leave free. */
export interface Frame { x: number; y: number; width: number; height: number }
export function frameIn(width: number, height: number): Frame {
  const size = { width: Math.round(Math.max(122, Math.min(150, width * 0.2))), height: Math.round(Math.min(110, height * 0.26)) };
  return { x: 12, y: height - size.height - 12, ...size };
}
export function fitFrame(points: readonly Point[], frame: Frame): GeoProjection {
  const margin = 16;
  const corners = points.flatMap(({ longitude, latitude }): [number, number][] => [[longitude - 0.3, latitude - 0.3], [longitude + 0.3, latitude + 0.3]]);
  return geoMercator().fitExtent([[frame.x + margin, frame.y + margin + 10], [frame.x + frame.width - margin, frame.y + frame.height - margin]], { type: 'MultiPoint', coordinates: corners });
}

/** Alaska, Hawaii and the territories, by FIPS code: drawn only where a shop stands there. */
const FAR_STATES = new Set(['02', '15', '60', '66', '69', '72', '78']);

/** The ground as two paths, drawn once and then only stroked and filled. */
export function groundOf(topology: Topology, projection: GeoProjection, points: readonly Point[]): Ground {
  const hasFar = points.some((p) => p.longitude < -128);
  return pathsOf(topology, projection, (id) => hasFar || !FAR_STATES.has(id));
}
/** The territories in their frame. */
export const groundOfFrame = (topology: Topology, projection: GeoProjection): Ground => pathsOf(topology, projection, (id) => FAR_STATES.has(id));

function pathsOf(topology: Topology, projection: GeoProjection, isShown: (state: string) => boolean): Ground {
  const all = (topology.objects['states'] ?? topology.objects['countries']) as GeometryCollection;
  const shapes: GeometryCollection = topology.objects['states'] ? { ...all, geometries: all.geometries.filter((g) => isShown(String(g.id))) } : all;
  const draw = geoPath(projection);
  return {
    land: new Path2D(draw(feature(topology, shapes)) ?? ''),
    borders: new Path2D(draw(mesh(topology, shapes, (a, b) => a !== b)) ?? ''),
  };
}
