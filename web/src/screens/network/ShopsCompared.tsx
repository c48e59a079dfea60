import { lazy, Suspense } from 'react';
import type { Dashboard } from '@/api/types';
import { PartBoundary } from '@/parts/PartBoundary';
import { Placeholder } from '@/parts/Placeholder';
import { useScope } from '@/scope/Scope';
import { BandStrip } from './BandStrip';
import { LiveTape } from './LiveTape';
import styles from './NetworkScreen.module.css';
import { RegionMultiples } from './RegionMultiples';
import { ShopBars } from './ShopBars';

const ShopMap = lazy(() => import('./ShopMap').then((module) => ({ default: module.ShopMap })));

/** The parts of the dashboard that hold shops against each other. */
export function ShopsCompared({ dashboard }: { dashboard: Dashboard }) {
  const { tree } = useScope();
  const { bands, regions, node } = dashboard;
  // Below a network there are too many to line up; where the units compared are shops, they stand there already.
  const linesUpShops = node.kind !== 'network' && !regions.some(({ id }) => tree?.get(id)?.kind === 'location');
  return (
    <>
      <PartBoundary resetKey={dashboard}><BandStrip bands={bands} currency={node.currency} /></PartBoundary>
      <div className={styles.wideNarrow}>
        <PartBoundary resetKey={dashboard}>
          <Suspense fallback={<Placeholder height={460} radius={8} />}><ShopMap bands={bands} currency={node.currency} /></Suspense>
        </PartBoundary>
        <PartBoundary resetKey={dashboard}><LiveTape /></PartBoundary>
      </div>
      <PartBoundary resetKey={dashboard}><RegionMultiples regions={regions} currency={node.currency} /></PartBoundary>
      {linesUpShops && <PartBoundary resetKey={dashboard}><ShopBars bands={bands} currency={node.currency} /></PartBoundary>}
    </>
  );
}
