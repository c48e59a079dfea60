import { assert, detour, done, row, steer } from './sandbox.mjs';

detour();
const { default: twilio } = await import('twilio');
const client = twilio(row.accountId, row.accessToken);
const messages = await client.messages.list({ pageSize: 20, limit: 60 });
assert.equal(messages.length, 60);
const numbers = await client.incomingPhoneNumbers.list({ limit: 5 });
const sent = await client.messages.create({ to: '+12125550177', from: numbers[0].phoneNumber, body: 'See you tomorrow' });
assert.equal(sent.status, 'queued');
await steer('deliver');
assert.equal((await client.messages(sent.sid).fetch()).status, 'delivered');
await steer('message', { from: '+12125550177', body: 'STOP' });
await assert.rejects(client.messages.create({ to: '+12125550177', from: numbers[0].phoneNumber, body: 'Again' }), error => error.code === 21610);
done(`${messages.length} messages`);
