import jsforce from 'jsforce';
import { assert, done, row } from './sandbox.mjs';

const connection = new jsforce.Connection({ oauth2: { loginUrl: row.url, clientId: row.clientId, clientSecret: row.clientSecret, redirectUri: 'http://127.0.0.1/back' }, instanceUrl: row.url, accessToken: row.accessToken, refreshToken: row.refreshToken, version: '67.0' });
const leads = await connection.query('SELECT Id, Name, Email, SystemModstamp FROM Lead ORDER BY SystemModstamp, Id');
assert.equal(leads.totalSize, 80);
const made = await connection.sobject('Lead').create({ LastName: 'Novak', Company: 'Novak LLC' });
assert.equal(made.success, true);
await connection.sobject('Lead').update({ Id: made.id, Status: 'Working - Contacted' });
const read = await connection.sobject('Lead').retrieve(made.id);
assert.equal(read.Status, 'Working - Contacted');
const described = await connection.sobject('Lead').describe();
assert.ok(described.fields.some(field => field.name === 'Email'));
await assert.rejects(connection.query('SELECT Unicorn FROM Lead'), error => error.errorCode === 'INVALID_FIELD');
done(`${leads.totalSize} leads`);
