import { ActionIcon } from '@mantine/core';
import { IconFile, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '@/format/sizes';
import { useFormat } from '@/i18n/useFormat';
import { Panel } from '@/parts/Panel';
import { DropZone } from './DropZone';
import styles from './Imports.module.css';

const isSame = (one: File, other: File) => one.name === other.name && one.size === other.size;

/** First step: the files. */
export function FileChoice({ files, onChange }: { files: readonly File[]; onChange: (files: readonly File[]) => void }) {
  const { t } = useTranslation('imports');
  const { locale } = useFormat();
  return (
    <Panel id="files" title={t('step.files')}>
      <DropZone onFiles={(more) => onChange([...files, ...more.filter((file) => !files.some((known) => isSame(known, file)))])} />
      {files.length > 0 && (
        <ul className={styles.fileList}>
          {files.map((file) => (
            <li key={`${file.name}:${file.size}`}>
              <IconFile size={17} stroke={1.6} aria-hidden /><span>{file.name}</span><span className="muted">{formatSize(file.size, locale)}</span>
              <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('leaveOut', { name: file.name })} onClick={() => onChange(files.filter((known) => known !== file))}><IconX size={16} /></ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
