import { assert, detour, done, row } from './sandbox.mjs';

detour();
const { default: mailchimp } = await import('@mailchimp/mailchimp_marketing');
mailchimp.setConfig({ apiKey: row.apiKey, server: 'us6' });
assert.ok((await mailchimp.ping.get()).health_status);
const { lists } = await mailchimp.lists.getAllLists();
const page = await mailchimp.lists.getListMembersInfo(lists[0].id, { count: 100 });
assert.ok(page.members.length > 50);

const hash = page.members[0].id;
const member = await mailchimp.lists.getListMember(lists[0].id, hash);
assert.equal(member.email_address, page.members[0].email_address);
const added = await mailchimp.lists.addListMember(lists[0].id, { email_address: 'sdk@example.com', status: 'subscribed', merge_fields: { FNAME: 'Zoe' } });
assert.equal(added.status, 'subscribed');
await mailchimp.lists.updateListMemberTags(lists[0].id, added.id, { tags: [{ name: 'vip', status: 'active' }] });
await assert.rejects(mailchimp.lists.addListMember(lists[0].id, { email_address: 'sdk@example.com', status: 'subscribed' }), error => error.status === 400);
const { campaigns } = await mailchimp.campaigns.list({ status: 'sent' });
assert.equal(campaigns.length, 6);
done(`${page.members.length} members`);
