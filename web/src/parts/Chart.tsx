import { lazy, Suspense } from 'react';
import type { EChartProps } from './EChart';
import { Placeholder } from './Placeholder';

const EChart = lazy(() => import('./EChart'));

/** A chart whose library arrives after the words and figures; its room is kept. */
export function Chart(props: EChartProps) {
  return <Suspense fallback={<Placeholder height={props.height} />}><EChart {...props} /></Suspense>;
}
