import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { fieldMapQuery, integrationCatalogueQuery } from '@/api/hubQueries';
import type { Connection } from '@/api/hubTypes';
import frame from '@/parts/ListFrame.module.css';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { MapEditor } from './MapEditor';
import { MapHistory } from './MapHistory';
import { MappingFaults } from './MappingFaults';
import { StreamPick } from './PlacesPart';

/** How the vendor's fields become ours; the network's own changes with all their versions, and what no map reads. */
export function MappingPart({ connection, stream: asked, onStream }: { connection: Connection; stream: string | undefined; onStream: (stream: string) => void }) {
  const { t } = useTranslation('connections');
  const { network } = useScope();
  const catalogue = useQuery(integrationCatalogueQuery(network.id));
  const streams = (catalogue.data?.items.find((one) => one.vendor === connection.vendor)?.streams ?? []).map((one) => ({ stream: one.name, title: one.title }));
  const stream = asked ?? streams[0]?.stream;
  const map = useQuery({ ...fieldMapQuery(network.id, connection.vendor, stream ?? ''), enabled: stream !== undefined });
  if (catalogue.isPending) return <Panel><PlaceholderLines lines={6} /></Panel>;
  if (catalogue.isError) return <Panel><ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} /></Panel>;
  if (!stream) return <Panel><EmptyState title={t('mapping.none')} /></Panel>;
  return (
    <>
      <div className={frame.filters}><StreamPick streams={streams} value={stream} onChange={onStream} /></div>
      {!map.data ? <Panel>{map.isError ? <ErrorState error={map.error} onRetry={() => void map.refetch()} /> : <PlaceholderLines lines={8} />}</Panel> : <MapEditor key={`${stream} ${map.data.version}`} map={map.data} connection={connection} />}
      <MappingFaults connection={connection} stream={stream} />
      {map.data && <MapHistory map={map.data} connection={connection} />}
    </>
  );
}
