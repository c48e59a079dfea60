import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, retainSearchParams } from '@tanstack/react-router';
import { networksQuery, meQuery } from '@/api/queries';
import { ApiProblem } from '@/api/problem';
import { safeReturn } from '@/auth/returnAddress';
import { AppFrame } from '@/frame/AppFrame';
import { ErrorState } from '@/parts/States';
import { readScope, SCOPE_KEYS, textOf } from '@/scope/address';
import { parseSearch, stringifySearch } from '@/scope/searchText';
import { readNetworkAddress } from '@/screens/network/address';
import { readAuditAddress } from '@/screens/audit/address';
import { readPeopleAddress } from '@/screens/people/address';
import { readStructureAddress } from '@/screens/structure/address';
import { readShopAddress } from '@/screens/shop/address';
import { readShopsAddress } from '@/screens/shops/address';
import { readAccessReportAddress, readCatalogueAddress, readConnectAddress, readConnectionAddress, readWallAddress } from '@/screens/connections/address';
import { readAccuracyAddress } from '@/screens/accuracy/address';
import { readDemandAddress } from '@/screens/demand/address';
import { readFindingsAddress } from '@/screens/findings/address';
import { readForecastAddress } from '@/screens/forecast/address';
import { readModelsAddress } from '@/screens/models/address';
import { readPricesAddress } from '@/screens/prices/address';
import { readRetentionAddress } from '@/screens/retention/address';
import { readRosterAddress } from '@/screens/roster/address';
import { readSitesAddress } from '@/screens/sites/address';
import { readWebhookAddress, readWebhooksAddress } from '@/screens/webhooks/address';
import { queryClient } from './queryClient';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { return?: string | undefined; ended?: string | undefined } => ({
    return: search['return'] === undefined ? undefined : safeReturn(search['return']),
    ended: textOf(search['ended']),
  }),
  component: lazyRouteComponent(() => import('@/screens/signin/SignInScreen'), 'SignInScreen'),
});

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  validateSearch: readScope,
  // Place, period and comparison travel along every link, so that a reader never loses them between screens.
  search: { middlewares: [retainSearchParams([...SCOPE_KEYS])] },
  beforeLoad: async ({ context, location }) => {
    void context.queries.prefetchQuery(networksQuery());
    try {
      await context.queries.ensureQueryData(meQuery());
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) throw redirect({ to: '/sign-in', search: { return: location.href } });
      throw error;
    }
  },
  component: AppFrame,
});

