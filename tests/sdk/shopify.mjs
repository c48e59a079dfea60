import { assert, detour, done, row } from './sandbox.mjs';

detour();
await import('@shopify/shopify-api/adapters/node');
const { ApiVersion, Session, shopifyApi } = await import('@shopify/shopify-api');
const shopify = shopifyApi({ apiKey: row.clientId, apiSecretKey: row.clientSecret, scopes: ['read_orders'], hostName: '127.0.0.1', apiVersion: Object.values(ApiVersion).at(-2), isEmbeddedApp: false, logger: { level: 0 } });
const session = new Session({ id: 'offline', shop: row.accountId, state: 's', isOnline: false, accessToken: row.accessToken });
const client = new shopify.clients.Graphql({ session });

const { data } = await client.request('query($first: Int!) { orders(first: $first, sortKey: UPDATED_AT) { nodes { id name totalPriceSet { shopMoney { amount } } } pageInfo { hasNextPage endCursor } } }', { variables: { first: 50 } });
assert.equal(data.orders.nodes.length, 50);
assert.equal(data.orders.pageInfo.hasNextPage, true);
const made = await client.request('mutation($input: CustomerInput!) { customerCreate(input: $input) { customer { id email } userErrors { field message } } }', { variables: { input: { firstName: 'Zoe', email: 'sdk@example.com' } } });
assert.equal(made.data.customerCreate.customer.email, 'sdk@example.com');
await assert.rejects(client.request('{ shop { unicorns } }'));
done(`${data.orders.nodes.length} orders`);
