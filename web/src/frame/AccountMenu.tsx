import { Menu } from '@mantine/core';
import { IconCheck, IconLogout, IconSettings } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '@/auth/session';
import { useScope } from '@/scope/Scope';
import styles from './AccountMenu.module.css';

const initials = (name: string) => name.split(/\s+/).filter(Boolean).map((word) => word[0]!).slice(0, 2).join('').toLocaleUpperCase();

export function AccountMenu() {
  const { t } = useTranslation('frame');
  const { me, network, networks, change } = useScope();
  const signOut = useSignOut();
  const role = me.isAdministrator ? 'administrator' : me.grants.find((grant) => grant.networkId === network.id)?.role;
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <button type="button" className={styles.button} aria-label={t('account.label', { name: me.name })}><span className={styles.face} data-initials={initials(me.name)} /></button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <b>{me.name}</b>
          <span>{me.email}</span>
          {role && <span>{t(`common:role.${role}`)}</span>}
        </div>
        <Menu.Divider />
        {networks.length > 1 && (
          <>
            <Menu.Label>{t('account.network')}</Menu.Label>
            {networks.slice(0, 12).map((item) => (
              <Menu.Item key={item.id} onClick={() => change({ network: item.slug, node: undefined })} rightSection={item.id === network.id ? <IconCheck size={15} /> : null}>{item.name}</Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        <Menu.Item leftSection={<IconSettings size={16} stroke={1.6} />} renderRoot={(props) => <Link to="/settings" {...props} />}>{t('account.settings')}</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => signOut.mutate()}>{t('account.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