/** A screen of the frame. Its code is loaded when it is first opened, or when a link to it is hovered. */
const under = () => frame;
const network = createRoute({ getParentRoute: under, path: '/', validateSearch: readNetworkAddress, component: lazyRouteComponent(() => import('@/screens/network/NetworkScreen'), 'NetworkScreen') });
const shops = createRoute({ getParentRoute: under, path: '/shops', validateSearch: readShopsAddress, component: lazyRouteComponent(() => import('@/screens/shops/ShopsScreen'), 'ShopsScreen') });
const shop = createRoute({ getParentRoute: under, path: '/shops/$shopId', validateSearch: readShopAddress, component: lazyRouteComponent(() => import('@/screens/shop/ShopScreen'), 'ShopScreen') });
const imports = createRoute({ getParentRoute: under, path: '/imports', component: lazyRouteComponent(() => import('@/screens/imports/ImportsScreen'), 'ImportsScreen') });
const structure = createRoute({ getParentRoute: under, path: '/structure', validateSearch: readStructureAddress, component: lazyRouteComponent(() => import('@/screens/structure/StructureScreen'), 'StructureScreen') });
const reference = createRoute({ getParentRoute: under, path: '/reference', component: lazyRouteComponent(() => import('@/screens/reference/ReferenceScreen'), 'ReferenceScreen') });
const newImport = createRoute({ getParentRoute: under, path: '/imports/new', component: lazyRouteComponent(() => import('@/screens/imports/NewImportScreen'), 'NewImportScreen') });
const oneImport = createRoute({ getParentRoute: under, path: '/imports/$importId', component: lazyRouteComponent(() => import('@/screens/imports/ImportScreen'), 'ImportScreen') });
const people = createRoute({ getParentRoute: under, path: '/people', validateSearch: readPeopleAddress, component: lazyRouteComponent(() => import('@/screens/people/PeopleScreen'), 'PeopleScreen') });
const audit = createRoute({ getParentRoute: under, path: '/audit', validateSearch: readAuditAddress, component: lazyRouteComponent(() => import('@/screens/audit/AuditScreen'), 'AuditScreen') });
const measures = createRoute({
  getParentRoute: under, path: '/measures', validateSearch: (search) => ({ measure: textOf(search['measure']) }),
  component: lazyRouteComponent(() => import('@/screens/measures/MeasuresScreen'), 'MeasuresScreen'),
});
const keys = createRoute({ getParentRoute: under, path: '/keys', validateSearch: (search): { open?: 'new' | undefined } => ({ open: search['open'] === 'new' ? 'new' : undefined }), component: lazyRouteComponent(() => import('@/screens/keys/KeysScreen'), 'KeysScreen') });
const settings = createRoute({ getParentRoute: under, path: '/settings', component: lazyRouteComponent(() => import('@/screens/settings/SettingsScreen'), 'SettingsScreen') });
const connections = createRoute({ getParentRoute: under, path: '/integrations', validateSearch: readWallAddress, component: lazyRouteComponent(() => import('@/screens/connections/ConnectionsScreen'), 'ConnectionsScreen') });
const integrationCatalogue = createRoute({ getParentRoute: under, path: '/integrations/catalogue', validateSearch: readCatalogueAddress, component: lazyRouteComponent(() => import('@/screens/connections/CatalogueScreen'), 'CatalogueScreen') });
const connect = createRoute({ getParentRoute: under, path: '/integrations/connect', validateSearch: readConnectAddress, component: lazyRouteComponent(() => import('@/screens/connections/ConnectScreen'), 'ConnectScreen') });
const ownConnectors = createRoute({ getParentRoute: under, path: '/integrations/connectors', component: lazyRouteComponent(() => import('@/screens/connections/YourConnectorsScreen'), 'YourConnectorsScreen') });
const ownConnector = createRoute({ getParentRoute: under, path: '/integrations/connectors/$name', component: lazyRouteComponent(() => import('@/screens/connections/ConnectorScreen'), 'ConnectorScreen') });
const accessReport = createRoute({ getParentRoute: under, path: '/integrations/access', validateSearch: readAccessReportAddress, component: lazyRouteComponent(() => import('@/screens/connections/AccessReportScreen'), 'AccessReportScreen') });
const connection = createRoute({ getParentRoute: under, path: '/integrations/$connectionId', validateSearch: readConnectionAddress, component: lazyRouteComponent(() => import('@/screens/connections/ConnectionScreen'), 'ConnectionScreen') });
const webhooks = createRoute({ getParentRoute: under, path: '/integrations/webhooks', validateSearch: readWebhooksAddress, component: lazyRouteComponent(() => import('@/screens/webhooks/WebhooksScreen'), 'WebhooksScreen') });
const webhook = createRoute({ getParentRoute: under, path: '/integrations/webhooks/$webhookId', validateSearch: readWebhookAddress, component: lazyRouteComponent(() => import('@/screens/webhooks/WebhookScreen'), 'WebhookScreen') });
const findings = createRoute({ getParentRoute: under, path: '/insights', validateSearch: readFindingsAddress, component: lazyRouteComponent(() => import('@/screens/findings/FindingsScreen'), 'FindingsScreen') });
const accuracy = createRoute({ getParentRoute: under, path: '/insights/accuracy', validateSearch: readAccuracyAddress, component: lazyRouteComponent(() => import('@/screens/accuracy/AccuracyScreen'), 'AccuracyScreen') });
const retention = createRoute({ getParentRoute: under, path: '/insights/clients', validateSearch: readRetentionAddress, component: lazyRouteComponent(() => import('@/screens/retention/RetentionScreen'), 'RetentionScreen') });
const demand = createRoute({ getParentRoute: under, path: '/insights/demand', validateSearch: readDemandAddress, component: lazyRouteComponent(() => import('@/screens/demand/DemandScreen'), 'DemandScreen') });
const roster = createRoute({ getParentRoute: under, path: '/insights/roster', validateSearch: readRosterAddress, component: lazyRouteComponent(() => import('@/screens/roster/RosterScreen'), 'RosterScreen') });
const prices = createRoute({ getParentRoute: under, path: '/insights/prices', validateSearch: readPricesAddress, component: lazyRouteComponent(() => import('@/screens/prices/PricesScreen'), 'PricesScreen') });
const sites = createRoute({ getParentRoute: under, path: '/insights/sites', validateSearch: readSitesAddress, component: lazyRouteComponent(() => import('@/screens/sites/SitesScreen'), 'SitesScreen') });
const revenue = createRoute({ getParentRoute: under, path: '/insights/revenue', validateSearch: readForecastAddress, component: lazyRouteComponent(() => import('@/screens/forecast/RevenueScreen'), 'RevenueScreen') });
const models = createRoute({ getParentRoute: under, path: '/insights/models', validateSearch: readModelsAddress, component: lazyRouteComponent(() => import('@/screens/models/ModelsScreen'), 'ModelsScreen') });

export const router = createRouter({
  routeTree: root.addChildren([signIn, frame.addChildren([network, shops, shop, structure, reference, imports, newImport, oneImport, people, audit, measures, keys, settings, connections, integrationCatalogue, connect, ownConnectors, ownConnector, accessReport, connection, webhooks, webhook, findings, revenue, retention, demand, roster, prices, sites, accuracy, models])]),
  context: { queries: queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={() => { reset(); void router.invalidate(); }} whole />,
  defaultNotFoundComponent: () => <ErrorState error={new ApiProblem({ status: 404 })} whole />,
});

declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}
