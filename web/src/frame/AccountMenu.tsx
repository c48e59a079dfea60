import { Popover } from '@mantine/core';
import { IconApi, IconCheck, IconLogout, IconSettings } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '@/auth/session';
import { initials } from '@/format/initials';
import { useScope } from '@/scope/Scope';
import styles from './AccountMenu.module.css';

export function AccountMenu() {
  const { t } = useTranslation('frame');
  const { me, network, networks, change } = useScope();
  const signOut = useSignOut();
  const [open, setOpen] = useState(false);
  const role = me.isAdministrator ? 'administrator' : me.grants.find((grant) => grant.networkId === network.id)?.role;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={264} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.button} aria-label={t('account.label', { name: me.name })} onClick={() => setOpen(!open)}><span className={styles.face} data-initials={initials(me.name)} /></button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('account.label', { name: me.name })} p={6}>
        <div className={styles.who}>
          <b>{me.name}</b>
          <span>{me.email}</span>
          {role && <span>{t(`common:role.${role}`)}</span>}
        </div>
        {networks.length > 1 && (
          <div className={styles.group} role="group" aria-label={t('account.network')}>
            {networks.slice(0, 12).map((item) => (
              <button key={item.id} type="button" className={styles.item} aria-pressed={item.id === network.id} onClick={() => { change({ network: item.slug, node: undefined }); setOpen(false); }}>
                <span className={styles.grow}>{item.name}</span>{item.id === network.id && <IconCheck size={15} aria-hidden />}
              </button>
            ))}
          </div>
        )}
        <div className={styles.group}>
          <Link to="/settings" className={styles.item} onClick={() => setOpen(false)}><IconSettings size={17} stroke={1.6} aria-hidden />{t('account.settings')}</Link>
          <Link to="/reference" className={styles.item} onClick={() => setOpen(false)}><IconApi size={17} stroke={1.6} aria-hidden />{t('account.reference')}</Link>
          <button type="button" className={styles.item} onClick={() => signOut.mutate()}><IconLogout size={17} stroke={1.6} aria-hidden />{t('account.signOut')}</button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
