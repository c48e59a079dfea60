import { auth, calendar } from '@googleapis/calendar';
import { assert, done, row } from './sandbox.mjs';

const client = new auth.OAuth2({ clientId: row.clientId, clientSecret: row.clientSecret, redirectUri: 'http://127.0.0.1/back' });
client.setCredentials({ access_token: row.accessToken });
const google = calendar({ version: 'v3', auth: client, rootUrl: `${row.url}/` });
const calendars = (await google.calendarList.list()).data.items;
assert.equal(calendars.length, 4);

const walk = async syncToken => {
  const items = [];
  let pageToken;
  do {
    const { data } = await google.events.list({ calendarId: 'primary', singleEvents: true, maxResults: 10, pageToken, syncToken });
    items.push(...data.items);
    pageToken = data.nextPageToken;
    if (!pageToken) return { items, token: data.nextSyncToken };
  } while (pageToken);
};
const first = await walk();
assert.equal(first.items.length, 15);
const made = (await google.events.insert({ calendarId: 'primary', requestBody: { id: 'abc123def456', summary: 'Skin Fade', start: { dateTime: '2026-12-01T15:00:00Z' }, end: { dateTime: '2026-12-01T15:45:00Z' } } })).data;
await assert.rejects(google.events.insert({ calendarId: 'primary', requestBody: { id: 'abc123def456', start: { dateTime: '2026-12-01T15:00:00Z' }, end: { dateTime: '2026-12-01T15:45:00Z' } } }), error => error.code === 409 || error.status === 409);
const changed = await walk(first.token);
assert.deepEqual(changed.items.map(item => item.id), [made.id]);
await google.events.delete({ calendarId: 'primary', eventId: made.id });
assert.equal((await walk(changed.token)).items.find(item => item.id === made.id).status, 'cancelled');
done(`${first.items.length} events`);
