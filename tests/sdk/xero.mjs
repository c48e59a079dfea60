import { assert, detour, done, row } from './sandbox.mjs';

detour();
const { XeroClient } = await import('xero-node');
const xero = new XeroClient({ clientId: row.clientId, clientSecret: row.clientSecret, redirectUris: ['http://127.0.0.1/back'], scopes: ['accounting.invoices', 'offline_access'] });
xero.setTokenSet({ access_token: row.accessToken, refresh_token: row.refreshToken, token_type: 'Bearer', expires_in: 1800 });
const tenants = await xero.updateTenants(false);
assert.equal(tenants[0].tenantId, row.accountId);

const { body } = await xero.accountingApi.getInvoices(row.accountId, undefined, undefined, undefined, undefined, undefined, undefined, undefined, 1);
assert.equal(body.invoices.length, 100);
assert.ok(body.invoices[0].date);
const made = await xero.accountingApi.createContacts(row.accountId, { contacts: [{ name: 'SDK Barbers', emailAddress: 'sdk@example.com' }] });
const contact = made.body.contacts[0];
const invoice = await xero.accountingApi.createInvoices(row.accountId, { invoices: [{ type: 'ACCREC', contact: { contactID: contact.contactID }, lineItems: [{ description: 'Royalties', quantity: 1, unitAmount: 250, accountCode: '200' }], status: 'AUTHORISED', date: '2026-01-31', dueDate: '2026-02-14' }] });
assert.equal(invoice.body.invoices[0].total, 250);
const journals = await xero.accountingApi.getJournals(row.accountId);
assert.equal(journals.body.journals.length, 100);
const renewed = await xero.refreshWithRefreshToken(row.clientId, row.clientSecret, row.refreshToken);
assert.ok(renewed.refresh_token);
done(`${body.invoices.length} invoices`);
