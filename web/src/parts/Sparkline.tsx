import { useMemo } from 'react';

interface Props {
  values: readonly (number | null)[];
  /** The scale, shared by everything that is compared side by side. Without it the line uses its own range. */
  max?: number;
  min?: number;
  height?: number;
  area?: boolean;
  /** The last value is of a period that still runs: it hangs on by dashes, so that it never reads as a fall. */
  isLastPartial?: boolean;
  label: string;
}
const WIDTH = 240;

/** A small line without axes: shape only, the figure stands beside it. */
export function Sparkline({ values, max, min, height = 36, area = false, isLastPartial = false, label }: Props) {
  const { line, dashes, fill, last } = useMemo(() => {
    const known = values.filter((v): v is number => v !== null);
    const top = max ?? Math.max(...known, 0.0001);
    const bottom = min ?? (max === undefined ? Math.min(...known, top) : 0);
    const span = top - bottom || 1;
    const x = (i: number) => (values.length < 2 ? WIDTH / 2 : (i / (values.length - 1)) * WIDTH);
    const y = (v: number) => 2 + (1 - (v - bottom) / span) * (height - 4);
    let path = '';
    let pen = false;
    let end: [number, number] | null = null;
    let running = '';
    values.forEach((v, i) => {
      if (v === null) { pen = false; return; }
      if (isLastPartial && i === values.length - 1 && pen) {
        const before = values[i - 1]!;
        running = `M${x(i - 1).toFixed(1)} ${y(before).toFixed(1)}L${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
        end = [x(i), y(v)];
        return;
      }
      path += `${pen ? 'L' : 'M'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
      pen = true;
      end = [x(i), y(v)];
    });
    const whole = known.length === values.length && known.length > 1;
    return { line: path, dashes: running, fill: whole ? `${path}L${(running ? x(values.length - 2) : WIDTH).toFixed(1)} ${height}L0 ${height}Z` : '', last: end as [number, number] | null };
  }, [values, max, min, height, isLastPartial]);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" width="100%" height={height} role="img" aria-label={label} style={{ display: 'block', overflow: 'visible' }}>
      {area && fill && <path d={fill} fill="var(--expected)" />}
      <path d={line} fill="none" stroke="var(--accent)" strokeWidth="1.600" vectorEffect="non-scaling-stroke" strokeLinejoin="round" strokeLinecap="round" />
      {dashes && <path d={dashes} fill="none" stroke="var(--accent)" strokeWidth="1.400" strokeDasharray="2 3" vectorEffect="non-scaling-stroke" strokeLinecap="round" />}
      {last && <path d={`M${last[0]} ${last[1]}h0.001`} stroke="var(--accent)" strokeWidth="5" strokeLinecap="round" vectorEffect="non-scaling-stroke" />}
    </svg>
  );
}
