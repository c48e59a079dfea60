import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartLine, IconDownload, IconHelpCircle, IconTable } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadCsv, type Cell } from './csv';
import { DataTable, type TableColumn } from './DataTable';
import { Panel } from './Panel';
import { PartBoundary } from './PartBoundary';
import { withSearch } from '@/scope/withSearch';

/** The rows behind a chart: `cells` for reading, `raw` for the CSV, exact. */
export interface ChartTable { columns: readonly (TableColumn & { csv: string })[]; rows: readonly { key: string; cells: readonly ReactNode[]; raw: readonly Cell[] }[] }

/** More rows than anybody reads; the CSV has them all. */
const TABLE_ROWS = 500;

interface Props {
  id: string;
  /** The question the chart answers. */
  title: string;
  note?: ReactNode;
  /** The measure whose definition is one click away. */
  measure?: { name: string; title: string } | undefined;
  table: () => ChartTable;
  fileName: string;
  height: number;
  flush?: boolean;
  extra?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A chart with what every chart owes: its table, its CSV and the definition of its measure. */
export function ChartPanel({ id, title, note, measure, table, fileName, height, flush = false, extra, className, children }: Props) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const rows = asTable ? table() : null;
  const download = () => {
    const { columns, rows } = table();
    downloadCsv(fileName, columns.map((c) => c.csv), rows.map((r) => r.raw));
  };
  const toggle = asTable ? t('chart.showChart') : t('chart.showTable');
  return (
    <Panel
      id={id} title={title} note={note} flush={flush && !asTable} {...(className ? { className } : {})}
      actions={
        <>
          {extra}
          {measure && (
            <Tooltip label={t('chart.definition', { measure: measure.title })}>
              <ActionIcon variant="subtle" color="gray" aria-label={t('chart.definition', { measure: measure.title })} renderRoot={(props) => <Link to="/measures" search={withSearch({ measure: measure.name })} {...props} />}>
                <IconHelpCircle size={17} stroke={1.6} />
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label={toggle}>
            <ActionIcon variant="subtle" color="gray" aria-label={toggle} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {asTable ? <IconChartLine size={17} stroke={1.6} /> : <IconTable size={17} stroke={1.6} />}
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('chart.csv')}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('chart.csv')} onClick={download}><IconDownload size={17} stroke={1.6} /></ActionIcon>
          </Tooltip>
        </>
      }
    >
      <PartBoundary resetKey={children}>
        {rows ? <div style={{ minHeight: height }}><DataTable caption={title} columns={rows.columns} rows={rows.rows.slice(0, TABLE_ROWS)} maxHeight={height} /></div> : children}
      </PartBoundary>
    </Panel>
  );
}
