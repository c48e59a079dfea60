import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { previewPersonQuery } from '@/api/queries';
import type { Permission, Person } from '@/api/types';
import { NAVIGATION } from '@/frame/navigation';
import { PlaceholderLines } from '@/parts/Placeholder';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './SeeAs.module.css';

const WORK: readonly Permission[] = ['sales.write', 'bookings.write', 'clients.read', 'people.write', 'imports.run', 'integrations.manage', 'network.write', 'targets.write', 'export'];

/** The network as that person finds it: which screens, which places, and what they may do there. */
export function SeeAs({ person }: { person: Person }) {
  const { t } = useTranslation('people');
  const { network, tree } = useScope();
  const view = useQuery(previewPersonQuery(network.id, person.id));
  if (view.isPending) return <div className={styles.view}><PlaceholderLines lines={5} /></div>;
  if (view.isError) return <div className={styles.view}><ErrorState error={view.error} onRetry={() => void view.refetch()} /></div>;
  const holds = new Set(view.data.permissions[network.id] ?? []);
  const sees = (permission: Permission | undefined) => view.data.isAdministrator || (permission === undefined ? holds.size > 0 : holds.has(permission));
  const places = view.data.isAdministrator ? [network.name] : [...new Map(view.data.grants.map((grant) => [grant.nodeId, grant])).values()].map((grant) => {
    const shops = grant.nodeKind === 'location' ? 1 : (tree?.shopsUnder(grant.nodeId) ?? 0);
    return grant.nodeKind === 'location' ? grant.nodeName : t('seeAs.place', { name: grant.nodeName, shops: t('common:shops', { count: shops }) });
  });
  return (
    <section className={styles.view} aria-label={t('seeAs.label', { name: person.name })}>
      <p className={styles.lead}>{holds.size === 0 && !view.data.isAdministrator ? t('seeAs.nothing', { name: person.name }) : t('seeAs.lead', { name: person.name })}</p>
      <div className={styles.screens}>
        {NAVIGATION.map(({ key, icon: Sign, permission }) => (
          <span key={key} className={styles.screen} data-hidden={!sees(permission) || undefined}><Sign size={16} stroke={1.6} aria-hidden />{t(`frame:nav.${key}`)}{!sees(permission) && <span className={styles.not}>{t('seeAs.hidden')}</span>}</span>
        ))}
      </div>
      <h4>{t('seeAs.where')}</h4>
      <ul className={styles.plain}>{places.map((place) => <li key={place}>{place}</li>)}{places.length === 0 && <li className="muted">{t('common:none')}</li>}</ul>
      <h4>{t('seeAs.may')}</h4>
      <ul className={styles.plain}>
        {WORK.map((permission) => <li key={permission} data-off={!sees(permission) || undefined}>{sees(permission) ? <IconCheck size={15} stroke={2.2} aria-label={t('seeAs.yes')} /> : <IconX size={15} stroke={2} aria-label={t('seeAs.no')} />}{t(`permission.${permission.replace('.', '_')}`)}</li>)}
      </ul>
    </section>
  );
}
