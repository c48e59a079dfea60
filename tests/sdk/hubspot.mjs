import { Client } from '@hubspot/api-client';
import { assert, done, row } from './sandbox.mjs';

const hubspot = new Client({ accessToken: row.accessToken, basePath: row.url });
const contacts = await hubspot.crm.contacts.getAll(100, undefined, ['email', 'lifecyclestage']);
assert.equal(contacts.length, 120);

const made = await hubspot.crm.contacts.basicApi.create({ properties: { email: 'sdk@example.com', firstname: 'Zoe' }, associations: [] });
const found = await hubspot.crm.contacts.searchApi.doSearch({ filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: 'sdk@example.com' }] }], sorts: [], properties: ['email'], limit: 10, after: '0' });
assert.equal(found.results[0].id, made.id);
await hubspot.crm.contacts.basicApi.update(made.id, { properties: { firstname: 'Zoé' } });
const read = await hubspot.crm.contacts.basicApi.getById(made.id, ['firstname']);
assert.equal(read.properties.firstname, 'Zoé');
const deals = await hubspot.crm.deals.getAll();
assert.equal(deals.length, 40);
await assert.rejects(hubspot.crm.contacts.basicApi.create({ properties: { email: 'sdk@example.com' }, associations: [] }), error => error.code === 409);
done(`${contacts.length} contacts`);
