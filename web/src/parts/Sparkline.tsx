import { useMemo } from 'react';

interface Props {
  values: readonly (number | null)[];
  /** The scale, shared by everything that is compared side by side. Without it the line uses its own range. */
  max?: number;
  min?: number;
  height?: number;
  area?: boolean;
  label: string;
}
const WIDTH = 240;

/** A small line without axes: shape only, the figure stands beside it. */
export function Sparkline({ values, max, min, height = 36, area = false, label }: Props) {
  const { line, fill, last } = useMemo(() => {
    const known = values.filter((v): v is number => v !== null);
    const top = max ?? Math.max(...known, 0.0001);
    const bottom = min ?? (max === undefined ? Math.min(...known, top) : 0);
    const span = top - bottom || 1;
    const x = (i: number) => (values.length < 2 ? WIDTH / 2 : (i / (values.length - 1)) * WIDTH);
    const y = (v: number) => 2 + (1 - (v - bottom) / span) * (height - 4);
    let path = '';
    let pen = false;
    let end: [number, number] | null = null;
    values.forEach((v, i) => {
      if (v === null) { pen = false; return; }
      path += `${pen ? 'L' : 'M'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
      pen = true;
      end = [x(i), y(v)];
    });
    const whole = known.length === values.length && known.length > 1;
    return { line: path, fill: whole ? `${path}L${WIDTH} ${height}L0 ${height}Z` : '', last: end as [number, number] | null };
  }, [values, max, min, height]);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" width="100%" height={height} role="img" aria-label={label} style={{ display: 'block', overflow: 'visible' }}>
      {area && fill && <path d={fill} fill="var(--expected)" />}
      <path d={line} fill="none" stroke="var(--accent)" strokeWidth="1.600" vectorEffect="non-scaling-stroke" strokeLinejoin="round" strokeLinecap="round" />
      {last && <path d={`M${last[0]} ${last[1]}h0.001`} stroke="var(--accent)" strokeWidth="5" strokeLinecap="round" vectorEffect="non-scaling-stroke" />}
    </svg>
  );
}
