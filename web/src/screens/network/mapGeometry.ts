import { geoAlbersUsa, geoMercator, geoPath, type GeoProjection } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

export interface Ground { land: Path2D; borders: Path2D }
export interface Point { longitude: number; latitude: number }

const usa = geoAlbersUsa();
/** Whether the states are the right ground: all but a stray wrong coordinate lie where their projection reaches. */
export const isAmerican = (points: readonly Point[]) =>
  points.filter((p) => usa([p.longitude, p.latitude]) !== null && (p.latitude < 49.5 || p.longitude < -128)).length >= points.length * 0.97;

/** The outlines are npm data in our own files: no tile server, no request to anybody else. */
export async function loadGround(american: boolean): Promise<Topology> {
  return american ? ((await import('us-atlas/states-10m.json')).default as unknown as Topology) : ((await import('world-atlas/countries-50m.json')).default as unknown as Topology);
}

/** A projection that shows all shops with air around them; never closer than about a city region. */
export function fitProjection(points: readonly Point[], american: boolean, width: number, height: number): GeoProjection {
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
  return projection.fitExtent([[14, 14], [width - 14, height - 14]], { type: 'MultiPoint', coordinates: corners });
}

/** Alaska, Hawaii and the territories, by FIPS code: drawn only where a shop stands there. */
const FAR_STATES = new Set(['02', '15', '60', '66', '69', '72', '78']);

/** The ground as two paths, drawn once and then only stroked and filled. */
export function groundOf(topology: Topology, projection: GeoProjection, points: readonly Point[]): Ground {
  const all = (topology.objects['states'] ?? topology.objects['countries']) as GeometryCollection;
  const hasFar = points.some((p) => p.longitude < -128);
  const shapes: GeometryCollection = topology.objects['states'] && !hasFar ? { ...all, geometries: all.geometries.filter((g) => !FAR_STATES.has(String(g.id))) } : all;
  const draw = geoPath(projection);
  return {
    land: new Path2D(draw(feature(topology, shapes)) ?? ''),
    borders: new Path2D(draw(mesh(topology, shapes, (a, b) => a !== b)) ?? ''),
  };
}
