import {
  IconApi, IconBuildingStore, IconFileImport, IconHistory, IconKey, IconLayoutDashboard, IconPlugConnected, IconRulerMeasure, IconSettings, IconSitemap, IconTelescope, IconUsers, type Icon,
} from '@tabler/icons-react';
import type { Permission } from '@/api/types';

export interface NavigationItem {
  to: string;
  /** Key in the namespace `frame`, under `nav`. */
  key: string;
  icon: Icon;
  /** Shown only to those who hold it in the network at hand. */
  permission?: Permission;
  /** Has a seat in the bottom bar of a phone. */
  onBar?: boolean;
}

/** By job, in the order of a working day. A new screen adds its line here and its route in app/router.tsx. */
export const NAVIGATION: readonly NavigationItem[] = [
  { to: '/', key: 'network', icon: IconLayoutDashboard, permission: 'measures.read', onBar: true },
  { to: '/shops', key: 'shops', icon: IconBuildingStore, permission: 'network.read', onBar: true },
  { to: '/structure', key: 'structure', icon: IconSitemap, permission: 'network.write' },
  { to: '/integrations', key: 'connections', icon: IconPlugConnected, permission: 'integrations.read' },
  { to: '/insights', key: 'insights', icon: IconTelescope, permission: 'measures.read' },
  { to: '/imports', key: 'imports', icon: IconFileImport, permission: 'imports.read' },
  { to: '/people', key: 'people', icon: IconUsers, permission: 'people.read' },
  { to: '/audit', key: 'audit', icon: IconHistory, permission: 'audit.read' },
  { to: '/measures', key: 'measures', icon: IconRulerMeasure, permission: 'measures.read' },
  { to: '/keys', key: 'keys', icon: IconKey, permission: 'keys.manage' },
  { to: '/reference', key: 'reference', icon: IconApi },
  { to: '/settings', key: 'settings', icon: IconSettings },
];
