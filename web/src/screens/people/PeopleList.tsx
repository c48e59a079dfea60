import { Button } from '@mantine/core';
import { IconFilterOff, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Person } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { EmptyState } from '@/parts/States';
import { Face } from './Face';
import styles from './PeopleList.module.css';
import { PersonState } from './PersonState';
import type { PeopleListState } from './usePeople';

export interface PeopleViewProps { list: PeopleListState; people: readonly Person[]; isFiltered: boolean; openId: string | undefined; onOpen: (id: string) => void; onClear: () => void }

export function PeopleList({ list, people, isFiltered, openId, onOpen, onClear }: PeopleViewProps) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const columns: ListColumn<Person>[] = [
    { key: 'name', title: t('column.name'), onPhone: 'title', cell: (person) => <span className={styles.who}><Face name={person.name} /><span><b>{person.name}</b><span>{person.email}</span></span></span> },
    { key: 'grants', title: t('column.grants'), onPhone: 'note', cell: (person) => <span className={styles.grants}>{person.grants.slice(0, 2).map((grant) => <span key={grant.id}><b>{t(`common:role.${grant.role}`)}</b> {grant.nodeName}</span>)}{person.grants.length > 2 && <span>{t('moreGrants', { count: person.grants.length - 2 })}</span>}</span> },
    { key: 'seen', title: t('column.lastSignIn'), cell: (person) => (person.lastSignInAt ? format.instant(person.lastSignInAt) : <span className="muted">{t('never')}</span>), width: '190px' },
    { key: 'state', title: t('column.state'), onPhone: 'end', cell: (person) => <PersonState status={person.status} />, width: '130px' },
  ];
  return (
    <ListFrame list={list} isEmpty={people.length === 0} empty={isFiltered
      ? <EmptyState icon={<IconFilterOff size={22} />} title={t('nothing.title')} text={t('nothing.text')} action={<Button variant="default" onClick={onClear}>{t('clear')}</Button>} />
      : <EmptyState icon={<IconUsers size={22} />} title={t('empty.title')} text={t('empty.text')} />}>
      <ListTable caption={t('title')} columns={columns} rows={people} rowKey={(person) => person.id} onPick={(person) => onOpen(person.id)} openKey={openId} isQuiet={(person) => person.status === 'disabled'} />
    </ListFrame>
  );
}
