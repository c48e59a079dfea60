import { assert, detour, done, row } from './sandbox.mjs';

detour();
const { default: OAuthClient } = await import('intuit-oauth');
const { default: QuickBooks } = await import('node-quickbooks');

const client = new OAuthClient({ clientId: row.clientId, clientSecret: row.clientSecret, environment: 'sandbox', redirectUri: 'http://127.0.0.1/back' });
client.setToken({ access_token: row.accessToken, refresh_token: row.refreshToken, token_type: 'bearer', expires_in: 3600, x_refresh_token_expires_in: 8640000, realmId: row.accountId });
const renewed = await client.refresh();
assert.ok(renewed.getToken().access_token);

const books = new QuickBooks(row.clientId, row.clientSecret, renewed.getToken().access_token, false, row.accountId, true, false, 75, '2.0', row.refreshToken);
const ask = (method, ...args) => new Promise((resolve, reject) => books[method](...args, (error, value) => (error ? reject(error) : resolve(value))));
const customers = await ask('findCustomers', { fetchAll: true });
assert.equal(customers.QueryResponse.Customer.length, 12);
const made = await ask('createCustomer', { DisplayName: 'SDK Barbers' });
assert.equal(made.SyncToken, '0');
const invoice = await ask('createInvoice', { CustomerRef: { value: made.Id }, Line: [{ Amount: 120, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '1' }, Qty: 2, UnitPrice: 60 } }] });
assert.equal(invoice.Balance, 120);
await assert.rejects(ask('createCustomer', { DisplayName: 'SDK Barbers' }));
done(`${customers.QueryResponse.Customer.length} customers`);
